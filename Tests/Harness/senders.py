"""Senders for the scripts beside this file that look at what becomes of leads, and the books of what they were promised."""
import threading, time
from processes import text, verdict, wait


class Senders:
    """Load from several threads: each post is repeated under its id until there is a receipt."""

    def __init__(self, stage, threads=0, pause=0.02, source="crash"):
        self.stage, self.pause, self.source, self.attempts, self.over = stage, pause, source, 0, False
        self.receipts = {}
        self.threads = [threading.Thread(target=self.send, args=(number,), daemon=True) for number in range(threads)]
        for thread in self.threads:
            thread.start()

    def send(self, thread):
        number = 0
        while not self.over:
            number += 1
            self.post(f"{thread}-{number}")
            time.sleep(self.pause)

    def post(self, name):
        return wait(f"a receipt for {name}", 120, lambda: self.try_once(name), 0.03)

    def try_once(self, name):
        """The id of the receipt, or None."""
        self.attempts += 1
        id = self.stage.post(self.source, f"lead_id={name}&vorname=Max&nachname=Absturz&email=max%40example.org")
        if id:
            self.receipts[name] = id
        return id

    def stop(self):
        self.over = True
        for thread in self.threads:
            thread.join()


def conclude(stage, senders, may_be_uncertain=False):
    """Compares what senders, gateway and target know, stops the gateway, says what came of it; whether anything is wrong."""
    receipts = senders.receipts
    leads = stage.leads()
    imports = stage.imports(leads)
    counts, lost, doubled = verdict(set(receipts.values()), leads, imports)
    surplus = len(leads) - len(receipts)
    balanced = stage.admin("GET", "/admin/api/books")[1]["balanced"]
    status = stage.end()
    verified = stage.verify()
    print(f"attempted {senders.attempts}  {text(counts)}")
    print(f"sent again {sum(len(list) > 1 for list in imports.values())}, leads without a receipt {surplus}, "
          f"books {'balanced' if balanced else 'NOT balanced'}, stopped with {status}, verify {verified.returncode}", flush=True)
    for id in (lost + doubled)[:10]:
        print(f"  {id} {leads.get(id, {}).get('state')} requests {imports.get(id)}")
    if verified.returncode:
        print(verified.stdout[-2_000:] + verified.stderr[-2_000:])
    return any((counts["lost"], counts["doubled"], counts["stuck"], counts["dead"], surplus, not balanced, status,
                verified.returncode, counts["uncertain"] and not may_be_uncertain))
