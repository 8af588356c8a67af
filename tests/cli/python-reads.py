#!/usr/bin/env python3
"""Has dsn-make make many reports and reads them with Python's own mail package.

usage: python-reads.py COMMAND    TAP on standard output

The requests are drawn at random, always the same ones: several recipients, UTF-8, long and odd
values. Every field of every report must be what was asked for, and no other field may be there.
"""
import email
import email.header
import email.policy
import json
import random
import re
import subprocess
import sys

from tap import Tap

COUNT = 400
WORDS = ["550", "5.7.1", "mailbox", "full,", "see", "https://example.com/a?b=c&d=%20", "(really)",
         "\"quoted\"", "<jo@example.net>", "a;b", "x:y", "back\\slash", "grün", "日本語", "😀", "-",
         "naïve", "x" * 60, "y" * 300, "+", "=3D", "[192.0.2.1]", "{1}", "'", "~", "µ"]
LOCALS = ["jo", "first.last", "user+tag", "a=b", "o'neil", "\"quoted local\"", "j\u00fcrgen",
          "\u65e5\u672c", "x" * 64, "a_b-c", "$%&", "MiXeD.Case"]
DOMAINS = ["example.net", "sub.example.org", "b\u00fccher.example", "xn--bcher-kva.example",
           "[192.0.2.1]", "x" * 60 + ".example"]
MTAS = ["mx.example.org", "192.0.2.25", "mail-1.example.com", "b\u00fccher.example"]
ZONES = ["Z", "+01:00", "-05:30", "+14:00"]
STATUSES = {"failed": ["5.0.0", "5.1.1", "5.7.509", "4.4.7"], "delayed": ["4.0.0", "4.2.2"],
            "delivered": ["2.0.0", "2.1.5"], "relayed": ["2.0.0"], "expanded": ["2.1.5"]}
PER_MESSAGE = ["Original-Envelope-Id", "Reporting-MTA", "DSN-Gateway", "Received-From-MTA",
               "Arrival-Date"]


def words(rng, most):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, most)))


def address(rng):
    return rng.choice(LOCALS) + "@" + rng.choice(DOMAINS)


def typed_address(rng):
    value = address(rng)
    return {"type": "rfc822" if value.isascii() else "utf-8", "address": value}


def mta(rng):
    return {"type": "dns", "name": rng.choice(MTAS)}


def date(rng):
    return "20%02d-%02d-%02dT%02d:%02d:%02d%s" % (
        rng.randint(0, 99), rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23),
        rng.randint(0, 59), rng.randint(0, 59), rng.choice(ZONES))


def extensions(rng):
    return [{"name": f"X-Field-{i}", "value": words(rng, 12)} for i in range(rng.choice([0, 0, 1, 3]))]


def recipient(rng):
    action = rng.choice(list(STATUSES))
    made = {"final_recipient": typed_address(rng), "action": action,
            "status": rng.choice(STATUSES[action]), "extensions": extensions(rng)}
    optional = {"original_recipient": typed_address, "remote_mta": mta, "last_attempt_date": date,
                "final_log_id": lambda r: words(r, 2),
                "diagnostic_code": lambda r: {"type": "smtp", "text": words(r, 25)}}
    for key, make in optional.items():
        if rng.random() < 0.5:
            made[key] = make(rng)
    if action == "delayed" and rng.random() < 0.5:
        made["will_retry_until"] = date(rng)
    return made


def request(rng):
    made = {"message": {"to": address(rng), "from": "postmaster@example.org",
                        "subject": words(rng, 8), "date": date(rng)},
            "reporting_mta": mta(rng), "extensions": extensions(rng),
            "recipients": [recipient(rng) for _ in range(rng.choice([1, 1, 1, 2, 5, 20]))]}
    optional = {"dsn_gateway": mta, "received_from_mta": mta, "arrival_date": date,
                "original_envelope_id": lambda r: words(r, 2),
                "explanation": lambda r: "\n".join(words(r, 10) for _ in range(5)) + "\n",
                "original": lambda r: {"message_id": "42@example.com", "subject": words(r, 8)}}
    for key, make in optional.items():
        if rng.random() < 0.4:
            made[key] = make(rng)
    return made


def escape(address_text):
    """RFC 6533 section 3: utf-8-addr-xtext."""
    return "".join(c if "!" <= c <= "~" and c not in "\\+=" else "\\x{%02X}" % ord(c)
                   for c in address_text)


def written(value, ascii_only):
    """What a value of the request is in a field."""
    if isinstance(value, str):
        when = re.fullmatch(r"\d{4}-\d\d-\d\dT.*", value)
        text = email_date(value) if when else value
    else:
        kind = value["type"]
        text = value.get("address") or value.get("name") or value["text"]
        if kind == "utf-8" and ascii_only:
            text = escape(text)
        text = f"{kind}; {text}"
    if ascii_only:
        text = "".join(c if c.isascii() else "\\x{%02X}" % ord(c) for c in text)
    return text


