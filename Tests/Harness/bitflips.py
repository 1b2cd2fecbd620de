#!/usr/bin/env python3
"""Flips single bits in the data file of a stopped gateway and looks at what `verify` and `serve`, as real processes, make of it.

    Tests/Harness/bitflips.py .build/debug/leadgate --flips 300

A flip is *refused* (serve does not start, and says so), *held back* (serve runs and its damage list names something), *found* (by verify
alone), or *meaningless* (every row of every table is as it was). A *silent* flip changes a row and nobody notices; *told wrongly*
is a lead that the admin API shows otherwise than before; a *crash* is a process that a signal has ended. Exit code 1 on any of these three.
"""
import argparse, collections, contextlib, json, os, random, re, shutil, sqlite3, subprocess, sys, tempfile, time, urllib.request
from processes import MAPPINGS

def tables(path):
    """The names of all tables."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        return [name for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def rows(path, names):
    """All rows of these tables, whatever the indexes say; None for a file that cannot be read."""
    copy = path + ".oracle"
    shutil.copy(path, copy)
    try:
        db = sqlite3.connect(copy)
        db.text_factory = bytes
        return {t: sorted(map(repr, db.execute(f"SELECT * FROM {t} NOT INDEXED"))) for t in names}
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        # The second is a message about the first that quotes a name which is no text any more.
        return None
    finally:
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(copy + suffix):
                os.remove(copy + suffix)


class Gateway:
    """A `leadgate serve` on a folder, until it is ready or has ended."""

    def __init__(self, binary, data, mappings, sandbox):
        self.data, self.log = data, open(data + ".log", "w+")
        command = [binary, "serve", "--data", data, "--mappings", mappings, "--port", "0", "--admin-port", "0"]
        self.process = subprocess.Popen(command + ["--sandbox-url", sandbox], stdout=self.log, stderr=subprocess.STDOUT)
        deadline = time.time() + 60
        while time.time() < deadline and self.process.poll() is None and "token  " not in self.text:
            time.sleep(0.02)
        self.is_running = self.process.poll() is None

    @property
    def text(self):
        with open(self.log.name, errors="replace") as file:
            return file.read()

    def read(self, path, body=None):
        base = re.search(r"admin +(http://[0-9.:]+)", self.text).group(1)
        token = open(self.data + "/admin.token").read().strip()
        request = urllib.request.Request(base + path, data=body, headers={"Authorization": "Bearer " + token})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read().decode()

    def ask(self, path, body=None):
        try:
            return json.loads(self.read(path, body))
        except urllib.error.HTTPError as error:
            return {"status": error.code}

    def wait(self, check):
        deadline = time.time() + 60
        while not check():
            if time.time() > deadline:
                sys.exit("what every flip needs never came")
            time.sleep(0.1)

    def end(self, graceful=False):
        self.process.terminate() if graceful else self.process.kill()
        self.process.wait()
        self.log.close()


def prepare(binary, data, mappings, sandbox, leads):
    gateway = Gateway(binary, data, mappings, sandbox)
    hook = re.search(r"webhooks +(http://[0-9.:]+)", gateway.text).group(1) + "/hooks/trisalis"
    for number in range(leads):
        if number == leads * 2 // 3:
            time.sleep(2)
            gateway.ask("/admin/api/targets/kundenangaben/pause", b'{"reason": "the harness"}')
        form = f"anrede=Herr&vorname=Max&nachname=Mustermann{number}&email=max{number}@example.org&vorhaben=Kauf&kaufpreis=358.000"
        request = urllib.request.Request(hook, data=(form if number % 4 else "vorname=Max").encode())
        request.add_header("Authorization", "Bearer trisalis-demo-secret")
        request.add_header("Idempotency-Key", f"key-{number}")
        urllib.request.urlopen(request, timeout=20).read()
    # Several leads of one post share its body; one of them is erased, and its place in it overwritten.
    person = lambda number: {"id": number, "requestType": "APPOINTMENT_REQUEST", "contactRequest": {
        "surname": "Mustermann", "forename": f"Max {number}", "email": f"batch{number}@example.org", "financingTerms": {"postalCode": "10243"}}}
    request = urllib.request.Request(hook.replace("trisalis", "immoscout24"), json.dumps({"lead": [person(n) for n in range(4)]}).encode())
    request.add_header("Authorization", "Bearer immoscout24-demo-secret")
    request.add_header("Content-Type", "application/json")
    erased = json.load(urllib.request.urlopen(request, timeout=20))["leads"][1]["id"]
    gateway.wait(lambda: gateway.ask(f"/admin/api/leads/{erased}/erase", b'{"reason": "the harness"}').get("state") == "erased")
    # The index of persons follows the receipts.
    gateway.wait(lambda: "leadgate_unindexed_leads 0" in gateway.read("/metrics"))
    gateway.end(graceful=True)


def shown(gateway):
    """What the admin API says of every lead that it can show."""
    said, cursor = {}, ""
    while True:
        page = gateway.ask("/admin/api/leads?limit=500" + cursor)
        for lead in page.get("leads", []):
            one = gateway.ask("/admin/api/leads/" + lead["id"])
            if "id" in one:
                said[lead["id"]] = one
        if not page.get("next"):
            return said
        cursor = "&cursor=" + page["next"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary")
    arguments.add_argument("--flips", type=int, default=300)
    arguments.add_argument("--leads", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=7)
    options = arguments.parse_args()
    binary, mappings = os.path.abspath(options.binary), MAPPINGS
    folder = tempfile.mkdtemp(prefix="leadgate-bitflips-")
    sandbox = subprocess.Popen([binary, "sandbox", "--port", "18777"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = "http://127.0.0.1:18777"
    time.sleep(1)
    fates, bad = collections.Counter(), []
    try:
        whole = folder + "/whole"
        prepare(binary, whole, mappings, address, options.leads)
        file = "/leads.sqlite"
        names = tables(whole + file)
        good, content = rows(whole + file, names), open(whole + file, "rb").read()
        reference = folder + "/reference"
        shutil.copytree(whole, reference)
        gateway = Gateway(binary, reference, mappings, address)
        expected = shown(gateway)
        gateway.end()
        dice = random.Random(options.seed)
        for number in range(options.flips):
            bit = dice.randrange(len(content) * 8)
            flipped = bytearray(content)
            flipped[bit >> 3] ^= 1 << (bit & 7)
            data = folder + "/flipped"
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(whole, data)
            open(data + file, "wb").write(flipped)
            same = rows(data + file, names) == good
            verify = subprocess.run([binary, "verify", "--data", data], capture_output=True, text=True)
            gateway = Gateway(binary, data, mappings, address)
            damages, said = [], {}
            if gateway.is_running:
                said = shown(gateway)
                deadline = time.time() + (1 if same else 20)
                while time.time() < deadline and not damages:
                    damages = gateway.ask("/admin/api/damage").get("damages", [])
                    time.sleep(0.02)
            status = gateway.process.poll()
            named = {damage["lead"] for damage in damages}
            wrong = [id for id, lead in said.items() if lead != expected.get(id) and id not in named]
            if verify.returncode < 0 or (status is not None and status != 1):
                fate = "crash"
            elif not gateway.is_running:
                fate = "refused"
            elif wrong:
                fate = "told wrongly"
            elif damages:
                fate = "held back"
            elif verify.returncode != 0:
                fate = "found"
            else:
                fate = "meaningless" if same else "silent"
            gateway.end()
            fates[fate] += 1
            if fate in ("crash", "silent", "told wrongly"):
                bad.append((bit, fate, wrong[:1], verify.stdout[-300:] + verify.stderr[-300:]))
    finally:
        sandbox.kill()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{options.flips} flips in {len(content) >> 10} KiB with {options.leads} leads in {len(names)} tables:", dict(fates))
    for one in bad:
        print("BAD", *one)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
