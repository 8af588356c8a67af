"""What is sent to each mail server, and what is in the reports that come back.

To add a case, add a Scenario; to add a server, a column of what differs to DIFFERENCES and LINT.
"""
import collections

# name; the recipients; NOTIFY and RET of RFC 3461; how many reports come back, each with the action
Scenario = collections.namedtuple("Scenario", "name recipients notify ret actions utf8", defaults=[False])

SCENARIOS = [
    Scenario("rejected", ["unknown-1+tag@away.example", "full-1@away.example"], "FAILURE", "HDRS", ["failed"]),
    Scenario("refused", ["refused-1@away.example"], "FAILURE,DELAY", "FULL", ["failed"]),
    Scenario("late", ["later-1@away.example"], "FAILURE,DELAY", "HDRS", ["delayed", "failed"]),
    Scenario("arrived", ["jo@here.example"], "SUCCESS,FAILURE", "HDRS", ["delivered"]),
    Scenario("relayed", ["jo@away.example"], "SUCCESS", "HDRS", ["relayed"]),
    # Who knows DSN gets the request, and then it is for him to report.
    Scenario("handed-on", ["jo@dsn.example"], "SUCCESS", "HDRS", []),
    Scenario("silent", ["unknown-2@away.example"], "NEVER", "HDRS", []),
    Scenario("utf8", ["unknown-j\u00fcrgen@away.example"], "FAILURE", "HDRS", ["failed"], True),
]

# What the JSON of a report holds whoever sent it, by the recipient's address: of the recipients, the
# values of keys; the others must be there as the fields say. None: the key is not there.
RECIPIENTS = {
    "unknown-1+tag@away.example": {
        "status": "5.1.1", "reason": "userunknown", "hard_bounce": True, "reply": (550, "5.1.1"),
        "smtp_command": "RCPT"},
    "full-1@away.example": {
        "status": "5.2.2", "reason": "mailboxfull", "hard_bounce": False, "reply": (552, "5.2.2"),
        "smtp_command": "RCPT"},
    "refused-1@away.example": {
        "status": "5.7.1", "reason": "spamdetected", "hard_bounce": False, "reply": (554, "5.7.1"),
        "smtp_command": "DATA"},
    "later-1@away.example": {
        "status": "4.2.1", "hard_bounce": False, "reply": (451, "4.2.1"), "smtp_command": "RCPT"},
    "jo@here.example": {"reason": "delivered", "hard_bounce": False, "reply": None},
    "jo@away.example": {"reason": "delivered", "hard_bounce": False},
    "unknown-j\u00fcrgen@away.example": {
        "status": "5.1.1", "reason": "userunknown", "hard_bounce": True, "reply": (550, "5.1.1"),
        "smtp_command": "RCPT"},
}

# Where a server says something else, by server, scenario and number of the report.
DIFFERENCES = {
    # Exim keeps 5.0.0 when it gives up, beside a reply that says 4.2.1.
    ("exim", "late", 1): {"status": "5.0.0"},
    # Exim says `delivered` for what it gave to a server that does not know DSN.
    ("exim", "relayed", 0): {"action": "delivered"},
    # Sendmail sends several commands at once; in its transcript all answers follow the last one. Of two
    # recipients the transcript is not theirs alone.
    ("sendmail", "rejected", 0): {"smtp_command": None},
    ("sendmail", "late", 0): {"smtp_command": "DATA"},
    ("sendmail", "late", 1): {"smtp_command": "DATA"},
}

# What dsn-lint finds in each report, by server, scenario and number: the rules, each once.
LINT = {
    # Exim gives ENVID and ORCPT as they came, in xtext, and no status but 5.0.0 and 4.0.0.
    ("exim", "rejected", 0): ["leaked-xtext", "vague-status"],
    ("exim", "refused", 0): ["vague-status"],
    ("exim", "late", 0): ["vague-status"],
    # It writes the octets of an address as \\303\\274 in the header and the text, and as they are in a
    # part that it does not say to be in 8bit, with the type rfc822.
    ("exim", "utf8", 0): ["eight-bit-address", "eight-bit-without-encoding", "failed-recipients-conflict",
                          "recipient-not-explained", "vague-status"],
    # Sendmail gives the zone as GMT where that is the local one.
    ("sendmail", "rejected", 0): ["obsolete-date"],
    ("sendmail", "refused", 0): ["obsolete-date"],
    ("sendmail", "late", 0): ["obsolete-date"],
    ("sendmail", "late", 1): ["obsolete-date", "status-conflicts-reply"],
    ("sendmail", "arrived", 0): ["obsolete-date"],
    ("sendmail", "relayed", 0): ["obsolete-date"],
}
