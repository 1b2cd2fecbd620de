"""One target, many senders: an outage with a long queue, a source of poison, an adviser without rights.

    python3 Tests/Harness/outage.py .build/release/leadgate [--scenes outage,poison,adviser] [--queued 20000] [--minutes 3] [--short]

outage: all leads wait while the target answers 503; then it is well. The first delivery must follow within 2 s of its first good answer,
and 95 of 100 fresh leads within 10 s while the backlog drains, with no answer 429.
poison: a source whose 1 000 leads the target never takes, beside 1 000 good ones: their p95 at most twice that of the control, which
is the same without it. adviser: the same with one lead a second whose adviser has no right (409).
Exits with 1 otherwise, and on loss, doubling, or a good lead that is stuck.
"""
import argparse, calendar, concurrent.futures, json, sys, threading, time
from processes import Stage, text, verdict, wait

SOURCES = {name: "trisalis" for name in ("old-0", "old-1", "old-2", "old-3", "fresh", "good", "bad")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--scenes", default="outage,poison,adviser")
    parser.add_argument("--queued", type=int, default=20_000, help="leads that wait at the end of the outage")
    parser.add_argument("--minutes", type=float, default=3, help="how long the outage is, and how long is looked afterwards")
    parser.add_argument("--leads", type=int, default=1_000, help="good ones beside poison and beside the adviser")
    parser.add_argument("--short", action="store_true", help="some seconds: an outage of 3 s with 40 leads")
    options = parser.parse_args()
    if options.short:
        options.scenes, options.queued, options.minutes = "outage", 40, 3 / 60
    faulty = 0
    for scene in options.scenes.split(","):
        RECEIPTS.clear()
        with Stage(options.binary, SOURCES, {"LEADGATE_LOG_LEVEL": "error"}) as stage:
            stage.start()
            stage.wait_ready()
            faulty += {"outage": outage, "poison": poison, "adviser": adviser}[scene](stage, options)
            faulty += conclude(stage)
            stage.end()
    sys.exit(1 if faulty else 0)


# Senders

RECEIPTS = {}


def post(stage, source, name, last_name="Gut"):
    """Posts a lead and remembers when."""
    began = time.time()
    id = stage.post(source, f"lead_id={name}&vorname=Max&nachname={last_name}&email=max%40example.org")
    if id is None:
        sys.exit(f"no receipt for {name}")
    RECEIPTS[id] = began
    return id


def flood(stage, sources, names, last_name="Gut"):
    """Posts as fast as it goes, by turns to each source."""
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda name: post(stage, sources[hash(name) % len(sources)], name, last_name), names))


def steadily(stage, source, pause, amount, last_name="Gut"):
    """Posts one lead after the other in the pace of a clock, whoever else takes his time."""
    ids, began = [], time.monotonic()
    for number in range(amount):
        time.sleep(max(0, began + number * pause - time.monotonic()))
        ids.append(post(stage, source, f"{source}-{began:.0f}-{number}", last_name))
    return ids


# What the target knows

def answers(stage):
    """The journal's imports: (seconds since 1970, reference, status, whether a case was made)."""
    for line in open(stage.journal_path):
        entry = json.loads(line)
        if entry["method"] == "POST" and entry["api"] == "kundenangaben":
            yield moment(entry["time"]), entry["externeVorgangsId"], entry["status"], entry["stored"]


def moment(written):
    seconds, fraction = written.rstrip("Z").split(".")
    return calendar.timegm(time.strptime(seconds, "%Y-%m-%dT%H:%M:%S")) + float("0." + fraction)


def delays(stage, ids):
    """Seconds from a post to the case that came of it, sorted; what has none yet waits for ever."""
    references = {id: lead["reference"] for id, lead in stage.leads().items()}
    stored = {reference: at for at, reference, _, is_stored in answers(stage) if is_stored}
    return sorted(stored.get(references.get(id), float("inf")) - RECEIPTS[id] for id in ids)


