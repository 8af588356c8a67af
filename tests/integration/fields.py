"""Compares the JSON of dsn-parse with the fields of the report as Python's email package reads them."""
import email
import email.policy
import email.utils
import datetime
import re

# field: key of the JSON and the name of the value that stands beside the type, or how it is written
TYPED = {"reporting-mta": "name", "dsn-gateway": "name", "received-from-mta": "name", "remote-mta": "name",
         "original-recipient": "address", "final-recipient": "address", "diagnostic-code": "text"}
DATES = {"arrival-date", "last-attempt-date", "will-retry-until"}
PLAIN = {"original-envelope-id", "action", "status", "final-log-id"}
COMMENT = re.compile(r"\s*\([^()]*\)$")


def groups_of(octets):
    """The fields of the message and of each recipient, as pairs of name and unfolded value."""
    message = email.message_from_bytes(octets)
    part = next(one for one in message.walk() if one.get_content_type().endswith("delivery-status"))
    if part.get_content_type() == "message/delivery-status":
        groups = part.get_payload()
    else:
        # The package takes this one for a message that has the first group as its header.
        first = part.get_payload(0)
        rest = first.get_payload(decode=True).strip(b"\n").split(b"\n\n")
        groups = [first] + [email.message_from_bytes(one) for one in rest]
    return [[(name, unfolded(value)) for name, value in one.raw_items()] for one in groups if one.keys()]


def unfolded(value):
    octets = str(value).encode("utf-8", "surrogateescape")
    return re.sub(r"\r?\n[ \t]+", " ", octets.decode("utf-8", "replace")).strip()


def same_date(text, given):
    want = email.utils.parsedate_to_datetime(COMMENT.sub("", text))
    return datetime.datetime.fromisoformat(given) == want.replace(
        tzinfo=want.tzinfo or datetime.timezone.utc)


def difference(name, value, source):
    """What is wrong with how the JSON object gives a field, or None."""
    key = name.lower().replace("-", "_")
    given = source.get("status_field", source.get("status")) if key == "status" else source.get(key)
    if name.lower() in TYPED:
        kind, _, rest = value.partition(";")
        rest = rest.strip() if name.lower() == "diagnostic-code" else COMMENT.sub("", rest.strip())
        if kind.strip().lower() == "utf-8":
            rest = re.sub(r"\\x\{([0-9A-F]+)\}", lambda found: chr(int(found[1], 16)), rest)
        want = {"type": kind.strip().lower(), TYPED[name.lower()]: rest}
    elif name.lower() in DATES:
        return None if given and same_date(value, given) else f"{name}: {given!r}, not {value!r}"
    elif name.lower() in PLAIN:
        want = COMMENT.sub("", value)
    else:
        given, want = [one["value"] for one in source["extensions"] if one["name"] == name], [value]
    return None if given == want else f"{name}: {given!r}, not {want!r}"


def differences(octets, report):
    """Every field that dsn-parse did not give, or not as it stands; and how many there are."""
    groups = groups_of(octets)
    sources = [report, *report["recipients"]]
    if len(groups) != len(sources):
        return [f"{len(sources)} groups, not {len(groups)}"], 0
    found = [difference(name, value, source) for group, source in zip(groups, sources)
             for name, value in group]
    return [one for one in found if one], len(found)
