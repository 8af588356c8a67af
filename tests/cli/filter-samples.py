#!/usr/bin/env python3
"""What dsn-filter writes is the message, with its fields before it and nothing else changed.

usage: filter-samples.py BUILD    TAP on standard output

For every sample, for samples that were damaged at random, and for both kinds of line ends.
"""
import concurrent.futures
import email
import json
import os
import pathlib
import random
import re
import subprocess
import sys

from tap import Tap

LINE_END = rb"(?:\r\n|\n|\r)"
FIELD = re.compile(rb"X-DSN-(?:Kind|Action|Status|Recipient|Reason|Hard-Bounce|Original-Message-ID):[^\r\n]*"
                   + LINE_END + rb"(?:[ \t][^\r\n]*" + LINE_END + rb")*")
FROM = re.compile(rb"From [^\r\n]*" + LINE_END)


def run(command, message):
    return subprocess.run(command, input=message, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def split(output):
    """What stands before the fields, the fields, what stands behind."""
    begin = FROM.match(output).end() if FROM.match(output) else 0
    end = begin
    while match := FIELD.match(output, end):
        end = match.end()
    return output[:begin], output[begin:end], output[end:]


def expected(report):
    """The fields of a report as pairs, from its JSON."""
    pairs = [("Kind", report["kind"])]
    original = report.get("original", {}).get("message_id")
    recipients = report.get("recipients", []) if report["kind"] == "dsn" else []
    for r in recipients:
        pairs += [(name, r[key]) for name, key in (("Action", "action"), ("Status", "status"),
                                                   ("Recipient", "address"), ("Reason", "reason")) if r.get(key)]
        pairs.append(("Hard-Bounce", "yes" if r["hard_bounce"] else "no"))
        pairs += [("Original-Message-ID", f"<{original}>")] if original else []
    if report["kind"] == "dsn" and not recipients and original:
        pairs.append(("Original-Message-ID", f"<{original}>"))
    return pairs


def read(fields):
    header = email.message_from_bytes(fields.replace(b"\r\n", b"\n").replace(b"\r", b"\n") + b"\n")
    decode = lambda v: str(email.header.make_header(email.header.decode_header(v.replace("\n", ""))))
    return [(name[len("X-DSN-"):], decode(value).strip()) for name, value in header.items()]


def damage(message, chance):
    message = bytearray(message)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(message) + 1)
        what = chance.randrange(4)
        if what == 0:
            del message[at:at + chance.randrange(40)]
        elif what == 1:
            message[at:at] = chance.choice([b"\r", b"\n", b"\r\n", b"\0", b" ", b"\xff", b":", b"\n\n", b"From "])
        elif what == 2 and at < len(message):
            message[at] = chance.randrange(256)
        else:
            message[at:at] = message[chance.randrange(len(message) + 1):][:chance.randrange(200)]
    return bytes(message)


def check(build, message):
    """What is wrong with one message; "" for nothing."""
    result = run([os.path.join(build, "dsn-filter")], message)
    before, fields, after = split(result.stdout)
    if not message:
        return "" if result.returncode == os.EX_NOINPUT else f"status {result.returncode} for nothing"
    if result.returncode != 0:
        return f"status {result.returncode}"
    if before + after != message:
        return "the message has changed"
    if not fields:
        return "" if b"does not begin with a header field" in result.stderr else "there are no fields"
    for line in re.split(LINE_END, fields):
        if len(line) > 998 or not all(32 <= c < 127 or c == 9 for c in line):
            return f"a line is no line of a header: {line!r}"
    return ""


def check_values(build, path):
    """The fields say what the JSON of a message says."""
    message = path.read_bytes()
    if message.startswith(b"From "):
        return ""
    report = json.loads(run([os.path.join(build, "dsn-parse"), "--format=json"], message).stdout.split(b"\n")[0])
    got = read(split(run([os.path.join(build, "dsn-filter")], message).stdout)[1])
    want = [(name, re.sub(r"\s+", " ", value)) for name, value in expected(report)]
    got = [(name, re.sub(r"\s+", " ", value)) for name, value in got]
    return "" if got == want else f"{got} {want}"


def main():
    build = sys.argv[1]
    chance = random.Random(3464)
    samples = sorted(pathlib.Path("samples").glob("*.eml"))
    whole = [p.read_bytes() for p in samples]
    crlf = [m.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for m in whole]
    boxed = [b"From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n" + m for m in whole if not m.startswith(b"From ")]
    damaged = [damage(chance.choice(whole), chance) for _ in range(300)]
    tap = Tap()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, messages, function in (("every sample", whole, check),
                                         ("every sample with CRLF", crlf, check),
                                         ("every sample behind the line of an mbox", boxed, check),
                                         ("samples that were damaged", damaged, check),
                                         ("the fields say what the JSON says", samples, check_values)):
            wrong = []
            for message, fault in zip(messages, pool.map(lambda m, f=function: f(build, m), messages)):
                if fault:
                    wrong.append(f"{fault}: {str(message)[:300]}")
            tap.clean(name, wrong)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
