#!/usr/bin/env python3
"""Whatever fails, dsn-filter loses no message.

usage: filter-faults.py BUILD    TAP on standard output

Either the whole message is out and the status is 0, or the status tells the mail system to keep it. Each call
that can fail is made to fail, one after the other, until there are no more of them (tests/fault/fault.c).
"""
import concurrent.futures
import errno
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

from tap import Tap

FIELD = re.compile(rb"X-DSN-[A-Za-z-]+:[^\r\n]*(?:\r\n|\n|\r)(?:[ \t][^\r\n]*(?:\r\n|\n|\r))*")
TEMPFAIL = os.EX_TEMPFAIL


def unmarked(output):
    """A message without the fields before it, or behind the line of an mbox."""
    begin = 0
    if output.startswith(b"From "):
        begin = re.match(rb"From [^\r\n]*(?:\r\n|\n|\r)", output).end()
    end = begin
    while match := FIELD.match(output, end):
        end = match.end()
    return output[:begin] + output[end:], end > begin


class Bench:
    def __init__(self, build, folder):
        self.filter = os.path.join(build, "dsn-filter")
        self.shim = os.path.abspath(os.path.join(build, "tests/fault.so"))
        self.folder = pathlib.Path(folder)
        self.counter = 0

    def run(self, message, arguments=(), fault=None, child=False):
        """Standard output, status, and whether the fault happened."""
        self.counter += 1
        number = self.counter
        seen = self.folder / f"seen.{number}"
        source = self.folder / f"message.{number}"
        source.write_bytes(message)
        environment = dict(os.environ, TMPDIR=str(self.folder))
        if fault:
            environment.update(LD_PRELOAD=self.shim, DSN_FAULT=fault, DSN_FAULT_SEEN=str(seen))
        if child:
            environment["DSN_FAULT_IN"] = "child"
        with open(source, "rb") as stream:
            result = subprocess.run([self.filter, *arguments], stdin=stream, env=environment, timeout=100,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        source.unlink()
        return result, seen.exists() and seen.stat().st_size > 0

    def judge(self, message, result, may_die, tests=False):
        """What is wrong; "" for nothing."""
        if result.returncode == 0 and tests:
            return ""
        if result.returncode == 0:
            rest, marked = unmarked(result.stdout)
            if rest != message:
                return f"status 0, and {len(result.stdout)} octets of {len(message)}"
            return "" if marked or result.stderr else "no mark, and not a word why"
        if result.returncode == TEMPFAIL or (may_die and result.returncode < 0):
            return ""
        return f"status {result.returncode}"

    def try_calls(self, tap, name, message, fault, numbers, arguments=(), may_die=False, child=False):
        """Makes the calls of these numbers fail until there are no more."""
        wrong, count, kept = [], 0, 0
        numbers = iter(numbers)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            more = True
            while more:
                batch = [n for n, _ in zip(numbers, range(16))]
                runs = list(pool.map(lambda n: self.run(message, arguments, fault.format(n), child), batch))
                for number, (result, seen) in zip(batch, runs):
                    if not seen:
                        continue
                    count += 1
                    kept += result.returncode != 0
                    fault_found = self.judge(message, result, may_die, "--test" in arguments)
                    if child and result.returncode != 0 and "--test" not in arguments:
                        fault_found = f"status {result.returncode} where only the worker failed"
                    if fault_found:
                        wrong.append(f"{fault.format(number)}: {fault_found} {result.stderr!r}")
                more = len(batch) == 16 and runs[-1][1]
        tap(not wrong and count > 0, name, f"{count} tried", *wrong[:10])
        print(f"# {count} calls: {count - kept} times the message is out, {kept} times to be kept")


def sparse(dense, step, end):
    """Every number at first, then some of them."""
    yield from range(1, dense + 1)
    yield from range(dense + 1, end, step)


def try_faults(bench, tap, small, large):
    log = ["--json", str(bench.folder / "log")]
    everything = range(1, 1000)
    memory = f"malloc:{{}}:{errno.ENOMEM}"
    bench.try_calls(tap, "no memory for one thing", small, memory, sparse(200, 97, 100000), may_die=True)
    bench.try_calls(tap, "no memory any more", small, f"malloc:{{}}+:{errno.ENOMEM}", sparse(60, 211, 100000),
                    may_die=True)
    bench.try_calls(tap, "no memory in a test, and no wrong answer", small, memory, sparse(60, 211, 100000),
                    ["--test"], may_die=True)
    bench.try_calls(tap, "no memory for the worker", small, memory, sparse(40, 211, 100000), log, child=True)
    for code in ("ENOSPC", "EIO", "EPIPE"):
        number = getattr(errno, code)
        bench.try_calls(tap, f"a write fails with {code}", large, f"write:{{}}:{number}", everything)
        bench.try_calls(tap, f"a write and all behind it fail with {code}", large, f"write:{{}}+:{number}",
                        [1, 2, 3, 5, 8, 13, 34])
    bench.try_calls(tap, "writes are interrupted", large, f"write:{{}}:{errno.EINTR}", everything)
    bench.try_calls(tap, "writes are short", large, "write:{}:short", everything)
    bench.try_calls(tap, "reads are interrupted", large, f"read:{{}}:{errno.EINTR}", everything)
    bench.try_calls(tap, "reads are short", large, "read:{}:short", everything)
    bench.try_calls(tap, "a read fails with EIO", large, f"read:{{}}:{errno.EIO}", everything)
    for call in ("fork", "mmap", "socketpair", "open", "close"):
        bench.try_calls(tap, f"{call} fails", large, f"{call}:{{}}:{errno.ENOMEM}", everything, log)
    bench.try_calls(tap, "the log cannot be locked", small, f"flock:{{}}:{errno.EIO}", [1], log)
    bench.try_calls(tap, "killed at a call", large, "any:{}:kill", everything, log, may_die=True)
    bench.try_calls(tap, "the worker is killed at a call", large, "any:{}:kill", everything, log, child=True)


def try_outputs(bench, tap, small, large):
    for name, message in (("small", small), ("large", large)):
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                status = subprocess.run([bench.filter], input=message, stdout=full, stderr=subprocess.PIPE,
                                        check=False).returncode
            tap(status == TEMPFAIL, f"a full disk is told, {name} message", status)
        reader, writer = os.pipe()
        os.close(reader)
        status = subprocess.run([bench.filter], input=message, stdout=writer, stderr=subprocess.PIPE,
                                check=False).returncode
        os.close(writer)
        tap(status == TEMPFAIL, f"a reader that has gone is told, {name} message", status)
    target = bench.folder / "out"
    with open(target, "wb") as out:
        environment = dict(os.environ, LD_PRELOAD=bench.shim, DSN_FAULT=f"fsync:1:{errno.EIO}")
        status = subprocess.run([bench.filter], input=small, stdout=out, stderr=subprocess.PIPE, env=environment,
                                check=False).returncode
    tap(status == TEMPFAIL, "a file that does not get to the disk is told", status)
    with open(target, "wb") as out:
        status = subprocess.run(["sh", "-c", 'ulimit -f 8; "$0"', bench.filter], input=large, stdout=out,
                                stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                                check=False).returncode
    tap(status == TEMPFAIL, "a limit to the size of files is told", status)


def children(pid):
    try:
        return [int(p) for p in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def try_kills(bench, tap, large, rounds):
    """Kills the filter, or the process that parses for it, at random moments."""
    chance = random.Random(5321)
    wrong, died, out = [], 0, 0
    source = bench.folder / "message"
    source.write_bytes(large)
    for turn in range(rounds):
        target = bench.folder / "killed"
        with open(source, "rb") as message, open(target, "wb") as output:
            process = subprocess.Popen([bench.filter], stdin=message, stdout=output, stderr=subprocess.DEVNULL)
            time.sleep(chance.random() * 0.04)
            worker = turn % 2
            for pid in children(process.pid) if worker else [process.pid]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            status = process.wait()
        rest, _ = unmarked(target.read_bytes())
        died += status != 0
        out += status == 0
        if status == 0 and rest != large:
            wrong.append(f"turn {turn}: status 0, {len(rest)} octets of {len(large)}")
        if worker and status != 0:
            wrong.append(f"turn {turn}: status {status} without the worker")
    tap(not wrong, "killed at random moments", *wrong[:10])
    print(f"# {rounds} kills: {out} times the message is out, {died} times to be kept")


def try_log(bench, tap, reports):
    """Many filters at once, some of them killed, write one log."""
    log = bench.folder / "many.ndjson"
    many = [reports[i % len(reports)] for i in range(50)]
    processes = []
    for message in many:
        process = subprocess.Popen([bench.filter, "--json", str(log)], stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        processes.append((process, message))
    for process, message in processes:
        process.stdin.write(message)
    for process, _ in processes:
        process.stdin.close()
    statuses = [process.wait() for process, _ in processes]
    for process, _ in processes:
        process.stderr.close()
    lines = log.read_bytes().split(b"\n")
    sizes = sorted(json.loads(line)["source"]["size"] for line in lines[:-1])
    tap(lines[-1] == b"" and not any(statuses), "fifty filters at once end well")
    tap(sizes == sorted(len(message) for message in many), "and each has its line in the log, whole")

    for turn in range(60):
        bench.run(reports[turn % len(reports)], ["--json", str(log)], f"write:{turn % 6 + 1}:kill")
    bench.run(reports[0], ["--json", str(log)])
    lines = log.read_bytes().split(b"\n")
    tap(lines[-1] == b"" and all(json.loads(line) for line in lines[:-1]), "killed filters leave no half line")

    log.write_bytes(b'{"source":{}}\n{"source":{"path":"-","ind')
    bench.run(reports[0], ["--json", str(log)])
    lines = log.read_bytes().split(b"\n")
    tap(len(lines) == 3 and json.loads(lines[1])["kind"] == "dsn", "half a line that was there is taken away", lines)
    log.write_bytes(b"Not a log")
    bench.run(reports[0], ["--json", str(log)])
    lines = log.read_bytes().split(b"\n")
    tap(len(lines) == 3 and lines[0] == b"Not a log", "what is no line of a filter is left alone", lines)
    log.unlink()
    result, _ = bench.run(reports[0], ["--json", str(log)], f"write:2:{errno.ENOSPC}")
    before = log.read_bytes() if log.exists() else b""
    tap(before == b"" or before.endswith(b"\n"), "a full disk leaves no half line in the log", before, result)


def main():
    build = sys.argv[1]
    tap = Tap()
    small = pathlib.Path("samples/failed.eml").read_bytes()
    large = small.replace(b"\n\n", b"\n\n" + b"A line of the text that comes before the parts.\n" * 60000, 1)
    reports = [p.read_bytes() for p in sorted(pathlib.Path("samples").glob("*.eml"))]
    reports = [r for r in reports if not r.startswith(b"From ") and r]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(build, folder)
        try_faults(bench, tap, small, large)
        try_outputs(bench, tap, small, large)
        try_kills(bench, tap, large, 80)
        many = pathlib.Path("samples/many-recipients.eml").read_bytes()
        try_log(bench, tap, [small, many] + reports[:40])
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
