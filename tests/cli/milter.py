#!/usr/bin/env python3
"""dsn-milter as mail servers talk to it.

usage: milter.py BUILD    TAP on standard output
"""
import errno
import json
import os
import pathlib
import pwd
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from milter_client import Client, Gone
from milter_process import Milter, SANITIZED, children, wait_for
from tap import Tap

ORDINARY = b"From: kim@example.org\nTo: jo@example.com\nSubject: Lunch\n\nAt noon?\n"
BOUNCE = pathlib.Path("samples/failed.eml").read_bytes()
KEY = b"1 0123456789abcdef\n"


def our_fields(header):
    lines, ours = [], False
    for line in header.split(b"\n"):
        if not line.startswith((b" ", b"\t")):
            ours = line.lower().startswith(b"x-dsn-")
        if ours:
            lines.append(line)
    return b"\n".join(lines)


def try_messages(tap, folder):
    filter_command = os.path.join(sys.argv[1], "dsn-filter")
    log = folder / "log"
    with Milter(folder, "--json", str(log)) as milter:
        client = milter.connect()
        answer, header = client.filter(BOUNCE)
        tap.same("a bounce is passed on", answer, "c")
        tap(header.startswith(b"X-DSN-Kind: dsn\nX-DSN-Action: failed\nX-DSN-Status: 5.1.1\n"),
            "with our fields before its own, in order", header)
        _, header = client.filter(ORDINARY, "kim@example.org")
        tap.same("an ordinary message is told to be one", header.split(b"\n")[0], b"X-DSN-Kind: other")
        parsed = subprocess.run([os.path.join(sys.argv[1], "dsn-parse"), "-"], input=BOUNCE.replace(b"\n", b"\r\n"),
                                stdout=subprocess.PIPE, check=True).stdout
        lines = log.read_bytes().splitlines(keepends=True)
        tap.same("the log has a line for each", [json.loads(line)["kind"] for line in lines], ["dsn", "other"])
        tap.same("as dsn-parse prints it", lines[0], parsed)

        wrong = []
        names = [p for p in sorted(pathlib.Path("samples").glob("*.eml"))]
        for path in names:
            message = path.read_bytes().replace(b"\r\n", b"\n")
            if message.startswith(b"From ") or b"\n\n" not in message or b"\r" in message:
                continue
            want = subprocess.run([filter_command], input=message, stdout=subprocess.PIPE, check=True).stdout
            for one in (client, None):
                one = one or milter.connect(steps=0x3F)
                _, header = one.filter(message)
                if our_fields(header) != our_fields(want.split(b"\n\n", 1)[0] + b"\n"):
                    wrong.append(f"{path}: {our_fields(header)!r}")
                if one is not client:
                    one.close()
        tap(not wrong, "every sample gets the fields that dsn-filter gives it, from old servers too", *wrong[:5])

        client.begin("kim@example.org")
        client.tell(BOUNCE)
        client.send("A")
        _, header = client.filter(ORDINARY, "kim@example.org")
        tap.same("a message that is taken back is forgotten", our_fields(header), b"X-DSN-Kind: other")
        client.close()
        client = milter.connect()
        client.begin()
        client.tell(BOUNCE)
        client.leave()
        tap(milter.answers(), "so is a server that goes away")


