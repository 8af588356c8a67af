"""Inputs made to cost more than their size: each is drawn by a function of how many octets it may have.

A case repeats one unit, or two things that must not multiply, somewhere in a message. SECURITY.md names all of
them (tests/cost/security.py sees to that).

SPDX-License-Identifier: LGPL-2.1-or-later
"""
import glob
import re
from collections import namedtuple

# @kind is what SECURITY.md calls it; @make takes a size and returns octets; @limits are the rules that tell that
# not all of 12 MiB was read, None for any.
Case = namedtuple("Case", "kind name make limits")

HEADER = (b"From: MAILER-DAEMON@mx.example.org\nTo: news@example.com\nSubject: Undelivered\n"
          b"Date: Mon, 23 Nov 2026 10:00:00 +0100\nMessage-ID: <1@mx.example.org>\nMIME-Version: 1.0\n")
REPORT = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
TEXT = b"--b\nContent-Type: text/plain\n\nYour message could not be delivered.\n"
STATUS = b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n"
GROUP = b"\nFinal-Recipient: rfc822; jo@example.net\nAction: failed\nStatus: 5.1.1\n"
RETURNED = b"--b\nContent-Type: message/rfc822\n\nSubject: News\nMessage-ID: <42@example.com>\n\nNews.\n"
END = b"--b--\n"


