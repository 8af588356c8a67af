#!/usr/bin/env python3
"""What SECURITY.md says is tried is tried, and what is tried is in SECURITY.md.

usage: security.py    TAP on standard output

A row of its table of bad input ends with what tries it: files, each with the names of cases in it.
"""
import pathlib
import re
import sys

from tap import Tap

HEADING = "## What comes, and what happens\n"
FILE = re.compile("`(tests/[^`]+)`((?: “[^”]+”)*)")


def read(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def rows():
    """The table: what comes, what happens, and by file the names of what tries it."""
    part = read("SECURITY.md").split(HEADING)[1].split("\n## ")[0]
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "what comes":
            yield cells[0], cells[1], [(path, re.findall("“([^”]+)”", names)) for path, names in FILE.findall(cells[2])]


def tried():
    """What must be in the table, as file and name; what has no names is there as a whole."""
    yield from ((str(path), name) for path in sorted(pathlib.Path("tests/cli").glob("hard_cases_*.py"))
                for name in re.findall(r"\w+", re.search(r"for topic in \(([^)]+)\)", read(path))[1]))
    yield from (("tests/cost/cases.py", name) for name in re.findall(
        r'^    "([^"]+)": \[$', read("tests/cost/cases.py"), re.M) + ["families"])
    yield from (("tests/unit/test-speed.c", name) for name in sorted(set(re.findall(
        r'^  \{ "([a-z-]+)/', read("tests/unit/test-speed.c"), re.M) + re.findall(
        r'"/speed/([a-z-]+)/', read("tests/unit/test-speed.c")))))
    yield from ((str(path), None) for path in sorted(pathlib.Path("tests/fuzz").glob("*.c")))


def main():
    table = list(rows())
    named = {(path, name) for _, _, files in table for path, names in files for name in [None, *names]}
    rules = re.findall(r'DSN_RULE_OF \(LIMIT, \w+, "([^"]+)"', read("libdsn/dsn-rules.def"))
    known = re.findall(r'DSN_RULE(?:_OF)? \((?:\w+, )?\w+, "([^"]+)"', read("libdsn/dsn-rules.def"))
    told = {word for _, happens, _ in table for word in re.findall("`([a-z]+(?:-[a-z]+)+)`", happens)}
    checks = (
        ("each row names what tries it", [comes for comes, _, files in table if not files]),
        ("which is there", [f"{path}: {name}" for path, name in sorted(named, key=str)
                            if not pathlib.Path(path).exists() or (name and name not in read(path))]),
        ("what is tried has a row", [f"{path}: {name}" for path, name in tried() if (path, name) not in named]),
        ("every limit has one", [rule for rule in rules if rule not in told]),
        ("every problem is one that there is", sorted(told - set(known))),
        ("there are enough of them", [] if len(table) > 20 and len(rules) > 4 else [f"{len(table)} rows"]),
    )
    tap = Tap()
    for name, faults in checks:
        tap.clean(name, faults)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
