#!/usr/bin/env python3
"""Gives dsn-parse reports that parsers get wrong, or never finish, and checks every answer.

usage: hard-cases.py COMMAND    TAP on standard output

Each message is BASE with one thing changed, and the name of its case says what holds. The problems
found must be those named, no others. Then all are printed in every format, and the small ones are cut
in many places. No run may say anything on standard error, or work longer than TEST_TIMES in the
environment times 20 seconds.
"""
import base64
import csv
import io
import json
import os
import pathlib
import quopri
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections import namedtuple

from tap import Tap

TIME_LIMIT = 20 * int(os.environ.get("TEST_TIMES", "1"))
CUTS = 15
CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f]")
SMALL = 10_000

HEADER = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
To: news@example.com
Subject: Undelivered Mail Returned to Sender
Date: Mon, 23 Nov 2026 10:00:00 +0100
Message-ID: <20261123.1@mx.example.com>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"
"""
MEDIA_TYPE = 'multipart/report; report-type=delivery-status; boundary="b1"'
HUMAN = """\
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered.
"""
STATUS = "Content-Type: message/delivery-status\n\n"
PER_MESSAGE = """\
Reporting-MTA: dns; mx.example.com
Arrival-Date: Mon, 23 Nov 2026 09:59:58 +0100
"""
PER_RECIPIENT = """\
Final-Recipient: rfc822; user@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user
"""
FIELDS = PER_MESSAGE + "\n" + PER_RECIPIENT
RETURNED = """\
From: news@example.com
To: user@example.net
Subject: November news
Date: Mon, 23 Nov 2026 09:59:50 +0100
Message-ID: <42@example.com>
MIME-Version: 1.0
Content-Type: text/plain

