#!/usr/bin/env python3
"""Runs what README.md shows and compares.

usage: readme.py BUILD             TAP on standard output
       readme.py --update BUILD    writes what the commands print now into README.md

In a block marked "console" a line after "$ " is a command (with those after "> "), the rest what it
prints.
"""
import os
import pathlib
import re
import subprocess
import sys

from tap import Tap

README = pathlib.Path("README.md")
BLOCK = re.compile(r"```console\n\$ ([^\n]*\n(?:> [^\n]*\n)*)((?:(?!```)[^\n]*\n)*)```")


def run(command, build):
    environment = dict(os.environ, PATH=f"{os.path.abspath(build)}:{os.environ['PATH']}")
    result = subprocess.run(["sh", "-c", command], env=environment, stdout=subprocess.PIPE, check=False)
    return result.stdout.decode("utf-8").rstrip("\n") + "\n"


def main():
    text = README.read_text(encoding="utf-8")
    build = sys.argv[-1]
    tap = Tap()

    def update(match):
        command = match[1].replace("\n> ", "\n")
        return f"```console\n$ {match[1]}{run(command, build)}```"

    if sys.argv[1] == "--update":
        README.write_text(BLOCK.sub(update, text), encoding="utf-8")
        return 0
    for match in BLOCK.finditer(text):
        got = run(match[1].replace("\n> ", "\n"), build)
        tap(got == match[2], f"README.md: {match[1].splitlines()[0]}", got)
    tap(tap.count > 0, "it shows commands")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
