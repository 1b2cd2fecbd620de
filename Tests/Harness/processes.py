"""Gateway and sandbox as processes of their own, for the scripts beside this file that look at what becomes of leads.

The sandbox survives the gateway and keeps a journal of every request, on disk before it answers: it is the oracle.
"""
import http.client, json, os, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request

SECRET = "only-the-sender-knows-this"
MAPPINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "mappings")
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Authorization": "Bearer " + SECRET}


HANDED_OUT = set()


def free_port():
    """A port that nobody listens on, and that was not handed out before: the system may offer the same one again."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if port not in HANDED_OUT:
            HANDED_OUT.add(port)
            return port


def ask(method, url, body=None, headers={}):
    """Status and JSON of an answer; status 0 when there was none."""
    data = json.dumps(body).encode() if body is not None and not isinstance(body, bytes) else body
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text.decode(errors="replace")


def wait(what, limit, check, pause=0.05):
    """Until `check` answers something true; ends the script when it does not in time."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        value = check()
        if value:
            return value
        time.sleep(pause)
    sys.exit(f"never came within {limit} s: {what}")


class Stage:
    """A sandbox, and a gateway that can be ended and started again on the same data.

    `sources` are copies of a shipped source under other names: {"good": "trisalis"}. `data` is another place for the data
    folder than beside the rest.
    """

    def __init__(self, binary, sources, environment={}, data=None):
        self.binary = os.path.abspath(binary)
        self.folder = tempfile.mkdtemp(prefix="leadgate-harness-")
        self.data = data or self.folder + "/data"
        os.makedirs(self.folder + "/mappings/sources")
        for name, model in sources.items():
            source = json.load(open(f"{MAPPINGS}/sources/{model}.json"))
            # Nothing else: a gateway that is started a thousand times has little to read.
            shutil.copy(f"{MAPPINGS}/{source['mapping']}.json", self.folder + "/mappings")
            source["credential"] = {"scheme": "bearer", "secret": {"env": "HARNESS_SECRET"}}
            json.dump(source, open(f"{self.folder}/mappings/sources/{name}.json", "w"))
        self.environment = {**os.environ, "HARNESS_SECRET": SECRET, **environment}
        self.port, self.admin_port, self.sandbox_port = free_port(), free_port(), free_port()
        self.log = open(self.folder + "/log", "ab")
        self.sandbox = self.run("sandbox", "--port", str(self.sandbox_port), "--journal", self.journal_path)
        self.gateway = None
        wait("the sandbox", 60, lambda: ask("GET", self.sandbox_url("/_sandbox/faults"))[0] == 200)

    def run(self, *arguments, environment={}):
        return subprocess.Popen([self.binary, *arguments], stdout=self.log, stderr=self.log,
                                env={**self.environment, **environment})

    @property
    def journal_path(self):
        return self.folder + "/journal"

    def sandbox_url(self, path):
        return f"http://127.0.0.1:{self.sandbox_port}{path}"

    def start(self, environment={}):
        self.gateway = self.run(
            "serve", "--data", self.data, "--mappings", self.folder + "/mappings", "--port", str(self.port),
            "--admin-port", str(self.admin_port), "--sandbox-url", self.sandbox_url(""), environment=environment)

    def is_ready(self):
        return ask("GET", f"http://127.0.0.1:{self.port}/readyz")[0] == 200

    def wait_ready(self):
        """For senders and for operators."""
        wait("the gateway, see " + self.log.name, 120, lambda: self.is_ready() and self.books(), 0.02)

    def end(self, number=signal.SIGTERM):
        self.gateway.send_signal(number)
        return self.gateway.wait(30)

    def is_running(self):
        return self.gateway.poll() is None

    def verify(self, data=None):
        """What `leadgate verify` says of the stopped gateway's file, or of that in another data folder."""
        return subprocess.run([self.binary, "verify", "--data", data or self.data], capture_output=True, text=True)

    def close(self):
        for process in (self.gateway, self.sandbox):
            if process and process.poll() is None:
                process.terminate()
                process.wait(30)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        """The folder stays when something went wrong: its log says more."""
        self.close()
        if kind is None or isinstance(error, SystemExit) and not error.code:
            shutil.rmtree(self.folder, ignore_errors=True)

    # As a sender

    def post(self, source, body, connection=None):
        """Posts a form; the id of the receipt, or None."""
        own = connection is None
        connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", "/hooks/" + source, body, FORM)
            answer = connection.getresponse()
            text = answer.read()
            return json.loads(text)["id"] if answer.status == 200 else None
        except (OSError, http.client.HTTPException, ValueError):
            connection.close()
            return None
        finally:
            if own:
                connection.close()

    # As an operator

    def admin(self, method, path, body=None):
        token = open(self.data + "/admin.token").read().strip()
        headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
        return ask(method, f"http://127.0.0.1:{self.admin_port}{path}", body, headers)

    def books(self):
        status, books = self.admin("GET", "/admin/api/books")
        return books["states"] if status == 200 else None

    def count(self, *states):
        """How many leads are in these states."""
        books = wait("the books", 60, self.books)
        return sum(books[state] for state in states)

    def waiting(self):
        """How many leads are queued or on their way."""
        return self.count("queued", "sending")

    def lead(self, id):
        status, lead = self.admin("GET", "/admin/api/leads/" + id)
        return lead if status == 200 else None

    def state(self, id):
        lead = self.lead(id)
        return lead and lead["state"]

    def settle(self, younger, without_witness=False):
        """Until nothing waits, and nothing is uncertain any more; `younger(number)` posts one more lead.

        What is not in the target's list is proved by a case that was asked for two minutes later; `without_witness` does not
        wait for that. Returns how many were uncertain before.
        """
        wait("the queue's end", 1_800, lambda: self.waiting() == 0, 0.2)
        uncertain = self.count("uncertain")
        end = time.monotonic() + (3 if without_witness else 125)
        while self.count("uncertain") and time.monotonic() < end:
            time.sleep(0.2)
        end, number = time.monotonic() + (0 if without_witness else 300), 0
        while self.count("uncertain") and time.monotonic() < end:
            number += 1
            younger(number)
            time.sleep(3)
        wait("the last ones", 120, lambda: self.waiting() == 0, 0.2)
        return uncertain

    def leads(self, query=""):
        """All leads, by id; or those of a query such as `&source=good`."""
        leads, path = {}, "/admin/api/leads?limit=500" + query
        while path:
            status, page = self.admin("GET", path)
            if status != 200:
                sys.exit(f"cannot list leads: {status} {page}")
            leads.update((lead["id"], lead) for lead in page["leads"])
            path = page.get("next")
        return leads

    # As Europace

    def faults(self, rules, seed=1):
        status, answer = ask("PUT", self.sandbox_url("/_sandbox/faults"), {"seed": seed, "faults": rules},
                             {"Content-Type": "application/json"})
        if status != 200:
            sys.exit(f"the sandbox refuses the plan: {answer}")

    def no_faults(self):
        ask("DELETE", self.sandbox_url("/_sandbox/faults"))

    def imports(self, leads):
        """The requests that import a lead, by its id: [whether a case was made, …], in their order.

        The target knows a lead by its reference, which is its id unless the mapping takes the sender's.
        """
        ids = {lead["reference"]: id for id, lead in leads.items()}
        requests = {}
        for line in open(self.journal_path):
            entry = json.loads(line)
            if entry["method"] == "POST" and entry["api"] in ("kundenangaben", "kex") and entry["externeVorgangsId"]:
                reference = entry["externeVorgangsId"]
                requests.setdefault(ids.get(reference, reference), []).append(entry["stored"])
        return requests


def verdict(acknowledged, leads, imports):
    """What became of the leads whose senders have a receipt: counts, and the ids that are at fault.

    Lost: unknown to the gateway, or delivered although the target has no case, or dead although it has one. Doubled: more
    than one case, whoever was told of it.
    """
    lost = [id for id in acknowledged if id not in leads
            or leads[id]["state"] == "delivered" and not any(imports.get(id, []))
            or leads[id]["state"] in ("dead", "discarded") and any(imports.get(id, []))]
    doubled = [id for id, requests in imports.items() if sum(requests) > 1]
    state = lambda *names: sum(lead["state"] in names for lead in leads.values())
    return {"acknowledged": len(acknowledged), "leads": len(leads), "delivered": state("delivered"), "dead": state("dead"),
            "uncertain": state("uncertain"), "stuck": state("queued", "sending"), "lost": len(lost),
            "doubled": len(doubled)}, lost, doubled


def text(counts):
    return "  ".join(f"{name} {count}" for name, count in counts.items())
