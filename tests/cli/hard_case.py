"""What the hard cases are made of: a report as it should be, and ways to change it.

Each case is BASE with one thing changed, and its name says what holds.
"""
import base64
import quopri
import re
from collections import namedtuple

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
