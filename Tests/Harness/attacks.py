#!/usr/bin/env python3
"""Attacks a gateway on loopback and measures what an honest sender notices, and what memory it costs.

    swift build -c release --product leadgate
    python3 Tests/Harness/attacks.py .build/release/leadgate [--connections 1500] [--seconds 25] [--only "slow heads"]

It starts the gateway itself, with a folder of its own and one source, and attacks nothing else. Every attack is bounded in
connections and time. For each it prints: honest posts, those that failed, their median and 99th percentile, resident
memory before, at its highest, and 30 s after, and how many of the attacker's connections were still open at the end.

Exit code 1 if an honest post failed, if the 99th percentile is over 100 ms, or if memory was, or stays, above twice its idle
size. The modes of slowhttptest are "slow heads" (-H), "slow bodies" (-B), "ranges" (-X) and "slow readers" (-R).
"""
import argparse, http.client, json, resource, socket, statistics, sys, threading, time

from gateway import SECRET, Gateway


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
    "ranges": (b"GET /hooks/x HTTP/1.1\r\nHost: x\r\nRange: bytes=0-" + b"".join(b",5-%d" % n for n in range(1, 3000)) + b"\r\n\r\n", b"", None, False),
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
    return not honest.failures and p99 <= 100 and peak <= 2 * idle and after <= 2 * idle


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--connections", type=int, default=1500)
    options.add_argument("--seconds", type=int, default=25)
    options.add_argument("--port", type=int, default=18080)
    options.add_argument("--listener", choices=["intake", "admin", "sandbox"], default="intake")
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
                port = gateway.port_of(chosen.listener)
                held = attack(gateway, name, addresses, chosen.connections, chosen.seconds, port) and held
    finally:
        gateway.stop()
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
