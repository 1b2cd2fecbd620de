#!/usr/bin/env python3
"""Attacks a gateway on loopback and measures what an honest sender notices, and what memory it costs.

    swift build -c release --product leadgate
    python3 Tests/Harness/attacks.py .build/release/leadgate [--connections 1500] [--seconds 25]

It starts the gateway itself, with a folder of its own and one source, and attacks nothing else. Every attack is bounded in
connections and time. For each it prints: honest posts, those that failed, their median and 99th percentile, resident
memory before, at its highest, and 30 s after, and how many of the attacker's connections were still open at the end.

Exit code 1 if an honest post failed, if the 99th percentile is over 100 ms, or if memory stays above twice its idle size.
"""
import argparse, http.client, json, os, resource, signal, socket, statistics, subprocess, sys, tempfile, threading, time

MAPPING = {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "document": {"kundenangaben": {"haushalte": [
    {"kunden": [{"referenzId": "k1", "personendaten": {"person": {"nachname": "$.form.nachname"}}}]}]}}}
SECRET = "only-the-sender-knows-this"


class Gateway:
    def __init__(self, binary, port):
        self.port, self.admin = port, port + 1
        folder = tempfile.mkdtemp(prefix="leadgate-attacks-")
        os.makedirs(folder + "/mappings/sources")
        json.dump(MAPPING, open(folder + "/mappings/m.json", "w"))
        json.dump({"mapping": "m", "credential": {"scheme": "bearer", "secret": {"env": "ATTACK_SECRET"}}},
                  open(folder + "/mappings/sources/honest.json", "w"))
        json.dump({"mapping": "m", "credential": {"scheme": "meta", "secret": {"env": "ATTACK_SECRET"}}},
                  open(folder + "/mappings/sources/signed.json", "w"))
        self.log = open(folder + "/log", "wb")
        self.process = subprocess.Popen(
            [binary, "serve", "--data", folder + "/data", "--mappings", folder + "/mappings", "--port", str(port),
             "--admin-port", str(port + 1), "--sandbox-port", str(port + 2)],
            stdout=self.log, stderr=self.log, env={**os.environ, "ATTACK_SECRET": SECRET, "LEADGATE_LOG_LEVEL": "warning"})
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the gateway does not start, see " + self.log.name)

    def memory(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class Honest(threading.Thread):
    """Posts leads, one after the other, on connections of its own, until it is told to stop."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.times, self.failures, self.over = port, [], [], threading.Event()

    def run(self):
        count = 0
        while not self.over.is_set():
            count += 1
            body = json.dumps({"nachname": f"N{count}"})
            start = time.monotonic()
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("POST", "/hooks/honest", body,
                                   {"Content-Type": "application/json", "Authorization": "Bearer " + SECRET})
                status = connection.getresponse().status
                connection.close()
                if status != 200:
                    self.failures.append(status)
            except OSError as error:
                self.failures.append(type(error).__name__)
            self.times.append(time.monotonic() - start)
            time.sleep(0.02)


def connect(port, address, buffer=None):
    peer = socket.socket()
    if buffer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    peer.bind((address, 0))
    peer.settimeout(2)
    peer.connect(("127.0.0.1", port))
    peer.setblocking(False)
    return peer


def push(peer, data):
    """Sends what the system takes; False when the other side has ended the connection."""
    try:
        peer.send(data)
    except BlockingIOError:
        pass
    except OSError:
        return False
    return True


def ended(peer):
    try:
        return peer.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


HEAD = b"POST /hooks/%s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
# name -> (first bytes, later bytes once a second (or as fast as possible), receive buffer, fast)
ATTACKS = {
    "announced bodies": (HEAD % b"signed" + b"Content-Length: 1048576\r\n\r\n", b"", None, False),
    "pipelined, never read": (b"GET /hooks/x HTTP/1.1\r\nHost: x\r\n\r\n" * 400, b"GET /hooks/x HTTP/1.1\r\nHost: x\r\n\r\n" * 400, 2048, True),
    "pipelined /readyz, never read": (b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n" * 400, b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n" * 400, 2048, True),
    "slow heads": (HEAD % b"signed", b"X-a: b\r\n", None, False),
    "slow bodies": (HEAD % b"signed" + b"Content-Length: 1000000\r\n\r\n", b"x" * 10, None, False),
    "slow readers": (b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n" * 40, b"", 2048, False),
    "large bodies without a right": (HEAD % b"signed" + b"Content-Length: 1000000\r\n\r\n", b"x" * 65536, None, True),
}


def attack(gateway, name, addresses, connections, seconds, port):
    first, later, buffer, fast = ATTACKS[name]
    idle = gateway.memory()
    honest = Honest(gateway.port)
    honest.start()
    peers, peak, end, turned_away = [], idle, time.monotonic() + seconds, 0
    while time.monotonic() < end:
        peers = [peer for peer in peers if not ended(peer)] if not fast else peers
        while len(peers) < connections and time.monotonic() < end:
            try:
                peer = connect(port, addresses[len(peers) % len(addresses)], buffer)
                if push(peer, first):
                    peers.append(peer)
                else:
                    turned_away += 1
                    break
            except OSError:
                turned_away += 1
                break
        alive = []
        for peer in peers:
            if push(peer, later) if later else True:
                alive.append(peer)
            else:
                peer.close()
        peers = alive
        peak = max(peak, gateway.memory())
        time.sleep(0.05 if fast else 1)
    left = sum(not ended(peer) for peer in peers)
    for peer in peers:
        peer.close()
    honest.over.set()
    honest.join(15)
    rest = time.monotonic() + 30
    while time.monotonic() < rest and gateway.memory() > 1.2 * idle:
        time.sleep(0.5)
    times = sorted(honest.times) or [0]
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))] * 1000
    after = gateway.memory()
    print(f"{name:32} {len(addresses)} addr  posts {len(times):5}  failed {len(honest.failures):4}  "
          f"p50 {statistics.median(times) * 1000:6.1f} ms  p99 {p99:6.1f} ms  "
          f"memory {idle:5.0f} / {peak:5.0f} / {after:5.0f} MB  open {left}", flush=True)
    return not honest.failures and p99 <= 100 and after <= 2 * idle


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--connections", type=int, default=1500)
    options.add_argument("--seconds", type=int, default=25)
    options.add_argument("--port", type=int, default=18080)
    options.add_argument("--listener", choices=["intake", "admin"], default="intake")
    options.add_argument("--only", action="append")
    chosen = options.parse_args()
    if chosen.connections > 4000 or chosen.seconds > 120:
        sys.exit("at most 4000 connections and 120 seconds")
    resource.setrlimit(resource.RLIMIT_NOFILE, (16384, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    gateway = Gateway(chosen.binary, chosen.port)
    held = True
    try:
        time.sleep(2)
        for name in chosen.only or ATTACKS:
            for count in (1, 6):
                # The honest sender comes from 127.0.0.1.
                addresses = [f"127.0.0.{number + 2}" for number in range(count)]
                port = gateway.port if chosen.listener == "intake" else gateway.admin
                held = attack(gateway, name, addresses, chosen.connections, chosen.seconds, port) and held
    finally:
        gateway.stop()
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
