#!/usr/bin/env python3
"""Sends fuzzed requests to a gateway's listeners: none may crash it, get a 5xx, or wait for its answer for over a second.

    swift build -c release --product leadgate
    python3 Tests/Harness/fuzz.py .build/release/leadgate [--requests 1000000] [--seed 1]

It starts the gateway itself. Requests are those of published-requests.json and whole posts of every body type, cut, joined and
with bytes changed, from a seed: the same seed gives the same requests. Every sender ends its half after its request, so that
nothing has to be waited for.
"""
import argparse, json, multiprocessing, os, random, socket, sys, time

from gateway import Gateway, SECRET

HERE = os.path.dirname(os.path.abspath(__file__))
SPICE = [b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b";", b",", b"\xa0", b"\xff", b"%", b"[", b"]", b"{", b"\"", b"0", b"-1",
         b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"Host: y\r\n", b"Expect: 100-continue\r\n", b"\r\n\r\n"]


def seeds():
    found = [case["request"].encode("latin-1") for case in json.load(open(HERE + "/published-requests.json"))]
    bodies = [
        ("application/json", b'{"nachname":"M","a":[1,2,{"b":null}],"c":"\\u00fc"}'),
        ("application/x-www-form-urlencoded", b"nachname=M&a%5Bb%5D%5B%5D=1&c=%C3%BC+x"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="nachname"\r\n\r\nM\r\n--b\r\n'
         b'Content-Disposition: form-data; name="f"; filename="x.pdf"\r\n\r\nPDF\r\n--b--\r\n'),
        ("application/xml", b'<?xml version="1.0"?><lead><nachname a="b">M</nachname><c>&amp;</c></lead>'),
    ]
    for kind, body in bodies:
        for path in (b"/hooks/open", b"/hooks/honest", b"/hooks/signed", b"/hooks/open/dry-run", b"/oauth2/token", b"/admin/api/leads"):
            found.append(b"POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                         % (path, SECRET.encode(), kind.encode(), len(body)) + body)
    return found


def mutated(source, all, rng):
    data = bytearray(source)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        at, kind = rng.randrange(len(data) + 1), rng.randrange(6)
        if kind == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif kind == 1:
            data[at:at] = rng.choice(SPICE)
        elif kind == 2:
            del data[at:at + rng.randrange(1, 20)]
        elif kind == 3:
            data[at:at] = data[at:at + rng.randrange(1, 60)]
        elif kind == 4:
            other = rng.choice(all)
            start = rng.randrange(len(other) + 1)
            data[at:] = other[start:]
        else:
            data[at:at] = bytes([rng.randrange(256)]) * rng.choice((1, 10, 5000))
    return bytes(data)


def run(port, count, seed, results):
    rng, all = random.Random(seed), seeds()
    faults, slowest, statuses = [], 0, {}
    for number in range(count):
        request = mutated(rng.choice(all), all, rng)
        start = time.monotonic()
        text = b""
        try:
            peer = socket.create_connection(("127.0.0.1", port), 5)
            peer.settimeout(5)
            try:
                peer.sendall(request)
                peer.shutdown(socket.SHUT_WR)
                while part := peer.recv(65536):
                    text += part
            except OSError:  # the other side has ended it already
                pass
            peer.close()
        except OSError as error:
            faults.append(f"{type(error).__name__}: {request[:200]!r}")
        took = time.monotonic() - start
        slowest = max(slowest, took)
        if took > 1:
            faults.append(f"{took:.1f} s: {request[:200]!r}")
        for part in text.split(b"HTTP/1.1 ")[1:]:
            status = part[:3].decode("latin-1")
            statuses[status] = statuses.get(status, 0) + 1
            if status.startswith("5") and status not in ("505", "501"):
                faults.append(f"{status}: {request[:200]!r}")
    results.put((faults, slowest, statuses))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--requests", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--port", type=int, default=18180)
    options.add_argument("--workers", type=int, default=3)
    chosen = options.parse_args()
    gateway = Gateway(chosen.binary, chosen.port, {"LEADGATE_CONNECTIONS_PER_ADDRESS": "0"})
    before, start = gateway.memory(), time.monotonic()
    results, jobs = multiprocessing.Queue(), []
    for number in range(chosen.workers):
        # Nine of ten go to intake, the rest to the two others.
        for port, share in ((gateway.port, 0.9), (gateway.admin, 0.05), (gateway.sandbox, 0.05)):
            count = int(chosen.requests * share / chosen.workers) + 1
            jobs.append(multiprocessing.Process(target=run, args=(port, count, f"{chosen.seed}/{number}/{share}/{port - gateway.port}", results)))
    for job in jobs:
        job.start()
    found = [results.get() for _ in jobs]
    for job in jobs:
        job.join()
    is_running, after = gateway.is_running(), gateway.memory()
    gateway.stop()
    statuses = {}
    for _, _, part in found:
        for status, count in part.items():
            statuses[status] = statuses.get(status, 0) + count
    faults = [fault for part, _, _ in found for fault in part]
    print(f"{chosen.requests} requests in {time.monotonic() - start:.0f} s, seed {chosen.seed}; slowest "
          f"{max(slowest for _, slowest, _ in found):.2f} s; memory {before:.0f} -> {after:.0f} MB; running: {is_running}")
    print("answers", dict(sorted(statuses.items())))
    print(len(faults), "faults", *faults[:20], sep="\n  ")
    sys.exit(0 if is_running and not faults else 1)


if __name__ == "__main__":
    main()
