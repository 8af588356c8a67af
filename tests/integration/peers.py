#!/usr/bin/env python3
"""Has dsn-make make reports and asks other programs that read bounces who failed, and with which status.

usage: peers.py BUILD    TAP on standard output

PEERS names the programs. LIMITS says which reports one of them cannot read, and why: those it need
not read. But it must fail at one of them: a row that no report needs any more is a failure, too.
"""
import collections
import pathlib
import subprocess
import sys
import tempfile

import made
from tap import Tap

HERE = pathlib.Path(__file__).parent


def python_with(module):
    """The first Python that has a module: Debian's are those of Debian's own Python."""
    for python in (sys.executable, "/usr/bin/python3"):
        if run(python, "-c", f"import {module}").returncode == 0:
            return python
    return sys.executable


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


Peer = collections.namedtuple("Peer", "command which has_status keeps_case")
# which: the address that it tells, if there are two
PEERS = {
    "Python's email": Peer([sys.executable, HERE / "read-email.py"], "final", True, True),
    "flufl.bounce": Peer([python_with("flufl.bounce"), HERE / "read-flufl.py"], "original", False, True),
    "BounceParser": Peer(["perl", HERE / "read-bounceparser.pl"], "original", True, True),
    "Sisimai": Peer(["perl", HERE / "read-sisimai.pl"], "final", True, False),
}


def is_global(case):
    return case.is_global


def has_utf8_address(case):
    return any(not address.isascii() for address in case.addresses)


def has_equals_sign(case):
    return any("=" in address for address in case.addresses)


def has_address_literal(case):
    return any("[" in address for address in case.addresses)


def has_quoted_local_part(case):
    return any(address.startswith("\"") for address in case.addresses)


def has_not_only_failures(case):
    return not case.actions <= {"failed", "expanded"}


def has_folded_recipient(case):
    return any(len("Final-Recipient: rfc822; " + address) > 78 for address in case.addresses)


def has_groups_in_crlf(case):
    return "--crlf" in case.options and len(case.recipients) > 1


LIMITS = [
    ("flufl.bounce", is_global,
     "a message/global-delivery-status (RFC 6533): it looks for message/delivery-status"),
    ("flufl.bounce", has_utf8_address, "addresses of the type utf-8: it takes rfc822 only"),
    ("flufl.bounce", has_equals_sign,
     "an equals sign in an address: it reads the field as parameters of a Content-Type"),
    ("flufl.bounce", has_address_literal, "an address literal: parseaddr() gives nothing"),
    ("BounceParser", is_global,
     "a message/global-delivery-status (RFC 6533): it looks for message/delivery-status"),
    ("BounceParser", has_not_only_failures,
     "a report of which one recipient is delayed, delivered or relayed: no bounce, then"),
    ("BounceParser", has_groups_in_crlf,
     "several recipients in a file with CRLF: it looks for two line feeds between groups"),
    ("BounceParser", has_address_literal, "an address literal: it takes the brackets away"),
    ("Sisimai", is_global,
     "a message/global-delivery-status (RFC 6533): it looks for message/delivery-status"),
    ("Sisimai", has_utf8_address, "addresses of the type utf-8: they must be ASCII and a dot-atom"),
    ("Sisimai", has_quoted_local_part, "a quoted local part: so, too"),
    ("Sisimai", has_folded_recipient,
     "an address so long that it stands on a line of its own: it reads one line a field"),
]


def make_all(command, folder, cases):
    """Makes them; gives what was refused."""
    refused = []
    for number, case in enumerate(cases):
        output = folder / f"{number:04}.eml"
        ended = run(command, *case.arguments(), f"--output={output}")
        if ended.returncode != 0:
            refused.append(f"{case.arguments()}: {ended.stderr.decode()}")
    return refused


def read_all(peer, folder):
    """What a peer finds: of each file the addresses and statuses; or None if it does not run."""
    ended = run(*peer.command, folder)
    if ended.returncode != 0:
        print("# " + ended.stderr.decode().strip().replace("\n", "\n# "))
        return None
    found = collections.defaultdict(list)
    for line in ended.stdout.decode("utf-8", "replace").splitlines():
        file, address, status = line.split("\t")
        found[file].append((address, status))
    return found


def comparable(peer, pairs):
    """What can be compared: without what a peer does not tell."""
    pairs = [(address if peer.keeps_case else address.lower(), status) for address, status in pairs]
    return sorted(pairs) if peer.has_status else sorted({address for address, _ in pairs})


def wanted(peer, case):
    return [((original or final) if peer.which == "original" else final, status)
            for final, original, status in case.failed]


class Result:
    """How one peer read all."""

    def __init__(self):
        self.agreed = self.recipients = 0
        self.differences = []
        self.excused = collections.Counter()
        self.needed = collections.Counter()


def compare(name, cases, found):
    peer, result = PEERS[name], Result()
    for number, case in enumerate(cases):
        limits = [limit for limit in LIMITS if limit[0] == name and limit[1](case)]
        got = comparable(peer, found[f"{number:04}.eml"])
        want = comparable(peer, wanted(peer, case))
        result.excused.update(limits)
        if limits:
            result.needed.update(limits if got != want else [])
        elif got != want:
            result.differences.append(f"{number:04}: got {got}, want {want}: {case.arguments()}")
        else:
            result.agreed += 1
            result.recipients += len(want)
    return result


def try_peer(tap, name, cases, folder):
    found = read_all(PEERS[name], folder)
    tap(found is not None, f"{name} is here", "run `make deps-peers`")
    if found is None:
        return
    result = compare(name, cases, found)
    asked = result.agreed + len(result.differences)
    what = "recipients and statuses" if PEERS[name].has_status else "recipients"
    tap(not result.differences,
           f"{name} finds the failed {what} of {result.agreed} of {asked} reports "
           f"({result.recipients} recipients; {len(cases) - asked} that it cannot read left out)",
           str(len(result.differences)), *result.differences[:8])
    for limit in LIMITS:
        if limit[0] == name:
            tap(result.needed[limit], f"{name} cannot read: {limit[2]} "
                   f"({result.needed[limit]} of {result.excused[limit]} reports)",
                   "it reads them all: take the row out of LIMITS")


def main():
    cases, tap = made.cases(), Tap()
    with tempfile.TemporaryDirectory(prefix="dsn-test.") as folder:
        folder = pathlib.Path(folder)
        refused = make_all(f"{sys.argv[1]}/dsn-make", folder, cases)
        tap(not refused, f"dsn-make makes {len(cases)} reports", *refused[:5])
        for name in PEERS:
            try_peer(tap, name, cases, folder)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
