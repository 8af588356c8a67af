#!/usr/bin/env python3
"""Checks dsn-parse against a collection of real bounces that lies beside the repository, if it does.

usage: corpus.py COMMAND

Of every message in which dsn-parse found a delivery-status part, the recipients, actions and statuses
must be the expected ones, but for the exceptions below, in each of which the message itself says
otherwise. Prints TAP.
"""
import json
import pathlib
import subprocess
import sys

from tap import Tap

CORPUS = pathlib.Path("../shared/corpus")

# Where what is expected differs from what the message says: file, field, and why ours is right.
EXCEPTIONS = {
    ("lhost-exchange2007-04", "recipients"): "the original recipient is known, so it is the address",
    ("rfc3464-28", "recipients"): "the file holds a second message behind the first",
    ("rfc3464-28", "action"): "the file holds a second message behind the first",
    ("rfc3464-28", "status"): "the file holds a second message behind the first",
    ("lhost-amazonses-17", "action"): "Action is failed: given up after trying",
    ("lhost-exchange2007-05", "action"): "Action is failed: given up after trying",
    ("lhost-office365-08", "action"): "Action is failed: given up after trying",
    ("lhost-outlook-07", "action"): "Action is failed: given up after trying",
    ("lhost-postfix-08", "action"): "Action is failed: given up after trying",
    ("lhost-postfix-15", "action"): "Action is failed: given up after trying",
    ("lhost-sendmail-30", "action"): "Action is failed: given up after trying",
    ("rfc3464-56", "action"): "Action is failed: given up after trying",
    ("lhost-opensmtpd-12", "action"): "Action is delayed",
    ("lhost-exchange2007-05", "status"): "Status and reply agree on 4.4.7",
    ("lhost-sendmail-56", "status"): "Status is 5.5.0; 4.7.0 was said by other hosts",
}


# Of all messages, the share of the expected values that have to be given.
TARGETS = {"kind": 99, "recipients": 98, "action": 98, "status": 98, "reply_code": 97, "reason": 95,
           "hard_bounce": 98}

# Expected values that the message itself proves wrong, and why.
WRONG = {
    ("lhost-amazonses-17", "action"): "the field Action says failed",
    ("lhost-amazonworkmail-05", "action"): "the field Action says failed",
    ("lhost-exchange2007-05", "action"): "the field Action says failed",
    ("lhost-office365-08", "action"): "the field Action says failed",
    ("lhost-outlook-07", "action"): "the field Action says failed",
    ("lhost-postfix-08", "action"): "the field Action says failed",
    ("lhost-postfix-15", "action"): "the field Action says failed",
    ("lhost-sendmail-30", "action"): "the field Action says failed",
    ("rfc3464-56", "action"): "the field Action says failed",
    ("lhost-opensmtpd-12", "action"): "the field Action says delayed",
    ("lhost-opensmtpd-12", "hard_bounce"): "it is still being tried",
    ("lhost-apachejames-01", "recipients"): "the address has twelve digits, not eleven",
    ("lhost-v5sendmail-01", "recipients"): "the address ends in example.com, not in exampl",
    ("lhost-trendmicro-03", "hard_bounce"): "nothing in it says that there is no such user",
    ("rhost-aol-06", "hard_bounce"): "a name server gave an answer that made no sense, for once",
}
# The score looks at the last message of a file; in this one the first is the bounce.
WRONG.update({("rfc3464-28", field): "the file holds two messages" for field in TARGETS})


def misses(command):
    """The misses of the score that comes with the messages: {field: [file]}, and how many values there are."""
    found, total = {}, {}
    for field in TARGETS:
        run = subprocess.run([str(CORPUS / "score"), "--parser", command, "--misses", field],
                             stdout=subprocess.PIPE, check=True)
        lines = run.stdout.decode("utf-8").splitlines()
        found[field] = [pathlib.Path(line.split()[2].rstrip(":")).stem for line in lines
                        if line.startswith("miss ")]
        total[field] = next(int(line.split("/")[1].split()[0]) for line in lines
                            if line.startswith(field + " "))
    return found, total


def check_targets(tap, command):
    found, total = misses(command)
    for field, target in TARGETS.items():
        wrong = [name for name in found[field] if (name, field) not in WRONG]
        excused = len(found[field]) - len(wrong)
        share = 100 * (1 - len(wrong) / (total[field] - excused))
        tap(share >= target, f"{field} is right in {target} % of all bounces: {share:.1f} % of {total[field] - excused}, "
                             f"but for {', '.join(wrong) or 'none'}")


def observed(command, entries):
    paths = [str(CORPUS / "mail" / e["file"]) for e in entries]
    run = subprocess.run([command, "--format=json", *paths], stdout=subprocess.PIPE, check=False)
    reports = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    return {pathlib.Path(r["source"]["path"]).name: r for r in reports}


def wrong_fields(entry, report):
    mine = {(r.get("address") or "").lower(): r for r in report["recipients"]}
    want = {r["address"].lower() for r in entry["recipients"] if r["address"]}
    if want and want != set(mine):
        yield "recipients", sorted(want), sorted(mine)
    for recipient in entry["recipients"]:
        got = mine.get((recipient["address"] or "").lower())
        if got is None:
            got = next(iter(mine.values())) if len(mine) == 1 == len(entry["recipients"]) else {}
        for field in ("action", "status"):
            if recipient[field] is not None and recipient[field] != got.get(field):
                yield field, recipient[field], got.get(field)


def main():
    if not (CORPUS / "expected.jsonl").exists():
        print("1..0 # SKIP the collection of real bounces is not here")
        return 0
    entries = [json.loads(x) for x in open(CORPUS / "expected.jsonl", encoding="utf-8")]
    reports = observed(sys.argv[1], entries)
    tap, used = Tap(), set()
    for entry in entries:
        report = reports[entry["file"]]
        problems = {p["rule"] for p in report.get("problems", [])}
        if report.get("format") not in ("rfc3464", "rfc6533") or "missing-status-part" in problems:
            continue
        name = pathlib.Path(entry["file"]).stem
        wrong = [w for w in wrong_fields(entry, report) if (name, w[0]) not in EXCEPTIONS]
        used |= {(name, w[0]) for w in wrong_fields(entry, report)} & set(EXCEPTIONS)
        tap.clean(f"{name}: recipients, actions, statuses", [f"{field}: got {got}, want {want}" for field, want, got in wrong])
    tap.clean("every exception is still one", sorted(set(EXCEPTIONS) - used))
    tap(tap.count > 150, "there were enough of them", tap.count)
    check_targets(tap, sys.argv[1])
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
