#!/usr/bin/env python3
"""Inputs that change while they are read, calls that fail, memory that is short, signals.

usage: faults.py BUILD    TAP on standard output

Whatever happens, what dsn-parse and dsn-lint print is right, and the exit status tells if it is not all. That
an input changes in the middle is made sure of by a pipe that is not emptied: a command that waits for it has
read a part.
"""
import errno
import json
import os
import pathlib
import resource
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time

from tap import Tap

COUNT = 4000
FILES = 600
SANITIZED = "SANITIZED" in os.environ
PATIENCE = 60 * int(os.environ.get("TEST_TIMES", "1"))


def mbox(count):
    message = pathlib.Path("samples/failed.eml").read_text("ascii")
    return "".join(f"From x Mon Nov 23 10:00:00 2026\n{message}\n" for _ in range(count)).encode("ascii")


def lines_of(output):
    """The whole lines, parsed, and whether there is half a line behind them."""
    *lines, rest = output.split(b"\n")
    return [json.loads(line) for line in lines], rest != b""


def is_asleep(pid):
    text = pathlib.Path(f"/proc/{pid}/stat").read_text("ascii")
    return text.rsplit(")", 1)[1].split()[0] == "S"


class Bench:
    def __init__(self, build, folder):
        self.build = build
        self.parse = os.path.join(build, "dsn-parse")
        self.lint = os.path.join(build, "dsn-lint")
        self.shim = os.path.abspath(os.path.join(build, "tests/fault.so"))
        self.folder = pathlib.Path(folder)
        self.mbox = self.folder / "mbox"
        self.all = mbox(COUNT)

    def start(self, *arguments, **options):
        """Starts dsn-parse, and waits until its output is full and it waits, too."""
        process = subprocess.Popen([self.parse, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        calm = 0
        while calm < 10 and process.poll() is None:
            time.sleep(0.02)
            calm = calm + 1 if is_asleep(process.pid) else 0
        return process

    def end(self, process):
        output, errors = process.communicate(timeout=PATIENCE)
        lines, half = lines_of(output)
        return process.returncode, lines, half, errors.decode("utf-8", "replace")


def try_changes(bench, tap):
    """The input is a file that others go on writing to."""
    def changed(name, change):
        bench.mbox.write_bytes(bench.all)
        process = bench.start("-j1", str(bench.mbox))
        change()
        status, lines, half, errors = bench.end(process)
        tap(status == 0 and not half and not errors, f"a file that is {name} while it is read ends well",
            status, half, errors)
        return len(lines)

    def truncate():
        os.truncate(bench.mbox, 5000)

    def empty_and_fill():
        os.truncate(bench.mbox, 0)
        bench.mbox.write_bytes(bench.all[:100000])

    def replace():
        other = bench.folder / "other"
        other.write_bytes(mbox(3))
        os.rename(other, bench.mbox)

    def remove():
        bench.mbox.unlink()

    def append():
        with open(bench.mbox, "ab") as stream:
            stream.write(mbox(7))

    count = changed("cut", truncate)
    tap(0 < count < COUNT, "with what was read before, and no signal", count)
    count = changed("written anew", empty_and_fill)
    tap(0 < count < COUNT, "with what was read before", count)
    tap(changed("replaced", replace) == COUNT, "with all of the one that was opened")
    tap(changed("removed", remove) == COUNT, "with all of it")
    tap(changed("added to", append) == COUNT + 7, "with what was added")


def try_folders(bench, tap):
    """What is in a folder is listed before it is opened."""
    tree = bench.folder / "tree"
    tree.mkdir()
    message = pathlib.Path("samples/failed.eml").read_bytes()
    for number in range(FILES):
        (tree / f"{number:05}").write_bytes(message)
    process = bench.start("-j1", str(tree))
    (tree / f"{FILES - 1:05}").unlink()
    (tree / f"{FILES - 2:05}").unlink()
    os.mkfifo(tree / f"{FILES - 2:05}")
    (tree / f"{FILES - 3:05}").unlink()
    (tree / f"{FILES - 3:05}").mkdir()
    status, lines, half, errors = bench.end(process)
    tap(status == 2 and not half, "entries that vanish or change between listing and opening are trouble", status)
    tap(len(lines) == FILES - 3, "the others are read", len(lines))
    tap(errors.count("\n") == 1 and "cannot open: No such file" in errors,
        "the one that vanished is named, FIFOs and folders that came are passed over", errors)

    odd = bench.folder / "odd"
    odd.mkdir()
    (odd / "message").write_bytes(message)
    os.mkfifo(odd / "fifo")
    (odd / "loop-a").symlink_to("loop-b")
    (odd / "loop-b").symlink_to("loop-a")
    (odd / "up").symlink_to("..")
    (odd / "zero").symlink_to("/dev/zero")
    (odd / "nowhere").symlink_to("nothing")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(odd / "socket"))
    try:
        os.mknod(odd / "device", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except OSError:
        pass
    for command in (bench.parse, bench.lint):
        result = subprocess.run([command, "--format=json", str(odd)], capture_output=True, timeout=PATIENCE, check=False)
        lines, _ = lines_of(result.stdout)
        tap(result.returncode == 0 and lines[0]["source"]["path"] == str(odd / "message")
            and sum("source" in line for line in lines) == 1 and b"/odd/" not in result.stderr,
            f"{os.path.basename(command)} opens no socket, device, FIFO or loop in a folder", result)
    result = subprocess.run([bench.parse, str(odd / "loop-a"), "samples/failed.eml"], capture_output=True,
                            timeout=PATIENCE, check=False)
    tap(result.returncode == 2 and b"loop-a: cannot open: Too many levels" in result.stderr
        and len(lines_of(result.stdout)[0]) == 1, "a loop that is named is trouble, and the rest is read", result)
    result = subprocess.run([bench.parse, str(odd / "socket")], capture_output=True, timeout=PATIENCE, check=False)
    tap(result.returncode == 2 and b"socket: cannot open: " in result.stderr, "so is a socket", result)


def try_signals(bench, tap):
    # Who runs this may have them ignored, as nohup has, and what is ignored stays so.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    bench.mbox.write_bytes(bench.all)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        process = bench.start("-j2", str(bench.mbox))
        process.send_signal(number)
        output, errors = process.communicate(timeout=PATIENCE)
        lines, _ = lines_of(output)
        tap(process.returncode == -number and 0 < len(lines) < COUNT and not errors,
            f"{number.name} ends it by that signal; the lines before are whole", process.returncode, errors)

        # With --output the file is there whole or not at all; a FIFO as the input keeps it from ending.
        target, source = bench.folder / "target", bench.folder / f"source.{number}"
        os.mkfifo(source)
        process = subprocess.Popen([bench.parse, "--output", str(target), str(source)])
        with open(source, "wb") as stream:
            stream.write(bench.all[:1000000])
            stream.flush()
            begun = list(bench.folder.glob("target.*"))
            process.send_signal(number)
            status = process.wait(timeout=PATIENCE)
        end = time.monotonic() + PATIENCE
        while list(bench.folder.glob("target*")) and time.monotonic() < end:
            time.sleep(0.01)
        left = list(bench.folder.glob("target*"))
        tap(status == -number and len(begun) == 1 and not left, f"{number.name} leaves no piece of --output",
            status, begun, left)

    process = bench.start(str(bench.mbox))
    process.stdout.close()
    process.stdout = None
    process.wait(timeout=PATIENCE)
    tap(process.returncode == -signal.SIGPIPE and not process.stderr.read(),
        "a reader that goes ends it by SIGPIPE, though it waits", process.returncode)
    process.stderr.close()
    process = bench.start(str(bench.mbox), preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN))
    process.stdout.close()
    process.stdout = None
    process.wait(timeout=PATIENCE)
    tap(process.returncode == -signal.SIGPIPE, "also where that is ignored by its parent", process.returncode)
    process.stderr.close()


def try_outputs(bench, tap):
    bench.mbox.write_bytes(bench.all)
    target = bench.folder / "limited"

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200000, 200000))

    for command in (bench.parse, bench.lint):
        name = os.path.basename(command)
        result = subprocess.run([command, "--format=json", "--output", str(target), str(bench.mbox)], capture_output=True,
                                preexec_fn=limited, timeout=PATIENCE, check=False)
        tap(result.returncode == 2 and b"limited: cannot write: File too large" in result.stderr,
            f"{name}: a file that becomes too large is trouble, and said", result)
        tap(not list(bench.folder.glob("limited*")), "and nothing stays of it", list(bench.folder.glob("limited*")))
        if not os.path.exists("/dev/full"):
            tap.skip(f"{name}: a full disk is trouble", "there is no /dev/full")
            continue
        for arguments, full in (([], "/dev/full"), (["--output=/dev/full"], os.devnull)):
            with open(full, "wb") as stream:
                result = subprocess.run([command, "--format=json", *arguments, str(bench.mbox)], stdout=stream,
                                        stderr=subprocess.PIPE, timeout=PATIENCE, check=False)
            tap(result.returncode == 2 and b"cannot write: No space left on device" in result.stderr,
                f"{' '.join([name, *arguments])}: a full disk is trouble, and said", result)
    keep = bench.folder / "kept"
    keep.write_text("what was there", "ascii")
    result = subprocess.run([bench.parse, "--output", str(keep), str(bench.mbox)], capture_output=True,
                            preexec_fn=limited, timeout=PATIENCE, check=False)
    tap(keep.read_text("ascii") == "what was there", "a file that was there stays as it was where the new one fails", result)


