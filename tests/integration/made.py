"""The reports that dsn-make makes for its readers: what differs between reports, in tables.

cases() gives every request: the options of dsn-make and the recipients asked for. What is not in a
row of a table is as in the first row.
"""
import configparser
import itertools
import pathlib
import random

RANDOM_COUNT = 200

# address, and the address that the sender gave, if it is another one
ADDRESSES = [
    ("jo@example.net", None),
    ("jo@mail.example.net", "jo@example.net"),
    ("user+tag@example.net", None),
    ("first.last@sub.example.org", "first@example.org"),
    ("o'neil@example.net", None),
    ("a_b-c@example.net", None),
    ("MiXeD.Case@example.net", None),
    ("news=jo@example.net", None),
    ("\"quoted local\"@example.net", None),
    ("\"semi;colon\"@example.net", None),
    ("jo@[192.0.2.1]", None),
    ("x" * 64 + "@example.net", None),
    ("jo@" + "y" * 60 + ".example", None),
    ("jo@xn--bcher-kva.example", None),
    ("j\u00fcrgen@b\u00fccher.example", None),
    ("\u65e5\u672c@example.jp", None),
    ("jo@example.net", "j\u00fcrgen@b\u00fccher.example"),
]
# status, what the server said
ANSWERS = [
    ("5.1.1", "550 5.1.1 <jo@example.net>: Recipient address rejected: User unknown"),
    ("5.1.1", None),
    ("5.0.0", "550 No such user here"),
    ("5.2.2", "552-5.2.2 The mailbox is full; see https://example.com/quota?a=b&c=%20 552 5.2.2 (really)"),
    ("5.7.1", "554 5.7.1 " + " ".join(["Your message was refused because of a rule of the house."] * 9)),
    ("5.7.1", "554 5.7.1 " + "x" * 300),
    ("5.4.4", "x-unix; unable to look up host"),
    ("5.7.26", "550 5.7.26 Access denied, sending domain does not pass DMARC verification"),
    ("4.4.1", "421 4.4.1 No answer from host"),
    ("4.4.7", None),
    ("5.1.3", "501 5.1.3 Ung\u00fcltige Adresse"),
]
OTHERS = [[], ["--action=delayed", "--status=4.4.1"], ["--action=delivered", "--status=2.1.5"],
          ["--action=relayed", "--status=2.0.0"], ["--action=expanded", "--status=2.0.0"]]
ORIGINALS = [[], ["--original=samples/original.eml", "--return=full"],
             ["--original=samples/original.eml", "--return=headers"],
             ["--original=tests/integration/original-utf8.eml", "--return=full"],
             ["--original=tests/integration/original-utf8.eml", "--return=headers"]]
LANGUAGES = [["--lang=" + path.parent.name]
             for path in sorted(pathlib.Path("templates").glob("*/catalog.ini"))]
EXTENSIONS = [[], ["--extension=X-Queue: 4F2A1"], ["--extension=X-Long: " + " ".join(["a word or two"] * 30)],
              ["--extension=X-Text: gr\u00fcn"]]
MESSAGES = [[], ["--envelope-id=QQ314159", "--arrival-date=2026-11-23T09:59:58+01:00"],
            ["--received-from-mta=client.example.com", "--dsn-gateway=gw.example.org"],
            ["--subject=Nicht zugestellt: Gr\u00fc\u00dfe"], ["--from=Postmaster <post@example.org>"]]
FORMS = [[], ["--crlf"], ["--return-path"], ["--ascii"]]
COUNTS = [1, 2, 5, 20, 200]


class Case:
    """One request: options, and of each recipient the final address, the original one, the status,
    what the server said and the action. failed: the final address, the original one and the status
    of each that failed, as they are written."""

    def __init__(self, options, recipients):
        self.recipients = recipients
        self.options = options
        self.failed = [(self.written(final), self.written(original), status)
                       for final, original, status, _, action in recipients if action == "failed"]
        self.actions = {action for *_, action in recipients}
        self.addresses = [address for final, original, *_ in recipients
                          for address in (final, original) if address]
        self.is_global = "--ascii" not in options and self.has_utf8_field()

    def has_utf8_field(self):
        """Whether a field or the header returned is not ASCII; a subject is an encoded-word."""
        fields = [option for option in self.arguments() if not option.startswith("--subject")]
        return not "".join(fields).isascii() or ORIGINALS[-1][0] in fields

    def written(self, address):
        """RFC 6533 section 3: where only ASCII may be written, other letters are escaped."""
        if not address or address.isascii() or "--ascii" not in self.options:
            return address
        return "".join(c if c.isascii() else "\\x{%02X}" % ord(c) for c in address)

    def arguments(self):
        """Those of dsn-make."""
        made = ["--reporting-mta=mx.example.org", "--to=news@example.com",
                "--date=2026-11-23T10:00:00+01:00", "--allow=unregistered-status", *self.options]
        for final, original, status, text, action in self.recipients:
            made += ["--recipient=" + final, "--status=" + status, "--action=" + action]
            made += ["--original-recipient=" + original] if original else []
            if text:
                made += ["--remote-mta=mail.example.net", "--diagnostic=" + text]
        return made


def registered_codes():
    """Every code that the catalog knows of failures, with its name as what the server said."""
    codes = configparser.ConfigParser(strict=False, interpolation=None)
    codes.optionxform = str
    codes.read("templates/codes.ini", encoding="utf-8")
    for section in codes.sections():
        if section.startswith("X."):
            status = "5" + section[1:]
            yield status, f"550 {status} {codes[section]['name']}"


def others(actions):
    """Recipients to whom something else happened."""
    for number, action in enumerate(actions):
        if action:
            yield (f"other{number}@example.org", None, action[1].partition("=")[2], None,
                   action[0].partition("=")[2])


def crowd(count):
    return [(f"user{n}@example.net", None, *ANSWERS[n % 2], "failed") for n in range(count)]


def one(address, answer, options=()):
    return Case(list(options), [(*address, *answer, "failed")])


def product():
    """Every row of every table, the other things being those of the first rows."""
    yield from (one(address, ANSWERS[0]) for address in ADDRESSES)
    yield from (one(address, ANSWERS[0], ["--ascii"]) for address in ADDRESSES)
    yield from (one(ADDRESSES[0], answer) for answer in [*ANSWERS, *registered_codes()])
    yield from (Case([], crowd(count)) for count in COUNTS)
    for other in OTHERS[1:]:
        yield Case([], [*crowd(1), *others([other])])
        yield Case([], [*others([other]), *crowd(1)])
    yield Case([], [*crowd(3), *others(OTHERS)])
    tables = (ORIGINALS, LANGUAGES, EXTENSIONS, MESSAGES, FORMS)
    yield from (one(ADDRESSES[0], ANSWERS[0], row) for table in tables for row in table)
    yield from (one(ADDRESSES[1], ANSWERS[4], [*original, *language, *form]) for
                original, language, form in itertools.product(ORIGINALS, LANGUAGES, FORMS))


def mixtures():
    """Of each table a row at random; always the same ones."""
    rng = random.Random(3464)
    for _ in range(RANDOM_COUNT):
        addresses = rng.sample(ADDRESSES[:-1], rng.choice([1, 1, 2, 4]))
        recipients = [(*address, *rng.choice(ANSWERS), "failed") for address in addresses]
        recipients += others(rng.choice([[], [], [], OTHERS, OTHERS[1:2]]))
        tables = (ORIGINALS, LANGUAGES, EXTENSIONS, MESSAGES, FORMS)
        yield Case([option for table in tables for option in rng.choice(table)], recipients)


def cases():
    return [*product(), *mixtures()]
