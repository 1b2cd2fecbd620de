"""Power cuts: file systems of their own under the data folder are shut off in the middle of the work, without flushing.

    sudo python3 Tests/Harness/powercuts.py .build/release/leadgate [--cuts 500] [--newborn 50] [--systems ext4,xfs] [--seed 1]

Needs root, for loop devices and FS_IOC_SHUTDOWN: what was not flushed is gone, as when the current fails. The gateway is stopped
just before, so that it neither promises nor sends anything once its disk is off: while a file system is shut off, a flush may
still say that all is well. Senders' receipts and the target's journal lie on another disk.
The first `newborn` cuts of each file system hit a gateway that was never there before, right after its first receipt.
"""
import argparse, contextlib, fcntl, os, random, shutil, signal, struct, subprocess, sys, time
from processes import Stage, wait
from senders import Senders, conclude

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, struct.pack("I", 2)


class Disk:
    """A file system in a file, on a loop device."""

    def __init__(self, folder, system):
        self.image, self.place, self.system = f"{folder}/{system}.img", f"{folder}/{system}", system
        os.makedirs(self.place)
        with open(self.image, "wb") as file:
            file.truncate(512 << 20)
        subprocess.run([f"mkfs.{system}", "-q", "-F" if system == "ext4" else "-f", self.image], check=True)

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.place], check=True)

    def unmount(self):
        end = time.monotonic() + 20
        while subprocess.run(["umount", self.place], stderr=subprocess.DEVNULL).returncode:
            if time.monotonic() > end:
                sys.exit(f"{self.place} cannot be unmounted")
            time.sleep(0.01)

    def shut_off(self):
        descriptor = os.open(self.place, os.O_RDONLY)
        fcntl.ioctl(descriptor, SHUTDOWN, NO_LOG_FLUSH)
        os.close(descriptor)

    def __enter__(self):
        self.mount()
        return self

    def __exit__(self, *_):
        self.unmount()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--cuts", type=int, default=500, help="in total, newborn ones included")
    parser.add_argument("--newborn", type=int, default=50, help="for each file system")
    parser.add_argument("--systems", default="ext4,xfs")
    parser.add_argument("--senders", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if os.geteuid():
        sys.exit("power cuts need root: loop devices and FS_IOC_SHUTDOWN")
    systems = options.systems.split(",")
    for system in systems:
        run(system, options, options.cuts // len(systems))


def run(system, options, cuts):
    dice = random.Random(options.seed)
    with Stage(options.binary, {"crash": "trisalis"}, {"LEADGATE_LOG_LEVEL": "error"}) as stage:
        with Disk(stage.folder, system) as disk:
            stage.data = disk.place + "/data"
            with ended(stage):
                began = time.monotonic()
                forgotten = sum(not survives_its_birth(stage, disk, number) for number in range(min(options.newborn, cuts)))
                senders = load(stage, disk, options, dice, cuts - min(options.newborn, cuts))
                print(f"{system}: {cuts} cuts in {time.monotonic() - began:.0f} s, {min(options.newborn, cuts)} of newborn gateways: "
                      f"lost {forgotten}", flush=True)
                uncertain = stage.settle(lambda number: senders.post(f"younger-{number}"))
                print(f"uncertain after the last start {uncertain}")
                if conclude(stage, senders) or forgotten:
                    sys.exit(1)


@contextlib.contextmanager
def ended(stage):
    """The disk can be unmounted only when nobody works on it any more."""
    try:
        yield
    finally:
        if stage.gateway and stage.is_running():
            stage.end(signal.SIGKILL)


def survives_its_birth(stage, disk, number):
    """Whether the first receipt of a gateway that has just been set up survives a cut at once."""
    shutil.rmtree(stage.data, ignore_errors=True)
    stage.start()
    wait("the gateway", 60, lambda: not stage.is_running() or stage.is_ready(), 0.001)
    senders = Senders(stage)
    id = senders.post(f"newborn-{number}")
    cut(stage, disk)
    stage.start()
    wait("the gateway", 60, lambda: not stage.is_running() or stage.is_ready() and stage.books(), 0.005)
    survived = stage.is_running() and stage.state(id) is not None
    if not survived:
        print(f"  newborn {number}: {'does not know ' + id if stage.is_running() else 'does not start'}", flush=True)
    if stage.is_running():
        stage.end(signal.SIGKILL)
    return survived


def cut(stage, disk):
    stage.gateway.send_signal(signal.SIGSTOP)
    wait("a thread that has stopped", 10, lambda: has_stopped(stage.gateway.pid), 0)
    disk.shut_off()
    stage.end(signal.SIGKILL)
    disk.unmount()
    disk.mount()


def has_stopped(pid):
    """Once the first thread stops, no other goes on; one that waits for the disk stops when that answers."""
    tasks = f"/proc/{pid}/task"
    return any(open(f"{tasks}/{task}/stat").read().rpartition(")")[2].split()[0] == "T" for task in os.listdir(tasks))


def load(stage, disk, options, dice, cuts):
    shutil.rmtree(stage.data, ignore_errors=True)
    stage.faults([{"path": "kundenangaben", "method": "POST", "probability": 0.03, "next": "all", "drop": "before-store"},
                  {"path": "kundenangaben", "method": "POST", "probability": 0.3, "next": "all", "delay": 100}], options.seed)
    stage.start()
    stage.wait_ready()
    senders = Senders(stage, options.senders)
    for number in range(cuts):
        # Now and then while it is still starting, or soon after the start before.
        if number % 7 != 6:
            wait("the gateway", 120, stage.is_ready, 0.005)
        time.sleep(dice.uniform(0.02, 0.4))
        cut(stage, disk)
        stage.start()
    stage.wait_ready()
    senders.stop()
    stage.no_faults()
    return senders


main()
