"""The time of day jumps by hours and years, forward and back, and the process is stopped for a minute.

    python3 Tests/Harness/clocks.py .build/release/leadgate [--jumps 7200,-7200,31536000,-31536000] [--stop 60] [--short]

Every lead that waits for a retry, whose answer was lost, that is on the wire or that comes later meets the jump. A jump may cost
each of them one attempt more than without it, and nothing may wait for a time that is gone. Exits with 1 otherwise.
"""
import argparse, datetime, os, signal, sys, time
from faults import Faults
from processes import Stage, wait
from senders import Senders, conclude

# Of the first kind each waits for a retry for so many seconds.
PAUSE = 15
KINDS = ("deferred", "lost", "on-the-wire", "later")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--jumps", default="7200,-7200,31536000,-31536000", help="seconds")
    parser.add_argument("--stop", type=float, default=60, help="seconds of SIGSTOP")
    parser.add_argument("--leads", type=int, default=20, help="of each kind")
    parser.add_argument("--short", action="store_true", help="some seconds: a year back, and stopped for two seconds")
    options = parser.parse_args()
    if options.short:
        options.stop, options.leads = 2, 4
    sources = {f"crash-{kind}": "trisalis" for kind in KINDS}
    with Stage(options.binary, sources, {"LEADGATE_LOG_LEVEL": "error"}) as stage:
        os.makedirs(stage.data)
        sys.exit(run(stage, Faults(stage.folder, stage.data), options))


def run(stage, faults, options):
    stage.start(faults.environment)
    stage.wait_ready()
    senders = Senders(stage)
    faulty = 0
    for jump in [] if options.short else map(int, options.jumps.split(",")):
        # There and back: each is a jump, and what was written down between them is from another time.
        for offset in (jump, 0):
            faulty += act(stage, faults, senders, options, f"clock {offset - faults.offset:+d} s",
                          lambda: faults.jump(offset))
        faulty += act(stage, faults, senders, options, f"restart at {jump:+d} s", lambda: restart(stage, faults, jump))
        faulty += act(stage, faults, senders, options, "restart at the right time", lambda: restart(stage, faults, 0))
    if options.short:
        faulty += act(stage, faults, senders, options, "clock a year back", lambda: faults.jump(-31_536_000))
    faulty += act(stage, faults, senders, options, f"stopped for {options.stop:.0f} s", lambda: pause(stage, options.stop))
    stage.settle(lambda number: senders.post(f"younger-{number}"), options.short)
    erased = stage.count("erased")
    print(f"erased by a time that was wrong: {erased}")
    return 1 if conclude(stage, senders, options.short) or faulty or erased else 0


def pause(stage, seconds):
    stage.gateway.send_signal(signal.SIGSTOP)
    time.sleep(seconds)
    stage.gateway.send_signal(signal.SIGCONT)


def restart(stage, faults, offset):
    stage.end(signal.SIGKILL)
    faults.jump(offset)
    stage.start(faults.environment)
    stage.wait_ready()


def act(stage, faults, senders, options, what, happen):
    """Lets something happen to leads of all kinds; how many were sent too often, or are stuck."""
    wait_for = 2 if options.short else PAUSE
    stage.faults([
        {"path": "kundenangaben", "method": "POST", "matching": "-deferred-", "next": "all", "status": 503, "retryAfter": wait_for},
        {"path": "kundenangaben", "method": "POST", "matching": "-lost-", "next": "all", "drop": "after-store"},
        {"path": "kundenangaben", "method": "POST", "matching": "-on-the-wire-", "next": "all", "delay": 2_000}])
    began = time.monotonic()

    def post(kind):
        senders.source = "crash-" + kind
        return [senders.post(f"{began:.0f}-{kind}-{number}") for number in range(options.leads)]

    leads = {kind: post(kind) for kind in KINDS[:3]}
    time.sleep(0.5)
    before = attempts(stage)
    happen()
    happened = time.monotonic()
    leads["later"] = post("later")
    received = datetime.datetime.fromisoformat(stage.lead(leads["later"][0])["receivedAt"]).timestamp()
    if abs(received - time.time() - faults.offset) > 60:
        sys.exit(f"{what}: the gateway does not see the time that it is told")
    wait(what + ": later leads", 30, lambda: all(stage.state(id) == "delivered" for id in leads["later"]))
    later = time.monotonic() - happened
    time.sleep(max(0, happened + wait_for * 0.6 - time.monotonic()))
    # Nothing was due yet without the jump, but for leads that were let go one by one to see whether the target works again.
    early = {id: count - before.get(id, 0) for id, count in attempts(stage).items() if id in leads["deferred"]}
    stage.no_faults()
    healed = time.monotonic()
    everything = [id for kind in ("deferred", "on-the-wire", "lost") for id in leads[kind]]
    limit = wait_for + 75
    while time.monotonic() < healed + limit and any(stage.state(id) != "delivered" for id in everything):
        time.sleep(0.1)
    states = {kind: [stage.state(id) for id in ids] for kind, ids in leads.items()}
    stuck = {kind: states[kind].count("queued") + states[kind].count("sending") for kind in states}
    again = [id for id in leads["lost"] + leads["on-the-wire"] + leads["later"] if attempts(stage).get(id, 0) > 2]
    too_many = [id for id, count in early.items() if count > 1]
    print(f"{what}: later leads delivered after {later:.1f} s, the others {time.monotonic() - healed:.1f} s after the target was well; attempts "
          f"before their time {sum(early.values())} of {options.leads} leads, more than one of {len(too_many)}; sent more than twice "
          f"{len(again)}; stuck {sum(stuck.values())}, uncertain {sum(list.count('uncertain') for list in states.values())}", flush=True)
    return len(too_many) + len(again) + sum(stuck.values())


def attempts(stage):
    """How often each lead was sent, by its id."""
    return {id: len(requests) for id, requests in stage.imports(stage.leads()).items()}


main()
