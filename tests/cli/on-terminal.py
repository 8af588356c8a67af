#!/usr/bin/env python3
"""Runs a command with a terminal for standard output and error, and prints what it wrote there.

usage: on-terminal.py [--stderr-only] COMMAND [ARGUMENT…]

With --stderr-only only standard error is a terminal; standard output is thrown away.
"""
import os
import pty
import subprocess
import sys


def main():
    arguments = sys.argv[1:]
    stderr_only = arguments[0] == "--stderr-only"
    master, terminal = pty.openpty()
    stdout = subprocess.DEVNULL if stderr_only else terminal
    process = subprocess.Popen(arguments[stderr_only:], stdin=subprocess.DEVNULL, stdout=stdout,
                               stderr=terminal)
    os.close(terminal)
    while True:
        try:
            octets = os.read(master, 65536)
        except OSError:
            break
        if not octets:
            break
        sys.stdout.buffer.write(octets)
    return process.wait()


if __name__ == "__main__":
    sys.exit(main())
