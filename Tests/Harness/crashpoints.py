"""Kills the gateway at every call that touches its data folder or a socket, one after the other.

    python3 Tests/Harness/crashpoints.py .build/release/leadgate [--steps deliver,erase,…] [--short]

The calls of starting, of taking a lead in, sending it and recording its outcome (deliver), of erasing one, of a backup, of changing
the master key and of stopping. After each the gateway starts again, and what was promised before the kill must hold. Exits with 1 otherwise.
"""
import argparse, collections, sys, time
from faults import FLUSHES, KILL, SOCKETS, WRITES
from operations import Operations, STEPS
from senders import conclude


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--steps", default=",".join(STEPS))
    parser.add_argument("--short", action="store_true", help="every 5th point of a delivery")
    options = parser.parse_args()
    for step in ["deliver"] if options.short else options.steps.split(","):
        with Operations(options.binary) as operations:
            if run(operations, step, options):
                sys.exit(1)


def run(operations, step, options):
    began, calls = time.monotonic(), collections.Counter()
    at, past = 0, 0
    # A step has no more calls when it was done twice without a hit: they are not the same number each time.
    while past < 2:
        at += 5 if options.short else 1
        has_hit, promised = operations.step(step, WRITES | FLUSHES | SOCKETS, at, KILL, 1)
        place = f"{step} {at}: {operations.faults.place}"
        operations.faults.disarm()
        if has_hit:
            calls[operations.faults.place.split()[0]] += 1
        if not operations.stage.is_running():
            operations.restart()
        operations.check(step, promised, place)
        past = 0 if has_hit else past + 1
    print(f"{step}: crash points {operations.points}, violations {len(operations.violations)}, {time.monotonic() - began:.0f} s; "
          f"{dict(calls)}", flush=True)
    senders, stage = operations.senders, operations.stage
    stage.settle(lambda number: senders.post(f"younger-{number}"), options.short)
    return conclude(stage, senders, options.short) or operations.violations or not operations.points


main()
