#!/usr/bin/env python3
"""Archives of bounces, each with a Message-ID of its own, and what the JSON says of them.

usage: archives.py make maildir|mbox PATH FIRST COUNT    messages FIRST, FIRST + 1, …
       archives.py missing FIRST COUNT FILE…             which of them are in no file of JSON
       archives.py twice FILE…                           which of all are there more than once
"""
import collections
import json
import pathlib
import sys

BOUNCE = pathlib.Path("samples/failed.eml").read_text()


def name(number):
    return f"{number}@archive.example.org"


def message(number):
    head, body = BOUNCE.split("\n\n", 1)
    lines = [line for line in head.split("\n") if not line.startswith("Message-ID:")]
    return "\n".join([f"Message-ID: <{name(number)}>", *lines]) + "\n\n" + body


def make(kind, path, numbers):
    if kind == "mbox":
        with open(path, "w") as out:
            for number in numbers:
                out.write("From MAILER-DAEMON Mon Nov 23 10:00:00 2026\n" + message(number) + "\n")
        return
    for folder in ("cur", "new", "tmp"):
        pathlib.Path(path, folder).mkdir(parents=True)
    for number in numbers:
        where = f"cur/{number}.mx:2,S" if number % 2 else f"new/{number}.mx"
        pathlib.Path(path, where).write_text(message(number))


def count(paths):
    return collections.Counter(json.loads(line)["message"]["message_id"]
                               for path in paths for line in open(path, encoding="utf-8"))


def main():
    command, *rest = sys.argv[1:]
    if command == "make":
        make(rest[0], rest[1], range(int(rest[2]), int(rest[2]) + int(rest[3])))
    elif command == "missing":
        found = count(rest[2:])
        wanted = range(int(rest[0]), int(rest[0]) + int(rest[1]))
        print(*[number for number in wanted if name(number) not in found] or ["none"])
    else:
        print(*[key for key, times in count(rest).items() if times > 1] or ["none"])


if __name__ == "__main__":
    main()
