"""The disk fills up and is freed again, at random moments under load.

    sudo python3 Tests/Harness/diskfull.py .build/release/leadgate [--moments 200] [--seed 1]
    python3 Tests/Harness/diskfull.py .build/release/leadgate --pretend [--moments 200] [--short]

With root a small tmpfs that another file fills. Without, `--pretend`: the library of faults.c hides what is free, and lets writes fail
when nothing is. A nearly full disk refuses leads and goes on delivering; a full one promises nothing that is not kept; both
take leads again by themselves within five seconds of being freed. Exits with 1 otherwise.
"""
import argparse, contextlib, errno, os, random, signal, subprocess, sys, time
from faults import Faults, WRITES
from processes import Stage, wait
from senders import Senders, conclude

# What a gateway keeps free for deliveries.
RESERVE = 64 << 20


class SmallDisk:
    """A tmpfs, and a file that fills it."""

    environment = {}

    def __init__(self, stage):
        self.place = stage.folder + "/small"
        stage.data = self.place + "/data"
        os.makedirs(self.place)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", self.place], check=True)

    def leave(self, free):
        status = os.statvfs(self.place)
        piece, length = status.f_bavail * status.f_frsize - free, 0
        with open(self.place + "/filler", "wb") as file:
            while piece >= 4096 and (free == 0 or length == 0):
                try:
                    os.posix_fallocate(file.fileno(), length, piece)
                    length += piece
                except OSError:
                    # Somebody was faster.
                    piece //= 2

    def free(self):
        os.remove(self.place + "/filler")

    def close(self):
        subprocess.run(["umount", self.place])


class PretendedDisk:
    def __init__(self, stage):
        os.makedirs(stage.data)
        self.faults = Faults(stage.folder, stage.data)
        self.environment = self.faults.environment

    def leave(self, free):
        self.faults.hide_space(free // 4096)
        if free == 0:
            self.faults.arm(WRITES, 1, errno.ENOSPC, 0)

    def free(self):
        self.faults.disarm()
        self.faults.hide_space(None)

    def close(self):
        self.free()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--pretend", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help="four moments, pretended")
    options = parser.parse_args()
    if options.short:
        options.moments, options.pretend = 4, True
    with Stage(options.binary, {"crash": "trisalis"}, {"LEADGATE_LOG_LEVEL": "error"}) as stage:
        with contextlib.closing((PretendedDisk if options.pretend else SmallDisk)(stage)) as disk:
            try:
                sys.exit(run(stage, disk, options))
            finally:
                if stage.is_running():
                    stage.end(signal.SIGKILL)


def run(stage, disk, options):
    dice = random.Random(options.seed)
    stage.start(disk.environment)
    stage.wait_ready()
    senders = Senders(stage, 2, 0.05)
    by_hand = Senders(stage)
    began, refused, delivered, slow, stuck, ended = time.monotonic(), 0, 0, 0.0, [], 0
    for moment in range(options.moments):
        time.sleep(dice.uniform(0, 0.2))
        # Its answer comes while the disk is full.
        stage.faults([{"path": "kundenangaben", "method": "POST", "next": "all", "delay": 100}])
        waiting = by_hand.post(f"before-{moment}")
        is_full = moment % 2 == 1
        disk.leave(0 if is_full else dice.randrange(1 << 20, RESERVE // 2))
        full = time.monotonic()
        promised = 0
        while time.monotonic() - full < dice.uniform(0.2, 0.5):
            promised += by_hand.try_once(f"full-{moment}") is not None
            time.sleep(0.02)
        refused += not promised
        if not is_full:
            wait("a delivery on a nearly full disk", 10, lambda: stage.state(waiting) == "delivered")
            delivered += 1
        disk.free()
        freed = time.monotonic()
        if not stage.is_running():
            ended += 1
            stage.start(disk.environment)
            stage.wait_ready()
        while not by_hand.try_once(f"full-{moment}") and time.monotonic() - freed < 30:
            time.sleep(0.01)
        if (took := time.monotonic() - freed) > 5:
            stuck.append(moment)
            stage.end(signal.SIGKILL)
            stage.start(disk.environment)
            stage.wait_ready()
            by_hand.post(f"full-{moment}")
        slow = max(slow, took)
    stage.no_faults()
    senders.stop()
    print(f"{options.moments} moments in {time.monotonic() - began:.0f} s: refused while full {refused}, delivered while nearly full "
          f"{delivered} of {(options.moments + 1) // 2}, slowest to take leads again {slow:.2f} s, ended {ended}, not by itself {len(stuck)}")
    senders.receipts |= by_hand.receipts
    senders.attempts += by_hand.attempts
    # A kill now leaves what is on the disk: receipts are compared with that.
    stage.end(signal.SIGKILL)
    stage.start(disk.environment)
    stage.wait_ready()
    stage.settle(lambda number: senders.post(f"younger-{number}"), options.short)
    return 1 if conclude(stage, senders, options.short) or stuck or ended else 0


main()
