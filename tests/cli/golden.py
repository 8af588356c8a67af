#!/usr/bin/env python3
"""Compares what dsn-parse gives for every sample with the JSON that lies beside it.

usage: golden.py COMMAND             compare; TAP on standard output
       golden.py --update COMMAND    write what COMMAND gives now as what it should give

X.eml has X.json; X.mbox and the folder maildir have X.ndjson. A sample without its JSON, or JSON
without its sample, fails.
"""
import json
import pathlib
import subprocess
import sys

from tap import Tap

SAMPLES = pathlib.Path("samples")


def samples():
    found = sorted(SAMPLES.glob("*.eml")) + sorted(SAMPLES.glob("*.mbox"))
    return found + [p for p in sorted(SAMPLES.iterdir()) if (p / "cur").is_dir()]


def expected_path(sample):
    return sample.with_suffix(".json" if sample.suffix == ".eml" else ".ndjson")


def observed(command, sample):
    run = subprocess.run([command, "--format=json", str(sample)], stdout=subprocess.PIPE)
    if run.returncode not in (0, 1):
        raise SystemExit(f"{command} {sample}: exit status {run.returncode}")
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


def as_text(reports, path):
    if path.suffix == ".json":
        return json.dumps(reports[0], indent=2, ensure_ascii=False) + "\n"
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports)


def read_expected(path):
    text = path.read_text(encoding="utf-8")
    return [json.loads(text)] if path.suffix == ".json" else [json.loads(x) for x in text.splitlines()]


def differences(want, got, place=""):
    if isinstance(want, dict) and isinstance(got, dict):
        for key in sorted(set(want) | set(got)):
            yield from differences(want.get(key), got.get(key), f"{place}.{key}")
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for number, pair in enumerate(zip(want, got)):
            yield from differences(*pair, f"{place}[{number}]")
    elif want != got:
        yield f"{place}: got {json.dumps(got)}, want {json.dumps(want)}"


def main():
    update = sys.argv[1] == "--update"
    command = sys.argv[-1]
    tap = Tap()
    for sample in samples():
        path = expected_path(sample)
        got = observed(command, sample)
        if update:
            path.write_text(as_text(got, path), encoding="utf-8")
            continue
        found = list(differences(read_expected(path), got)) if path.exists() else [f"{path} is missing"]
        tap.clean(f"{sample} gives the JSON beside it", found)
    known = {expected_path(s) for s in samples()}
    strays = [p for p in SAMPLES.iterdir() if p.suffix in (".json", ".ndjson") and p not in known]
    if update:
        return 1 if strays else 0
    tap.clean("every JSON has its sample", strays)
    tap(tap.count > 30, "there are enough of them", tap.count)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
