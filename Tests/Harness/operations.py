"""What a gateway does with a lead from its receipt to its end, step by step, with a fault at the n-th call of a step.

For crashpoints.py, which kills there, and ioerrors.py, which fails the call. The same data folder goes through all points of a step,
so that whatever a point leaves behind has to be mended by the start after it.
"""
import os, shutil, signal, subprocess, time
from faults import Faults
from processes import Stage, wait
from senders import Senders

STEPS = ("start", "deliver", "erase", "backup", "rekey", "stop")


class Operations:
    def __init__(self, binary):
        self.stage = Stage(binary, {"crash": "trisalis"}, {"LEADGATE_LOG_LEVEL": "error"})
        os.makedirs(self.stage.data)
        self.faults = Faults(self.stage.folder, self.stage.data)
        self.senders = Senders(self.stage)
        self.points, self.number, self.violations = 0, 0, []
        # Leads that were delivered, to be erased.
        self.delivered = []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.faults.disarm()
        self.stage.__exit__(*error)

    def start(self):
        """Starts the gateway without a fault."""
        self.faults.disarm()
        self.stage.start(self.faults.environment)
        self.stage.wait_ready()

    def restart(self, after=signal.SIGKILL):
        """Ends what is left of the gateway, and starts it again."""
        self.faults.disarm()
        if self.stage.is_running():
            self.stage.end(after)
        self.start()

    def step(self, name, kinds, at, action, times):
        """Does a step with a fault at its `at`-th call; whether it came so far, and what was promised to whoever asked."""
        self.number += 1
        # What an earlier step has left to be done is no call of this one.
        self.faults.arm(kinds, 0, 0)
        self.quiet()
        prepared = getattr(self, "prepare_" + name, lambda: None)()
        self.faults.arm(kinds, at, action, times)
        promised = getattr(self, "do_" + name)(prepared)
        has_hit = self.faults.has_hit
        self.points += has_hit
        return has_hit, promised

    def quiet(self, milliseconds=70):
        """Until nothing more comes of a step, or of the gateway."""
        end = time.monotonic() + 10
        count, since = -1, time.monotonic()
        while time.monotonic() < end and self.stage.is_running():
            if self.faults.count != count:
                count, since = self.faults.count, time.monotonic()
            elif time.monotonic() - since > milliseconds / 1000:
                return
            time.sleep(0.005)

    # The steps

    def prepare_start(self):
        self.stage.end(signal.SIGKILL)

    def do_start(self, _):
        self.stage.start(self.faults.environment)
        began = time.monotonic()
        # Whoever has met a fault may also run on and take no leads.
        wait("a start, or its end", 60, lambda: not self.stage.is_running() or self.stage.is_ready()
             or self.faults.has_hit and time.monotonic() > began + 3, 0.005)
        self.quiet()

    def do_deliver(self, _):
        """A post, its receipt, its way to the target, and what is recorded of it."""
        name = f"point-{self.number}"
        id = self.senders.try_once(name)
        self.quiet()
        return name, id

    def prepare_erase(self):
        if not self.delivered:
            self.delivered += [self.senders.post(f"to-erase-{self.number}-{number}") for number in range(20)]
            wait("leads to erase", 60, lambda: self.stage.waiting() == 0)
        return self.delivered.pop()

    def do_erase(self, id):
        status, _ = self.stage.admin("POST", f"/admin/api/leads/{id}/erase", {"reason": "the harness"})
        self.quiet(150)
        return id if status == 200 else None

    def do_backup(self, _):
        path = f"{self.stage.data}/backup-{self.number}"
        status, _ = self.stage.admin("POST", "/admin/api/backup", {"file": path})
        self.quiet(20)
        return path, status == 200

    def prepare_rekey(self):
        if not self.delivered:
            self.prepare_erase()
        self.stage.end()

    def do_rekey(self, _):
        """Another master key; what stands in the data file then, before a start has mended anything."""
        subprocess.run([self.stage.binary, "rekey", "--data", self.stage.data], capture_output=True,
                       env={**os.environ, **self.faults.environment})
        self.faults.disarm()
        return self.stage.verify()

    def do_stop(self, _):
        self.stage.gateway.send_signal(signal.SIGTERM)
        self.stage.gateway.wait(30)

    # What must be true afterwards

    def check(self, step, promised, place):
        """After a restart without faults: what was promised holds, and what was not can be asked for again."""
        before = len(self.violations)
        self.compare(step, promised, place)
        for violation in self.violations[before:]:
            print("  " + violation, flush=True)

    def compare(self, step, promised, place):
        if step == "deliver":
            name, id = promised
            if id and self.stage.state(id) is None:
                self.violations.append(f"{place}: the receipt {id} is of no lead")
            self.senders.post(name)
            if id and self.senders.receipts[name] != id:
                self.violations.append(f"{place}: {name} has two receipts")
        elif step == "erase" and promised:
            if self.stage.state(promised) != "erased":
                self.violations.append(f"{place}: {promised} was erased and is {self.stage.state(promised)}")
        elif step == "rekey" and promised.returncode:
            self.violations.append(f"{place}: verify says {promised.returncode}: {promised.stdout}{promised.stderr}")
        elif step == "backup":
            self.check_backup(*promised, place)

    def check_backup(self, path, is_promised, place):
        """A copy that was confirmed is whole; half a copy is either not there or refused."""
        if not os.path.exists(path):
            if is_promised:
                self.violations.append(f"{place}: there is no {path}")
            return
        folder = self.stage.folder + "/restored"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        shutil.copy(path, folder + "/leads.sqlite")
        shutil.copy(self.stage.data + "/master.key", folder)
        verified = self.stage.verify(folder)
        if verified.returncode < 0 or is_promised and verified.returncode:
            self.violations.append(f"{place}: verify says {verified.returncode} of a copy: {verified.stdout}{verified.stderr}")
        os.remove(path)
