#!/usr/bin/env python3
"""A gateway with a million queued leads: what one costs on disk and in time, how soon it is ready again, how much memory it takes.

    python3 million.py BINARY [--leads 1000000] [--step 100000] [--batch 250]

The target rests, so that nothing goes out. Posts of a batch each bring many leads; after each step the script prints the curve.
Then the gateway is stopped and started on what it has. At the end: six posts of 32 KB with 2 000 leads each, and posts of one lead,
into gateways of their own. Exits 1 where a goal is missed: ready within 1 s, at most 200 MiB resident, the cost of a lead at the end at
most 1.5 times what it was at the beginning, disk at most 1.5 times the bodies and 1 KiB a lead.
"""
import argparse, http.client, json, os, shutil, sys, threading, time
from gateway import SECRET, Gateway

parser = argparse.ArgumentParser()
parser.add_argument("binary")
parser.add_argument("--leads", type=int, default=1_000_000)
parser.add_argument("--step", type=int, default=100_000)
parser.add_argument("--batch", type=int, default=250)
parser.add_argument("--port", type=int, default=18480)
arguments = parser.parse_args()
missed = []


def goal(name, is_met):
    if not is_met:
        missed.append(name)
    return "" if is_met else "  MISSED"


def post(connection, source, body, type="application/json"):
    connection.request("POST", "/hooks/" + source, body, {"Authorization": "Bearer " + SECRET, "Content-Type": type})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        sys.exit(f"a post was answered {answer.status}: {text[:300]!r}")


def fill(gateway, source, bodies):
    """Posts all of them over four connections. Seconds that it took."""
    rest, lock = iter(bodies), threading.Lock()

    def work():
        connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=120)
        while True:
            with lock:
                body = next(rest, None)
            if body is None:
                return
            post(connection, source, body)

    start = time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - start


def disk(gateway):
    """Bytes of the data file and its log."""
    path = gateway.folder + "/data/leads.sqlite"
    return sum(os.path.getsize(path + end) for end in ("", "-wal") if os.path.exists(path + end))


def batch(first, count, length=0):
    """The body of a post with so many leads, filled up to a length."""
    own = (length - 2) // count - len('{"n":""},') if length else 0
    leads = [{"n": f"K{first + number}".ljust(own, "x")} for number in range(count)]
    return json.dumps(leads, separators=(",", ":")).encode()


def ready(gateway):
    """Seconds from the start of the process to the first `/readyz` that says so."""
    start = time.monotonic()
    gateway.start()
    while time.monotonic() - start < 120:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=120)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return time.monotonic() - start
        except OSError:
            time.sleep(0.005)
    sys.exit("the gateway does not get ready, see " + gateway.log.name)


def wait_idle(gateway):
    """Until the log is written back."""
    path = gateway.folder + "/data/leads.sqlite-wal"
    end = time.monotonic() + 20
    while os.path.exists(path) and os.path.getsize(path) > 0 and time.monotonic() < end:
        time.sleep(0.05)


def end(gateway):
    gateway.stop()
    shutil.rmtree(gateway.folder)


def million():
    gateway = Gateway(arguments.binary, arguments.port)
    gateway.rest("kundenangaben")
    costs, sent = [], 0
    print("     leads   us/lead   bytes/lead   MiB resident")
    while sent < arguments.leads:
        count = min(arguments.step, arguments.leads - sent)
        seconds = fill(gateway, "batch", (batch(sent + at, arguments.batch) for at in range(0, count, arguments.batch)))
        sent += count
        costs.append(seconds / count * 1e6)
        wait_idle(gateway)
        print(f"{sent:10}  {costs[-1]:8.1f}  {disk(gateway) / sent:11.0f}  {gateway.memory() / 1.048576:13.0f}", flush=True)
    note = goal("flat", costs[-1] <= 1.5 * costs[0])
    print(f"the cost of a lead: {costs[0]:.1f} us at the beginning, {costs[-1]:.1f} at the end{note}")
    gateway.stop()
    seconds = ready(gateway)
    print(f"ready {seconds:.2f} s after the start{goal('ready', seconds <= 1)}")
    start = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=120)
    post(connection, "batch", batch(sent, 1))
    print(f"the first receipt {time.monotonic() - start:.2f} s later")
    most = 0
    for _ in range(100):
        most = max(most, gateway.memory() / 1.048576)
        time.sleep(0.1)
    print(f"at most {most:.0f} MiB resident within 10 s{goal('memory', most <= 200)}")
    end(gateway)


def bodies(name, source, count, leads, make):
    """What the bodies of posts take on disk."""
    gateway = Gateway(arguments.binary, arguments.port)
    gateway.rest("kundenangaben")
    wait_idle(gateway)
    before = disk(gateway)
    all = [make(number) for number in range(count)]
    fill(gateway, source, all)
    wait_idle(gateway)
    taken, bytes, number = disk(gateway) - before, sum(map(len, all)), count * leads
    print(f"{name}: {taken / 2**20:.1f} MiB, {taken / number:.0f} bytes a lead beside bodies of {bytes / 2**20:.2f} MiB"
          + goal(name, taken <= 1.5 * bytes + 1024 * number))
    end(gateway)


bodies("6 posts of 32 KB with 2 000 leads each", "batch", 6, 2000, lambda number: batch(number * 2000, 2000, 32 << 10))
bodies("2 000 posts of 4 KB with one lead each", "honest", 2000, 1,
       lambda number: json.dumps({"nachname": f"K{number}", "text": "x" * 4000}).encode())
million()
if missed:
    sys.exit("missed: " + ", ".join(missed))