def try_forged(tap, folder):
    forged = (b"x-dsn-kind: dsn\nX-DSN-Reason \t:\n userunknown\n\tand more\nX-DSN-KIND: dsn\nX-DSN-Kinds: mine\n"
              b"Subject: one\rX-DSN-Kind: dsn\nSubject: two\n") + ORDINARY
    want = (b"X-DSN-Kind: other\nX-DSN-Kinds: mine\nSubject: one\r\nSubject: two\n"
            + ORDINARY.split(b"\n\n")[0] + b"\n")
    with Milter(folder) as milter:
        client = milter.connect()
        tap.same("forged fields are taken out", client.filter(forged)[1], want)
        client.close()
        client = milter.connect(steps=0x3F)
        tap.same("from servers that keep the blank behind the colon too", client.filter(forged)[1].replace(b": ", b":"),
                 want.replace(b": ", b":"))
        client.close()
        client = milter.connect()
        _, header = client.filter(b"X-DSN-Kind: dsn\n" * 3000 + ORDINARY)
        tap.same("however many there are", our_fields(header), b"X-DSN-Kind: other")
        client.close()
    with Milter(folder, "--header-prefix", "X-Bounce-") as milter:
        client = milter.connect()
        _, header = client.filter(b"X-DSN-Kind: mine\nX-Bounce-Kind: dsn\n" + ORDINARY)
        tap(header.startswith(b"X-Bounce-Kind: other\nX-DSN-Kind: mine\nFrom"), "fields may begin in another way", header)
        client.send("K")
        _, header = client.filter(ORDINARY)
        tap(header.startswith(b"X-Bounce-Kind: other\nFrom: kim"), "a connection may go on with the server's next client", header)
        client.close()


def resident(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def try_limits(tap, folder):
    line = b"A line of the text that comes before the parts.\n"
    large = BOUNCE.replace(b"\n\n", b"\n\n" + line * 100000, 1)
    huge = BOUNCE.replace(b"\n\n", b"\n\n" + line * 1500000, 1)
    with Milter(folder) as milter:
        client = milter.connect()
        tap(b"X-DSN-Status: 5.1.1" in client.filter(large)[1], "a message of 5 MB is read from a file")
        answer, header = client.filter(b"X-DSN-Kind: dsn\n" + huge)
        tap(answer == "c" and our_fields(header).count(b"X-DSN-Kind") == 1, "one of 72 MB as far as it is read at all",
            our_fields(header))
        files = [p.name for p in folder.iterdir() if p.name not in ("said", "socket", "log")]
        tap.same("nothing is left behind", files, [])
        clients = [milter.connect() for _ in range(8)]
        for one in clients:
            one.begin()
            one.tell(huge[:20000000])
        workers = children(milter.process.pid)
        if workers and not SANITIZED:
            tap(resident(workers[0]) < 100000, "messages that come in take little memory", resident(workers[0]))
        for one in clients:
            one.close()
        answer, _ = client.filter(pathlib.Path("samples/many-recipients.eml").read_bytes())
        tap.same("a bounce for many is passed on", answer, "c")
        client.close()

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000))

    with Milter(folder, preexec_fn=limit) as milter:
        client = milter.connect()
        answer, header = client.filter(b"X-DSN-Kind: dsn\n" + large)
        tap.same("where there is no room for a message it is passed on", answer, "c")
        tap.same("without a mark, also without a forged one", our_fields(header), b"")
        tap(milter.tells("QUEUEID: passed on without a mark: no room for the message"), "and that is said",
            milter.said.read_text())
        tap(b"X-DSN-Kind" in client.filter(BOUNCE)[1], "a small one has room")
        client.close()
    with Milter(folder, "--json", str(folder / "no" / "log")) as milter:
        client = milter.connect()
        tap(b"X-DSN-Kind" in client.filter(BOUNCE)[1], "a log that cannot be written stops no message")
        tap(milter.tells("No such file"), "and is said")
        client.close()
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with Milter(folder, "--json", str(pipe)) as milter:
        milter.said.write_text("")
        client = milter.connect(timeout=30)
        headers = []
        while len(headers) < 1000 and "nobody reads it" not in milter.said.read_text("utf-8"):
            headers.append(client.filter(BOUNCE)[1])
        tap(len(headers) < 1000 and all(b"X-DSN-Kind" in header for header in headers),
            "a log that nobody reads stops no message", len(headers))
        line = os.read(reader, 65536).splitlines()[0]
        tap.same("what was read of it is a line", json.loads(line)["kind"], "dsn")
        tap.same("and the next is taken again", client.filter(BOUNCE)[0], "c")
        client.close()
    os.close(reader)


