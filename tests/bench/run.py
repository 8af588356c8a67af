#!/usr/bin/env python3
"""Speed and memory of dsn-parse, as ratios measured in one run.

usage: run.py BUILD COUNT RUNS [--check]

Makes an mbox of COUNT mixed reports, and one in which every second message is a bounce that is not
RFC 3464. Then times in turn, RUNS times each (the second, which takes less, five times as often): a bare loop
over GMime's parser, dsn-parse with one job and with two. Prints the least of each, since others on the machine
only add to it, and their ratios beside the targets. With --check the exit status is 1 if a target is
missed by far (noise of a busy machine allowed for).
"""
import glob
import os
import statistics
import subprocess
import sys
import tempfile
import time

MEBIBYTE = 1024


def timed(command, stdin=None):
    """Seconds of wall time, seconds of processor time, peak KiB."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]}: exit status {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def first_output(command):
    """Seconds until a command has written something."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    process.stdout.read(1)
    seconds = time.perf_counter() - begin
    process.stdout.read()
    process.stdout.close()
    process.wait()
    return seconds


def through_pipe(command, path, times):
    """Peak KiB when the same mbox comes many times through a pipe, as one of any size would."""
    feeder = subprocess.Popen(["sh", "-c", 'i=0; while [ $i -lt "$1" ]; do cat "$0"; i=$((i+1)); done',
                               path, str(times)], stdout=subprocess.PIPE)
    result = timed(command, stdin=feeder.stdout)
    feeder.stdout.close()
    feeder.wait()
    return result


def mix(reports, mixed):
    """Writes an mbox of every message of another, with a sample of some family behind each."""
    bounces = [open(path, "rb").read().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
               for path in sorted(glob.glob("samples/wild-*.eml"))]
    with open(reports, "rb") as source, open(mixed, "wb") as out:
        number = 0
        for line in source:
            if line.startswith(b"From ") and number < 2 * 5000:
                if number:
                    out.write(b"From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n"
                              + bounces[number // 2 % len(bounces)] + b"\n\n")
                number += 2
            elif line.startswith(b"From "):
                return number
            out.write(line)
    return number


def main():
    build, count, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    check = "--check" in sys.argv
    parse = os.path.join(build, "dsn-parse")
    missed = []

    def show(what, value, target, slack, unit=""):
        verdict = "reached" if value <= target else "MISSED"
        if value > target * slack:
            missed.append(what)
        print(f"{what:52} {value:8.2f}{unit}  (target at most {target:g}{unit}: {verdict})")

    with tempfile.TemporaryDirectory() as folder:
        mbox = os.path.join(folder, "reports.mbox")
        one = os.path.join(folder, "one.eml")
        with open(mbox, "wb") as out:
            subprocess.run([os.path.join(build, "bench/make-mbox"), str(count)], stdout=out, check=True)
        with open(mbox, "rb") as source, open(one, "wb") as out:
            lines = source.read(65536).split(b"\nFrom MAILER-DAEMON")[0].split(b"\n", 1)
            out.write(lines[1])
        size = os.path.getsize(mbox)
        print(f"{count} reports, {size / 1e6:.1f} MB, {runs} runs of each, {os.cpu_count()} processors")

        def measure(mbox, count, runs):
            size = os.path.getsize(mbox)
            commands = {
                "gmime": [os.path.join(build, "bench/gmime-loop"), mbox],
                "one": [parse, "--format=json", "--jobs=1", mbox],
                "two": [parse, "--format=json", "--jobs=2", mbox],
                "all": [parse, "--format=json", mbox],
            }
            timings = {name: [] for name in commands}
            for command in commands.values():
                timed(command)
            for _ in range(runs):
                for name, command in commands.items():
                    timings[name].append(timed(command))
            wall = {n: min(t[0] for t in v) for n, v in timings.items()}
            cpu = {n: min(t[1] for t in v) for n, v in timings.items()}
            for name in commands:
                print(f"  {name:6} {wall[name]:7.3f} s wall  {cpu[name]:7.3f} s cpu"
                      f"  {count / wall[name]:9.0f} messages/s  {size / wall[name] / 1e6:7.1f} MB/s")
            show("one job / bare GMime loop (processor time)", cpu["one"] / cpu["gmime"], 1.6, 2.0)
            show("one job / bare GMime loop (wall)", wall["one"] / wall["gmime"], 1.6, 2.0)
            if os.cpu_count() >= 2:
                show("two jobs / one job (wall)", wall["two"] / wall["one"], 0.9, 1.5)
            return max(t[2] for v in ("one", "two", "all") for t in timings[v]) / MEBIBYTE

        peak = measure(mbox, count, runs)
        show("peak memory, mbox as a file", peak, 64, 1.0, " MiB")
        piped = through_pipe([parse, "--format=json"], mbox, 4)
        show(f"peak memory, {4 * size / 1e6:.0f} MB through a pipe", piped[2] / MEBIBYTE, 64, 1.0, " MiB")
        start = statistics.median(first_output([parse, "--format=json", one]) for _ in range(20))
        show("start to first output, one message", start * 1e3, 10, 3.0, " ms")
        mixed = os.path.join(folder, "mixed.mbox")
        number = mix(mbox, mixed)
        print(f"{number} messages, half of them not RFC 3464, {5 * runs} runs of each")
        show("peak memory, mixed", measure(mixed, number, 5 * runs), 64, 1.0, " MiB")
    if check and missed:
        print("missed by far:", ", ".join(missed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
