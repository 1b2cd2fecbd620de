#!/usr/bin/env python3
"""Measures what refused requests cost, so that nobody learns from the time of an answer whether a source exists.

    swift build -c release --product leadgate
    python3 Tests/Harness/timing.py .build/release/leadgate [--rounds 1000]

It starts the gateway itself. Every kind of refusal is asked for once a round, in an order that is drawn anew, over one connection;
the medians of all rounds are printed, and how far they lie apart. Status, headers (but Date) and body must be alike.
"""
import argparse, http.client, random, statistics, sys, time

from gateway import Gateway

KINDS = {
    "unknown source": ("/hooks/unknown", {"Authorization": "Bearer wrong"}),
    "broken source": ("/hooks/broken", {"Authorization": "Bearer wrong"}),
    "source without secret": ("/hooks/lost", {"Authorization": "Bearer wrong"}),
    "wrong secret": ("/hooks/honest", {"Authorization": "Bearer wrong"}),
    "no secret": ("/hooks/honest", {}),
    "wrong signature": ("/hooks/signed", {"X-Hub-Signature-256": "sha256=" + "00" * 32}),
    "wrong signature, three secrets": ("/hooks/several", {"X-Hub-Signature-256": "sha256=" + "00" * 32}),
    "no signature, three secrets": ("/hooks/several", {}),
}


def measure(port, method, body, rounds):
    times, answers = {name: [] for name in KINDS}, set()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(rounds):
        order = list(KINDS)
        random.shuffle(order)
        for name in order:
            path, headers = KINDS[name]
            start = time.perf_counter()
            connection.request(method, path, body, {"Content-Type": "application/json", **headers})
            response = connection.getresponse()
            text = response.read()
            times[name].append(time.perf_counter() - start)
            kept = tuple(sorted((key.lower(), value) for key, value in response.getheaders() if key.lower() != "date"))
            answers.add((response.status, kept, text))
    return times, answers


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--rounds", type=int, default=1000)
    options.add_argument("--port", type=int, default=18280)
    chosen = options.parse_args()
    gateway = Gateway(chosen.binary, chosen.port)
    alike = True
    try:
        for title, method, body in (("POST, 20 bytes", "POST", b'{"nachname":"Muster"}'), ("POST, 900 kB", "POST", b'{"a":"' + b"x" * 900_000 + b'"}'),
                                    ("OPTIONS", "OPTIONS", None), ("GET", "GET", None)):
            measure(gateway.port, method, body, 20)
            times, answers = measure(gateway.port, method, body, chosen.rounds)
            medians = {name: statistics.median(found) * 1e6 for name, found in times.items()}
            print(f"{title}: {len(answers)} kind(s) of answer, medians {min(medians.values()):.0f} to {max(medians.values()):.0f} µs")
            for name, median in medians.items():
                print(f"  {median:9.1f} µs  {name}")
            alike = alike and len(answers) == 1
    finally:
        gateway.stop()
    sys.exit(0 if alike else 1)


if __name__ == "__main__":
    main()
