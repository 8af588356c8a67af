"""Hard cases of a message as a whole: its header, and much of something."""
import re

from hard_case import (
    BASE, FIELDS, FOUND, HEADER, HUMAN, MEDIA_TYPE, ORIGINAL, PER_MESSAGE, STATUS, but, case,
    encoded, field, group, more, nobody, report, said)


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


def cases():
    for topic in (headers, mailboxes, sizes, addresses, depths):
        yield from topic()