def try_many(tap, folder):
    with Milter(folder) as milter:
        clients = [milter.connect() for _ in range(200)]
        for client in clients:
            client.begin()
            client.tell(BOUNCE)
        headers = [client.end()[1] for client in clients]
        tap(all(b"X-DSN-Status: 5.1.1" in header for header in headers), "200 connections at once are served")
        for garbage in (b"\0\0\0\1Z", b"\xff\xff\xff\xffM", b"GET / HTTP/1.1\r\n\r\n", b"\0\0\0\5Obad!", b"\0", b""):
            with socket.socket(socket.AF_UNIX) as other:
                other.connect(milter.path)
                try:
                    other.sendall(garbage)
                except OSError:
                    pass
        tap(all(client.filter(BOUNCE)[0] == "c" for client in clients[:20]), "whatever else comes in")
        for client in clients:
            client.close()
        try:
            milter.connect(actions=0).close()
            tap(False, "a server that lets nothing be changed is told so")
        except Gone:
            tap(milter.tells("does not let its filters"), "a server that lets nothing be changed is told so")
        tap.same("it ends well", milter.end(), 0)


def refused(milter):
    try:
        milter.connect().close()
        return False
    except (OSError, Gone):
        return True


def try_signals(tap, folder):
    milter = Milter(folder)
    client = milter.connect()
    client.begin()
    milter.process.send_signal(signal.SIGTERM)
    tap(wait_for(lambda: refused(milter), 10), "after SIGTERM there are no new connections")
    client.tell(BOUNCE)
    tap(b"X-DSN-Kind: dsn" in client.end()[1], "a message that was begun is ended")
    tap.same("another on that connection too", client.filter(BOUNCE)[0], "c")
    tap(milter.process.poll() is None, "as long as the connection is there")
    client.close()
    tap.same("then it ends", milter.process.wait(40), 0)
    tap(not os.path.exists(milter.path), "and takes its socket away")

    milter = Milter(folder)
    client = milter.connect()
    client.begin()
    milter.process.send_signal(signal.SIGTERM)
    wait_for(lambda: refused(milter), 10)
    with Milter(folder) as successor:
        client.close()
        tap.same("with the last connection it ends while another has come", milter.process.wait(40), 0)
        tap(successor.answers(), "whose socket at the same place stays")

    with Milter(folder) as milter:
        workers = children(milter.process.pid)
        client = milter.connect()
        client.begin()
        milter.process.send_signal(signal.SIGHUP)
        tap(wait_for(lambda: len(children(milter.process.pid)) == 2), "after SIGHUP another process works")
        client.tell(BOUNCE)
        tap(b"X-DSN-Kind: dsn" in client.end()[1], "a message that was begun before is ended")
        other = milter.connect()
        tap(b"X-DSN-Kind: dsn" in other.filter(BOUNCE)[1], "new ones come to the new process")
        other.close()
        client.close()
        tap(wait_for(lambda: len(children(milter.process.pid)) == 1 and children(milter.process.pid) != workers),
            "the old one ends with its last connection")
        for _ in range(5):
            milter.process.send_signal(signal.SIGHUP)
            time.sleep(0.05)
        answers = [milter.answers() for _ in range(20)]
        tap(all(answers), "SIGHUP in a row loses no connection")
        tap(wait_for(lambda: len(children(milter.process.pid)) == 1), "and leaves one process")


