#!/usr/bin/env python3
"""Gives dsn-parse reports that parsers get wrong, or never finish, and checks every answer.

usage: hard-cases.py COMMAND    TAP on standard output

The cases are in hard_cases_*.py. The problems found must be those named, no others. Then all are
printed in every format, and the small ones are cut in many places. No run may say anything on standard
error, or work longer than TEST_TIMES in the environment times 20 seconds.
"""
import csv
import io
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile

import hard_cases_fields
import hard_cases_parts
import hard_cases_whole
from tap import Tap

TIME_LIMIT = 20 * int(os.environ.get("TEST_TIMES", "1"))
CUTS = 15
CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f]")
SMALL = 10_000


def all_cases():
    for part in (hard_cases_fields, hard_cases_parts, hard_cases_whole):
        yield from part.cases()


def limit_time():
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT, TIME_LIMIT + 5))


def run(command, arguments):
    """Returns the exit status and what was printed; a status that is text tells what went wrong."""
    try:
        done = subprocess.run([command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              preexec_fn=limit_time, timeout=10 * TIME_LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return f"none within {10 * TIME_LIMIT} seconds", b""
    if done.returncode == -signal.SIGXCPU:
        return f"none within {TIME_LIMIT} seconds of work", b""
    if done.stderr:
        return done.stderr.decode("utf-8", "replace").splitlines()[0], done.stdout
    return done.returncode, done.stdout


def objects(printed):
    return [json.loads(line) for line in printed.decode("utf-8").splitlines()]


def differences(want, got, place=""):
    """Where what was got lacks something that is wanted; None is wanted where nothing should be."""
    if isinstance(want, dict) and isinstance(got, dict):
        for key, value in want.items():
            yield from differences(value, got.get(key), f"{place}.{key}")
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for number, pair in enumerate(zip(want, got)):
            yield from differences(*pair, f"{place}[{number}]")
    elif want != got:
        yield f"{place}: got {json.dumps(got)[:200]}, want {json.dumps(want)[:200]}"


def faults_of_answer(one, status, printed):
    """What is wrong with the JSON given for a case."""
    if status not in (0, 1):
        return [f"exit status {status}"]
    reports = objects(printed)
    if len(reports) != one.count:
        return [f"{len(reports)} objects, not {one.count}"]
    got = {p["rule"] for p in reports[0].get("problems", [])}
    faults = list(differences(one.want, reports[0]))
    if one.rules is not None and got != one.rules:
        faults.append(f"problems: got {sorted(got)}, want {sorted(one.rules)}")
    if "victim" in json.dumps([r.get("address") for r in reports[0].get("recipients", [])]):
        faults.append("somebody was made up")
    if status != (0 if any(r["kind"] == "dsn" for r in reports) else 1):
        faults.append(f"exit status {status}")
    return faults


def is_text(printed):
    """Whether text is UTF-8 with no control character but line ends."""
    return not CONTROL.search(printed.decode("utf-8"))


def as_shown(text):
    """Text as a table has it: what would act on a terminal is written out."""
    return re.sub("[\0-\x1f\x7f-\x9f\u202e]",
                  lambda c: " " if c[0] in "\t\r\n" else f"\\x{{{ord(c[0]):02X}}}", text)


def is_table_of(printed, reports):
    """Whether a CSV has a row for each recipient, all of them as long as the first, and its address."""
    csv.field_size_limit(10_000_000)
    rows = list(csv.DictReader(io.StringIO(printed.decode("utf-8"), newline="")))
    want = [as_shown(r.get("address", "")) for report in reports for r in report.get("recipients") or [{}]]
    if any(None in row or None in row.values() for row in rows):
        return False
    return [row["address"] for row in rows] == want


def faults_of_formats(command, arguments, status, printed):
    """Prints a message in the other formats."""
    text_status, text = run(command, ["--format=text", *arguments])
    table_status, table = run(command, ["--format=csv", *arguments])
    if text_status != status:
        yield f"as text: exit status {text_status}"
    elif not is_text(text):
        yield "as text: a control character"
    if table_status != status:
        yield f"as CSV: exit status {table_status}"
    elif not is_table_of(table, objects(printed)):
        yield "as CSV: not a table of its recipients"


def faults_of_cuts(command, one, folder):
    """Cuts a message in many places: each piece gives one object, and no recipient of its own."""
    total = len(one.want.get("recipients") or [1])
    paths = []
    for number in range(1, CUTS + 1):
        paths.append(folder / f"cut{number:02}.eml")
        paths[-1].write_bytes(one.mail[:max(1, len(one.mail) * number // (CUTS + 1))])
    status, printed = run(command, ["--format=json", *one.options, *map(str, paths)])
    if status not in (0, 1):
        return [f"cut: exit status {status}"]
    reports = objects(printed)
    found = [r["source"]["path"] for r in reports if r["source"]["index"] == 0]
    if found != [str(p) for p in paths] or (one.count == 1 and len(reports) != CUTS):
        return [f"cut: {len(reports)} objects of {CUTS} pieces"]
    return [f"cut: {r['source']['size']} octets give {len(r['recipients'])} recipients" for r in reports
            if len(r.get("recipients", [])) > total]


def check(command, one, folder):
    """Returns what is wrong with the answer to a case, and with its other forms."""
    path = folder / "case.eml"
    path.write_bytes(one.mail)
    arguments = [*one.options, str(path)]
    status, printed = run(command, ["--format=json", *arguments])
    others = []
    if status in (0, 1):
        others += faults_of_formats(command, arguments, status, printed)
    if len(one.mail) < SMALL:
        if run(command, ["--format=json", *arguments]) != (status, printed):
            others.append("another answer the second time")
        others += faults_of_cuts(command, one, folder)
    return faults_of_answer(one, status, printed), [f"{one.name}: {fault}" for fault in others]


def main():
    command = sys.argv[1]
    tap = Tap()
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        for one in all_cases():
            faults, others = check(command, one, pathlib.Path(name))
            tap.clean(one.name, faults)
            wrong += others
    tap.clean("in every format and cut anywhere each is given", wrong)
    tap.clean("there were enough of them", [] if tap.count > 220 else ["too few"])
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
