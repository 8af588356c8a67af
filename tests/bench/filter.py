#!/usr/bin/env python3
"""How long dsn-filter takes for one message of 5 KB, process start included, beside cat.

usage: filter.py BUILD [--check]

The target: at most 3 times what cat takes plus 5 ms. Each runs in turn; the fastest tenth of the runs counts,
as the others tell how busy the machine was. With --check the exit status is 1 if it is missed by far.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

RUNS = 300
SIZE = 5 * 1024


def seconds(command, path):
    with open(path, "rb") as message:
        begin = time.perf_counter()
        subprocess.run(command, stdin=message, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begin


def fastest(times):
    tenth = sorted(times)[:max(len(times) // 10, 1)]
    return sum(tenth) / len(tenth) * 1000


def main():
    dsn_filter = os.path.join(sys.argv[1], "dsn-filter")
    message = pathlib.Path("samples/failed.eml").read_bytes()
    line = b"A line of the text that explains what happened.\n"
    message = message.replace(b"\n\n", b"\n\n" + line * ((SIZE - len(message)) // len(line)), 1)
    commands = {"cat": ["cat"], "dsn-filter": [dsn_filter], "dsn-filter --test": [dsn_filter, "--test"]}
    times = {name: [] for name in commands}
    with tempfile.NamedTemporaryFile() as file:
        file.write(message)
        file.flush()
        for _ in range(RUNS):
            for name, command in commands.items():
                times[name].append(seconds(command, file.name))
    took = {name: fastest(values) for name, values in times.items()}
    target = 3 * took["cat"] + 5
    print(f"{len(message)} octets, {RUNS} runs of each, the fastest tenth:")
    for name, milliseconds in took.items():
        print(f"  {name:20} {milliseconds:6.2f} ms")
    ratio = took["dsn-filter"] / target
    verdict = "reached" if ratio <= 1 else "MISSED"
    print(f"dsn-filter / (3 x cat + 5 ms = {target:.2f} ms){ratio:9.2f}  (target at most 1: {verdict})")
    return 1 if "--check" in sys.argv and ratio > 1.5 else 0


if __name__ == "__main__":
    sys.exit(main())