def try_kills(tap, folder):
    with Milter(folder) as milter:
        worker, = children(milter.process.pid)
        client = milter.connect()
        client.begin()
        time.sleep(1.1)
        os.kill(worker, signal.SIGKILL)
        try:
            client.tell(BOUNCE)
            client.end()
            tap(False, "a worker that is killed closes its connections")
        except (Gone, OSError):
            tap(True, "a worker that is killed closes its connections")
        one = milter.connect()
        tap(b"X-DSN-Kind: dsn" in one.filter(BOUNCE)[1], "the next connection is served by another")
        tap(milter.tells(f"process {worker} ended by signal 9"), "which is said")
        one.begin()
        milter.process.kill()
        milter.process.wait()
        one.tell(BOUNCE)
        tap(b"X-DSN-Kind: dsn" in one.end()[1], "without the supervisor a message that was begun is ended")
        one.close()
        tap(wait_for(lambda: refused(milter)), "and there are no new connections")
    with Milter(folder) as milter:
        tap(milter.up, "the socket that was left behind is no obstacle")
        second = subprocess.run([milter.command, "--socket", f"unix:{milter.path}"], stderr=subprocess.PIPE, check=False)
        tap(second.returncode == os.EX_UNAVAILABLE and b"in use" in second.stderr, "one that is used is", second)
        tap(milter.answers(), "and stays whose it is")


def try_faults(tap, folder):
    shim = os.path.abspath(os.path.join(sys.argv[1], "tests/fault.so"))
    if SANITIZED or not os.path.exists(shim):
        tap.skip("faults", "the calls of this system cannot be made to fail")
        return
    large = BOUNCE.replace(b"\n\n", b"\n\n" + b"A line of text.\n" * 30000, 1)
    fault = {"LD_PRELOAD": shim, "DSN_FAULT_IN": "child"}
    with Milter(folder, "--timeout", "1", environment={**fault, "DSN_FAULT": "pread:1:wait"}) as milter:
        client = milter.connect()
        begin = time.monotonic()
        answer, header = client.filter(b"X-DSN-Kind: dsn\n" + large)
        took = time.monotonic() - begin
        tap(answer == "c" and took < 3.9, "a message that takes too long is passed on", answer, took)
        tap.same("without any mark", our_fields(header), b"")
        tap(milter.tells("it takes too long to read"), "which is said")
        tap(milter.tells("another process takes over"), "and another process takes over")
        tap(b"X-DSN-Kind: dsn" in client.filter(BOUNCE)[1], "while the connection goes on")
        client.close()
        tap(wait_for(milter.answers), "and others come")
    with Milter(folder, environment={**fault, "DSN_FAULT": "shutdown:1:wait"}) as milter:
        client = milter.connect()
        milter.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        begin = time.monotonic()
        late = refused(milter)
        took = time.monotonic() - begin
        tap(late and took < 10, "who connects while it takes no more is turned away", late, took)
        client.close()
        tap.same("and it ends", milter.process.wait(40), 0)
    with Milter(folder, environment={**fault, "DSN_FAULT": f"pread:1:{errno.EIO}"}) as milter:
        client = milter.connect()
        tap.same("a temporary file that cannot be read stops no message", client.filter(large)[0], "c")
        tap(milter.tells("cannot read the message again"), "which is said")
        client.close()
    with Milter(folder, environment={**fault, "DSN_FAULT": f"malloc:20000+:{errno.ENOMEM}"}) as milter:
        lost = answered = 0
        while lost < 2 and answered < 1000:
            try:
                client = milter.connect(timeout=10)
                answered += client.filter(BOUNCE)[0] == "c"
                client.close()
            except (Gone, OSError):
                lost += 1
        tap(lost == 2 and answered > 0 and milter.process.poll() is None,
            "a worker that gets no memory is followed by another", lost, answered)
    for call in ("socketpair:1", "fork:1"):
        with Milter(folder, environment={"LD_PRELOAD": shim, "DSN_FAULT": f"{call}:{errno.ENOMEM}"}) as milter:
            tap(milter.up, f"where {call.split(':', maxsplit=1)[0]} fails it tries again", milter.said.read_text())


def sign(milter_command, keys, address):
    return subprocess.run([milter_command, "--tag-secrets", str(keys), "--sign", address], stdout=subprocess.PIPE,
                          check=True).stdout.decode().strip()


def secret(path, text):
    path.write_bytes(text)
    path.chmod(0o600)
    return path


