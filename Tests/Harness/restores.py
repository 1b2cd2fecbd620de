"""Backups that are put back after what they hold has been delivered.

    python3 Tests/Harness/restores.py .build/release/leadgate [--rounds 200] [--short]

A round: leads wait, others are dead letters, a job begins to replay them, a backup is taken, all of them are delivered, and so are some
that the backup does not know; then the backup comes back, by `leadgate restore` or by a copy over the file, and the gateway starts. The
job must not go on by itself, and then the dead letters are replayed. Nothing may be sent again that was delivered: what the
target can be asked about is found there, the rest waits for a person. Exits with 1 on a double, or a lead that is stuck.
"""
import argparse, os, shutil, signal, subprocess, sys, time
from processes import Stage, text, verdict, wait


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--leads", type=int, default=4, help="that wait while the backup is taken")
    parser.add_argument("--short", action="store_true", help="two rounds")
    options = parser.parse_args()
    if options.short:
        options.rounds = 2
    with Stage(options.binary, {"house": "trisalis", "credit": "kex"}, {"LEADGATE_LOG_LEVEL": "error"}) as stage:
        sys.exit(run(stage, options))


def run(stage, options):
    began, acknowledged, refused, replayed = time.monotonic(), set(), [], set()
    stage.start()
    stage.wait_ready()
    for number in range(options.rounds):
        backup = f"{stage.folder}/backup-{number}"
        waiting, dead, job = before_and_after(stage, number, options.leads, backup)
        acknowledged |= set(waiting) | set(dead)
        replayed |= set(dead)
        # A gateway that is stopped, and one whose machine died.
        stage.end(signal.SIGTERM if number % 4 < 2 else signal.SIGKILL)
        if not put_back(stage, backup, by_copy=number % 2 == 1):
            refused.append(number)
        stage.start()
        stage.wait_ready()
        resume(stage)
        kundenangaben = waiting[:-1]
        wait("the end of doubt", 120, lambda: all(stage.state(id) == "delivered" for id in kundenangaben))
        if stage.admin("GET", f"/admin/api/jobs/{job}")[1]["state"] != "paused":
            refused.append(f"{number}: the job goes on by itself")
        for id in dead:
            if stage.state(id) == "dead":
                stage.admin("POST", f"/admin/api/leads/{id}/replay", {"reason": "the harness"})
        wait("the end of doubt about dead letters", 120, lambda: all(stage.state(id) == "delivered" for id in dead))
        if stage.state(waiting[-1]) != "uncertain":
            refused.append(f"{number}: KEX is {stage.state(waiting[-1])}")
        os.remove(backup)
    leads = stage.leads()
    imports = stage.imports(leads)
    counts, lost, doubled = verdict(acknowledged, leads, imports)
    # A dead letter was refused once.
    again = [id for id, requests in imports.items() if len(requests) > (2 if id in replayed else 1)]
    balanced = stage.admin("GET", "/admin/api/books")[1]["balanced"]
    status, verified = stage.end(), stage.verify()
    print(f"{options.rounds} restores in {time.monotonic() - began:.0f} s: attempted {len(acknowledged)}  {text(counts)}  sent again "
          f"{len(again)}, books {'balanced' if balanced else 'NOT balanced'}, stopped with {status}, verify {verified.returncode}")
    for what in (refused + lost + doubled)[:10]:
        print(f"  {what}")
    return 1 if any((refused, lost, doubled, again, counts["stuck"], not balanced, status, verified.returncode)) else 0


def before_and_after(stage, number, amount, backup):
    """The ids of leads that the backup holds as queued, and of those that it holds as dead letters while a job replays them: all are
    delivered. The last of those that are queued goes to KEX."""
    def post(name):
        return stage.post("house", f"lead_id={number}-{name}&vorname=Max&nachname=Alt&email=max%40example.org")

    stage.faults([{"path": "kundenangaben", "method": "POST", "next": "all", "status": 400}])
    dead = [post(f"dead-{lead}") for lead in range(amount)]
    wait("dead letters", 120, lambda: all(stage.state(id) == "dead" for id in dead))
    stage.no_faults()
    for target in ("kundenangaben", "kex-vorgang"):
        stage.admin("POST", f"/admin/api/targets/{target}/pause", {"reason": "the harness"})
    job = stage.admin("POST", "/admin/api/jobs", {"action": "replay", "rate": 1, "reason": "the harness"})[1]["id"]
    waiting = [post(lead) for lead in range(amount)]
    waiting.append(stage.post("credit", f"vorname=Max&nachname=Alt&email=max{number}%40example.org&kreditbetrag=9000"))
    status, answer = stage.admin("POST", "/admin/api/backup", {"file": backup})
    if status != 200 or None in waiting:
        sys.exit(f"round {number}: no backup or no receipts: {answer}")
    resume(stage)
    later = [post(f"later-{lead}") for lead in range(2)]
    wait("deliveries", 120, lambda: all(stage.state(id) == "delivered" for id in waiting + later + dead))
    return waiting, dead, job


def resume(stage):
    for target in ("kundenangaben", "kex-vorgang"):
        stage.admin("POST", f"/admin/api/targets/{target}/resume", {"reason": "the harness"})


def put_back(stage, backup, by_copy):
    if not by_copy:
        return subprocess.run([stage.binary, "restore", backup, "--data", stage.data], stdout=stage.log,
                              stderr=stage.log).returncode == 0
    for suffix in ("-wal", "-shm"):
        if os.path.exists(f"{stage.data}/leads.sqlite{suffix}"):
            os.remove(f"{stage.data}/leads.sqlite{suffix}")
    shutil.copy(backup, stage.data + "/leads.sqlite")
    return True


main()