def times(unit, size):
    return unit * max(1, size // len(unit))


def numbered(unit, size):
    """A unit with a number in it, another each time."""
    return b"".join(unit % i for i in range(max(1, size // len(unit % 10000))))


def in_header(field, unit, end=b""):
    """In a field of the message."""
    return lambda size: (HEADER + field + times(unit, size) + end + b"\n" + REPORT + b"\n" + TEXT + STATUS + GROUP
                         + RETURNED + END)


def in_place(field, unit, end=b""):
    """The same where the field takes the place of that of HEADER."""
    name = re.escape(field.split(b":")[0])
    header = re.sub(rb"(?m)^" + name + rb":.*\n", b"", HEADER + REPORT)
    return lambda size: (header + field + times(unit, size) + end + b"\n\n" + TEXT + STATUS + GROUP + RETURNED + END)


def in_text(unit, head=b"Content-Type: text/plain\n", begin=b"", fill=times):
    """In the human part of a report."""
    return lambda size: (HEADER + REPORT + b"\n--b\n" + head + b"\n" + begin + fill(unit, size) + b"\n" + STATUS
                         + GROUP + RETURNED + END)


def in_wild(unit, begin=b"", fill=times):
    """In a bounce that is all text."""
    return lambda size: HEADER + b"\nYour message could not be delivered.\n\n" + begin + fill(unit, size) + b"\n"


def in_status(unit, head=b"", begin=b"", end=b"", fill=times):
    return lambda size: (HEADER + REPORT + b"\n" + TEXT + STATUS.replace(b"\n\n", b"\n" + head + b"\n", 1) + begin
                         + fill(unit, size) + end + b"\n" + RETURNED + END)


def in_value(field, unit, end=b""):
    """In a field of a recipient."""
    return in_status(unit, begin=GROUP + field, end=end)


def in_returned(unit, begin=b"", fill=times):
    return lambda size: (HEADER + REPORT + b"\n" + TEXT + STATUS + GROUP
                         + b"--b\nContent-Type: message/rfc822\n\n" + begin + fill(unit, size) + b"\n\nNews.\n" + END)


def all_of(unit, begin=b"", end=b"", fill=times):
    return lambda size: begin + fill(unit, size) + end


# Nested and repeated parts

# GMime takes what lies deeper than this for one part; before that, each level makes each line dearer.
DEEPEST = 1100


def nested(depth, name=b"n"):
    """Multiparts in multiparts, each with a boundary of its own."""
    unit = b"Content-Type: multipart/mixed; boundary=%s%d\n\n--%s%d\n"
    return b"".join(unit % (name, i, name, i) for i in range(depth))


def deep(size, close=True):
    depth = DEEPEST + size // 55
    closed = b"".join(b"\n--n%d--\n" % i for i in reversed(range(depth))) if close else b""
    return HEADER + nested(depth) + b"\nx\n" + closed


def deep_and_lines(line, name=b"n"):
    """As deep as it goes, then lines about which each level is asked."""
    return lambda size: HEADER + nested(DEEPEST, name) + times(line, size)


def one_boundary_many_times(size):
    """Every level has the same boundary."""
    return HEADER + times(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n", size)


def prefixes(size):
    """Boundaries that begin as one another, and lines that begin as all of them."""
    depth = 60
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=%s\n\n--%s\n" % (b"b" * i, b"b" * i)
                      for i in range(1, depth))
    return HEADER + opened + times(b"--" + b"b" * 70 + b"\n", size)


def people_and_text(line):
    """Half the octets name recipients, half are lines in which each may be looked for."""
    def make(size):
        groups = numbered(b"\nFinal-Recipient: rfc822; u%d@example.net\nAction: failed\n", size // 2)
        return (HEADER + REPORT + b"\n" + TEXT + numbered(line, size // 2) + STATUS + groups + RETURNED + END)
    return make


def parts_of(types):
    """Many parts of some types in one report."""
    unit = b"".join(b"--b\nContent-Type: %s\n\nx: y\n\n" % name for name in types)
    return lambda size: HEADER + REPORT + b"\n" + times(unit, size) + END


def feedback(unit, subtype=b"feedback-report"):
    def make(size):
        return (HEADER + REPORT.replace(b"delivery-status", subtype) + b"\n" + TEXT + b"--b\nContent-Type: message/"
                + subtype + b"\n\nFeedback-Type: abuse\nUser-Agent: x\nVersion: 1\n" + times(unit, size) + b"\n"
                + RETURNED + END)
    return make


PARAMETERS = b"multipart/report; report-type=delivery-status; boundary=b"
BASE64 = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n"
PRINTABLE = b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n"
HTML = b"Content-Type: text/html\n"


def charset(name):
    return b"Content-Type: text/plain; charset=" + name + b"\n"


CASES = [Case(kind, name, make, set(" ".join(limits).split())) for kind, rows in {
    "header": [
        ("a million header fields", all_of(b"A: 1\n", HEADER, b"\nx\n"), "too-many-parts"),
        ("header fields of one octet", all_of(b"A:\n", b"", b"\nx\n"), "too-many-parts"),
        ("lines in the header that are no fields", all_of(b"no field\n", HEADER, b"\nx\n")),
        ("one huge line", all_of(b"x")),
        ("one huge header field", in_header(b"X-A: ", b"x")),
        ("a name of a field that never ends", in_header(b"X", b"x")),
        ("endless folding", in_place(b"Subject: a", b"\n a"), "header-too-complex"),
        ("endless folding with nothing in it", in_header(b"X-A: a", b"\n ")),
        ("endless folding of addresses", in_place(b"To: a@example.com", b",\n a@example.com"), "header-too-complex"),
        ("comments nested 100,000 deep in an address", in_place(b"To: a@example.com ", b"(")),
        ("comments nested 100,000 deep in a date", in_place(b"Date: Mon, 23 Nov 2026 10:00:00 +0100 ", b"(")),
        ("comments nested 100,000 deep in a media type", in_place(b"Content-Type: " + PARAMETERS + b" ", b"(")),
        ("comments nested 100,000 deep in a message identifier", in_place(b"Message-ID: ", b"(")),
        ("comments nested 100,000 deep in MIME-Version", in_place(b"MIME-Version: ", b"(")),
        ("comments nested 100,000 deep in a transfer encoding", in_header(b"Content-Transfer-Encoding: ", b"(")),
        ("comments one behind the other", in_place(b"To: a@example.com ", b"(x)")),
        ("quotes that never close", in_place(b"From: ", b'"\\')),
        ("many addresses", in_place(b"To: ", b"a@example.com, "), "header-too-complex"),
        ("short addresses", in_place(b"To: ", b"a@b,"), "header-too-complex"),
        ("many fields of many addresses", all_of(b"To: " + b"a@b," * 300 + b"\n", HEADER, b"\nx\n"),
         "header-too-complex"),
        ("many fields of names without addresses", all_of(b"To: " + b"a," * 400 + b"\n", HEADER, b"\nx\n"),
         "header-too-complex"),
        ("many names with addresses", in_place(b"To: ", b'"A B" <a@example.com>, '), "header-too-complex"),
        ("many names without addresses", in_place(b"From: ", b"a, "), "header-too-complex"),
        ("groups of addresses in groups", in_place(b"Cc: ", b"a:"), "header-too-complex"),
        ("brackets that never close", in_place(b"To: ", b"<")),
        ("domains of dots", in_place(b"To: a@", b"a.")),
        ("local parts of dots", in_place(b"To: a", b".a")),
        ("domain literals that never close", in_place(b"To: a@", b"[")),
        ("routes", in_place(b"To: <", b"@a,"), "header-too-complex"),
        ("encoded-words back to back", in_place(b"Subject: ", b"=?utf-8?q?=C3=BC?= "), "header-too-complex"),
        ("encoded-words back to back in a name", in_place(b"From: ", b"=?utf-8?b?w7w=?= ", b"<a@example.com>"),
         "header-too-complex"),
        ("encoded-words that never end", in_place(b"Subject: ", b"=?utf-8?b?YQ=="), "header-too-complex"),
        ("one long encoded-word", in_place(b"Subject: =?utf-8?b?", b"w7w=", b"?=")),
        ("encoded-words of many charsets",
         lambda size: in_place(b"Subject: ", numbered(b"=?x-%d?q?a?= ", size))(1), "header-too-complex"),
        ("eight-bit octets in a subject", in_place(b"Subject: ", b"\xfc")),
        ("a megabyte of References", in_header(b"References: ", b"<1@example.com> ")),
        ("References that never close", in_header(b"References: ", b"<1@")),
        ("identifiers in Message-ID", in_place(b"Message-ID: ", b"<1@example.com> "), "header-too-complex"),
        ("many Received fields", all_of(b"Received: from a by b; Mon, 23 Nov 2026 10:00:00 +0100\n", b"",
                                        HEADER + REPORT + b"\n" + TEXT + STATUS + GROUP + END), "too-many-parts"),
        ("one long Received field", in_header(b"Received: ", b"from a (b [192.0.2.1]) by c for <a@b>; ")),
        ("false lengths of one message in an mbox", all_of(b"Content-Length: 1\n", b"From a\n"), "too-many-parts"),
        ("parameters", in_place(b"Content-Type: " + PARAMETERS, b"; a=b"), "header-too-complex"),
        ("parameters with numbers", lambda size: in_place(
            b"Content-Type: " + PARAMETERS, numbered(b"; a%d=b", size))(1), "header-too-complex"),
        ("parameters in pieces (RFC 2231)", lambda size: in_place(
            b"Content-Type: " + PARAMETERS, numbered(b"; a*%d=b", size))(1), "header-too-complex"),
        ("parameters in pieces, encoded", lambda size: in_place(
            b"Content-Type: " + PARAMETERS, numbered(b"; a*%d*=%%C3%%BC", size))(1), "header-too-complex"),
        ("parameters in pieces backwards", lambda size: in_place(
            b"Content-Type: " + PARAMETERS,
            b"".join(b"; a*%d=b" % i for i in reversed(range(1, max(2, size // 10)))))(1), "header-too-complex"),
        ("parameters of a disposition", in_header(b"Content-Disposition: attachment", b"; filename*0=a"),
         "header-too-complex"),
        ("parameters in octets and percents", in_place(
            b"Content-Type: " + PARAMETERS + b"; name*=utf-8''", b"%41")),
        ("semicolons", in_place(b"Content-Type: " + PARAMETERS, b";"), "header-too-complex"),
        ("a return path of many VERP marks", in_header(b"Return-Path: <", b"a+b=c-d=", b"@example.com>")),
        ("failed recipients in the header", in_header(b"X-Failed-Recipients: ", b"a@example.net, ")),
    ],
    "parts": [
        ("deep nesting", deep, "nested-too-deep too-many-parts"),
        ("deep nesting that never closes", lambda size: deep(size, False), "nested-too-deep too-many-parts"),
        ("deep nesting, and lines that may be boundaries", deep_and_lines(b"--x\n"), "nested-too-deep too-many-parts"),
        ("deep nesting, and lines that begin as its boundaries", deep_and_lines(b"--n\n"),
         "nested-too-deep too-many-parts"),
        ("deep nesting, and lines that begin as its long boundaries",
         deep_and_lines(b"--" + b"n" * 500 + b"x\n", b"n" * 500), "nested-too-deep too-many-parts"),
        ("deep nesting with one boundary", one_boundary_many_times, "nested-too-deep too-many-parts"),
        ("messages in messages", all_of(b"Content-Type: message/rfc822\n\n", HEADER, b"Subject: x\n\nx\n"),
         "nested-too-deep too-many-parts"),
        ("a million parts", all_of(b"--b\n\n", HEADER + REPORT + b"\n", END), "too-many-parts"),
        ("a million parts with a type", parts_of([b"text/plain"]), "too-many-parts"),
        ("a thousand parts with parameters", parts_of([b"text/plain" + b";a=b" * 400]),
         "header-too-complex too-many-parts"),
        ("a million status parts", parts_of([b"message/delivery-status"]), "too-many-parts"),
        ("a million returned messages", parts_of([b"message/rfc822"]), "too-many-parts"),
        ("a million parts of every kind", parts_of([b"message/delivery-status", b"text/plain", b"message/rfc822",
                                                    b"text/rfc822-headers", b"message/feedback-report",
                                                    b"message/disposition-notification"]), "too-many-parts"),
        ("boundary prefixes", prefixes, "nested-too-deep too-many-parts"),
        ("lines that may be boundaries", in_text(b"--x\n"), "too-many-parts"),
        ("boundaries with blanks behind them", all_of(b"--b \t \n\n", HEADER + REPORT + b"\n"), "too-many-parts"),
        ("boundaries of one blank line's blanks", in_text(b"--b" + b" " * 60 + b"x\n"), "too-many-parts"),
        ("last boundaries", all_of(b"--b--\n", HEADER + REPORT + b"\n"), "too-many-parts"),
        ("dashes", in_text(b"-")),
        ("blank lines", in_text(b"\n")),
        ("base64 of nothing but newlines", in_text(b"\n", BASE64)),
        ("base64 of what is none", in_text(b"*", BASE64)),
        ("base64 of padding", in_text(b"=", BASE64)),
        ("base64 of text", in_text(b"YSBiIGMK\n", BASE64)),
        ("quoted-printable of soft breaks", in_text(b"=\n", PRINTABLE)),
        ("quoted-printable of equals signs", in_text(b"=", PRINTABLE)),
        ("quoted-printable of blanks before line ends", in_text(b"   \n", PRINTABLE)),
        ("uuencode that begins again and again",
         in_text(b"begin 644 x\n", b"Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n")),
        ("utf-7", in_text(b"+AOQ-", charset(b"utf-7"))),
        ("utf-16 of halves of characters", in_text(b"\xd8\x00", charset(b"utf-16be"))),
        ("escapes of iso-2022-jp", in_text(b"\x1b$B\x1b(B", charset(b"iso-2022-jp"))),
        ("octets that the charset has not", in_text(b"\xff", charset(b"utf-8"))),
        ("octets that the charset has not, and such that it has", in_text(b"\xfc\xc3\xbc", charset(b"utf-8"))),
        ("a charset of many octets", in_text(b"\xfc", charset(b"x" * 500))),
        ("NULs", in_text(b"\0")),
        ("many charsets", lambda size: (
            HEADER + b"Content-Type: multipart/mixed; boundary=b\n\n"
            + numbered(b"--b\nContent-Type: text/plain; charset=x-%d\n\nx\n", size) + END), "too-many-parts"),
        ("lines that end in CR alone", lambda size: in_text(b"x\n")(size).replace(b"\n", b"\r")),
    ],
    "pages": [
        ("tags that never close", in_text(b"<a ", HTML)),
        ("elements that never close", in_text(b"<div>", HTML)),
        ("elements in elements", in_text(b"<table><tr><td>", HTML)),
        ("styles that never close", in_text(b"<style>", HTML)),
        ("scripts, and ends of other elements", in_text(b"<script></a>", HTML)),
        ("comments that never close", in_text(b"<!-- ", HTML)),
        ("entities that never end", in_text(b"&#1", HTML)),
        ("entities", in_text(b"&uuml;", HTML)),
        ("attributes with quotes", in_text(b'<a href="', HTML)),
        ("blanks and breaks", in_text(b" <br> ", HTML)),
    ],
    "text": [
        ("words that begin as a phrase", in_text(b"user unknow mailbox ful does not exis ")),
        ("one word that begins as a phrase", in_text(b"usermailboxunknown")),
        ("phrases", in_text(b"user unknown mailbox full quota exceeded ")),
        ("many replies", in_text(b"550 5.1.1 x\n")),
        ("almost codes", in_text(b"5.1.")),
        ("almost replies", in_text(b"550-")),
        ("commands", in_text(b"in reply to RCPT TO command ")),
        ("addresses", in_text(b"<a@example.net> ")),
        ("addresses, another each time", in_text(b"<a%d@example.net>: 550 no\n", fill=numbered), "too-many-parts"),
        ("at signs", in_text(b"@")),
        ("dots", in_text(b"a.")),
        ("colons", in_text(b"a: ")),
        ("quotes of quotes", in_text(b">")),
        ("fields in the human part", in_text(b"Final-Recipient: rfc822; a@example.net\nAction: failed\n\n"),
         "too-many-parts"),
    ],
    "recipients": [
        ("a million recipients", in_status(GROUP), "too-many-parts too-many-recipients"),
        ("a million recipients, another each time",
         in_status(b"\nFinal-Recipient: rfc822; u%d@example.net\n", fill=numbered),
         "too-many-parts too-many-recipients"),
        ("recipients without blank lines", in_status(b"Final-Recipient: rfc822; a@example.net\n"), "too-many-parts"),
        ("recipients and replies to each in the text", people_and_text(b"<u%d@example.net>: 550 5.1.1 no\n"),
         "too-many-parts"),
        ("recipients and addresses of others in the text", people_and_text(b"<x%d@example.net>: 550 no\n"),
         "too-many-parts"),
        ("recipients and words", people_and_text(b"word %d "), "too-many-parts"),
        ("recipients with the same address, and text", lambda size: in_text(
            b"<jo@example.net>: 550 no\n")(size // 2).replace(GROUP, times(GROUP, size // 2)), "too-many-parts"),
        ("thousands of duplicate fields", in_status(b"Status: 5.1.1\n", begin=GROUP), "too-many-parts"),
        ("thousands of duplicate fields of the report", in_status(b"Reporting-MTA: dns; mx.example.org\n"),
         "too-many-parts"),
        ("extension fields", in_status(b"X-A: 1\n", begin=GROUP), "too-many-parts"),
        ("groups of nothing", in_status(b"X-A: 1\n\n"), "too-many-parts"),
        ("lines that are no fields", in_status(b"no field\n", begin=GROUP)),
        ("folds of a field", in_value(b"Diagnostic-Code: smtp; 550 x", b"\n a")),
        ("comments in an address", in_value(b"Original-Recipient: rfc822; a@b ", b"(")),
        ("comments of comments", in_value(b"Original-Recipient: rfc822; a@b ", b"(x)")),
        ("quotes in an address", in_value(b"Original-Recipient: rfc822; ", b'"\\')),
        ("xtext", in_value(b"Original-Recipient: rfc822; ", b"+2B")),
        ("code points of type utf-8", in_value(b"Original-Recipient: utf-8; ", b"\\x{FC}")),
        ("code points that never close", in_value(b"Original-Recipient: utf-8; ", b"\\x{")),
        ("replies in a diagnostic", in_value(b"Diagnostic-Code: smtp; ", b"550-5.1.1 x ")),
        ("semicolons in a diagnostic", in_value(b"Diagnostic-Code: ", b";")),
        ("encoded-words in a diagnostic", in_value(b"Diagnostic-Code: smtp; ", b"=?utf-8?q?=C3=BC?= ")),
        ("words of a date", in_value(b"Last-Attempt-Date: ", b"Mon, ")),
        ("a name of an MTA", in_value(b"Remote-MTA: dns; ", b"a.")),
        ("a status of digits", in_value(b"Status: ", b"5.")),
        ("a status part in base64", in_status(b"WC1BOiAxCg==\n", b"Content-Transfer-Encoding: base64\n")),
        ("base64 behind the first group", in_status(b"WC1BOiAxCg==\n",
                                                    begin=b"Content-Transfer-Encoding: base64\n\n")),
        ("fields of a feedback report", feedback(b"Original-Rcpt-To: <a@example.net>\n"),
         "too-many-parts too-many-recipients"),
        ("fields of a feedback report that nobody knows", feedback(b"X-A: 1\n"), "too-many-parts"),
        ("fields of a disposition notification",
         feedback(b"Final-Recipient: rfc822; a@example.net\n", b"disposition-notification"), "too-many-parts"),
    ],
    "returned": [
        ("fields of the returned message", in_returned(b"X-A: 1\n"), "too-many-parts"),
        ("recipients of the returned message", in_returned(b"a@example.net, ", b"To: "), "header-too-complex"),
        ("References of the returned message", in_returned(b"<1@example.com> ", b"References: ")),
        ("nested comments in the returned message", in_returned(b"(", b"To: ")),
        ("encoded-words in the returned message", in_returned(b"=?utf-8?q?=C3=BC?= ", b"Subject: "),
         "header-too-complex"),
        ("fields of the returned header", lambda size: in_returned(b"X-A: 1\n")(size).replace(
            b"message/rfc822", b"text/rfc822-headers"), "too-many-parts"),
        ("a returned report that returns a report",
         lambda size: HEADER + times(
             REPORT.replace(b"=b", b"=b1") + b"\n" + TEXT.replace(b"--b", b"--b1")
             + STATUS.replace(b"--b", b"--b1") + GROUP + b"--b1\nContent-Type: message/rfc822\n\n", size),
         "too-many-parts"),
    ],
    "bounces for people": [
        ("candidates of wild readers", in_wild(b"<a%d@example.net>: 550 5.1.1 no\n", fill=numbered), "too-many-parts"),
        ("one candidate, again and again", in_wild(b"<a@example.net>: 550 5.1.1 no\n"), "too-many-parts"),
        ("lines of addresses", in_wild(b"a%d@example.net\n", fill=numbered), "too-many-recipients"),
        ("replies of servers", in_wild(b"<<< 550 5.1.1 no\n>>> RCPT To:<a@example.net>\n")),
        ("beginnings of transcripts", in_wild(b"   ----- Transcript of session follows -----\n")),
        ("beginnings of lists", in_wild(b"   ----- The following addresses had permanent fatal errors -----\n")),
        ("beginnings of returned messages", in_wild(b"--- Below this line is a copy of the message.\n\n"),
         "too-many-parts"),
        ("returned headers", in_wild(b"Received: from a by b\nSubject: x\n\n"), "too-many-parts"),
        ("fields in the text", in_wild(b"Final-Recipient: rfc822; a%d@example.net\nAction: failed\n\n", fill=numbered),
         "too-many-parts"),
        ("hosts that said", in_wild(b"host mx.example said: 550 5.1.1 ")),
        ("blanks", in_wild(b" ")),
        ("lines of blanks", in_wild(b"  \n")),
        ("words", in_wild(b"could not be delivered to ")),
        ("one word", in_wild(b"x")),
        ("paragraphs", in_wild(b"undeliverable:\n\n"), "too-many-parts"),
    ],
    "mailboxes": [
        ("a thousand From lines", all_of(b"From \n")),
        ("From lines and blank lines", all_of(b"From a\n\n")),
        ("From lines with a header behind each", all_of(b"From a\nA: 1\n\n")),
        ("quoted From lines", all_of(b">From \n", b"From a\nA: 1\n\n")),
        ("lines that begin as From lines", all_of(b"From\n", b"From a\nA: 1\n\n")),
        ("lengths that lie", all_of(b"From a\nContent-Length: 99999\n\nx\n")),
        ("lengths beyond the end", all_of(b"From a\nContent-Length: 9999999\n\nx\n")),
        ("From lines that end in CR alone", all_of(b"From a\rA: 1\r\r")),
        ("one From line that never ends", all_of(b"From ")),
        ("charsets that nobody knows, others in each message", lambda size: numbered(
            b"From a\nFrom: =?x-%d?q?a?= <a@example.com>\n\n", size)),
        ("many small reports", all_of(b"From a\n" + HEADER + REPORT + b"\n" + TEXT + STATUS + GROUP + END)),
    ],
}.items() for name, make, *limits in rows]


def family(path):
    """The text of a sample again and again, behind its own header."""
    with open(path, "rb") as file:
        octets = file.read().replace(b"\r\n", b"\n")
    header, _, body = octets.partition(b"\n\n")
    return lambda size: header + b"\n\n" + times(body + b"\n", size)


FAMILIES = [Case("families", path.split("/")[-1][:-4], family(path), None)
            for path in sorted(glob.glob("samples/wild-*.eml"))]
