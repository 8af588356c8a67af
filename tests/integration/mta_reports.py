#!/usr/bin/env python3
"""Has real mail servers send delivery status notifications, and reads them with dsn-parse and dsn-lint.

usage: mta_reports.py BUILD    TAP on standard output; the servers are in BUILD/mta

Postfix, Exim and Sendmail each get the messages of mta_scenarios.py; the reports come back to a server
of our own (smtp_sink.py), which also rejects, defers and takes what they send on.
"""
import collections
import concurrent.futures
import json
import os
import signal
import smtplib
import subprocess
import sys
import tempfile

import fields
from mta_exim import Exim
from mta_postfix import Postfix
from mta_scenarios import DIFFERENCES, LINT, RECIPIENTS, SCENARIOS
from mta_sendmail import Sendmail
from smtp_sink import Sink
from tap import Tap

SERVERS = [Postfix, Exim, Sendmail]
WAIT_SECONDS = 45

# started: whether it answered; reports: by scenario, in the order in which they came; taken: the mail
# that it sent on to who knows DSN; left: its processes that would not end
Run = collections.namedtuple("Run", "started reports taken left log")


def xtext(text):
    """RFC 3461 section 4; of what is not ASCII, RFC 6533 section 3."""
    return "".join(c if "!" <= c <= "~" and c not in "+=\\" else
                   "+%02X" % ord(c) if c.isascii() else "\\x{%02X}" % ord(c) for c in text)


def sender(scenario):
    return f"from-{scenario.name}@sender.example"


def send(port, scenario):
    """Gives one message to a server."""
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as session:
        session.ehlo("client.example.com")
        options = ["RET=" + scenario.ret, "ENVID=" + xtext("id+" + scenario.name)]
        if scenario.utf8:
            session.command_encoding = "utf-8"
            options.append("SMTPUTF8")
        expect(session.mail(sender(scenario), options))
        for recipient in scenario.recipients:
            kind = "utf-8" if scenario.utf8 else "rfc822"
            expect(session.rcpt(recipient, ["NOTIFY=" + scenario.notify,
                                            f"ORCPT={kind};{xtext(recipient)}"]))
        text = (f"Date: Mon, 23 Nov 2026 09:59:50 +0100\r\nFrom: Sender <{sender(scenario)}>\r\n"
                f"To: {scenario.recipients[0]}\r\nSubject: Test {scenario.name}\r\n"
                f"Message-ID: <{scenario.name}@sender.example>\r\n\r\nHello\r\n")
        expect(session.data(text.encode("utf-8")))


def expect(answer):
    if answer[0] // 100 != 2:
        raise RuntimeError(f"the server answered {answer}")


def scenarios_of(server):
    return [one for one in SCENARIOS if server.accepts_utf8 or not one.utf8]


def reports_in(received):
    """By sender of the original message, who is the recipient of the report, what was sent to him with
    the null sender."""
    found = collections.defaultdict(list)
    for mail in received:
        if mail.sender == "":
            found[mail.recipients[0]].append(mail.octets)
    return found


def run(server_type, unpacked, work):
    """Runs one server through all that is sent to it."""
    sink, dsn_sink = Sink(), Sink(["DSN"])
    server = server_type(unpacked, work, sink.port, dsn_sink.port)
    scenarios = scenarios_of(server)
    wanted = sum(len(one.actions) for one in scenarios)
    started, trouble = False, ""
    try:
        started = server.start()
        for scenario in scenarios if started else []:
            send(server.port, scenario)
        if started:
            sink.wait_for(lambda mail: sum(map(len, reports_in(mail).values())) >= wanted, WAIT_SECONDS)
    except (OSError, smtplib.SMTPException, subprocess.CalledProcessError, RuntimeError) as error:
        trouble = f"{error!r}\n"
    finally:
        left = server.stop()
        sink.close()
        dsn_sink.close()
    return Run(started, reports_in(sink.received), dsn_sink.received, left, trouble + server.log())


def parse(command, octets):
    ended = subprocess.run([command, "--format=json", "-"], input=octets, stdout=subprocess.PIPE, check=False)
    return json.loads(ended.stdout)


def lint(command, octets):
    """The rules that a report breaks, each once."""
    ended = subprocess.run([command, "--format=json", "-"], input=octets, stdout=subprocess.PIPE, check=False)
    return sorted({one["rule"] for one in json.loads(ended.stdout.splitlines()[0])["findings"]})


