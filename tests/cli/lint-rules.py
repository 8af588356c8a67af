#!/usr/bin/env python3
"""Checks that every rule of dsn-lint has its sample and its near miss.

usage: lint-rules.py BUILD             TAP on standard output
       lint-rules.py --update BUILD    write samples/lint/RULE.eml anew

samples/lint/RULE.eml is what `dsn-make --malform RULE` makes of tests/data/lint-request.json and
samples/original.eml; it breaks RULE alone. samples/lint/RULE.ok.eml looks like it and is right.
"""
import json
import pathlib
import subprocess
import sys

from tap import Tap

FOLDER = pathlib.Path("samples/lint")
REQUEST = "tests/data/lint-request.json"


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def rules(build):
    lines = run(f"{build}/dsn-lint", "--rules").stdout.decode("utf-8").splitlines()
    return [line.split()[0] for line in lines if "a limit of" not in line]


def malform(build, rule):
    return run(f"{build}/dsn-make", "--spec", REQUEST, "--original", "samples/original.eml",
               "--malform", rule)


def findings(build, path):
    """The kind of the message, and the rules that it breaks."""
    output = run(f"{build}/dsn-lint", "--format=json", str(path)).stdout.decode("utf-8")
    verdict = json.loads(output.splitlines()[0])
    return verdict["kind"], [f["rule"] for f in verdict["findings"]]


def faults(build, rule):
    sample, near = FOLDER / f"{rule}.eml", FOLDER / f"{rule}.ok.eml"
    if not sample.exists():
        yield f"{sample} is missing"
    else:
        _, found = findings(build, sample)
        if found != [rule]:
            yield f"{sample} breaks {found}"
        made = malform(build, rule)
        if made.returncode != 0 or made.stderr:
            yield f"dsn-make --malform {rule}: {made.stderr.decode('utf-8')}"
        elif made.stdout != sample.read_bytes():
            yield f"dsn-make --malform {rule} does not make {sample}"
    if not near.exists():
        yield f"{near} is missing"
    elif findings(build, near) != ("dsn", []):
        yield f"{near} is {findings(build, near)}"
    explained = run(f"{build}/dsn-lint", "--explain", rule).stdout.decode("utf-8")
    if "\nWrong: " not in explained or "\nRight: " not in explained:
        yield f"--explain {rule} says nothing"


def main():
    build = sys.argv[-1]
    known = rules(build)
    if sys.argv[1] == "--update":
        for rule in known:
            (FOLDER / f"{rule}.eml").write_bytes(malform(build, rule).stdout)
        return 0
    tap = Tap()
    for rule in known:
        tap.clean(f"{rule} has a sample that breaks it alone and a near miss", list(faults(build, rule)))
    strays = [p.name for p in FOLDER.glob("*.eml") if p.name.removesuffix(".eml").removesuffix(".ok") not in known]
    tap.clean("every sample is of a rule", strays)
    tap(len(known) >= 80, "there are enough of them", len(known))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