def email_date(text):
    from datetime import datetime
    parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return parsed.strftime("%a, %d %b %Y %H:%M:%S %z")


def wanted_fields(source, ascii_only):
    """The fields of one group, by name."""
    fields = {}
    for key, value in source.items():
        if key in ("message", "recipients", "explanation", "original", "extensions"):
            continue
        name = {"dsn_gateway": "dsn-gateway"}.get(key, key.replace("_", "-"))
        fields[name] = written(value, ascii_only)
    for extension in source["extensions"]:
        fields[extension["name"].lower()] = written(extension["value"], ascii_only)
    return fields


def raw_text(value):
    """The value of a field with its folds undone, in UTF-8."""
    octets = str(value).encode("ascii", "surrogateescape")
    return re.sub(r"\r?\n(?=[ \t])", "", octets.decode("utf-8")).strip()


def subject_of(message):
    encoded = raw_text(message["Subject"])
    return str(email.header.make_header(email.header.decode_header(encoded)))


def fields_of(group):
    names = [name.lower() for name, _ in group.raw_items()]
    assert len(names) == len(set(names)), f"a field stands twice in {names}"
    return {name.lower(): raw_text(value) for name, value in group.raw_items()}


def groups_of(part):
    """The groups of fields of the second part. Python knows message/delivery-status; it takes the
    global one for a message with the first group as its header."""
    if part.get_content_type() == "message/delivery-status":
        return [fields_of(group) for group in part.get_payload()]
    first = part.get_payload(0)
    rest = first.get_payload(decode=True).strip(b"\n").split(b"\n\n")
    return [fields_of(first)] + [fields_of(email.message_from_bytes(group)) for group in rest]


def check(made, asked, ascii_only):
    message = email.message_from_bytes(made)
    assert not message.defects, message.defects
    assert message.get_content_type() == "multipart/report"
    assert message.get_param("report-type") == "delivery-status"
    assert message["Auto-Submitted"] == "auto-replied"
    assert raw_text(dict(message.raw_items())["Date"]) == email_date(asked["message"]["date"])
    parts = message.get_payload()
    assert len(parts) == (3 if "original" in asked else 2), len(parts)
    subject = subject_of(message)
    assert subject == asked["message"]["subject"], subject
    to = raw_text(dict(message.raw_items())["To"])
    assert to == asked["message"]["to"] or ascii_only, to
    if "explanation" in asked:
        text = parts[0].get_payload(decode=True).decode(parts[0].get_content_charset())
        assert text == asked["explanation"], text
    want = [wanted_fields(asked, ascii_only)]
    want += [wanted_fields(one, ascii_only) for one in asked["recipients"]]
    got = groups_of(parts[1])
    assert got == want, f"\ngot  {got}\nwant {want}"
    if "original" in asked:
        check_original(parts[2], asked["original"])
    for line in made.split(b"\n"):
        assert len(line) <= 998, f"a line of {len(line)} octets"
    assert made.isascii() or not ascii_only


def check_original(part, asked):
    header = email.message_from_bytes(part.get_payload(decode=True))
    subject = subject_of(header)
    assert subject == asked["subject"], subject
    assert header["Message-ID"] == "<" + asked["message_id"] + ">"


def make_all(command, requests, *options):
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in requests)
    run = subprocess.run([command, "--spec=-", "--mbox=-", "--allow=all", *options], input=text.encode("utf-8"),
                         stdout=subprocess.PIPE, check=True)
    entries = re.split(rb"(?m)^From MAILER-DAEMON .*\n", run.stdout)[1:]
    return [entry[:-1] for entry in entries]


def can_be_ascii(asked):
    return asked["message"]["to"].partition("@")[0].isascii()


def try_all(tap, command, name, requests, ascii_only):
    failures = []
    made = make_all(command, requests, *(["--ascii"] if ascii_only else []))
    for index, (message, asked) in enumerate(zip(made, requests)):
        try:
            check(message, asked, ascii_only)
        except AssertionError as error:
            failures.append(f"request {index}: {error}")
    if len(made) != len(requests):
        failures.append(f"{len(made)} reports of {len(requests)} requests")
    tap.clean(f"{name}: {len(requests)} reports", failures)


def main():
    rng = random.Random(3464)
    command, tap = sys.argv[1], Tap()
    requests = [request(rng) for _ in range(COUNT)]
    ascii_only = [one for one in requests if can_be_ascii(one)]
    try_all(tap, command, "Python reads what was asked for", requests, False)
    try_all(tap, command, "and the same written in ASCII", ascii_only, True)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
