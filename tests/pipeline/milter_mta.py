#!/usr/bin/env python3
"""dsn-milter at work in Postfix and Sendmail, by the recipes.

usage: milter_mta.py BUILD    TAP on standard output
"""
import glob
import os
import pathlib
import pwd
import re
import signal
import smtplib
import subprocess
import sys
import tempfile
import time

sys.path[:0] = ["tests/integration", "tests/cli"]
# pylint: disable=wrong-import-position
import mta_postfix  # noqa: E402
import mta_sendmail  # noqa: E402
from milter import BOUNCE, KEY, children, our_fields, secret, sign, tag, wait_for  # noqa: E402
from mta import free_port  # noqa: E402
from tap import Tap  # noqa: E402

RECIPES = pathlib.Path("samples/recipes")
TO = "jo@here.example"
ORDINARY = b"From: kim@example.org\nTo: jo@here.example\nSubject: Lunch\n\nAt noon?\n"
FORGED = b"x-dsn-kind : dsn\nX-DSN-Hard-Bounce:\n yes\nX-DSN-KIND: dsn\nX-DSN-Kinds: mine\n" + ORDINARY
HIDDEN = b"Comments: one\nComments: two\rX-DSN-Kind: dsn\n" + ORDINARY


class Postfix(mta_postfix.Postfix):
    socket = "unix"
    removes_forged = True

    def configure(self):
        command = super().configure()
        for name in ("forged", "marks", "tags"):
            text = (RECIPES / f"postfix-milter-{name}").read_text("utf-8").replace("@example.com", "@here.example")
            self.write(f"etc/dsn_{name}", text)
        recipe = (RECIPES / "postfix-milter.cf").read_text("utf-8")
        recipe = recipe.replace("unix:/run/dsn-milter.socket", f"unix:{self.milter}").replace("/etc/postfix", self.path("etc"))
        with open(self.path("etc/main.cf"), "a", encoding="utf-8") as file:
            # A mailbox for each address, and no long wait for a milter that hangs.
            file.write(recipe + "virtual_mailbox_maps = inline:{ { jo@here.example = box } { bounces@here.example = bounces } }\n"
                                "milter_connect_timeout = 3s\nmilter_command_timeout = 3s\nmilter_content_timeout = 5s\n")
        return command


class Sendmail(mta_sendmail.Sendmail):
    socket = "inet"
    removes_forged = False

    def configure(self):
        plain = mta_sendmail.CONFIGURATION
        recipe = (RECIPES / "sendmail-milter.mc").read_text("utf-8")
        recipe = recipe.replace("local:/run/dsn-milter.socket", self.milter).replace("S:10s;R:60s;E:5m", "S:3s;R:3s;E:5s")
        filters, _, rules = recipe.partition("dnl With")
        rules = "dnl With" + rules.replace("{", "{{").replace("}", "}}")
        try:
            mta_sendmail.CONFIGURATION = plain.replace("MAILER(`local')", filters + "MAILER(`local')").replace(
                "LOCAL_RULE_0\n", rules)
            return super().configure()
        finally:
            mta_sendmail.CONFIGURATION = plain


def crlf(message):
    return re.sub(rb"(?<!\r)\n", b"\r\n", message)


class Rig:
    """A server with its milter."""

    def __init__(self, build, server):
        self.command = os.path.join(build, "dsn-milter")
        self.build = build
        self.server = server
        self.folder = pathlib.Path(server.work) / "milter"
        self.folder.mkdir()
        user = server.user()
        os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.keys = secret(self.folder / "keys", KEY)
        os.chown(self.keys, user.pw_uid, user.pw_gid)
        self.user = user.pw_name
        if server.socket == "unix":
            server.milter = str(self.folder / "socket")
            self.socket = f"unix:{server.milter}"
        else:
            self.socket = f"inet:{free_port()}@127.0.0.1"
            server.milter = self.socket
        self.process = None

    def start(self, *arguments):
        with open(self.folder / "said", "ab") as said:
            self.process = subprocess.Popen(
                [self.command, "--socket", self.socket, "--user", self.user, "--json", str(self.folder / "log"), *arguments],
                stderr=said, env=dict(os.environ, TMPDIR=str(self.folder)))
        wait_for(lambda: children(self.process.pid))
        time.sleep(0.5)

    def workers(self):
        return children(self.process.pid)

    def kill(self):
        for pid in [self.process.pid, *self.workers()]:
            os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    # Mail

    def client(self):
        return smtplib.SMTP("127.0.0.1", self.server.port, timeout=60)

    def boxes(self):
        # A lock, too, is there for a while.
        paths = [p for p in glob.glob(self.server.path("boxes", "*")) if not p.endswith(".lock")]
        return [path for path in paths if os.path.getsize(path)]

    def take(self):
        """The one message that was delivered, and its mailbox."""
        if not wait_for(self.boxes):
            return "", b""
        path, size = self.boxes()[0], 0
        while size != (size := os.path.getsize(path)):
            time.sleep(0.3)
        message = pathlib.Path(path).read_bytes()
        os.truncate(path, 0)
        return os.path.basename(path), message

    def give(self, message, sender="", to=TO):
        """The answer at the end of the data."""
        with self.client() as client:
            client.helo("client.example.org")
            client.mail(sender)
            code, text = client.rcpt(to)
            if code != 250:
                return code, text
            return client.data(crlf(message))

    def deliver(self, message, sender="", to=TO):
        code, text = self.give(message, sender, to)
        if code != 250:
            return f"{code} {text}", b""
        return self.take()


