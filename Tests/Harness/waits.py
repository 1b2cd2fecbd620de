"""kill -9 while leads wait for a token: none has left, so none may be in doubt.

    python3 Tests/Harness/waits.py .build/debug/leadgate [--kills 20] [--short]

The target is one that nobody but a person can ask (KreditSmart), so each lead in doubt would be work for a person. Exits with 1
where one is, or where a lead is lost or doubled.
"""
import argparse, signal, sys, time
from processes import Stage, wait
from senders import Senders, conclude


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--leads", type=int, default=12, help="before each kill: more than are sent at once")
    parser.add_argument("--short", action="store_true", help="some seconds: 2 kills")
    options = parser.parse_args()
    with Stage(options.binary, {"crash": "kex"}, {"LEADGATE_LOG_LEVEL": "error"}) as stage:
        sys.exit(run(stage, 2 if options.short else options.kills, options.leads))


def run(stage, kills, leads):
    stage.faults([{"path": "token", "method": "POST", "next": "all", "delay": 60_000}])
    stage.start()
    stage.wait_ready()
    senders = Senders(stage)
    for kill in range(kills):
        asked = tokens(stage)
        for number in range(leads):
            senders.post(f"{kill}-{number}")
        wait("a request for a token", 60, lambda: tokens(stage) > asked, 0.01)
        # As many as may are in line behind it by now.
        time.sleep(0.1)
        stage.end(signal.SIGKILL)
        stage.start()
        stage.wait_ready()
    stage.no_faults()
    stage.end(signal.SIGKILL)
    stage.start()
    stage.wait_ready()
    wait("the queue's end", 600, lambda: stage.waiting() == 0, 0.2)
    senders.stop()
    return 1 if conclude(stage, senders) else 0


def tokens(stage):
    """How many requests for a token there have been."""
    with open(stage.journal_path) as journal:
        return sum('"api":"token"' in line.replace(" ", "") for line in journal)


main()
