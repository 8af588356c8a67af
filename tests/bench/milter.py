#!/usr/bin/env python3
"""How many messages a second dsn-milter answers over 200 connections, and whether its memory stays what it was.

usage: milter.py BUILD [--check]

The targets: 2,000 messages a second on two cores, and after 100,000 messages no more than a tenth more memory
than after the first 20,000. Half are bounces, half ordinary mail, of 5 KB each. milter-load gives them, from the
same machine, so the numbers are less than the milter's own. With --check the exit status is 1 if one of them is
missed by far.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

CONNECTIONS = 200
MESSAGES = 100000
FIRST = 20000
TARGET = 2000
SIZE = 5 * 1024
LINE = b"A line of the text that explains what happened.\n"
ORDINARY = (b"From: kim@example.org\nTo: news@example.com\nSubject: Lunch\nMessage-ID: <7@example.org>\n"
            b"Date: Mon, 23 Nov 2026 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain\n\n")


def make_messages(folder):
    bounce = pathlib.Path("samples/failed.eml").read_bytes()
    bounce = bounce.replace(b"\n\n", b"\n\n" + LINE * ((SIZE - len(bounce)) // len(LINE)), 1)
    ordinary = ORDINARY + LINE * ((SIZE - len(ORDINARY)) // len(LINE))
    for name, message in (("bounce", bounce), ("ordinary", ordinary)):
        path = os.path.join(folder, name)
        pathlib.Path(path).write_bytes(message)
        yield path


def children(pid):
    return pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()


def resident(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def seconds_of_processor(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(build, path, count, messages):
    """Messages, seconds, answers other than passing on, the slowest answer."""
    out = subprocess.run([os.path.join(build, "bench/milter-load"), path, str(CONNECTIONS), str(count), *messages],
                         stdout=subprocess.PIPE, check=True).stdout
    return [float(number) for number in out.split()]


def measure(build, folder):
    path = os.path.join(folder, "socket")
    messages = list(make_messages(folder))
    with subprocess.Popen([os.path.join(build, "dsn-milter"), "--socket", f"unix:{path}"], stderr=subprocess.DEVNULL,
                          env=dict(os.environ, TMPDIR=folder)) as process:
        try:
            while not os.path.exists(path) or not children(process.pid):
                time.sleep(0.05)
            worker = children(process.pid)[0]
            first = load(build, path, FIRST, messages)
            before = resident(worker)
            rest = load(build, path, MESSAGES - FIRST, messages)
            after = resident(worker)
            processor = seconds_of_processor(worker)
        finally:
            process.terminate()
    return first, rest, before, after, processor


def main():
    build = sys.argv[1]
    if not os.path.exists(os.path.join(build, "dsn-milter")):
        print("dsn-milter is not here, as libmilter is not")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        first, rest, before, after, processor = measure(build, folder)
    rate = (first[0] + rest[0]) / (first[1] + rest[1])
    odd = first[2] + rest[2]
    flat = after <= before * 1.1
    load_now = os.getloadavg()[0]
    print(f"dsn-milter, {MESSAGES} messages over {CONNECTIONS} connections, {os.cpu_count()} cores, load {load_now:.1f}:")
    print(f"  {rate:8.0f} a second  (target {TARGET}: {'reached' if rate >= TARGET else 'MISSED'})")
    print(f"  {processor / MESSAGES * 1e6:8.0f} microseconds of a processor for each")
    print(f"  {max(first[3], rest[3]):8.2f} seconds for the slowest answer")
    print(f"  {before:8} KiB after {FIRST}, {after} after {MESSAGES}  (target at most a tenth more: "
          f"{'reached' if flat else 'MISSED'})")
    if odd:
        print(f"  {odd:.0f} messages were not passed on")
    missed = rate < TARGET / 2 or after > before * 1.5 or odd
    return 1 if "--check" in sys.argv and missed else 0


if __name__ == "__main__":
    sys.exit(main())