def tag(key, day, address):
    """A tag as the draft describes it."""
    import hmac
    head = f"{key[:1].decode()}{day % 1000:03}"
    return f"prvs={head}{hmac.new(key[2:-1], (head + address).encode(), 'sha1').hexdigest()[:6]}={address}"


def try_backscatter(tap, folder):
    keys = secret(folder / "keys", KEY)
    today = int(time.time()) // 86400
    valid = tag(KEY, today + 7, "jo@example.com")
    rows = [
        ("one without a tag is refused", "jo@example.com", "y"),
        ("one with a valid tag passes", valid, "c"),
        ("on its last day too", tag(KEY, today, "jo@example.com"), "c"),
        ("one with an expired tag is refused", tag(KEY, today - 1, "jo@example.com"), "y"),
        ("one with a forged tag is refused", tag(b"1 anothersecretsecret\n", today + 7, "jo@example.com"), "y"),
        ("one with the tag of somebody else is refused", valid.replace("=jo", "=kim"), "y"),
        ("one to an address that is exempt passes", "list-owner@example.com", "c"),
        ("in any letter case", "LIST-Owner@Example.COM", "c"),
        ("one to the postmaster passes", "Postmaster@example.com", "c"),
        ("one to a domain without tags passes", "jo@example.net", "c"),
    ]
    log = folder / "log"
    log.unlink(missing_ok=True)
    with Milter(folder, "--reject-backscatter", "--tag-secrets", str(keys), "--exempt", "List-*@*", "--tagged-domain",
                "EXAMPLE.com", "--json", str(log)) as milter:
        client = milter.connect()
        for name, recipient, want in rows:
            tap.same(f"of bounces, {name}", client.filter(BOUNCE, "", [recipient])[0][0], want)
        answer, _ = client.filter(BOUNCE, "", ["jo@example.com"])
        tap.same("the server is told why", answer, "y550 5.7.1 This reports on a message that was not sent from here")
        tap(milter.tells("QUEUEID: refused: a bounce to jo@example.com"), "and so is its operator")
        tap.same("the log has none that was refused", len(log.read_bytes().splitlines()),
                 sum(want == "c" for _, _, want in rows))
        tap.same("one of several recipients with a tag is enough",
                 client.filter(BOUNCE, "", ["kim@example.com", valid])[0], "c")
        tap.same("none of them is not", client.filter(BOUNCE, "", ["kim@example.com", "jo@example.com"])[0][0], "y")
        tap.same("what has a sender is not refused", client.filter(BOUNCE, "kim@example.org")[0], "c")
        tap.same("nor is what is no bounce", client.filter(ORDINARY)[0], "c")
        tap.same("what --sign prints is valid",
                 client.filter(BOUNCE, "", [sign(milter.command, keys, "jo@example.com")])[0], "c")

        def is_valid(recipient):
            one = milter.connect()
            try:
                return one.filter(BOUNCE, "", [recipient])[0] == "c"
            finally:
                one.close()

        new = tag(b"2 fedcba9876543210\n", today + 7, "jo@example.com")
        secret(keys, b"2 fedcba9876543210\n" + KEY)
        tap(not is_valid(new), "a new key counts once it is read")
        milter.process.send_signal(signal.SIGHUP)
        tap(wait_for(lambda: is_valid(new)), "which SIGHUP has done")
        tap(is_valid(valid), "and the old one as long as it is there")
        secret(keys, b"2 short\n")
        milter.process.send_signal(signal.SIGHUP)
        tap(milter.tells("the rules and keys stay as they were"), "what is wrong with the file is said")
        tap(is_valid(new) and is_valid(valid), "and takes no key away")
        client.close()