The news of November.
"""
ORIGINAL = "Content-Type: message/rfc822\n\n" + RETURNED

# What BASE says.
USER = {"address": "user@example.net", "action": "failed", "status": "5.1.1", "hard_bounce": True,
        "reply": {"code": 550, "status": "5.1.1", "text": "No such user"}}
OTHER = {"address": "other@example.net", "action": "delivered", "status": "2.1.5"}
FOUND = {"message_id": "42@example.com", "from": "news@example.com", "to": "user@example.net",
         "subject": "November news", "date": "2026-11-23T09:59:50+01:00"}

# The same in the words of somebody who wants another address to be taken for dead.
FAKE_FIELDS = FIELDS.replace("user@example.net", "victim@example.org")
FAKE = STATUS + FAKE_FIELDS

Case = namedtuple("Case", "name mail want rules options count")


def report(*parts, header=HEADER, end="--b1--\n"):
    return header + "\n" + "".join(f"--b1\n{part}\n" for part in parts) + end


BASE = report(HUMAN, STATUS + FIELDS, ORIGINAL)


def but(old, new, mail=BASE):
    """The mail with one text put in place of another."""
    assert mail.count(old) == 1, f"{old!r} is not there once"
    return mail.replace(old, new)


def field(line, mail=BASE):
    """The mail with another line for a field of the status part; a name alone takes it away."""
    name = line.split(":")[0].strip()
    new, count = re.subn(rf"(?m)^{name}: .*\n(?=(.*\n)*--b1\n)", lambda _: line + "\n" if ":" in line
                         else "", mail)
    assert count == 1, f"{name} is not there once"
    return new


def more(line, mail=BASE):
    """The mail with one more field in the group of the recipient."""
    return but("Action: failed\n", f"{line}\nAction: failed\n", mail)


def group(address, action="failed", status="5.1.1"):
    return f"\nFinal-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n"


def in_base64(text):
    return base64.encodebytes(octets(text)).decode("ascii")


def in_quoted_printable(text):
    return quopri.encodestring(octets(text)).decode("ascii")


def encoded(part, encoding="base64"):
    """A part with its body encoded."""
    head, body = part.split("\n\n", 1)
    encode = in_base64 if encoding == "base64" else in_quoted_printable
    return f"{head}\nContent-Transfer-Encoding: {encoding}\n\n{encode(body)}"


def octets(text):
    """UTF-8; octets that are not are written as lone surrogates, "\\udcfc" for FC."""
    return text.encode("utf-8", "surrogateescape")


def user(**changes):
    return dict(USER, **changes)


def said(text, replied="5.1.1", **changes):
    """The recipient of BASE with another reply."""
    return user(reply={"code": 550, "status": replied, "text": text}, **changes)


def case(name, mail, *recipients, rules="", kind="dsn", options=(), count=1, **want):
    """One case. Without recipients that of BASE is wanted; with rules=None any may be broken."""
    want["kind"] = kind
    want["recipients"] = list(recipients or [USER]) if kind == "dsn" else list(recipients) or None
    return Case(name, octets(mail), want, None if rules is None else set(rules.split()), options, count)


def nobody(name, mail, rules="missing-recipient", **want):
    """A case of a report that names no recipient."""
    made = case(name, mail, rules=rules, **want)
    made.want["recipients"] = []
    return made


# How the groups of fields are cut apart

def groups():
    yield case("a report as it should be", BASE, original=FOUND, format="rfc3464",
               reporting_mta={"type": "dns", "name": "mx.example.com"},
               arrival_date="2026-11-23T09:59:58+01:00",
               explanation="Your message could not be delivered.")
    yield case("lines may end in CRLF", BASE.replace("\n", "\r\n"), original=FOUND)
    yield case("lines that end in CR alone are lines", BASE.replace("\n", "\r"), original=FOUND,
               rules="bare-cr-lines")
    yield case("an LF put behind all of them changes nothing", BASE.replace("\n", "\r") + "\n",
               original=FOUND, rules="bare-cr-lines")
    yield case("two blank lines between groups are one", but("+0100\n\nFinal", "+0100\n\n\nFinal"),
               rules="extra-blank-line")
    yield case("three blank lines between groups are one", but("+0100\n\nFinal", "+0100\n\n\n\nFinal"),
               rules="extra-blank-line")
    yield case("blank lines at the end of the status part begin no group",
               but("such user\n\n", "such user\n\n\n\n"))
    yield case("no blank line is needed before the boundary",
               but("such user\n\n--b1", "such user\n--b1"))
    yield case("a line of blanks parts groups", but("+0100\n\nFinal", "+0100\n \t\nFinal"))
    yield case("a missing blank line before the recipient is seen",
               but("+0100\n\nFinal", "+0100\nFinal"), rules="missing-blank-line")
    yield case("a missing blank line between recipients is seen",
               but("such user\n\n--b1", "such user" + group("other@example.net", "delivered", "2.1.5")
                   + "\n--b1"), USER, OTHER, rules="missing-blank-line")
    yield case("a blank line inside a group does not cut it in two",
               but("Action: failed\n", "\nAction: failed\n"), rules="extra-blank-line")
    yield case("a line that is no field hides neither its group nor the next",
               report(HUMAN, STATUS + FIELDS.replace("Action", "this is no field\nAction")
                      + group("other@example.net", "delivered", "2.1.5"), ORIGINAL),
               USER, OTHER, rules="unreadable-line")
    yield case("an unfolded second line of a reply hides nothing",
               field("Diagnostic-Code: smtp; 550-5.1.1 No such user\n550 5.1.1 at all", more("X-A: 1")),
               said("No such user"), rules="unreadable-line")
    yield case("a delivered recipient beside a failed one stays delivered",
               report(HUMAN, STATUS + FIELDS + group("other@example.net", "delivered", "2.1.5"),
                      ORIGINAL),
               USER, dict(OTHER, reason="delivered", hard_bounce=False))
    yield case("a delayed recipient beside a failed one stays delayed",
               report(HUMAN, STATUS + FIELDS + group("other@example.net", "delayed", "4.2.2"),
                      ORIGINAL),
               USER, dict(OTHER, action="delayed", status="4.2.2", hard_bounce=False))
    yield case("a recipient reported twice stays twice, in order",
               report(HUMAN, STATUS + FIELDS + group("user@example.net", "failed", "5.7.1"), ORIGINAL),
               USER, user(status="5.7.1", reply=None, hard_bounce=False))
    yield case("an extension field may stand twice", more("X-Foo: 1\nX-Foo: 2"),
               user(extensions=[{"name": "X-Foo", "value": "1"}, {"name": "X-Foo", "value": "2"}]))
    yield case("an extension field of the message may stand twice",
               but("Arrival-Date", "X-Foo: 1\nX-Foo: 2\nArrival-Date"),
               extensions=[{"name": "X-Foo", "value": "1"}, {"name": "X-Foo", "value": "2"}])
    yield case("of a field of the standard that stands twice the first counts", more("Status: 5.2.2"),
               user(reply={"code": 550}), rules="duplicate-field status-conflicts-reply")
    yield case("a space before the colon belongs to no name",
               field("Final-Recipient : rfc822; user@example.net"),
               rules="space-before-colon")
    yield case("a file that ends without a line end is read to its end",
               BASE[:BASE.index("\n\n--b1\nContent-Type: message/rfc822")], rules="truncated-report")


# Recipients

def recipients():
    def final(name, value, address="user@example.net", rules="", **changes):
        return case(name, field(f"Final-Recipient: {value}"), user(address=address, **changes),
                    rules=rules)

    yield final("a folded recipient is read", "rfc822;\n user@example.net")
    yield final("a recipient folded before its type is read", "\n\trfc822; user@example.net")
    yield final("no space is needed after the type", "rfc822;user@example.net")
    yield final("spaces around the semicolon do not count", "rfc822 ;   user@example.net")
    yield final("a type may be in capitals", "RFC822; user@example.net")
    yield final("brackets, a comment and no type are seen through", "<user@example.net> (x)",
                rules="missing-type bracketed-address")
    yield final("brackets and a comment are seen through", "rfc822; <user@example.net> (x)",
                rules="bracketed-address")
    yield final("a bracket that never closes does not hurt", "rfc822; <user@example.net",
                rules="bracketed-address")
    yield final("a comment behind the address is no part of it", "rfc822; user@example.net (Some User)")
    yield final("a comment before the address is no part of it", "rfc822; (x) user@example.net")
    yield final("nested comments are no part of it", "rfc822; user@example.net (a (b) c)")
    yield final("an equals sign stays in the local part", "rfc822; bounce+foo=bar@example.net",
                "bounce+foo=bar@example.net")
    yield final("a VERP address stays whole", "rfc822; list-return-7-jo=example.org@example.net",
                "list-return-7-jo=example.org@example.net")
    yield final("a semicolon in a quoted local part stays, as does letter case",
                'rfc822; "A;b"@Example.NET', '"A;b"@Example.NET')
    yield final("a parenthesis in a quoted local part is no comment", 'rfc822; "a(b)c"@example.net',
                '"a(b)c"@example.net')
    yield final("a backslash in a quoted local part stays", 'rfc822; "a\\"b"@example.net',
                '"a\\"b"@example.net')
    yield final("a backslash in a quoted local part of type utf-8 stays", 'utf-8; "a\\"b"@example.net',
                '"a\\"b"@example.net')
    yield final("an address of four characters is one", "rfc822; a@bc", "a@bc")
    yield final("a top-level domain may be long", "rfc822; user@mail.example",
                "user@mail.example")
    yield final("a recipient that is not of the Internet is kept", "unknown; nair_s", "nair_s")
    yield final("an address in UTF-8 under rfc822 is read", "rfc822; müller@example.net",
                "müller@example.net", "eight-bit-address")
    yield final("an address in windows-1252 is read", "rfc822; m\udcfcller@example.net",
                "müller@example.net", "eight-bit-address")
    yield final("type utf-8 is decoded outside a global part", r"utf-8; m\x{FC}ller@example.net",
                "müller@example.net")
    yield final("small hexadecimal digits are decoded", r"utf-8; m\x{fc}ller@example.net",
                "müller@example.net")
    yield final("an empty code point is none", r"utf-8; m\x{}ller@example.net",
                r"m\x{}ller@example.net", "bad-utf8-address")
    yield final("a code point beyond Unicode is none", r"utf-8; m\x{110000}ller@example.net",
                r"m\x{110000}ller@example.net", "bad-utf8-address")
    yield final("a surrogate is no code point", r"utf-8; m\x{D800}ller@example.net",
                r"m\x{D800}ller@example.net", "bad-utf8-address")
    yield final("U+0000 is not let into an address", r"utf-8; m\x{00}ller@example.net",
                r"m\x{00}ller@example.net", "bad-utf8-address")
    yield final("a line end in the form of type utf-8 is told", r"utf-8; a\x{0A}b@example.net",
                "a\nb@example.net", "bad-characters")
    yield final("and so is what turns the direction of writing", r"utf-8; a\x{202E}b@example.net",
                "a\u202eb@example.net", "bad-characters")
    yield final("a control character in an address is told", "rfc822; a\x1bb@example.net",
                "a\x1bb@example.net", "bad-characters")
    yield final("the form of type utf-8 under rfc822 is undone", r"rfc822; user\x{2b}tag@example.com",
                "user+tag@example.com", "leaked-utf8-form")
    yield final("a NUL does not end an address", "rfc822; us\0er@example.net", "us\ufffder@example.net",
                "bad-characters eight-bit-address")
    yield case("an X.400 original recipient is not the address",
               more("Original-Recipient: x400; /PN=foo/O=bar/"),
               user(original_recipient={"type": "x400", "address": "/PN=foo/O=bar/"}))
    yield case("an original recipient is kept beside the final one",
               more("Original-Recipient: rfc822; alias@example.net"),
               user(address="alias@example.net",
                    final_recipient={"type": "rfc822", "address": "user@example.net"}))
    yield case("a recipient without a name is one still", field("Final-Recipient"), user(address=None),
               rules="missing-final-recipient")
    for domain in ("q.com", "x.net", "le.com"):
        yield final(f"a recipient at {domain} is judged as any other", f"rfc822; user@{domain}",
                    f"user@{domain}", reason="userunknown")
    yield final("a local user is who the returned message was written to", "rfc822; user",
                "user@example.net", reason="userunknown")
    yield final("a local user whom nothing else names stays one", "rfc822; someone", "someone",
                reason="userunknown")
    yield final("a recipient with an empty domain is completed", "rfc822; user@", "user@example.net",
                reason="userunknown")


# The other fields

def values():
    def replied(name, value, recipient, rules="", status="5.1.1"):
        return case(name, field(f"Diagnostic-Code: {value}", field(f"Status: {status}")), recipient,
                    rules=rules)

    yield case("an action may be in capitals", field("Action: Failed"))
    yield case("an action may have a comment", field("Action: failed (x)"),
               user(comments={"action": "x"}))
    yield case("the action expired is none of the five", field("Action: expired"), user(action=None),
               rules="bad-action")
    yield case("the action error means failed", field("Action: error"), rules="bad-action")
    yield case("the action deliverable means delivered",
               field("Action: deliverable", field("Status: 2.1.5")),
               user(action="delivered", status="2.1.5", hard_bounce=False, reason="delivered"),
               rules="bad-action status-conflicts-reply")
    yield case("an action that is missing is not made up", field("Action"), user(action=None),
               rules="missing-action")
    for action in ("relayed", "expanded"):
        yield case(f"the action {action} stays what it is",
                   field(f"Action: {action}", field("Status: 2.0.0", field("Diagnostic-Code"))),
                   user(action=action, status="2.0.0", reply=None, hard_bounce=False,
                        reason="delivered"))
    yield case("a comment may stand right behind a status", field("Status: 5.0.0(text)"),
               user(status="5.1.1", status_field="5.0.0", comments={"status": "text"}))
    yield case("a comment behind a status is no part of it", field("Status: 5.1.1 (bad mailbox)"),
               user(comments={"status": "bad mailbox"}))
    yield case("a status that is no code is not made one",
               field("Status: none", field("Diagnostic-Code")),
               user(status=None, reply=None, hard_bounce=False), rules="bad-status")
    yield case("a delayed recipient is not dead, whatever was said",
               field("Action: delayed",
                     field("Status: 4.4.1", field("Diagnostic-Code: smtp; 451 User unknown"))),
               user(action="delayed", status="4.4.1", hard_bounce=False,
                    reply={"code": 451, "text": "User unknown"}))
    yield replied("the address of a host is no status", "smtp; 550 host 5.1.1.7 said no",
                  said("host 5.1.1.7 said no", None, status="5.0.0", hard_bounce=False), status="5.0.0")
    yield replied("the address of a host hides no status", "smtp; 550 5.1.1.2 refused 5.7.1 by policy",
                  said("5.1.1.2 refused 5.7.1 by policy", "5.7.1", status="5.7.1", hard_bounce=False),
                  status="5.0.0")
    yield replied("a status behind a number sign is one", "smtp; 550 #5.1.0 Address rejected",
                  said("Address rejected", "5.1.0", status="5.1.0"), status="5.0.0")
    yield replied("a version is no status", "smtp; 550 v5.1.1",
                  said("v5.1.1", None, status="5.0.0", hard_bounce=False),
                  status="5.0.0")
    yield replied("a diagnostic without a type is a reply", "550 5.1.1 No such user", USER,
                  "missing-type")
    yield replied("a diagnostic with SMTP in capitals is a reply", "SMTP; 550 5.1.1 No such user", USER)
    yield replied("a diagnostic keeps its second semicolon", "smtp; 550 5.1.1 No such user; go away",
                  said("No such user; go away"))
    yield replied("550-5.1.1 is a reply", "smtp; 550-5.1.1 No such user", USER)
    yield replied("a reply of several lines is joined",
                  "smtp; 550-5.1.1 No such user\n 550-5.1.1 at this\n 550 5.1.1 host",
                  said("No such user at this host"))
    yield replied("what a program of type x-unix said is no reply",
                  "x-unix; 550 is not an SMTP code here",
                  user(reply=None, reason="mailererror", hard_bounce=False))
    yield replied("a diagnostic of type X-Postfix is kept", "X-Postfix; unknown user: \"user\"",
                  user(reply=None,
                       diagnostic_code={"type": "x-postfix", "text": 'unknown user: "user"'}))
    yield replied("a NUL in a diagnostic ends nothing", "smtp; 550 5.1.1 No such\0 user",
                  said("No such\ufffd user"), "bad-characters")
    yield case("a remote MTA without a type is read", more("Remote-MTA: mail.example.net"),
               user(remote_mta={"name": "mail.example.net"}), rules="missing-type")
    yield case("a reporting MTA of another type is read", field("Reporting-MTA: smtp; mx.example.com"),
               reporting_mta={"type": "smtp", "name": "mx.example.com"})
    yield case("an MTA may be an IP literal",
               but("Arrival-Date", "Received-From-MTA: dns; [192.0.2.1]\nArrival-Date"),
               received_from_mta={"type": "dns", "name": "[192.0.2.1]"})
    yield case("an MTA that is missing is missed", field("Reporting-MTA"),
               rules="missing-reporting-mta")


def dates():
    for name, text, want, rules in (
            ("a year of two digits", "Mon, 23 Nov 26 09:59:58 +0100", "2026-11-23T09:59:58+01:00", ""),
            ("a year of two digits of the last century", "Tue, 23 Nov 99 09:59:58 +0100",
             "1999-11-23T09:59:58+01:00", ""),
            ("a zone with a name", "Mon, 23 Nov 2026 09:59:58 EST", "2026-11-23T09:59:58-05:00", ""),
            ("the zone GMT", "Mon, 23 Nov 2026 09:59:58 GMT", "2026-11-23T09:59:58+00:00", ""),
            ("a zone with a name that says nothing", "Mon, 23 Nov 2026 09:59:58 CET",
             "2026-11-23T09:59:58-00:00", ""),
            ("a zone with its name in a comment", "Mon, 23 Nov 2026 09:59:58 +0000 (UTC)",
             "2026-11-23T09:59:58+00:00", ""),
            ("no day of the week", "23 Nov 2026 09:59 +0100", "2026-11-23T09:59:00+01:00", ""),
            ("no date at all", "soon", None, "bad-date")):
        yield case(f"a date with {name}: {want}", field(f"Arrival-Date: {text}"), rules=rules,
                   arrival_date=want)


# The parts of a report

def structure():
    footer = "Content-Type: text/plain\n\nA list added this.\n"
    plain = "Content-Type: text/plain\n\nAs text.\n"
    page = "Content-Type: text/html\n\n<p>As a page.</p>\n"
    several = "Content-Type: multipart/{}; boundary=b2\n\n--b2\n{}\n--b2\n{}\n--b2--\n"
    status = STATUS + FIELDS
    other = STATUS + PER_MESSAGE + group("other@example.net", "delivered", "2.1.5")

    yield case("a fourth part does not hurt", report(HUMAN, status, ORIGINAL, footer), original=FOUND)
    yield case("two parts are enough", report(HUMAN, status), original=None)
    yield case("the human part may be alternative",
               report(several.format("alternative", plain, page), status, ORIGINAL),
               explanation="As text.")
    yield case("the human part may be related",
               report(several.format("related", page, "Content-Type: image/png\n\nx\n"), status,
                      ORIGINAL),
               explanation="As a page.")
    yield case("the human part may be missing", report(status, ORIGINAL), rules="missing-human-part",
               original=FOUND)
    yield case("a page that ends and goes on, and a file with boundaries of its own, hide nothing",
               report(page + "</html>\n<p>More.</p>\n",
                      "Content-Type: application/octet-stream\n\nx\n--\n--b2--\n", status, ORIGINAL),
               original=FOUND, rules="parts-out-of-order")
    yield case("parts in another order are told apart", report(ORIGINAL, status, HUMAN), original=FOUND,
               explanation="Your message could not be delivered.", rules="parts-out-of-order")
    yield case("media types may be in capitals",
               but("multipart/report; report-type=delivery-status",
                   "Multipart/Report; Report-Type=Delivery-Status",
                   but("message/delivery-status", "MESSAGE/Delivery-Status")))
    yield case("multipart/mixed with no space before its boundary holds a report",
               but("multipart/report; report-type=delivery-status; ", "multipart/mixed;"),
               rules="not-a-report")
    yield case("a report without report-type is one", but(" report-type=delivery-status;", ""),
               rules="wrong-report-type")
    yield case("the recipients of two status parts are read",
               report(HUMAN, status, other, ORIGINAL), USER, OTHER,
               rules="several-status-parts duplicate-field")
    yield case("the recipients of three status parts are read, the original between them",
               report(HUMAN, status, ORIGINAL, other, status), USER, OTHER, USER,
               rules="several-status-parts duplicate-field", original=FOUND)
    yield case("message/xdelivery-status is a status part",
               but("message/delivery", "message/xdelivery"),
               rules="wrong-status-part-type")
    yield case("a status part may be all there is",
               but(MEDIA_TYPE, "message/delivery-status",
                   HEADER) + "\n" + FIELDS, rules="not-a-report")
    yield case("where the status part names nobody, the text about the returned message does",
               report(HUMAN, STATUS, ORIGINAL))._replace(
        want={"kind": "dsn", "recipients": [{"address": "user@example.net", "status": None}]},
        rules={"empty-status-part"})
    yield case("where nothing names anybody, nobody is made up", report(HUMAN, STATUS))._replace(
        want={"kind": "dsn", "recipients": []}, rules={"empty-status-part"})
    yield case("global-delivery-status is a status part",
               but("rfc822; user", "utf-8; müller", but("message/delivery", "message/global-delivery")),
               user(address="müller@example.net"), format="rfc6533")
    yield case("a status part in base64, without spaces, is read",
               report(HUMAN, encoded(status.replace("; ", ";")), ORIGINAL), rules="encoded-status-part")
    yield case("a status part in quoted-printable is read",
               report(HUMAN, encoded(status, "quoted-printable"), ORIGINAL),
               rules="encoded-status-part")
    for encoding in ("base64", "quoted-printable", "x-uuencode"):
        yield case(f"a status part that only says that it is in {encoding} is read",
                   report(HUMAN, but("\n\n", f"\nContent-Transfer-Encoding: {encoding}\n\n", STATUS)
                          + FIELDS, ORIGINAL), rules="encoded-status-part")
    yield case("a first group that only says that the rest is in base64 hides nobody",
               report(HUMAN, STATUS + PER_MESSAGE + "Content-Transfer-Encoding: base64\n\n"
                      + PER_RECIPIENT, ORIGINAL),
               extensions=[{"name": "Content-Transfer-Encoding", "value": "base64"}])
    yield case("base64 that begins behind the first group is read",
               report(HUMAN, STATUS + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
                      + in_base64(FIELDS), ORIGINAL), rules="encoded-status-part")
    yield case("base64 that begins behind the fields of the message is read",
               report(HUMAN, STATUS + PER_MESSAGE + "Content-Transfer-Encoding: base64\n\n"
                      + in_base64(PER_RECIPIENT), ORIGINAL), rules="encoded-status-part",
               reporting_mta={"name": "mx.example.com"})
    yield case("a report attached to a mail is found",
               HEADER.replace("multipart/report; report-type=delivery-status", "multipart/mixed")
               .replace("Undelivered Mail Returned to Sender", "Fwd: what is this?")
               + f"\n--b1\n{plain}\n--b1\nContent-Type: message/rfc822\n\n"
               + BASE.replace("b1", "b2") + "\n--b1--\n",
               message={"subject": "Fwd: what is this?"}, original=FOUND)
    for name, media_type in (("a report", "multipart/report; report-type=delivery-status"),
                             ("a mail", "multipart/mixed")):
        yield case(f"fields in a part typed as text are read where {name} of a mail system has no other",
                   but("multipart/report; report-type=delivery-status", media_type,
                       but(STATUS, "Content-Type: text/plain; name=details.txt\n\n")),
                   rules="missing-status-part", original=FOUND)
    yield case("where a person sends them they name nobody",
               but("MAILER-DAEMON", "jo", but("Auto-Submitted: auto-replied\n", "", but(
                   "multipart/report; report-type=delivery-status", "multipart/mixed",
                   but(STATUS, "Content-Type: text/plain; name=details.txt\n\n")))), kind="other")
    yield case("text in two parts that tells of no failure is no bounce",
               but("multipart/report; report-type=delivery-status", "multipart/mixed",
                   report(plain, footer)).replace("Undelivered Mail Returned to Sender", "Hello"),
               kind="other")
    yield from error_texts(footer)


def error_texts(footer):
    """Bounces for people, in one text part or more."""
    mixed = HEADER.replace("multipart/report; report-type=delivery-status", "multipart/mixed")
    failed = "Your message could not be delivered.\n"
    replied = "\n<user@example.net>: 550 5.1.1 No such user\n"
    text = "Content-Type: text/plain\n\n"
    full = {"address": "other@mail.example", "status": "5.2.2", "reason": "mailboxfull",
            "hard_bounce": False}
    plain = HEADER.replace(MEDIA_TYPE, "text/plain") + "\n" + failed

    yield case("error text in the first of two text parts is read",
               report(text + failed + replied, footer, header=mixed))
    yield case("error text in the second of two text parts is read",
               report(text + failed, text + replied, ORIGINAL, header=mixed), original=FOUND)
    yield case("a text names everybody who is in it",
               plain + replied + "\n<other@mail.example>: 552 5.2.2 Full\n", USER, full)
    yield case("a list in a text names everybody", plain + "\nuser@example.net\nother@mail.example\n",
               {"address": "user@example.net", "status": None, "reply": None},
               {"address": "other@mail.example", "status": None, "reply": None})


def originals():
    status = STATUS + FIELDS
    headers = RETURNED[:RETURNED.index("\n\n") + 1]

    def returned(name, part, want=FOUND):
        return case(name, report(HUMAN, status, part), original=want)

    yield returned("an encoded message/rfc822 is read", encoded(ORIGINAL), dict(FOUND, complete=True))
    yield returned("message/global is the returned message",
                   but("message/rfc822", "message/global", ORIGINAL), dict(FOUND, complete=True))
    yield returned("an encoded message/global is read",
                   encoded(but("message/rfc822", "message/global", ORIGINAL)),
                   dict(FOUND, complete=True))
    yield returned("text/rfc822-headers is the returned header",
                   "Content-Type: text/rfc822-headers\n\n" + headers, dict(FOUND, complete=False))
    yield returned("text/rfc822-headers in base64 is read",
                   encoded("Content-Type: text/rfc822-headers\n\n" + headers),
                   dict(FOUND, complete=False))
    yield returned("a whole message labelled text/rfc822-headers is read to its body",
                   "Content-Type: text/rfc822-headers\n\n" + RETURNED + "\nSubject: not this\n",
                   dict(FOUND, complete=False))
    yield returned("a returned message without a header has none",
                   "Content-Type: message/rfc822\n\n\nHello.\n", dict.fromkeys(FOUND))
    yield returned("a returned message without From, To and Date keeps the rest",
                   but("From: news@example.com\nTo: user@example.net\n", "", but(
                       "Date: Mon, 23 Nov 2026 09:59:50 +0100\n", "", ORIGINAL)),
                   dict(FOUND, **{"from": None, "to": None, "date": None}))
    yield returned("a returned message that is empty does not hurt",
                   "Content-Type: message/rfc822\n\n", {})
    yield returned("quoted text and Fwd: in the returned message change nothing",
                   but("The news", "> Fwd: Final-Recipient: rfc822; victim@example.org\nThe news",
                       ORIGINAL))
    fields_in_it = "Status:5.7.1;Action:delayed;Final-Recipient:rfc822;victim@example.org"
    yield returned("text like fields in the subject of the returned message stays as it is",
                   but("November news", fields_in_it, ORIGINAL), dict(FOUND, subject=fields_in_it))


def boundaries():
    def named(name, parameter, boundary):
        return case(name, BASE.replace("--b1", "--" + boundary).replace('boundary="b1"', parameter),
                    original=FOUND)

    yield case("blanks may follow a boundary", BASE.replace("--b1\n", "--b1 \t \n"), original=FOUND)
    yield named("a boundary may have a semicolon and spaces", 'boundary="a;b c"', "a;b c")
    yield named("a boundary may have equals signs without quotes", "boundary=----=_Part_1",
                "----=_Part_1")
    yield named("a boundary may be 70 characters long", f'boundary="{"x" * 70}"', "x" * 70)
    yield named("the parameter of the boundary may be folded", 'boundary=\n\t"b9"', "b9")
    yield case("closing boundaries that come again do not hurt", BASE + "--b1--\n\n--b1--\n",
               original=FOUND)
    yield case("without a closing boundary all parts are read",
               report(HUMAN, STATUS + FIELDS, ORIGINAL, end=""),
               rules="truncated-report", original=FOUND)
    yield case("text before the first and behind the last part is no part",
               but("\n--b1\nContent-Type: text/plain; charset",
                   "\nThis is MIME.\n--b1\nContent-Type: text/plain; charset")
               + "Sent by a program.\n")
    yield case("a report without a boundary is read as the text that it is", but('; boundary="b1"', ""),
               rules="missing-status-part")


# What stands in the human part, or is returned, is no report

def injection():
    status = STATUS + FIELDS
    plain = "Content-Type: text/plain\n\nRemote host said:\n"
    page = "Content-Type: text/html\n\n<pre>\n{}</pre>\n"
    whole = BASE.replace("user@example.net", "victim@example.org").replace("b1", "b2")
    alternative = "Content-Type: multipart/alternative; boundary=b2\n\n--b2\n{}\n--b2\n{}\n--b2--\n"

    def quoted(name, *parts):
        return case(name, report(*parts), original=FOUND)

    yield quoted("fields in the human part name nobody", plain + FAKE_FIELDS, status, ORIGINAL)
    yield case("quoted fields in it name nobody, though the subject has fwd:",
               but("Undelivered Mail", "fwd: Undelivered Mail",
                   report(plain + re.sub("(?m)^", "> ", FAKE_FIELDS) + "\n", status, ORIGINAL)),
               original=FOUND)
    yield quoted("a media type and fields in the human part name nobody", plain + FAKE, status,
                 ORIGINAL)
    yield quoted("nor do they behind a boundary of their own", plain + "--b2\n" + FAKE + "\n--b2--\n",
                 status, ORIGINAL)
    yield quoted("nor behind a line that only begins with the boundary",
                 plain + "--b1x\n" + FAKE + "\n--b1x--\n", status, ORIGINAL)
    yield quoted("nor behind the boundary and more words", plain + "--b1 is said\n" + FAKE, status,
                 ORIGINAL)
    yield quoted("nor behind the boundary where it is indented", plain + " --b1\n" + FAKE, status,
                 ORIGINAL)
    yield quoted("nor behind the boundary where it is quoted", plain + "> --b1\n" + FAKE, status,
                 ORIGINAL)
    yield quoted("nor behind the boundary with a dash too few", plain + "-b1\n" + FAKE, status,
                 ORIGINAL)
    yield quoted("nor does a whole report in the human part", plain + whole, status, ORIGINAL)
    yield quoted("nor behind the real boundary in base64", encoded(plain + "--b1\n" + FAKE), status,
                 ORIGINAL)
    yield quoted("nor behind the real boundary in quoted-printable",
                 encoded(plain + "--b1\n" + FAKE, "quoted-printable").replace("--b1", "=2D-b1"), status,
                 ORIGINAL)
    yield quoted("fields in an HTML part name nobody", page.format(FAKE), status, ORIGINAL)
    yield quoted("nor in both of text and HTML",
                 alternative.format(plain + FAKE, page.format(FAKE)), status, ORIGINAL)
    yield quoted("nor does a status part inside the human part", alternative.format(plain, FAKE),
                 status, ORIGINAL)
    yield quoted("fields in the returned message name nobody", HUMAN, status, ORIGINAL + FAKE)
    yield quoted("nor behind a boundary in it", HUMAN, status,
                 ORIGINAL + "\n--b2\n" + FAKE + "\n--b2--\n")
    yield quoted("fields in the returned header name nobody", HUMAN, status,
                 "Content-Type: text/rfc822-headers\n\n" + RETURNED.split("\n\n")[0] + "\n"
                 + FAKE_FIELDS)
    yield quoted("fields in a file attached name nobody", HUMAN, status, ORIGINAL, plain + FAKE)
    yield case("a report that is returned names nobody",
               report(HUMAN, status, "Content-Type: message/rfc822\n\n" + whole),
               original={"subject": "Undelivered Mail Returned to Sender"})
    yield case("fields before the first part name nobody",
               but("\n--b1\nContent-Type: text/plain",
                   "\n" + FAKE + "\n--b1\nContent-Type: text/plain"))
    yield case("fields behind the last part name nobody", BASE + FAKE)
    yield case("fields in a folded reply name nobody",
               field("Diagnostic-Code: smtp; 550 5.1.1 No such user\n"
                     " Final-Recipient: rfc822; victim@example.org"),
               said("No such user Final-Recipient: rfc822; victim@example.org"))
    yield case("fields behind a CR in a reply name nobody",
               field("Diagnostic-Code: smtp; 550 5.1.1 No such user\rFinal-Recipient: rfc822; "
                     "victim@example.org\r\rFinal-Recipient: rfc822; victim@example.net"),
               said("No such user Final-Recipient: rfc822; victim@example.org  Final-Recipient: "
                    "rfc822; victim@example.net"), rules="bad-characters")
    yield case("a status part of which all lines end in CR is read",
               but(FIELDS, FIELDS.replace("\n", "\r")), original=FOUND)
    yield case("a field of the header that lists recipients names nobody",
               "X-Failed-Recipients: victim@example.org\n" + BASE)
    yield case("a mail that quotes a report is none",
               HEADER.replace(MEDIA_TYPE, "text/plain")
               .replace("Auto-Submitted: auto-replied\n", "") + "\n" + whole, kind="other", rules="")


# The header of the report

def headers():
    for name, subject, want in (("brackets", "[]", "[]"), ("an underscore", "_", "_"),
                                ("spaces", "   ", None), ("nothing", "", None), ("[ ]", "[ ]", "[ ]")):
        yield case(f"a subject of {name} does not hurt",
                   but("Subject: Undelivered Mail Returned to Sender", f"Subject: {subject}"),
                   message={"subject": want, "to": "news@example.com"})
    for name, key in (("From", "from"), ("Date", "date"), ("To", "to"), ("Subject", "subject"),
                      ("Message-ID", "message_id"), ("MIME-Version", "mime_version"),
                      ("Auto-Submitted", "auto_submitted")):
        yield case(f"a report without {name} is read",
                   re.sub(rf"(?m)^{name}: .*\n", "", HEADER) + BASE[len(HEADER):], message={key: None},
                   original=FOUND)
    yield case("groups of addresses are their members",
               but("To: news@example.com",
                   "To: Team: a@example.com, b@example.com;, undisclosed-recipients:;"),
               message={"to": "a@example.com, b@example.com"})
    yield case("NULs in the header and the text hide no recipient",
               but("Undelivered", "Un\0delivered", but("Your message", "Your\0 message")))
    yield case("a header of one field is enough", HEADER.splitlines()[-1] + "\n" + BASE[len(HEADER):],
               message={"from": None, "to": None, "subject": None, "date": None}, original=FOUND)
    yield case("a message without a header is none of ours", BASE[len(HEADER):], kind="other")
    yield case("a message that begins with a boundary is none of ours", BASE[len(HEADER) + 1:],
               kind="other",
               rules="not-a-message")
    yield case("an automatic reply is not a report",
               HEADER.replace(MEDIA_TYPE, "text/plain").replace("MAILER-DAEMON", "jo")
               + "\nI am on vacation.\n", {"address": "jo@mx.example.com", "reason": "vacation"},
               kind="auto-reply")
    yield case("a disposition notification is no failure",
               but("report-type=delivery-status", "report-type=disposition-notification",
                   report(HUMAN, "Content-Type: message/disposition-notification\n\n"
                          "Final-Recipient: rfc822; user@example.net\n"
                          "Disposition: manual-action/MDN-sent-manually; displayed\n", ORIGINAL)),
               kind="mdn")


def mailboxes():
    line = "From MAILER-DAEMON Mon Nov 23 10:00:00 2026\n"
    words = but("The news of November.\n", "Now\n\n{}From here on all is well.\n").format
    length = len(words("")) - len(HEADER) - 1

    yield case("a report in an mbox is read", line + BASE, original=FOUND, source={"offset": len(line)})
    yield case("a quoted From line in an mbox begins no message", line + words(">"), original=FOUND)
    yield case("Content-Length saves a From line that is not quoted",
               line + f"Content-Length: {length}\n" + words(""), original=FOUND)
    yield case("a Content-Length that is wrong hurts nobody", line + "Content-Length: 99999\n" + BASE,
               original=FOUND)
    yield case("a From line in the returned message leaves the recipient", line + words(""),
               original=FOUND,
               rules="truncated-report", count=2)
    yield case("a From line in a message that is in no mbox is text", words(""), original=FOUND)
    yield case("a quoted From line before the header is no part of it", ">" + line + BASE,
               original=FOUND)


# Much of something

def sizes():
    for count in (256, 257):
        yield case(f"{count} recipients are {count}", many_recipients(count), *numbered(count))
    yield case("20,000 recipients are read up to the limit", many_recipients(20_000), *numbered(10_000),
               rules="too-many-recipients")
    yield case("20,000 recipients are all read where the limit is higher", many_recipients(20_000),
               *numbered(20_000), options=("--max-recipients=20000",))
    for length in (66_000, 1_000_000):
        text = "x" * length
        yield case(f"a line of {length} octets in the header", "X-Long: " + text + "\n" + BASE,
                   original=FOUND)
        yield case(f"a subject of {length} octets",
                   but("Undelivered Mail Returned to Sender", text), message={"subject": text})
        yield case(f"a line of {length} octets in the human part", but("Your message", text),
                   explanation=text + " could not be delivered.")
        yield case(f"a line of {length} octets in the status part", but("No such user", text),
                   said(text))
        yield case(f"a line of {length} octets in the returned message", but("The news", text),
                   original=FOUND)
    for megabytes in (1, 10):
        lines = "The news of November, line after line after line.\n" * (megabytes * 20_000)
        yield case(f"a returned message of {megabytes} MB", but("The news of November.\n", lines),
                   original=dict(FOUND, complete=True))
    yield case("200,000 parentheses behind an address are no part of it",
               field("Final-Recipient: rfc822; user@example.net " + "(" * 200_000))
    yield case("200,000 parentheses that close are a comment",
               field("Final-Recipient: rfc822; user@example.net " + "(" * 100_000 + ")" * 100_000))
    yield case("200,000 comments are comments", field("Action: failed " + "(x)" * 200_000))
    yield case("200,000 folds are one value",
               field("Diagnostic-Code: smtp; 550 5.1.1" + "\n a" * 200_000),
               said(" ".join("a" * 200_000)))
    yield case("200,000 lines that are no fields hide no field",
               more("no field\n" * 200_000 + "X-A: 1"),
               rules="unreadable-line")
    yield case("200,000 blank lines are one", but("+0100\n\nFinal", "+0100" + "\n" * 200_000 + "Final"),
               rules="extra-blank-line")
    yield case("100,000 replies in one diagnostic",
               field("Diagnostic-Code: smtp; 550-5.1.1 x" + " 550-5.1.1 x" * 100_000),
               said("x" + " x" * 100_000))
    yield case("100,000 addresses of the report's reader",
               but("To: news@example.com", "To: " + ",\n ".join(["news@example.com"] * 100_000)))
    yield case("90,000 extension fields", more("\n".join(["X-A: 1"] * 90_000)))
    yield case("200,000 extension fields are read up to the limit",
               field("Diagnostic-Code: smtp; 550 5.1.1 No such user" + "\nX-A: 1" * 200_000),
               rules="too-many-parts")
    yield case("10,000 recipients below 68,000 extension fields",
               but("Arrival-Date", "X-A: 1\n" * 68_000 + "Arrival-Date", many_recipients(10_000)),
               *numbered(10_000))
    yield case("the words before a command, 200,000 times",
               but("Your message", "in reply to " * 200_000))
    yield case("19,000 parts behind the report's own",
               report(HUMAN, STATUS + FIELDS, *[HUMAN] * 19_000),
               rules="too-many-parts")
    yield case("20,000 parts behind the report's own are more than are read",
               report(HUMAN, STATUS + FIELDS, *[HUMAN] * 20_000), rules="too-many-parts")


# Lists of addresses that ask for more than they give; which problem is noted is not looked at.

def addresses():
    deep = "a:" * 100_000

    def header(name, field_name, text):
        return case(name, f"{field_name}{text}\n" + BASE, original=FOUND, rules=None)

    for name in ("To:", "rEPLY-tO :", "Sender" + "\t" * 100 + ":", "Cc:\n "):
        yield header(f"groups of addresses 100,000 deep behind {name!r}", name, deep)
    yield header("groups of addresses 100,000 deep, folded", "Bcc:", "\n a:a:" * 50_000)
    yield case("groups of addresses 100,000 deep in the returned message",
               but("From: news", f"From: {deep} news"), rules=None)
    yield case("groups of addresses 100,000 deep in a returned message in base64",
               report(HUMAN, STATUS + FIELDS,
                      encoded(but("From: news", f"From: {deep} news", ORIGINAL))), rules=None)
    for word in ("a, ", "a(@), ", 'a"@", ', "(@) a, ", "a,(@)\n ", '"', "(", "<", "[", "a@b,",
                 "=?x?q?"):
        yield header(f"{word!r} again and again for addresses", "To: ", word * (1_000_000 // len(word)))


def numbered(count):
    return [{"address": f"user{i}@example.net", "action": "failed", "status": "5.1.1"}
            for i in range(count)]


def many_recipients(count):
    groups_of_all = "".join(group(f"user{i}@example.net") for i in range(count))
    return report(HUMAN, STATUS + PER_MESSAGE + groups_of_all, ORIGINAL)


def nested(depth, inner=HUMAN):
    """A header's Content-Type on, a multipart in a multipart in a multipart ..."""
    opened = "".join(f"Content-Type: multipart/mixed; boundary=n{i}\n\n--n{i}\n" for i in range(depth))
    return opened + inner + "".join(f"\n--n{i}--\n" for i in reversed(range(depth)))


