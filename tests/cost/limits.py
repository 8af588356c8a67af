#!/usr/bin/env python3
"""The inputs of cases.py at full size: commands end soon, take no more memory than SECURITY.md says, and tell
which limit was reached.

usage: limits.py [--table] BUILD [NAME…]    TAP on standard output; NAME: part of the name of a case

Seconds are those of the processor, so that a busy machine changes nothing. --table prints seconds, MiB and the
limits that were reached.
"""
import functools
import json
import multiprocessing
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

from cases import CASES, END, FAMILIES, GROUP, HEADER, REPORT, STATUS, TEXT, nested, times
from tap import Tap

MEBIBYTE = 1024 * 1024
# Some inputs are a little larger than they may be.
SIZE = 12 * MEBIBYTE
# Of what dsn-lint and dsn-filter read, dsn-parse has read the same before.
SMALLER = 4 * MEBIBYTE
# SECURITY.md promises these.
SECONDS = 20
MEMORY = 256
# Where an input is many messages, for one of them.
MEMORY_OF_MANY = 32
HANGS = 120 * int(os.environ.get("TEST_TIMES", "1"))
WORKERS = 2

COMMANDS = {"dsn-parse": ["--format=json", "--jobs=1"], "dsn-lint": ["--format=json", "--jobs=1"],
            "dsn-filter": ["--timeout=120", "--json=/dev/stderr"]}
RULES = ("message-too-large", "too-many-parts", "too-many-recipients", "header-too-complex", "nested-too-deep")
FOUND = re.compile(b'"rule":"(' + "|".join(RULES).encode() + b')"')


def apart(function, *arguments):
    """What a function returns, in a process of its own: a command begins with the memory of who starts it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, json.dumps(function(*arguments)).encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text)


def run(arguments, path):
    """Exit status, seconds and MiB that a command takes for a file."""
    with open(path, "rb") as source, open(f"{path}.out", "wb") as sink:
        process = subprocess.Popen(arguments, stdin=source, stdout=sink, stderr=sink)
    timer = threading.Timer(HANGS, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def reached(path):
    """The limits that an answer names."""
    with open(f"{path}.out", "rb") as answer:
        return sorted({rule.decode() for rule in FOUND.findall(answer.read())})


def try_case(build, folder, job):
    command, case, size = job
    path = pathlib.Path(folder) / f"{os.getpid()}"
    apart(lambda: path.write_bytes(case.make(size)))
    status, seconds, memory = run([f"{build}/{command}", *COMMANDS[command]], path)
    return status, seconds, memory, apart(reached, path)


def faults(job, status, seconds, memory, rules):
    command, case, _ = job
    if status not in (0, 1):
        yield f"exit status {status}"
    if seconds > SECONDS:
        yield f"{seconds:.1f} seconds of the processor"
    if memory > (MEMORY_OF_MANY if case.kind == "mailboxes" and command != "dsn-filter" else MEMORY):
        yield f"{memory:.0f} MiB"
    if command == "dsn-parse" and case.limits not in (None, set(rules)):
        yield f"limits reached: {rules}, not {sorted(case.limits)}"


# What there is a million of, all of it read: memory is for what is kept of it, and for the octets.
MILLIONS = {"a million header fields": b"A: 1\n", "a million parts": b"--b\n\n", "a million recipients": GROUP}


def try_million(build, folder, case):
    """A million, with the limit of size out of the way."""
    path = pathlib.Path(folder) / "million"
    size = 1_000_000 * len(MILLIONS[case.name])
    apart(lambda: path.write_bytes(case.make(size)))
    status, seconds, memory = run([f"{build}/dsn-parse", f"--max-size={2 * size}"], path)
    return faults(("dsn-parse", case, size), status, seconds, memory - 2 * size / MEBIBYTE, apart(reached, path))


# Limits that are asked for

def many(unit, count=200):
    return HEADER + REPORT + b"\n" + TEXT + unit * count + END


LIMITED = (
    ("--max-recipients=10", many(STATUS + GROUP * 20, 1), "too-many-recipients",
     lambda report: len(report["recipients"]) == 10),
    ("--max-parts=10", many(TEXT) + STATUS + GROUP + END, "too-many-parts",
     lambda report: report["recipients"] == []),
    ("--max-depth=10", HEADER + nested(20) + REPORT + b"\n" + TEXT + STATUS + GROUP + END, "nested-too-deep",
     lambda report: "recipients" not in report),
    ("--max-size=1000", many(STATUS + GROUP * 1000, 1), "message-too-large",
     lambda report: len(report["recipients"]) < 20 and report["source"]["size"] > 1000),
)


def try_limit(build, folder, row):
    """Whether a limit holds, and is told; whether without the option nothing is told."""
    option, octets, rule, holds = row
    path = pathlib.Path(folder) / "limited"
    path.write_bytes(octets)
    for options, wanted in ([option], [rule]), ([], []):
        run([f"{build}/dsn-parse", *options], path)
        report = json.loads(pathlib.Path(f"{path}.out").read_bytes())
        if reached(path) != wanted or (options and not holds(report)):
            return f"with {options}: {reached(path)}, {len(report.get('recipients', []))} recipients"
    return None


def all_jobs(names):
    chosen = [[c for c in cases if not names or any(name in c.name for name in names)] for cases in (CASES, FAMILIES)]
    return [("dsn-parse", case, SIZE) for case in chosen[0] + chosen[1]] + [
        (command, case, SMALLER) for command in ("dsn-lint", "dsn-filter") for case in chosen[0]]


def answers(build, folder, jobs):
    """What each job gave, in order; workers inherit the jobs, whose functions cannot be sent to them."""
    global work
    def work(number):
        return try_case(build, folder, jobs[number])
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        yield from zip(jobs, pool.imap(call_work, range(len(jobs))))


def call_work(number):
    return work(number)


def show(job, status, seconds, memory, rules):
    command, case, _ = job
    print(f"{seconds:6.2f} {memory:4.0f} {status} {command}: {case.name} {' '.join(rules)}", flush=True)


def main():
    table = sys.argv[1:2] == ["--table"]
    build, *names = sys.argv[1 + table:]
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        for row in () if table else LIMITED:
            wrong = try_limit(build, folder, row)
            tap.clean(f"{row[0]} bounds what is read, and says so", [wrong] if wrong else [])
        for case in [] if table else [c for c in CASES if c.name in MILLIONS]:
            tap.clean(f"{case.name}, in full", list(try_million(build, folder, case)))
        for job, answer in answers(build, folder, all_jobs(names)):
            if table:
                show(job, *answer)
            else:
                tap.clean(f"{job[0]}: {job[2] // MEBIBYTE} MiB of {job[1].name}", list(faults(job, *answer)))
    return 0 if table else tap.end()


if __name__ == "__main__":
    sys.exit(main())