def of_message(report, server, scenario):
    """What is wrong with what is said of the whole message."""
    want = {"kind": "dsn", "format": "rfc6533" if scenario.utf8 else "rfc3464",
            "reporting": f"{server}.example.org", "to": sender(scenario),
            "about": f"{scenario.name}@sender.example", "subject": f"Test {scenario.name}",
            "complete": scenario.ret == "FULL"}
    original = report.get("original", {})
    got = {"kind": report["kind"], "format": report.get("format"),
           "reporting": report["reporting_mta"]["name"], "to": report["message"]["to"],
           "about": original.get("message_id"), "subject": original.get("subject"),
           "complete": original.get("complete")}
    return [f"{key}: {got[key]!r}, not {want[key]!r}" for key in want if got[key] != want[key]]


def of_recipient(recipient, want):
    reply = recipient.get("reply")
    got = {**recipient, "reply": (reply["code"], reply.get("status")) if reply else None}
    return [f"{recipient['address']}: {key}: {got.get(key)!r}, not {value!r}"
            for key, value in want.items() if got.get(key) != value]


def of_recipients(report, scenario, action, differences):
    """What is wrong with what is said of the recipients."""
    by_address = {one["address"]: one for one in report["recipients"]}
    if sorted(by_address) != sorted(scenario.recipients):
        return [f"recipients {sorted(by_address)}, not {sorted(scenario.recipients)}"]
    return [fault for address, recipient in by_address.items()
            for fault in of_recipient(recipient, {"action": action, **RECIPIENTS[address], **differences})]


def check_report(tap, bin_folder, server, scenario, number, octets):
    name = f"{server}: {scenario.name}, report {number + 1}"
    key = (server, scenario.name, number)
    report = parse(f"{bin_folder}/dsn-parse", octets)
    wrong, count = fields.differences(octets, report)
    tap(not wrong, f"{name}: dsn-parse gives its {count} fields", *(wrong + [octets.decode(errors="replace")]))
    wrong = of_message(report, server, scenario) + of_recipients(
        report, scenario, scenario.actions[number], DIFFERENCES.get(key, {}))
    tap(not wrong, f"{name}: who, what, why", *(wrong + [octets.decode(errors="replace")]))
    rules, want = lint(f"{bin_folder}/dsn-lint", octets), LINT.get(key, [])
    tap(rules == want, f"{name}: dsn-lint finds {', '.join(want) or 'nothing'}",
           f"it finds {rules}", octets.decode(errors="replace"))


def check_reports(tap, bin_folder, server, scenario, found, log):
    good = tap(len(found) == len(scenario.actions),
                  f"{server}: {scenario.name}: as many reports come back as asked for: {len(scenario.actions)}",
                  f"{len(found)} came", *(one.decode(errors="replace") for one in found), log)
    for number, octets in enumerate(found if good else []):
        check_report(tap, bin_folder, server, scenario, number, octets)


def check_run(tap, bin_folder, server, result):
    if tap(result.started, f"{server.name} starts", result.log):
        for scenario in scenarios_of(server):
            check_reports(tap, bin_folder, server.name, scenario, result.reports[sender(scenario)],
                          result.log)
        asked = [mail.parameters[1] for mail in result.taken]
        tap(len(asked) == 1 and "NOTIFY=SUCCESS" in asked[0] and "ORCPT=rfc822;jo@dsn.example" in asked[0],
               f"{server.name} hands the request on to who knows DSN", *asked)
    tap(not result.left, f"{server.name} leaves no process behind", *result.left)


def main():
    bin_folder, tap = sys.argv[1], Tap()
    unpacked = os.path.join(bin_folder, "mta")
    missing = [one.name for one in SERVERS if not os.path.isdir(os.path.join(unpacked, one.name))]
    if not tap(not missing, "the mail servers are here", f"no {missing} in {unpacked}: run `make deps-mta`"):
        return tap.end()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # So that what was started is ended.
    with tempfile.TemporaryDirectory(prefix="dsn-mta.") as work:
        os.chmod(work, 0o755)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            runs = list(pool.map(lambda one: run(one, unpacked, work), SERVERS))
    for server, result in zip(SERVERS, runs):
        check_run(tap, bin_folder, server, result)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
