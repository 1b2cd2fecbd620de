"""The n-th write, flush, truncation, opening or removal in the data folder fails, for every n of every step.

    python3 Tests/Harness/ioerrors.py .build/release/leadgate [--steps deliver,erase,…] [--errors EIO,ENOSPC,LOST] [--short]

Once alone, and once with all that follow. LOST is a flush that fails with EIO and loses what was written since the last good one, as
Linux does it; with `--untold` it says that it went well, as it looks to a program that does not care: that has to end with 1. Whatever was promised must hold: the gateway goes on, takes no more leads or ends, and
is well again after a restart. Exits with 1 otherwise.
"""
import argparse, collections, errno, re, sys, time
from faults import FLUSHES, WRITES
from operations import Operations, STEPS
from senders import conclude


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--steps", default=",".join(STEPS))
    parser.add_argument("--errors", default="EIO,ENOSPC,LOST")
    parser.add_argument("--untold", action="store_true", help="LOST without a word: a planted fault")
    parser.add_argument("--short", action="store_true", help="every 5th call of a delivery, EIO from then on")
    options = parser.parse_args()
    if options.short:
        options.steps, options.errors = "deliver", "EIO"
    for step in options.steps.split(","):
        with Operations(options.binary) as operations:
            if run(operations, step, options):
                sys.exit(1)


def run(operations, step, options):
    for error in options.errors.split(","):
        for times in (0,) if options.short else (1, 0):
            began = time.monotonic()
            if error == "LOST":
                operations.faults.lose(is_told=not options.untold)
            fates = points(operations, step, error, times, 5 if options.short else 1)
            print(f"{step}, {error} {'once' if times else 'from then on'}, {time.monotonic() - began:.0f} s: {dict(fates)}", flush=True)
    senders, stage = operations.senders, operations.stage
    stage.settle(lambda number: senders.post(f"younger-{number}"), options.short)
    faulty = conclude(stage, senders, options.short)
    print(f"{step}: failed calls {operations.points}, violations {len(operations.violations)}", flush=True)
    return faulty or operations.violations or not operations.points


def points(operations, step, error, times, stride):
    fates, at, past = collections.Counter(), 0, 0
    kinds, number = (FLUSHES, errno.EIO) if error == "LOST" else (WRITES | FLUSHES, getattr(errno, error))
    while past < 2:
        at += stride
        has_hit, promised = operations.step(step, kinds, at, number, times)
        place = f"{step} {at}: {operations.faults.place} {error} {'once' if times else 'from then on'}"
        if has_hit:
            # One more post while the disk is as it is; what it is promised must hold, too. It is always the same where the
            # number of calls grows with what is in the file.
            name = "more" if step == "backup" else f"more-{operations.number}"
            more = name, operations.senders.try_once(name)
            fate = ("ended by itself" if not operations.stage.is_running()
                    else "goes on" if operations.stage.is_ready() and more[1] else "takes no leads")
            fates[fate + ", " + re.sub("-[0-9]+", "", operations.faults.place)] += 1
            operations.restart()
            operations.check("deliver", more, place + ", the next post")
        operations.faults.disarm()
        if not operations.stage.is_running():
            operations.restart()
        operations.check(step, promised, place)
        past = 0 if has_hit else past + 1
    return fates


main()
