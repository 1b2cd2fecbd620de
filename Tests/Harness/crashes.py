"""kill -9 at random moments under load, again and again; the sandbox survives and knows what it was really given.

    python3 Tests/Harness/crashes.py .build/debug/leadgate [--kills 200] [--seed 1] [--short]

Senders post leads with ids of their own and repeat each until they have a receipt. In the end every receipt's lead must have
been delivered once: none lost, none doubled, neither at the target nor in the store (one lead for one sender's id), the books
balanced and the data file in order. Exits with 1 otherwise.
"""
import argparse, random, signal, sys, time
from processes import Stage, wait
from senders import Senders, conclude


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help="some seconds: 3 kills, and what a later case must prove stays open")
    options = parser.parse_args()
    if options.short:
        options.kills = 3
    dice = random.Random(options.seed)
    with Stage(options.binary, {"crash": "trisalis"}, {"LEADGATE_LOG_LEVEL": "error"}) as stage:
        sys.exit(run(stage, options, dice))


def run(stage, options, dice):
    # Some answers take their time, so that a kill finds requests on the wire; of some nothing comes of the work.
    lost = [{"path": "kundenangaben", "method": "POST", "probability": 0.05, "next": "all", "drop": "before-store"}]
    late = [{"path": "kundenangaben", "method": "POST", "probability": 0.3, "next": "all", "delay": 150}]
    stage.faults(late if options.short else lost + late, options.seed)
    began = time.monotonic()
    stage.start()
    stage.wait_ready()
    senders = Senders(stage, options.senders)
    for kill in range(options.kills):
        # Now and then while it is still starting: what it had to mend then, the next one has to mend.
        if kill % 7 != 6:
            wait("the gateway", 120, stage.is_ready, 0.005)
        time.sleep(dice.uniform(0.005, 0.4))
        if stage.gateway.poll() is not None:
            sys.exit(f"the gateway ended by itself, see {stage.log.name}")
        stage.end(signal.SIGKILL)
        stage.start()
    stage.wait_ready()
    senders.stop()
    stage.no_faults()
    print(f"{options.kills} kills in {time.monotonic() - began:.0f} s", flush=True)

    uncertain = stage.settle(lambda number: senders.post(f"younger-{number}"), options.short)
    print(f"uncertain after the last start {uncertain}")
    return 1 if conclude(stage, senders, options.short) else 0


main()