def try_calls(bench, tap):
    """Each call that can fail is made to fail, one after the other, until there are no more of them."""
    source = bench.folder / "source"
    source.write_bytes(mbox(400))
    seen = bench.folder / "seen"

    def run(fault, *arguments):
        seen.unlink(missing_ok=True)
        environment = dict(os.environ, LD_PRELOAD=bench.shim, DSN_FAULT=fault, DSN_FAULT_SEEN=str(seen))
        result = subprocess.run([bench.parse, "-j1", *arguments, str(source)], capture_output=True, env=environment,
                                timeout=PATIENCE, check=False)
        return result, seen.exists() and seen.stat().st_size > 0

    right = subprocess.run([bench.parse, "-j1", str(source)], capture_output=True, check=True).stdout

    def each(name, fault, is_right, *arguments, numbers=range(1, 1000)):
        wrong, count = [], 0
        for number in numbers:
            result, happened = run(fault.format(number), *arguments)
            if not happened:
                break
            count += 1
            if not is_right(result):
                wrong.append(f"{fault.format(number)}: {result.returncode} {result.stderr!r} {len(result.stdout)}")
        tap(not wrong and count > 0, name, f"{count} tried", *wrong[:10])

    def same(result):
        return result.returncode == 0 and result.stdout == right

    def told(result):
        return result.returncode == 2 and b"source: cannot " in result.stderr or same(result)

    def not_written(result):
        return result.returncode == 2 and b"cannot write: " in result.stderr and right.startswith(result.stdout)

    each("reads are interrupted, and go on", f"read:{{}}:{errno.EINTR}", same)
    each("reads are short, and go on", "read:{}:short", same)
    each("a read that fails is trouble, and said", f"read:{{}}:{errno.EIO}", told)
    each("writes are interrupted, and go on", f"write:{{}}:{errno.EINTR}", same)
    each("writes are short, and go on", "write:{}:short", same)
    each("a write that fails is trouble, and said", f"write:{{}}:{errno.EIO}", not_written)
    each("a full disk is trouble, and said", f"write:{{}}+:{errno.ENOSPC}",
         lambda result: result.returncode == 2 and right.startswith(result.stdout))
    for call in ("fork", "socketpair"):
        each(f"--output is trouble where {call} fails", f"{call}:{{}}:{errno.EAGAIN}",
             lambda result: result.returncode == 2 and not list(bench.folder.glob("unnamed*")),
             f"--output={bench.folder / 'unnamed'}", numbers=[1])

    def ended(result):
        if result.returncode == 0:
            return result.stdout == right
        return (result.returncode < 0 or result.returncode == 2) and right.startswith(result.stdout)

    some = [*range(1, 20), *range(21, 40000, 1997)]
    each("no memory for one thing ends it, or nothing is wrong", f"malloc:{{}}:{errno.ENOMEM}", ended, numbers=some)
    each("no memory any more ends it", f"malloc:{{}}+:{errno.ENOMEM}", lambda result: result.returncode != 0
         and right.startswith(result.stdout), numbers=some)


