"""Hard cases of the status part: its groups, and the fields in them."""
from hard_case import (
    BASE, FIELDS, FOUND, HUMAN, ORIGINAL, OTHER, STATUS, USER, but, case, field, group, more,
    report, said, user)


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
    yield case("a recipient without a name is the only one in the human part",
               field("Final-Recipient", but(HUMAN, HUMAN + "Not delivered: <jo@example.net>\n")),
               user(address="jo@example.net"), rules="missing-final-recipient")
    yield case("X-Actual-Recipient names a recipient without a name",
               field("Final-Recipient", more("X-Actual-Recipient: rfc822; jo@example.net")),
               user(address="jo@example.net"), rules="missing-final-recipient")
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


def cases():
    for topic in (groups, recipients, values, dates):
        yield from topic()
