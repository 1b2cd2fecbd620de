#!/usr/bin/env python3
"""Measures how long it takes to find, give out and erase what is kept of one person among many.

    swift build -c release --product leadgate
    python3 Tests/Harness/people.py .build/release/leadgate [--leads 100000]

It starts the gateway itself, rests the target and posts batches of 100 leads. One person has a single lead, another a thousand of
them. A search has to be complete at any moment: one is asked while leads are still being indexed, too. Exits non-zero if a search misses a
lead or finds another's, if anything of an erased person is left in the files, or if the books do not balance.
"""
import argparse, http.client, json, os, statistics, subprocess, sys, time

import gateway as harness

harness.MAPPING = {"target": "kundenangaben", "leads": "$.payload.leads[*]", "missing": "omit", "unreadable": "omit", "document": {
    "kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {
        "person": {"vorname": "$.item.vorname", "nachname": "$.item.nachname"}, "geburtsdatum": "$.item.geburtsdatum"}}]}]}}}
ONE, MANY = "einmal.kanarienvogel@example.org", "oft.kanarienvogel@example.org"
AT_ONCE = 100


def lead(number, total):
    email = ONE if number == total // 2 else MANY if number % (total // 1000) == 7 else f"person{number}@example.org"
    return {"vorname": "Max", "nachname": f"Muster{number}", "geburtsdatum": f"19{number % 60 + 30}-0{number % 9 + 1}-1{number % 10}",
            "email": email, "telefon": f"0176 {10_000_000 + number}", "ort": "Berlin", "kaufpreis": str(100_000 + number)}


class Operator:
    def __init__(self, gateway):
        self.gateway, self.headers = gateway, gateway.operator()

    def ask(self, path, order):
        connection = http.client.HTTPConnection("127.0.0.1", self.gateway.admin, timeout=120)
        start = time.perf_counter()
        connection.request("POST", "/admin/api/people/" + path, json.dumps(order), self.headers)
        response = connection.getresponse()
        text = response.read()
        return response.status, json.loads(text), time.perf_counter() - start, len(text)

    def unindexed(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.gateway.admin, timeout=120)
        connection.request("GET", "/metrics", headers=self.headers)
        for line in connection.getresponse().read().decode().splitlines():
            if line.startswith("leadgate_unindexed_leads "):
                return int(float(line.split()[1]))


def post(gateway, total):
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=60)
    headers = {"Authorization": "Bearer " + harness.SECRET, "Content-Type": "application/json"}
    for first in range(0, total, AT_ONCE):
        body = json.dumps({"leads": [lead(number, total) for number in range(first, first + AT_ONCE)]})
        connection.request("POST", "/hooks/honest", body, headers)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            sys.exit(f"a batch was answered {response.status}")


def left_in_files(folder, needles):
    found = 0
    for name in os.listdir(folder):
        if name.startswith("leads.sqlite"):
            data = open(os.path.join(folder, name), "rb").read()
            found += sum(data.count(needle.encode()) for needle in needles)
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--leads", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=21)
    options.add_argument("--port", type=int, default=18580)
    chosen = options.parse_args()
    faults = []

    def expect(name, found, wanted):
        if found != wanted:
            faults.append(f"{name}: {found} instead of {wanted}")

    gateway = harness.Gateway(chosen.binary, chosen.port)
    try:
        gateway.rest("kundenangaben")
        operator = Operator(gateway)
        start = time.perf_counter()
        post(gateway, chosen.leads)
        taken = time.perf_counter() - start
        behind = operator.unindexed()
        print(f"{chosen.leads} leads taken in {taken:.1f} s; then {behind} not indexed yet")
        status, answer, seconds, _ = operator.ask("find", {"email": MANY})
        if status == 200:
            expect("found while leads are being indexed", answer["matched"], 1000)
            print(f"a search that had to look into those: {seconds:.2f} s")
        else:
            print(f"a search then is refused ({status}), since it would not be complete")
        while operator.unindexed():
            time.sleep(0.2)
        print(f"all indexed {time.perf_counter() - start:.1f} s after the first post; resident memory {gateway.memory():.0f} MB")

        middle = chosen.leads // 2
        for title, order, wanted in (
            ("one lead, by e-mail", {"email": ONE.upper()}, 1),
            ("one lead, by telephone number", {"phone": f"+49 176 {10_000_000 + middle}"}, 1),
            ("one lead, by name and day of birth", {key: lead(middle, chosen.leads)[name] for key, name in (
                ("familyName", "nachname"), ("givenName", "vorname"), ("birthDate", "geburtsdatum"))}, 1),
            ("a thousand leads, by e-mail", {"email": MANY, "limit": 500}, 1000),
            ("nobody", {"email": "nobody@example.org"}, 0),
        ):
            times = []
            for _ in range(chosen.rounds):
                status, answer, seconds, _ = operator.ask("find", order)
                expect(title, (status, answer.get("matched")), (200, wanted))
                times.append(seconds)
            print(f"found, {title}: median {statistics.median(times) * 1e3:.1f} ms, at most {max(times) * 1e3:.1f} ms")

        for title, email, wanted in (("one lead", ONE, 1), ("a thousand leads", MANY, 1000)):
            status, answer, seconds, size = operator.ask("export", {"email": email, "reason": "measuring"})
            expect("exported, " + title, len(answer["leads"]), wanted)
            print(f"given out, {title}: {seconds:.2f} s, {size / 1e6:.2f} MB")
            order = {"email": email, "reason": "measuring"}
            status, answer, looked, _ = operator.ask("erase", {**order, "preview": True})
            status, proof, seconds, _ = operator.ask("erase", {**order, "confirm": answer["confirm"]})
            expect("erased, " + title, (status, proof["state"], len(proof["erased"])), (200, "done", wanted))
            status, answer, _, _ = operator.ask("find", {"email": email})
            expect("found after the erasure, " + title, answer["matched"], 0)
            print(f"erased with proof, {title}: {seconds:.2f} s, after a look of {looked:.2f} s")
    finally:
        gateway.stop()
    expect("values of anybody in the files", left_in_files(gateway.folder + "/data", [ONE, MANY, "Muster"]), 0)
    start = time.perf_counter()
    verified = subprocess.run([chosen.binary, "verify", "--data", gateway.folder + "/data"], capture_output=True, text=True)
    expect("verify", verified.returncode, 0)
    size = os.path.getsize(gateway.folder + "/data/leads.sqlite")
    print(f"verify: {time.perf_counter() - start:.1f} s, exit code {verified.returncode}; the file has {size / 1e6:.0f} MB")
    for fault in faults:
        print("FAULT " + fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
