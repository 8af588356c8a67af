#!/usr/bin/python3
"""The failed recipients that flufl.bounce finds in each file of a folder.

usage: read-flufl.py FOLDER    lines of FILE and ADDRESS, with tabs between them
"""
import email
import pathlib
import sys

from flufl.bounce import all_failures

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
    message = email.message_from_bytes(path.read_bytes())
    try:
        failed = all_failures(message)[1]
    except Exception as error:
        print(path.name, "error", repr(error), sep="\t")
        continue
    for address in sorted(failed):
        print(path.name, address.decode("ascii"), "", sep="\t")
