#!/usr/bin/env python3
"""Writes the inputs that the fuzz targets begin with, drawn from samples/ and templates/.

usage: seeds.py FOLDER    one folder a target is made in it

SPDX-License-Identifier: LGPL-2.1-or-later
"""
import email
import hashlib
import json
import pathlib
import sys


def texts(value):
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def status_bodies(octets):
    """The bodies of the delivery-status parts of a message."""
    for part in email.message_from_bytes(octets).walk():
        if part.get_content_subtype() in ("delivery-status", "global-delivery-status"):
            groups = part.get_payload()
            if isinstance(groups, list):
                yield "\n".join(str(group) for group in groups).encode("utf-8", "replace")


def folder(path):
    """A folder as the entries that folder.c makes it of."""
    for entry in sorted(path.iterdir()):
        if entry.is_dir():
            yield b"d" + entry.name.encode() + b"\n"
            yield from folder(entry)
            yield b"u"
        else:
            yield b"f" + entry.name.encode() + b"\n" + entry.read_bytes().replace(b"\0", b"") + b"\0"


def seeds():
    yield "folder", b"".join(folder(pathlib.Path("samples/maildir")))
    yield "folder", b"fb\nFrom a\nA: 1\n\n\0f.c\nx\0la\nb\0pp\ndd\nfe\n\0ua\nf\nx\0"
    yield "folder", b"dcur\nfa\nx\0udnew\nfb\nFrom a\n\0ud.Sub\ndcur\nudnew\nfc\nx\0uudtmp\nfd\nx\0"
    for path in pathlib.Path("samples").rglob("*.eml"):
        octets = path.read_bytes()
        yield "message", octets
        yield "mailbox", octets
        yield "scrub", octets[:2048]
        for body in status_bodies(octets):
            yield "fields", body
    for path in pathlib.Path("samples").glob("*.mbox"):
        yield "mailbox", path.read_bytes()
    yield "scrub", b"From: a\nX-DSN-Kind: dsn\n more\nx-dsn-STATUS : x\r\nTo: b\n\nX-DSN-Kind: body\n"
    for path in pathlib.Path("samples").glob("*.json"):
        octets = path.read_bytes()
        yield "spec", octets
        for text in texts(json.loads(octets)):
            if len(text) < 200:
                yield "values", text.encode()
            if " " in text:
                yield "reason", text.encode()
    for path in pathlib.Path("templates").glob("??/*.tmpl"):
        yield "template", path.read_bytes()
    rules = pathlib.Path("templates/phrases").read_bytes()[:3000].rpartition(b"\n")[0]
    yield "reason", rules + b"\n\0550 5.1.1 user unknown"


def main():
    folder = pathlib.Path(sys.argv[1])
    for target, octets in seeds():
        (folder / target).mkdir(parents=True, exist_ok=True)
        (folder / target / hashlib.sha1(octets).hexdigest()).write_bytes(octets)


main()
