#!/usr/bin/env python3
"""Attacks a gateway on loopback and measures what honest senders and operators notice, and what memory it costs.

    swift build -c release --product leadgate
    python3 Tests/Harness/attacks.py .build/release/leadgate [--connections 1500] [--seconds 25] [--only "slow heads"]

It starts the gateway itself, with a folder of its own and a few sources, and attacks nothing else. Every attack is bounded in
connections and time. For each it prints: honest requests, those that failed, their median and 99th percentile, resident
memory before, at its highest, and up to 30 s after, and how many of the attacker's connections were still open at the end.

Intake is attacked from one and from six addresses while somebody posts leads. Admin API and sandbox are attacked with fewer
connections, from one address, while an operator asks the admin API, or the sandbox is asked for its Vorgaenge. Deliveries rest
meanwhile: what leads cost after their receipt is another measurement.

Exit code 1 if an honest request failed, if memory was, or stays, above twice its idle size, or if the 99th percentile of
honest posts is over 100 ms, of operators' requests over a second. The modes of slowhttptest are "slow heads" (-H),
"slow bodies" (-B), "ranges" (-X) and "slow readers" (-R).
"""
import argparse, http.client, json, resource, socket, statistics, sys, threading, time

from gateway import SECRET, Gateway


class Honest(threading.Thread):
    """Asks one thing after the other, on connections of its own, until it is told to stop."""

    def __init__(self, port, method, path, headers, body=lambda count: None):
        super().__init__(daemon=True)
        self.port, self.method, self.path, self.headers, self.body = port, method, path, headers, body
        self.times, self.failures, self.over = [], [], threading.Event()

    def run(self):
        count = 0
        while not self.over.is_set():
            count += 1
            start = time.monotonic()
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request(self.method, self.path, self.body(count), self.headers)
                response = connection.getresponse()
                response.read()
                connection.close()
                if response.status != 200:
                    self.failures.append(response.status)
            except OSError as error:
                self.failures.append(type(error).__name__)
            self.times.append(time.monotonic() - start)
            time.sleep(0.02)


def honest(gateway, listener):
    if listener == "admin":
        return Honest(gateway.admin, "GET", "/admin/api/books", gateway.operator())
    if listener == "sandbox":
        return Honest(gateway.sandbox, "GET", "/_sandbox/vorgaenge", {})
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + SECRET}
    return Honest(gateway.port, "POST", "/hooks/honest", headers, lambda count: json.dumps({"nachname": f"N{count}"}))


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


# What a listener is asked for without a right to it: by GET, and by POST with a body.
PATHS = {
    "intake": (b"/hooks/x", b"/hooks/signed"),
    "admin": (b"/admin/api/leads", b"/admin/api/leads/resolve"),
    "sandbox": (b"/nowhere", b"/token"),
}


def attacks(listener):
    """name -> (first bytes, later bytes once a second (or as fast as possible), receive buffer, fast)"""
    get, post = PATHS[listener]
    asked = b"GET %s HTTP/1.1\r\nHost: x\r\n"
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" % post
    many, ready = (asked % get + b"\r\n") * 400, (asked % b"/readyz" + b"\r\n") * 400
    ranges = b"Range: bytes=0-" + b"".join(b",5-%d" % n for n in range(1, 3000)) + b"\r\n\r\n"
    return {
        "announced bodies": (head + b"Content-Length: 1048576\r\n\r\n", b"", None, False),
        "pipelined, never read": (many, many, 2048, True),
        "pipelined /readyz, never read": (ready, ready, 2048, True),
        "slow heads": (head, b"X-a: b\r\n", None, False),
        "slow bodies": (head + b"Content-Length: 60000\r\n\r\n", b"x" * 10, None, False),
        "slow readers": ((asked % b"/livez" + b"\r\n") * 40, b"", 2048, False),
        "ranges": (asked % get + ranges, b"", None, False),
        "large bodies without a right": (head + b"Content-Length: 1000000\r\n\r\n", b"x" * 65536, None, True),
    }


def attack(gateway, listener, name, addresses, connections, seconds):
    first, later, buffer, fast = attacks(listener)[name]
    port, idle = gateway.port_of(listener), gateway.memory()
    asking = honest(gateway, listener)
    asking.start()
    peers, peak, end = [], idle, time.monotonic() + seconds
    while time.monotonic() < end:
        peers = [peer for peer in peers if not ended(peer)] if not fast else peers
        while len(peers) < connections and time.monotonic() < end:
            try:
                peer = connect(port, addresses[len(peers) % len(addresses)], buffer)
                if not push(peer, first):
                    break
                peers.append(peer)
            except OSError:
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
    asking.over.set()
    asking.join(15)
    rest = time.monotonic() + 30
    while time.monotonic() < rest and gateway.memory() > 1.2 * idle:
        time.sleep(0.5)
    times = sorted(asking.times) or [0]
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))] * 1000
    after = gateway.memory()
    held = (not asking.failures and p99 <= (100 if listener == "intake" else 1000) and peak <= 2 * idle
            and after <= 2 * idle)
    print(f"{listener:8}{name:30} {len(addresses)} addr  asked {len(times):5}  failed {len(asking.failures):4}  "
          f"p50 {statistics.median(times) * 1000:6.1f} ms  p99 {p99:6.1f} ms  "
          f"memory {idle:5.0f} / {peak:5.0f} / {after:5.0f} MB  open {left}  {'' if held else 'MISSED'}", flush=True)
    return held


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--connections", type=int, default=1500)
    options.add_argument("--seconds", type=int, default=25)
    options.add_argument("--port", type=int, default=18080)
    options.add_argument("--listener", choices=list(PATHS), action="append")
    options.add_argument("--only", action="append")
    chosen = options.parse_args()
    if chosen.connections > 4000 or chosen.seconds > 120:
        sys.exit("at most 4000 connections and 120 seconds")
    resource.setrlimit(resource.RLIMIT_NOFILE, (16384, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    gateway = Gateway(chosen.binary, chosen.port)
    held = True
    try:
        time.sleep(2)
        gateway.rest("kundenangaben")
        for listener in chosen.listener or PATHS:
            for name in chosen.only or attacks(listener):
                for count in (1, 6) if listener == "intake" else (1,):
                    # Who is honest comes from 127.0.0.1.
                    addresses = [f"127.0.0.{number + 2}" for number in range(count)]
                    connections = chosen.connections if listener == "intake" else min(chosen.connections, 300)
                    held = attack(gateway, listener, name, addresses, connections, chosen.seconds) and held
        held = gateway.is_running() and held
    finally:
        gateway.stop()
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