def try_memory(bench, tap):
    """Of the memory that a process may have at most, some amounts are enough and some are not."""
    large = bench.folder / "large"
    message = pathlib.Path("samples/failed.eml").read_text("ascii")
    large.write_text(message.replace("\n\n", "\n\n" + "A line of the text before the parts.\n" * 300000, 1), "ascii")
    target = bench.folder / "memory"
    statuses = []
    wrong = []
    for megabytes in (24, 32, 48, 64, 80, 96, 112, 128, 160, 200, 400):
        def limited(octets=megabytes << 20):
            resource.setrlimit(resource.RLIMIT_AS, (octets, octets))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        target.unlink(missing_ok=True)
        result = subprocess.run([bench.parse, "-j1", "--output", str(target), str(large)], capture_output=True,
                                preexec_fn=limited, timeout=PATIENCE, check=False)
        statuses.append(result.returncode)
        time.sleep(0.05)
        left = [path.name for path in bench.folder.glob("memory*")]
        if result.returncode == 0:
            good = left == ["memory"] and json.loads(target.read_bytes())["kind"] == "dsn"
        else:
            good = not left
        if not good:
            wrong.append(f"{megabytes} MB: {result.returncode} {left} {result.stderr!r}")
    tap(not wrong, "memory that is short ends it, and leaves no wrong answer", *wrong)
    tap(statuses[0] != 0 and statuses[-1] == 0, "both were tried", statuses)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], folder)
        if os.path.exists("/proc/self/stat"):
            try_changes(bench, tap)
            try_folders(bench, tap)
            try_signals(bench, tap)
        try_outputs(bench, tap)
        if os.path.exists(bench.shim) and not SANITIZED:
            try_calls(bench, tap)
            try_memory(bench, tap)
        else:
            tap.skip("calls that fail", "they cannot be made to here")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
