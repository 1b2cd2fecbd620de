"""A gateway for the scripts beside this file: a process of its own, on loopback, with a folder and sources of its own."""
import http.client, json, os, signal, socket, subprocess, sys, tempfile, time

MAPPING = {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "document": {"kundenangaben": {"haushalte": [
    {"kunden": [{"referenzId": "k1", "personendaten": {"person": {"nachname": "$.form.nachname"}}}]}]}}}
BATCH = {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "leads": "$.payload[*]", "document": {
    "kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {"person": {"nachname": "$.item.n"}}}]}]}}}
SECRET = "only-the-sender-knows-this"
SOURCES = {
    "batch": {"mapping": "batch", "credential": {"scheme": "bearer", "secret": {"env": "HARNESS_SECRET"}}},
    "honest": {"mapping": "m", "credential": {"scheme": "bearer", "secret": {"env": "HARNESS_SECRET"}}},
    "signed": {"mapping": "m", "credential": {"scheme": "meta", "secret": {"env": "HARNESS_SECRET"}}},
    "several": {"mapping": "m", "credential": {"scheme": "meta", "secrets": [
        {"env": "HARNESS_SECRET"}, {"env": "HARNESS_SECRET_2"}, {"env": "HARNESS_SECRET_3"}]}},
    "lost": {"mapping": "m", "credential": {"scheme": "bearer", "secret": {"env": "NOWHERE"}}},
    "open": {"mapping": "m", "credential": {"scheme": "none"}},
}


class Gateway:
    def __init__(self, binary, port, environment={}):
        self.binary, self.environment = binary, environment
        self.port, self.admin, self.sandbox = port, port + 1, port + 2
        self.folder = tempfile.mkdtemp(prefix="leadgate-harness-")
        os.makedirs(self.folder + "/mappings/sources")
        json.dump(MAPPING, open(self.folder + "/mappings/m.json", "w"))
        json.dump(BATCH, open(self.folder + "/mappings/batch.json", "w"))
        for name, source in SOURCES.items():
            json.dump(source, open(f"{self.folder}/mappings/sources/{name}.json", "w"))
        open(self.folder + "/mappings/sources/broken.json", "w").write("{ broken")
        self.log = open(self.folder + "/log", "ab")
        self.start()
        for _ in range(400):
            try:
                for number in (self.port, self.admin, self.sandbox):
                    socket.create_connection(("127.0.0.1", number), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the gateway does not start, see " + self.log.name)

    def start(self):
        """Starts the process, on whatever is in its folder, and does not wait."""
        self.process = subprocess.Popen(
            [self.binary, "serve", "--data", self.folder + "/data", "--mappings", self.folder + "/mappings", "--port",
             str(self.port), "--admin-port", str(self.admin), "--sandbox-port", str(self.sandbox)],
            stdout=self.log, stderr=self.log,
            env={**os.environ, "HARNESS_SECRET": SECRET, "HARNESS_SECRET_2": SECRET + "-2", "HARNESS_SECRET_3": SECRET + "-3",
                 "LEADGATE_LOG_LEVEL": "warning", **self.environment})

    def port_of(self, listener):
        return {"intake": self.port, "admin": self.admin, "sandbox": self.sandbox}[listener]

    def operator(self):
        """The headers of somebody who may use the admin API."""
        token = open(self.folder + "/data/admin.token").read().strip()
        return {"Authorization": "Bearer " + token, "Content-Type": "application/json"}

    def rest(self, target):
        """Sends nothing to a target any more."""
        connection = http.client.HTTPConnection("127.0.0.1", self.admin, timeout=10)
        connection.request("POST", f"/admin/api/targets/{target}/pause", json.dumps({"reason": "measuring"}), self.operator())
        if (status := connection.getresponse().status) != 200:
            sys.exit(f"the target cannot be paused: {status}")

    def memory(self):
        """Resident memory in MB."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024

    def is_running(self):
        return self.process.poll() is None

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
