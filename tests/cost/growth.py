#!/usr/bin/env python3
"""The instructions that commands take for each input of cases.py grow no faster than the input.

usage: growth.py [--table] BUILD [NAME…]    TAP on standard output; NAME: part of the name of a case

Valgrind counts them for an input of SIZE octets, of four and of sixteen times as many. When the size is doubled,
an octet that is added must not cost more than 1.1 times as much; it is doubled twice each time, since memory is got
in large steps. --table prints the growth in place of what holds, 1.00 for linear, 2.00 where each octet is looked
at for each, and the instructions an octet.
"""
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile

from cases import CASES, FAMILIES
from tap import Tap

SIZE = 9_000
STEPS = (1, 4, 16)
MOST = 1.1
# Instructions an octet that are no cost: where there are fewer, memory that is got once makes a difference.
NOTHING = 50
WORKERS = 2
# Cases in one process.
PIECE = 12
SAMPLE = "samples/failed.eml"

COMMANDS = {"dsn-parse": ["--format=json", "--jobs=1"], "dsn-lint": ["--jobs=1"], "dsn-filter": []}


def counts(folder):
    """Instructions of each process, those that it began included."""
    own, parents = {}, {}
    for path in folder.iterdir():
        text = path.read_text(errors="replace")
        number = int(path.name)
        own[number] = int(re.search(r"I\s+refs:\s+([\d,]+)", text)[1].replace(",", ""))
        parents[number] = int(re.search(r"Parent PID: (\d+)", text)[1])
    total = dict(own)
    for number, parent in parents.items():
        if parent in total:
            total[parent] += own[number]
    return total


def run(build, command, paths, logs):
    """The instructions that a command takes for each file, and its exit status."""
    logs.mkdir()
    options = COMMANDS[command]
    done = subprocess.run(
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", "--vgdb=no",
         f"--log-file={logs}/%p", f"{build}/cost/{command}", SAMPLE, *options],
        input="".join(f"{path}\n" for path in paths), stdout=subprocess.PIPE, text=True, check=True)
    found = counts(logs)
    return [(found[int(number)], int(status)) for number, status in
            (line.split() for line in done.stdout.splitlines())]


def measure(build, command, cases, folder):
    """Each case with how it grows and with what exit statuses."""
    paths = []
    for number, case in enumerate(cases):
        for step in STEPS:
            paths.append(folder / f"{number}.{step}")
            paths[-1].write_bytes(case.make(SIZE * step))
    answers = run(build, command, paths, folder / "logs")
    for number, case in enumerate(cases):
        counted, statuses = zip(*answers[len(STEPS) * number:len(STEPS) * (number + 1)])
        first, last = [(after - before) / (3 * step * SIZE) for step, before, after in zip(STEPS, counted, counted[1:])]
        yield case, (last / max(first, NOTHING)) ** 0.5, last, statuses
    for path in paths:
        path.unlink()


def all_jobs(names):
    """Commands and pieces of the cases: all for dsn-parse, which has most of what the others do, too."""
    for command, cases in ("dsn-parse", CASES + FAMILIES), ("dsn-lint", CASES[::2]), ("dsn-filter", CASES[1::2]):
        cases = [c for c in cases if not names or any(name in c.name for name in names)]
        yield from ((command, cases[i:i + PIECE]) for i in range(0, len(cases), PIECE))


def fault(growth, statuses):
    if growth > MOST:
        return f"grows {growth:.2f} times as fast as the input"
    if any(status not in (0, 1) for status in statuses):
        return f"exit statuses {statuses}"
    return None


def main():
    table = sys.argv[1:2] == ["--table"]
    build, *names = sys.argv[1 + table:]
    tap = Tap()
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        def work(job):
            place, (command, piece) = job
            folder = pathlib.Path(name) / str(place)
            folder.mkdir()
            return command, list(measure(build, command, piece, folder))
        for command, results in pool.map(work, enumerate(all_jobs(names))):
            for case, growth, octet, statuses in results:
                if table:
                    print(f"{growth:.2f} {octet:6.0f} {command}: {case.name}", flush=True)
                    continue
                why = fault(growth, statuses)
                tap.clean(f"{command}: {case.name}", [why] if why else [])
    return 0 if table else tap.end()


if __name__ == "__main__":
    sys.exit(main())
