"""Hard cases of what a report is made of: its parts, what is returned, what the human part says."""
import re

from hard_case import (
    BASE, FAKE, FAKE_FIELDS, FIELDS, FOUND, HEADER, HUMAN, MEDIA_TYPE, ORIGINAL, OTHER, PER_MESSAGE,
    PER_RECIPIENT, RETURNED, STATUS, USER, but, case, encoded, field, group, in_base64, report,
    said, user)


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


def cases():
    for topic in (structure, originals, boundaries, injection):
        yield from topic()