def depths():
    header = HEADER[:HEADER.index("Content-Type")].replace("Auto-Submitted: auto-replied\n", "")

    for depth in (5000, 9_000):
        yield case(f"multiparts {depth} deep", header + nested(depth), kind="other",
                   rules="nested-too-deep")
        yield case(f"a report {depth} multiparts deep is too deep",
                   header + nested(depth, BASE[len(header):]),
                   kind="other", rules="nested-too-deep")
        yield case(f"a report that returns multiparts {depth} deep",
                   report(HUMAN, STATUS + FIELDS,
                          "Content-Type: message/rfc822\n\nSubject: deep\n" + nested(depth)),
                   original={"subject": "deep"})
        yield case(f"a report with its text {depth} multiparts deep",
                   report(nested(depth), STATUS + FIELDS, ORIGINAL), original=FOUND)
        yield case(f"messages in messages {depth} deep",
                   header + "Content-Type: message/rfc822\n\n" * depth + HUMAN, kind="other",
                   rules="nested-too-deep")
    yield case("multiparts 20,000 deep are more than are read", header + nested(20_000), kind="other",
               rules="nested-too-deep too-many-parts")
    yield case("a report that returns multiparts 20,000 deep is read up to them",
               report(HUMAN, STATUS + FIELDS,
                      "Content-Type: message/rfc822\n\nSubject: deep\n" + nested(20_000)),
               original={"subject": "deep"}, rules="too-many-parts")
    yield nobody("a report with its text 20,000 multiparts deep is not read",
                 report(nested(20_000), STATUS + FIELDS, ORIGINAL), rules=None)
    yield case("messages in messages 20,000 deep",
               header + "Content-Type: message/rfc822\n\n" * 20_000 + HUMAN, kind="other",
               rules="nested-too-deep")
    yield case("a report 20 multiparts deep is found",
               header + nested(20, BASE[BASE.index("Content-Type"):]), original=FOUND)


def all_cases():
    for topic in (groups, recipients, values, dates, structure, originals, boundaries, injection,
                  headers, mailboxes, sizes, addresses, depths):
        yield from topic()


# Running and checking

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