def header_of(message):
    return message.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0] + b"\n"


def try_marks(tap, rig):
    name = rig.server.name
    for path in ("samples/failed.eml", "samples/several-recipients.eml", "samples/many-recipients.eml"):
        message = pathlib.Path(path).read_bytes()
        want = subprocess.run([os.path.join(rig.build, "dsn-filter")], input=message, stdout=subprocess.PIPE,
                              check=True).stdout
        begin = time.monotonic()
        box, got = rig.deliver(message)
        got, want = our_fields(header_of(got)), our_fields(header_of(want))
        tap(got == want, f"{name}: {path} has the marks that dsn-filter gives it", got[:500], want[:500])
        tap.note(f"{want.count(b'X-DSN-')} fields, {time.monotonic() - begin:.2f} seconds")
        if name == "postfix":
            tap(box == "bounces", "and is where bounces go", box)
    box, got = rig.deliver(ORDINARY, "kim@example.org")
    tap(our_fields(header_of(got)) == b"X-DSN-Kind: other" and box == "box", f"{name}: ordinary mail is told to be that",
           box, got)
    box, got = rig.deliver(FORGED, "kim@example.org")
    left = sorted(our_fields(header_of(got)).split(b"\n"))
    tap(left == [b"X-DSN-Kind: other", b"X-DSN-Kinds: mine"] and box == "box", f"{name}: forged marks are gone", box, got)
    if name == "postfix":
        # It puts a blank in place of a CR; Sendmail refuses one.
        _, got = rig.deliver(HIDDEN, "kim@example.org")
        tap(b"\r" not in got and b"X-DSN-Kind: other" in got and b"\nComments: one\n" in got,
               f"{name}: one that hides behind a CR is not there", got)
    large = BOUNCE.replace(b"\n\n", b"\n\n" + b"A line of the text that comes before the parts.\n" * 100000, 1)
    _, got = rig.deliver(large)
    tap(b"X-DSN-Status: 5.1.1" in header_of(got) and len(got) > len(large), f"{name}: a message of 5 MB is marked, and whole",
           len(got))
    many = b"X-DSN-Kind: dsn\r\n" * 1500 + ORDINARY
    begin = time.monotonic()
    _, got = rig.deliver(many, "kim@example.org")
    tap(our_fields(header_of(got)) == b"X-DSN-Kind: other", f"{name}: however many are forged", got[:500])
    tap.note(f"1500 forged, {time.monotonic() - begin:.2f} seconds")


def begin_mail(rig):
    client = rig.client()
    client.helo("client.example.org")
    client.mail("")
    client.rcpt(TO)
    return client


def try_kills(tap, rig):
    name = rig.server.name
    client = begin_mail(rig)
    rig.kill()
    code, text = client.data(crlf(FORGED))
    tap(code == 250, f"{name}: when the milter is killed in the middle the message is taken", code, text)
    client.quit()
    _, got = rig.take()
    tap(b"At noon?" in got, f"{name}: and delivered")
    box, got = rig.deliver(FORGED, "kim@example.org")
    tap(b"At noon?" in got and box == "box", f"{name}: without the milter mail flows", box, got)
    if rig.server.removes_forged:
        tap(our_fields(header_of(got)) == b"X-DSN-Kinds: mine", f"{name}: and the server itself takes forged marks out", got)
    rig.start()
    _, got = rig.deliver(BOUNCE)
    tap(b"X-DSN-Status: 5.1.1" in got, f"{name}: marked again when it is there again")
    client = begin_mail(rig)
    os.kill(rig.workers()[0], signal.SIGKILL)
    code, text = client.data(crlf(ORDINARY))
    tap(code == 250, f"{name}: when its worker is killed in the middle the message is taken", code, text)
    client.quit()
    _, got = rig.take()
    tap(b"At noon?" in got, f"{name}: and delivered")
    _, got = rig.deliver(BOUNCE)
    tap(b"X-DSN-Status: 5.1.1" in got, f"{name}: the next one is marked")
    for pid in rig.workers():
        os.kill(pid, signal.SIGSTOP)
    _, got = rig.deliver(BOUNCE)
    tap(b"Final-Recipient" in got, f"{name}: when it hangs the message is delivered", got[:200])
    for pid in rig.workers():
        os.kill(pid, signal.SIGCONT)
    _, got = rig.deliver(BOUNCE)
    tap(b"X-DSN-Status: 5.1.1" in got, f"{name}: and marked again when it goes on")


