"""Answers that are lost, in every phase and with every status, at a target that can be asked and at one that cannot.

    python3 Tests/Harness/ambiguous.py .build/debug/leadgate [--leads 40] [--seed 1]

Kundenangaben: none lost, none doubled, and 99 of 100 settled without a person once the list shows younger cases. KEX: none
lost, none doubled, nothing sent a second time by itself, all of it visible as uncertain. Exits with 1 otherwise. Takes some
minutes: what is missing is proved by a case that was asked for two minutes later.
"""
import argparse, json, random, sys, time
from processes import Stage, text, verdict, wait

# What happens to one request; True: the target may have the lead all the same, so only a look-up or a person may decide.
PHASES = {
    "reset-before-work": ({"drop": "before-store"}, True),
    "reset-after-work": ({"drop": "after-store"}, True),
    "answer-cut": ({"truncate": True}, True),
    "500": ({"status": 500}, None),
    "502": ({"status": 502}, True),
    "502-after-work": ({"status": 502, "store": True}, True),
    "504": ({"status": 504}, True),
    "504-after-work": ({"status": 504, "store": True}, True),
    "200-empty": ({"status": 200, "body": {}}, True),
    "201-without-number": ({"status": 201, "body": {}, "store": True}, True),
    "201-page": ({"status": 201, "page": "<html>ok</html>", "store": True}, True),
    "429": ({"status": 429, "retryAfter": 1}, False),
    "503": ({"status": 503}, False),
    "503-retry-after": ({"status": 503, "retryAfter": 1}, False),
}
# No answer before the client's deadline.
LATE = {"late": ({"delay": 60_000}, True)}
SOURCES = 12
TARGETS = {"kundenangaben": ("baufi", "trisalis", "kundenangaben"), "kex-vorgang": ("kredit", "kex", "kex")}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--leads", type=int, default=40, help="leads a phase and target")
    parser.add_argument("--late", type=int, default=6, help="the same for answers that never come in time")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    stage = Stage(options.binary, {f"{name}-{number}": model for name, model, _ in TARGETS.values()
                                   for number in range(SOURCES)}, {"LEADGATE_LOG_LEVEL": "error"})
    try:
        stage.start()
        stage.wait_ready()
        sys.exit(run(stage, options, dice))
    finally:
        stage.close()


def run(stage, options, dice):
    acknowledged = {}

    def post(target, phase):
        name = TARGETS[target][0]
        source = f"{name}-{dice.randrange(SOURCES)}"
        body = f"vorname=Max&nachname=Fall-{phase}-Ende&email=max%40example.org&telefon=03012345678"
        id = stage.post(source, body)
        if id:
            acknowledged[id] = (target, phase)

    began = time.monotonic()
    # The connection is reset while the body is on its way: before there is one to be told apart.
    stage.faults([{"path": api, "method": "POST", "next": options.leads, "drop": "before-body"}
                  for _, _, api in TARGETS.values()], options.seed)
    for target in TARGETS:
        for _ in range(options.leads):
            post(target, "reset-while-sending")
    wait("the resets", 600, lambda: sum(stage.books()[name] for name in ("queued", "sending")) == 0, 0.5)

    phases = PHASES | LATE
    amount = {phase: options.late if phase in LATE else options.leads for phase in phases}
    stage.faults([{"path": api, "method": "POST", "matching": f"Fall-{phase}-Ende", "next": amount[phase], **fault}
                  for _, _, api in TARGETS.values() for phase, (fault, _) in phases.items()], options.seed)
    plan = [(target, phase) for target in TARGETS for phase in phases for _ in range(amount[phase])]
    # Leads that nothing happens to stand between them, so that no source seems to fail as a whole.
    plan += [(target, "none") for target, _ in plan]
    dice.shuffle(plan)
    for target, phase in plan:
        post(target, phase)
    wait("every lead sent once", 1_800, lambda: sum(stage.books()[name] for name in ("queued", "sending")) == 0, 1)
    stage.no_faults()
    sent = time.monotonic()
    before = stage.books()["uncertain"]
    print(f"{len(acknowledged)} leads sent in {sent - began:.0f} s, then uncertain: {before}", flush=True)

    # A witness is a case that was asked for two minutes after the answer was lost.
    time.sleep(125)

    def settled():
        post("kundenangaben", "younger")
        leads = stage.leads()
        return not any(lead["state"] in ("queued", "sending", "uncertain") for lead in leads.values()
                       if lead["target"] == "kundenangaben")

    began = time.monotonic()
    while not settled() and time.monotonic() < began + 300:
        time.sleep(3)
    print(f"Kundenangaben settled {time.monotonic() - began:.0f} s after the first younger case", flush=True)

    leads = stage.leads()
    imports = stage.imports(leads)
    faulty = 0
    for target in TARGETS:
        own = {id: lead for id, lead in leads.items() if lead["target"] == target}
        mine = {id: phase for id, (where, phase) in acknowledged.items() if where == target}
        requests = {id: list for id, list in imports.items() if id in own or id in mine}
        counts, lost, doubled = verdict(mine, own, requests)
        ambiguous = [id for id, phase in mine.items() if phase not in ("none", "younger")]
        again = [id for id in mine if len(requests.get(id, [])) > 1
                 and (mine[id] == "reset-while-sending" or phases.get(mine[id], ({}, False))[1])]
        print(f"{target}: attempted {len(ambiguous)} ambiguous of {len(mine)}  {text(counts)}")
        if target == "kundenangaben":
            open_ = sum(own[id]["state"] not in ("delivered", "dead") for id in ambiguous if id in own)
            share = 100 - 100 * open_ / max(1, len(ambiguous))
            print(f"  settled without a person {share:.2f} %")
            faulty += share < 99
        else:
            print(f"  sent again by itself although it may be there: {len(again)}")
            faulty += len(again)
        for id in (lost + doubled + (again if target != "kundenangaben" else []))[:10]:
            print(f"  {id} {mine.get(id)} {own.get(id, {}).get('state')} requests {requests.get(id)}")
        faulty += counts["lost"] + counts["doubled"] + counts["stuck"]
        by_phase = {}
        for id, phase in mine.items():
            state = own.get(id, {}).get("state", "unknown")
            by_phase.setdefault(phase, {}).setdefault(state, 0)
            by_phase[phase][state] += 1
        print("  " + json.dumps(by_phase))
    if leads and not stage.admin("GET", "/admin/api/books")[1]["balanced"]:
        print("the books do not balance")
        faulty += 1
    return 1 if faulty else 0


main()