def try_own_rules(tap, folder):
    rules = folder / "rules"
    rules.write_text("[suspend]\nno such user | host=example.net\n")
    told_by_envelope = pathlib.Path("samples/envelope-tells-recipient.eml").read_bytes().replace(
        b"readers-bounces+jo=example.net@", b"r.77.jo.at.example.net@")

    def reason_of(milter):
        one = milter.connect()
        try:
            return re.search(rb"X-DSN-Reason: (\w+)", our_fields(one.filter(BOUNCE)[1]))[1].decode("ascii")
        finally:
            one.close()

    with Milter(folder, "--rules", str(rules), "--verp", "r.#.{local}.at.{domain}@lists.example.com") as milter:
        tap.same("reasons are told by rules of your own", reason_of(milter), "suspend")
        rules.write_text("[filtered]\nno such user | host=example.net\n")
        milter.process.send_signal(signal.SIGHUP)
        tap(wait_for(lambda: reason_of(milter) == "filtered"), "which SIGHUP has read again")
        rules.write_text("[foo]\n")
        milter.process.send_signal(signal.SIGHUP)
        tap(milter.tells('rules:1: there is no reason "foo"'), "a mistake in them is said")
        tap.same("and takes none away", reason_of(milter), "filtered")
        client = milter.connect()
        tap(b"X-DSN-Recipient: jo@example.net" in our_fields(client.filter(told_by_envelope)[1]),
            "--verp tells the recipient")
        client.close()