def try_signals(tap, rig):
    name = rig.server.name
    client = begin_mail(rig)
    old = rig.workers()
    rig.process.send_signal(signal.SIGHUP)
    wait_for(lambda: len(rig.workers()) == 2)
    code, _ = client.data(crlf(BOUNCE))
    client.quit()
    _, got = rig.take()
    tap(code == 250 and b"X-DSN-Status: 5.1.1" in got, f"{name}: SIGHUP in the middle, and the message is marked")
    tap(wait_for(lambda: len(rig.workers()) == 1 and rig.workers() != old), f"{name}: another process works then")
    _, got = rig.deliver(BOUNCE)
    tap(b"X-DSN-Status: 5.1.1" in got, f"{name}: so is the next")
    client = begin_mail(rig)
    rig.process.terminate()
    time.sleep(0.5)
    code, _ = client.data(crlf(BOUNCE))
    client.quit()
    _, got = rig.take()
    tap(code == 250 and b"X-DSN-Status: 5.1.1" in got, f"{name}: SIGTERM in the middle, and the message is marked")
    tap(wait_for(lambda: rig.process.poll() == 0), f"{name}: then it ends", rig.process.poll())
    log = (rig.folder / "log").read_bytes()
    tap(log.endswith(b"\n") and log.count(b'"kind":"dsn"') >= 6, f"{name}: the log has them")


def exim_tag(build, address):
    """What ${prvs} of Exim makes of an address, or None."""
    root = os.path.abspath(os.path.join(build, "mta/exim"))
    program = root + "/usr/sbin/exim4"
    if not os.path.exists(program):
        return None
    with tempfile.TemporaryDirectory() as folder:
        user = pwd.getpwnam("mail")
        pathlib.Path(folder, "passwd").write_text(f"root:x:0:0:::\nDebian-exim:x:{user.pw_uid}:{user.pw_gid}:::\n")
        pathlib.Path(folder, "group").write_text(f"Debian-exim:x:{user.pw_gid}:\n")
        pathlib.Path(folder, "conf").write_text("primary_hostname = mx.example.org\n")
        environment = {"LD_LIBRARY_PATH": ":".join(glob.glob(root + "/usr/lib/*-linux-gnu")),
                       "LD_PRELOAD": (glob.glob(root + "/usr/lib/*/libnss_wrapper.so") or [""])[0],
                       "NSS_WRAPPER_PASSWD": folder + "/passwd", "NSS_WRAPPER_GROUP": folder + "/group"}
        made = subprocess.run([program, "-C", folder + "/conf", "-be", f"${{prvs{{{address}}}{{{KEY[2:-1].decode()}}}{{1}}}}"],
                              env=environment, stdout=subprocess.PIPE, check=False).stdout
    return made.decode().strip()


def try_backscatter(tap, rig):
    name = rig.server.name
    rig.start("--reject-backscatter", "--tag-secrets", str(rig.keys), "--tagged-domain", "here.example")
    today = int(time.time()) // 86400
    code, text = rig.give(BOUNCE)
    tap(code == 550 and b"5.7.1" in text and b"was not sent from here" in text,
           f"{name}: a bounce to an address without a tag is refused", code, text)
    for kind, key, day in (("an expired", KEY, today - 1), ("a forged", b"1 anothersecretsecret\n", today + 7)):
        code, text = rig.give(BOUNCE, "", tag(key, day, TO))
        tap(code == 550, f"{name}: and one with {kind} tag", code, text)
    tagged = sign(rig.command, rig.keys, TO)
    _, got = rig.deliver(BOUNCE, "", tagged)
    tap(b"X-DSN-Status: 5.1.1" in got, f"{name}: one with a valid tag is delivered to the address in it", tagged, got[:300])
    made = exim_tag(rig.build, TO)
    if made:
        _, got = rig.deliver(BOUNCE, "", made)
        tap(b"X-DSN-Status: 5.1.1" in got, f"{name}: so is one with a tag that Exim made", made, got[:300])
    box, got = rig.deliver(ORDINARY, "")
    tap(b"At noon?" in got and box == "box", f"{name}: what is no bounce needs no tag", got)
    said = (rig.folder / "said").read_text("utf-8")
    tap(re.search(r"dsn-milter: \S+: refused: a bounce to " + TO, said), f"{name}: what was refused is told", said[-500:])
    rig.end()


def try_server(tap, build, make, work):
    server = make(os.path.join(build, "mta"), work, 9, 9)
    rig = Rig(build, server)
    try:
        rig.start()
        if not tap(server.start(), f"{server.name} runs", server.log()):
            return
        for test in (try_marks, try_kills, try_signals, try_backscatter):
            test(tap, rig)
        if os.environ.get("V") or tap.failed:
            tap.note(server.log()[-6000:], (rig.folder / "said").read_text("utf-8"))
    finally:
        rig.end()
        server.stop()


def main():
    build = os.path.abspath(sys.argv[1])
    tap = Tap()
    for make in (Postfix, Sendmail):
        if not os.path.isdir(os.path.join(build, "mta", make.name)) or os.getuid() != 0:
            tap.skip(make.name, "it is not there, or we are not root")
            continue
        with tempfile.TemporaryDirectory(prefix="dsn-test.") as work:
            os.chmod(work, 0o755)
            try_server(tap, build, make, work)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
