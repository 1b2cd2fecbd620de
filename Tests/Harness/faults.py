"""What goes wrong below a gateway: the library of faults.c, which is loaded before the C library, and what it is told.

Needs no root, only a C compiler (the one that comes with Swift).
"""
import mmap, os, shutil, struct, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS, COUNT, AT, TIMES, ACTION, HITS, OFFSET, FREE, LOSS, NUMBERS = 0, 1, 2, 3, 4, 5, 6, 7, 8, 16
WRITES, READS, SOCKETS, FLUSHES = 1, 2, 4, 8
KILL = -1


class Faults:
    """The faults of one gateway, whose data folder must exist."""

    def __init__(self, folder, data):
        compiler = next((name for name in ("clang", "cc", "gcc") if shutil.which(name)), None)
        if compiler is None:
            sys.exit("no C compiler (clang, cc or gcc) for faults.c")
        library, control = folder + "/faults.so", folder + "/faults"
        subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, HERE + "/faults.c"], check=True)
        with open(control, "wb") as file:
            file.write(bytes(4096))
        with open(control, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 4096)
        self.environment = {"LD_PRELOAD": library, "LEADGATE_FAULTS": control,
                            "LEADGATE_FAULTS_FOLDER": os.path.realpath(data)}

    def __getitem__(self, what):
        return struct.unpack_from("q", self.memory, 8 * what)[0]

    def __setitem__(self, what, value):
        struct.pack_into("q", self.memory, 8 * what, value)

    def arm(self, kinds, at, action, times=1):
        """The `at`-th call of these kinds from now on kills, or fails with an error; with `times` 0 all from then on."""
        self.disarm()
        self.memory[8 * NUMBERS:8 * NUMBERS + 200] = bytes(200)
        for what, value in ((COUNT, 0), (HITS, 0), (AT, at), (TIMES, times), (ACTION, action), (KINDS, kinds)):
            self[what] = value

    def lose(self, is_told=True):
        """A flush that fails from now on loses what was written since the last good one; or says that it did not fail."""
        self[LOSS] = 1 if is_told else 2

    def disarm(self):
        self[KINDS] = 0

    @property
    def count(self):
        """Calls since it was armed."""
        return self[COUNT]

    @property
    def has_hit(self):
        return self[HITS] > 0

    @property
    def place(self):
        """The call that was hit first, and its file."""
        return self.memory[8 * NUMBERS:8 * NUMBERS + 200].split(b"\0")[0].decode()

    def jump(self, seconds):
        """Sets the time of day so many seconds off."""
        self[OFFSET] = seconds

    @property
    def offset(self):
        return self[OFFSET]

    def hide_space(self, blocks):
        """Leaves so many free blocks on the disk at most; None: as many as there are."""
        self[FREE] = 0 if blocks is None else blocks + 1