def percentile(values, share):
    return values[min(len(values) - 1, int(len(values) * share / 100))]


# The scenes

def outage(stage, options):
    stage.faults([{"path": "kundenangaben", "method": "POST", "next": "all", "status": 503}])
    began = time.monotonic()
    queued = flood(stage, [f"old-{number}" for number in range(4)] + ["fresh"], range(options.queued))
    posted = time.monotonic() - began
    time.sleep(max(0, options.minutes * 60 - posted))
    print(f"outage: {len(queued)} leads queued in {posted:.0f} s, {stage.waiting()} wait; down for {time.monotonic() - began:.0f} s", flush=True)
    during = sum(1 for _ in answers(stage))
    stage.no_faults()
    healed = time.time()
    fresh = steadily(stage, "fresh", 0.5, int(options.minutes * 60 * 2))
    left = stage.waiting()
    wait("the fresh leads", 60, lambda: percentile(delays(stage, fresh), 95) != float("inf"), 1)
    good = sorted(at for at, _, _, is_stored in answers(stage) if is_stored)
    refused = sum(status == 429 for _, _, status, _ in answers(stage))
    first, second = good[0], good[1]
    late = percentile(delays(stage, fresh), 95)
    drained = len([at for at in good if at < healed + options.minutes * 60])
    print(f"  requests during the outage {during}; well again, the first good answer after {first - healed:.1f} s, the next delivery "
          f"{second - first:.2f} s later; fresh leads p50 {percentile(delays(stage, fresh), 50):.2f} s, p95 {late:.2f} s, most "
          f"{delays(stage, fresh)[-1]:.2f} s; {drained} delivered in {options.minutes * 60:.0f} s, {left} still waiting; answers 429: {refused}",
          flush=True)
    return (second - first > 2) + (late > 10) + (refused > 0) + (first - healed > 15)


def poison(stage, options):
    return beside(stage, options, {"status": 503}, lambda: flood(stage, ["bad"], (f"bad-{n}" for n in range(options.leads)), "Gift"), "poison")


def adviser(stage, options):
    return beside(stage, options, {"status": 409}, lambda: steadily(stage, "bad", 1, options.leads // 10, "Gift"), "adviser")


def beside(stage, options, fault, bad, name):
    """Good leads, ten a second, first alone and then beside bad ones."""
    stage.faults([{"path": "kundenangaben", "method": "POST", "matching": "Gift", "next": "all", **fault}])

    def good():
        ids = steadily(stage, "good", 0.1, options.leads)
        time.sleep(10)
        return delays(stage, ids)

    control = good()
    other = threading.Thread(target=bad)
    other.start()
    measured = good()
    other.join()
    print(f"{name}: good leads p50 {percentile(control, 50) * 1000:.0f} ms, p95 {percentile(control, 95) * 1000:.0f} ms, most "
          f"{control[-1] * 1000:.0f} ms alone; p50 {percentile(measured, 50) * 1000:.0f} ms, p95 {percentile(measured, 95) * 1000:.0f} ms, "
          f"most {measured[-1] * 1000:.0f} ms beside the bad ones", flush=True)
    # Within some milliseconds two runs of the same differ.
    return percentile(measured, 95) > max(2 * percentile(control, 95), 0.05) or measured[-1] == float("inf")


def conclude(stage):
    leads = stage.leads()
    imports = stage.imports(leads)
    own = set(RECEIPTS)
    counts, lost, doubled = verdict(own, leads, imports)
    balanced = stage.admin("GET", "/admin/api/books")[1]["balanced"]
    # What is left of a backlog, and what is not taken, waits: nothing is stuck that could go.
    print(f"  attempted {len(own)}  {text(counts)}  books {'balanced' if balanced else 'NOT balanced'}", flush=True)
    return len(lost) + len(doubled) + (not balanced)


main()