def run(*arguments, **options):
    return subprocess.run([os.path.join(sys.argv[1], "dsn-milter"), *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False, timeout=60, **options)


def try_usage(tap, folder):
    keys = secret(folder / "keys", KEY)
    path = f"unix:{folder}/socket"
    for name, status, *arguments in (
            ("no socket", os.EX_UNAVAILABLE),
            ("a socket that is none", os.EX_UNAVAILABLE, "--socket", "pipe:x"),
            ("a port that is none", os.EX_UNAVAILABLE, "--socket", "inet:nowhere"),
            ("a path that is too long", os.EX_UNAVAILABLE, "--socket", "unix:/" + "x" * 200),
            ("a socket in no folder", os.EX_UNAVAILABLE, "--socket", f"unix:{folder}/no/socket"),
            ("an operand", os.EX_USAGE, "--socket", path, "x"),
            ("a prefix with a colon", os.EX_USAGE, "--socket", path, "--header-prefix", "X:"),
            ("a time of nothing", os.EX_USAGE, "--socket", path, "--timeout", "0"),
            ("a pattern that is none", os.EX_USAGE, "--socket", path, "--verp", "r-{local@x"),
            ("rules that are not there", os.EX_CONFIG, "--socket", path, "--rules", str(folder / "none")),
            ("rejecting without keys", os.EX_USAGE, "--socket", path, "--reject-backscatter"),
            ("exempting without rejecting", os.EX_USAGE, "--socket", path, "--exempt", "x@*"),
            ("a group without a user", os.EX_USAGE, "--socket", path, "--group", "nogroup"),
            ("signing without keys", os.EX_USAGE, "--sign", "jo@example.com"),
            ("signing what is no address", os.EX_DATAERR, "--tag-secrets", str(keys), "--sign", "jo"),
            ("a file of keys that is not there", os.EX_CONFIG, "--socket", path, "--tag-secrets", str(folder / "none")),
            ("a user that is none", os.EX_CONFIG, "--socket", path, "--user", "nobody-of-this-name")):
        result = run(*arguments)
        tap(result.returncode == status and result.stderr, f"{name} is told", result)
    keys.chmod(0o644)
    result = run("--socket", path, "--tag-secrets", str(keys))
    tap(result.returncode == os.EX_CONFIG and b"holds no secret" in result.stderr, "a file of keys for all to read is told",
        result)
    tap(b"0123456789" not in result.stderr, "without a secret")
    tap(not os.path.exists(folder / "socket"), "no socket is left")


def try_users(tap, folder):
    if os.getuid() != 0:
        tap.skip("users", "only root can become another user")
        result = run("--socket", f"unix:{folder}/socket", "--user", "root")
        tap(result.returncode == os.EX_CONFIG and b"only root" in result.stderr, "which is told", result)
        return
    folder.chmod(0o755)
    nobody = pwd.getpwnam("nobody")
    tmp = folder / "tmp"
    tmp.mkdir(mode=0o777)
    tmp.chmod(0o777)
    with Milter(folder, "--user", "nobody", "--group", "mail", environment={"TMPDIR": str(tmp)}) as milter:
        for pid in [milter.process.pid, *children(milter.process.pid)]:
            status = dict(line.split(":\t", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
                          if ":\t" in line)
            tap.same("root's rights are gone", set(status["Uid"].split()), {str(nobody.pw_uid)})
            tap(str(0) not in status["Gid"].split() + status["Groups"].split(), "those of its groups too", status["Groups"])
        owner = os.stat(milter.path)
        tap.same("the socket is the user's", (owner.st_uid, owner.st_mode & 0o777), (nobody.pw_uid, 0o660))
        client = milter.connect()
        tap(b"X-DSN-Kind: dsn" in client.filter(BOUNCE)[1], "and works")
        client.close()


def activate(folder, listener, notify):
    """Starts it as systemd does."""
    script = 'exec 3<&"$1"; LISTEN_PID=$$ LISTEN_FDS=1 exec "$2"'
    with open(folder / "said", "ab") as errors:
        return subprocess.Popen(["sh", "-c", script, "sh", str(listener.fileno()), os.path.join(sys.argv[1], "dsn-milter")],
                                pass_fds=[listener.fileno()], stderr=errors,
                                env=dict(os.environ, TMPDIR=str(folder), NOTIFY_SOCKET=notify))


def try_activation(tap, folder):
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.settimeout(20)
    told.bind(str(folder / "notify"))
    families = [(socket.AF_UNIX, str(folder / "passed")), (socket.AF_INET, ("127.0.0.1", 0))]
    if socket.has_ipv6:
        families.append((socket.AF_INET6, ("::1", 0)))
    for family, address in families:
        try:
            listener = socket.socket(family)
            listener.bind(address)
        except OSError as error:
            tap.skip(f"a socket of family {family.name}", error)
            continue
        listener.listen(100)
        address = listener.getsockname()
        # Of what was bound Client knows a path and a pair.
        if family == socket.AF_INET6:
            address = None
        process = activate(folder, listener, str(folder / "notify"))
        tap.same(f"a passed socket of family {family.name} is served, and the manager told", told.recv(100), b"READY=1")
        if address:
            client = Client(address)
            tap(b"X-DSN-Kind: dsn" in client.filter(BOUNCE)[1], "by marking bounces")
            process.terminate()
            tap.same("that it ends is told", told.recv(100), b"STOPPING=1")
            waiting = []
            late = threading.Thread(target=lambda: waiting.append(Client(address)))
            client.close()
            tap.same("it ends", process.wait(40), 0)
            late.start()
            process = activate(folder, listener, str(folder / "notify"))
            late.join(20)
            tap(waiting and waiting[0].filter(BOUNCE)[0] == "c", "who connects meanwhile waits for the next")
            told.recv(100)
            for one in waiting:
                one.close()
        process.terminate()
        told.recv(100)
        tap.same("it ends well", process.wait(40), 0)
        listener.close()
    told.close()
    with socket.socket(socket.AF_INET) as listener:
        process = activate(folder, listener, "")
        tap.same("a socket that does not listen is told", process.wait(40), os.EX_UNAVAILABLE)


def main():
    tap = Tap()
    for number, test in enumerate((try_messages, try_forged, try_limits, try_many, try_signals, try_kills, try_faults,
                                   try_backscatter, try_own_rules, try_usage, try_users, try_activation)):
        with tempfile.TemporaryDirectory(prefix="dsn-test.") as folder:
            try:
                test(tap, pathlib.Path(folder))
            except Exception as error:  # pylint: disable=broad-except
                import traceback
                tap(False, f"{test.__name__} runs", *traceback.format_exc().splitlines())
                print(f"# {number} {error!r}")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
