#!/usr/bin/env python3
"""Checks the JSON Schema of a report, and what dsn-parse prints for every sample against it.

usage: schema.py COMMAND    TAP on standard output

That the schema takes what it should not is found by breaking a report in one place after another.
"""
import copy
import json
import pathlib
import subprocess
import sys

from tap import Tap

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("1..0 # SKIP Python has no module jsonschema of version 4 or newer")
    sys.exit(0)

SCHEMA = pathlib.Path("libdsn/report.schema.json")
SAMPLES = pathlib.Path("samples")

# A place in samples/all-fields.eml, and a value that must not stand there; REMOVED takes it away.
REMOVED = object()
BROKEN = [
    ("kind", REMOVED),
    ("kind", "ndr"),
    ("kind", "other"),
    ("kind", "mdn"),
    ("kind", "auto-reply"),
    ("feedback", {"type": "abuse"}),
    ("format", REMOVED),
    ("format", "RFC 3464"),
    ("message", REMOVED),
    ("message.date", "Mon, 23 Nov 2026 14:00:00 +0100"),
    ("message.cc", "jo@example.net"),
    ("source.index", -1),
    ("source.size", "1708"),
    ("source.path", REMOVED),
    ("extensions", REMOVED),
    ("extensions.0.name", "X Y"),
    ("extensions.0.value", REMOVED),
    ("unknown", 1),
    ("reporting_mta", "mx.example.org"),
    ("reporting_mta.name", REMOVED),
    ("reporting_mta.type", "DNS"),
    ("arrival_date", "2026-11-23T09:59:58"),
    ("arrival_date", "2026-13-23T09:59:58+01:00"),
    ("arrival_date", "2026-11-23T09:59:58+24:00"),
    ("comments", {}),
    ("comments", {"original_envelope_id": "x"}),
    ("recipients", REMOVED),
    ("recipients.0.unknown", "x"),
    ("recipients.0.address", ""),
    ("recipients.0.final_recipient.address", REMOVED),
    ("recipients.0.final_recipient.name", "x"),
    ("recipients.0.action", "bounced"),
    ("recipients.0.action", "Failed"),
    ("recipients.0.status", "3.0.0"),
    ("recipients.0.status", "5.1"),
    ("recipients.0.status", "5.1.1000"),
    ("recipients.0.status", "5.01.1"),
    ("recipients.0.status_field", "5"),
    ("recipients.0.reply", {}),
    ("recipients.0.reply.code", 600),
    ("recipients.0.reply.code", "421"),
    ("recipients.0.reply.text", ""),
    ("recipients.0.comments", {"diagnostic_code": "x"}),
    ("recipients.0.will_retry_until", "tomorrow"),
    ("recipients.0.extensions", REMOVED),
    ("recipients.0.reason", REMOVED),
    ("recipients.0.reason", "user unknown"),
    ("recipients.0.hard_bounce", REMOVED),
    ("recipients.0.hard_bounce", 0),
    ("recipients.0.evidence", {}),
    ("recipients.0.evidence.status", "the status"),
    ("original.complete", REMOVED),
    ("original.size", 1),
    ("problems", []),
    ("problems", [{"rule": "Bad_Rule", "severity": "error", "text": "x"}]),
    ("problems", [{"rule": "bad-rule", "severity": "fatal", "text": "x"}]),
    ("problems", [{"rule": "bad-rule", "severity": "error"}]),
    ("problems", [{"rule": "bad-rule", "severity": "error", "text": "x", "recipient": -1}]),
]

# The same for samples/feedback-report.eml.
BROKEN_FEEDBACK = [
    ("kind", "dsn"),
    ("kind", "auto-reply"),
    ("feedback", {}),
    ("feedback.type", ""),
    ("feedback.incidents", "3"),
    ("feedback.unknown", "x"),
    ("extensions", REMOVED),
    ("recipients", REMOVED),
    ("recipients.0.evidence.address", "Original-Rcpt-To"),
]


def samples():
    found = sorted(SAMPLES.glob("*.eml")) + sorted(SAMPLES.glob("*.mbox"))
    return found + [p for p in sorted(SAMPLES.iterdir()) if (p / "cur").is_dir()]


def reports(command, sample):
    run = subprocess.run([command, "--format=json", str(sample)], stdout=subprocess.PIPE)
    if run.returncode not in (0, 1):
        raise SystemExit(f"{command} {sample}: exit status {run.returncode}")
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


def faults_of(validator, report):
    for error in validator.iter_errors(report):
        yield f"{'.'.join(str(step) for step in error.absolute_path)}: {error.message[:200]}"


def schema_faults(schema):
    try:
        Draft202012Validator.check_schema(schema)
    except Exception as error:
        return [str(error)]
    return []


def properties(schema, place=""):
    """Every key that the schema lets an object have, with what it says of it."""
    for name, part in schema.get("properties", {}).items():
        yield f"{place}.{name}", part
        yield from properties(part, f"{place}.{name}")
    if "items" in schema:
        yield from properties(schema["items"], place + "[]")
    for name, part in schema.get("$defs", {}).items():
        yield from properties(part, f"{place}#{name}")


def is_described(schema, place, part):
    if "description" in part or place.rsplit(".", 1)[0].endswith(".comments"):
        return True
    reference = part.get("$ref", "")
    target = schema
    for step in reference.split("/")[1:]:
        target = target[step]
    return "description" in target


def broken(report, place, value):
    report = copy.deepcopy(report)
    *steps, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    target = report
    for step in steps:
        target = target[step] if isinstance(target, list) else target.setdefault(step, {})
    if value is REMOVED:
        del target[last]
    else:
        target[last] = value
    return report


def main():
    command = sys.argv[1]
    tap = Tap()
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    tap.clean("the schema is one of draft 2020-12", schema_faults(schema))
    undescribed = [p for p, part in properties(schema) if not is_described(schema, p, part)]
    tap.clean("every key is described", undescribed)

    validator = Draft202012Validator(schema)
    kinds = set()
    for sample in samples():
        faults = []
        for report in reports(command, sample):
            kinds.add(report["kind"])
            faults += faults_of(validator, report)
        tap.clean(f"what {sample} gives is valid", faults)
    missing = {"dsn", "arf", "mdn", "auto-reply", "other"} - kinds
    tap.clean("there is a sample of every kind", [f"none of {kind}" for kind in sorted(missing)])

    for sample, changes in (("all-fields", BROKEN), ("feedback-report", BROKEN_FEEDBACK)):
        whole = reports(command, SAMPLES / f"{sample}.eml")[0]
        for place, value in changes:
            what = "missing" if value is REMOVED else f"as {json.dumps(value)}"
            report = broken(whole, place, value)
            taken = [] if list(faults_of(validator, report)) else ["it is taken for valid"]
            tap.clean(f"{sample}: {place} {what} is refused", taken)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
