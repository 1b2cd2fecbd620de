"""Two operators replay, discard and resolve the same dead letters and uncertain leads, at the same time, by the API.

    python3 Tests/Harness/operators.py .build/release/leadgate [--leads 1000] [--rounds 20] [--short]

Each does it by jobs, by cause and one by one, in an order of their own. In the end every lead was sent once for each time it left its
state: sends = unique ids, whoever was faster. Exits with 1 otherwise.
"""
import argparse, json, random, sys, threading, time
from processes import FORM, Stage, ask, text, verdict, wait


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--leads", type=int, default=1_000, help="dead letters a round")
    parser.add_argument("--uncertain", type=int, default=4, help="uncertain leads a round")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help="one round of forty leads")
    options = parser.parse_args()
    if options.short:
        options.leads, options.rounds, options.uncertain = 40, 1, 4
    with Stage(options.binary, {"crash": "trisalis", "credit": "kex"}, {"LEADGATE_LOG_LEVEL": "error"}) as stage:
        sys.exit(run(stage, options))


class Mapping:
    """The mapping that kills a lead without a name, until it is mended."""

    def __init__(self, stage):
        self.path = stage.folder + "/mappings/trisalis.json"
        self.mended = json.load(open(self.path))
        self.broken = json.loads(json.dumps(self.mended))
        person = self.person(self.mended)
        person["nachname"] = {"$from": person["nachname"]["$from"], "$missing": {"use": "Unbekannt"}}
        self.stage = stage

    @staticmethod
    def person(mapping):
        return mapping["document"]["kundenangaben"]["haushalte"][0]["kunden"][0]["personendaten"]["person"]

    def put(self, mapping):
        with open(self.path, "w") as file:
            json.dump(mapping, file)


def run(stage, options):
    stage.start()
    stage.wait_ready()
    mapping, faulty, began = Mapping(stage), 0, time.monotonic()
    acknowledged = set()
    for number in range(options.rounds):
        faulty += round(stage, mapping, options, number, acknowledged)
    leads = stage.leads()
    imports = stage.imports(leads)
    counts, lost, doubled = verdict(acknowledged, leads, imports)
    balanced = stage.admin("GET", "/admin/api/books")[1]["balanced"]
    status = stage.end()
    verified = stage.verify()
    print(f"{options.rounds} rounds in {time.monotonic() - began:.0f} s: attempted {len(acknowledged)}  {text(counts)}  discarded "
          f"{sum(lead['state'] == 'discarded' for lead in leads.values())}, books {'balanced' if balanced else 'NOT balanced'}, "
          f"stopped with {status}, verify {verified.returncode}")
    return 1 if any((faulty, lost, doubled, counts["stuck"], not balanced, status, verified.returncode)) else 0


def round(stage, mapping, options, number, acknowledged):
    """How many leads were sent otherwise than once for each time they left their state."""
    mapping.put(mapping.broken)
    probe = lambda name: stage.post("crash", f"lead_id={name}&vorname=Max&email=max%40example.org")
    wait("the broken mapping", 20, lambda: dies(stage, probe(f"probe-{number}-{time.monotonic()}")))
    ids = [probe(f"{number}-{lead}") for lead in range(options.leads)]
    stage.faults([{"path": "kex", "method": "POST", "next": "all", "drop": "before-store"}])
    doubtful = [stage.post("credit", f"vorname=Max&nachname=Ratlos&email=max{number}-{lead}%40example.org&kreditbetrag=9000")
                for lead in range(options.uncertain)]
    acknowledged |= set(ids) | set(doubtful)
    wait("dead letters", 120, lambda: stage.waiting() == 0, 0.2)
    stage.no_faults()
    before = requests(stage, doubtful)
    mapping.put(mapping.mended)
    wait("the mended mapping", 60, lambda: verdict_of_dry_run(stage) != "dead", 0.5)
    barrier = threading.Barrier(2)
    operators = [threading.Thread(target=operate, args=(stage, ids, doubtful, random.Random(f"{options.seed} {number} {who}"), who,
                                                        barrier)) for who in ("anna", "bernd")]
    for operator in operators:
        operator.start()
    for operator in operators:
        operator.join()
    wait("the end of all jobs", 120, lambda: not [
        job for job in stage.admin("GET", "/admin/api/jobs?limit=100")[1]["jobs"] if job["state"] in ("running", "undoing")], 0.2)
    wait("the queue's end", 600, lambda: stage.waiting() == 0, 0.2)
    sent = requests(stage, ids + doubtful)
    leads = stage.leads()
    wrong = [id for id in ids if sent[id] != (leads[id]["state"] == "delivered")]
    # A replay leaves a state; whoever came second must not have left it again.
    wrong += [id for id in ids[:len(ids) // 5] if replays(stage, id) > 1]
    # Each was sent once without an answer; a second time if somebody has resolved it as not there.
    wrong += [id for id in doubtful if sent[id] - before[id] > 1]
    left = [id for id in ids if leads[id]["state"] == "dead"]
    states = [leads[id]["state"] for id in ids + doubtful]
    print(f"round {number}: {len(ids)} dead, {len(doubtful)} uncertain; then " + ", ".join(
        f"{state} {states.count(state)}" for state in sorted(set(states))) + f"; sends {sum(sent[id] for id in ids)} of "
        f"{sum(leads[id]['state'] == 'delivered' for id in ids)} ids, sent otherwise than once {len(wrong)}, left {len(left)}", flush=True)
    for id in wrong[:5]:
        print(f"  {id} {leads[id]['state']} requests {sent[id]}")
    return len(wrong) + len(left)


def dies(stage, id):
    return id and wait("an end of the probe", 20, lambda: stage.state(id) not in ("queued", "sending") and stage.state(id)) == "dead"


def verdict_of_dry_run(stage):
    """What would become of a lead like the probes under the mapping that is in force."""
    answer = ask("POST", f"http://127.0.0.1:{stage.port}/hooks/crash/dry-run", b"vorname=Max&email=max%40example.org", FORM)[1]
    return answer["leads"][0]["verdict"] if isinstance(answer, dict) and answer.get("leads") else "dead"


def requests(stage, ids):
    imports = stage.imports(stage.leads())
    return {id: len(imports.get(id, [])) for id in ids}


def replays(stage, id):
    timeline = stage.admin("GET", f"/admin/api/leads/{id}")[1]["timeline"]
    return sum(entry["event"] == "replayed" for entry in timeline)


def operate(stage, ids, doubtful, dice, who, barrier):
    """All that one operator does in a round; first some in the same moment as the other."""
    def order(path, **body):
        return lambda: stage.admin("POST", path, body)

    for id in ids[:len(ids) // 5]:
        barrier.wait(60)
        order(f"/admin/api/dead-letters/{id}/replay", reason=who)()
    orders = [order("/admin/api/jobs", action="replay", source="crash", reason=who) for _ in range(2)]
    orders += [order("/admin/api/dead-letters/replay", source="crash", reason=who)]
    orders += [order("/admin/api/jobs", action="resolve", source="credit", reason=who, override=True)]
    orders += [order(f"/admin/api/dead-letters/{id}/replay", reason=who) for id in dice.sample(ids, len(ids) // 5)]
    orders += [order(f"/admin/api/leads/{id}/discard", reason=who) for id in dice.sample(ids, len(ids) // 20)]
    orders += [order(f"/admin/api/leads/{id}/resolve", outcome="not-there", override=True) for id in doubtful]
    dice.shuffle(orders)
    for one in orders:
        one()
    # What is left when all others are through.
    order("/admin/api/jobs", action="replay", source="crash", reason=who)()


main()
