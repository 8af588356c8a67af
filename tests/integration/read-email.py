#!/usr/bin/env python3
"""The failed recipients that Python's own mail package finds in each file of a folder.

usage: read-email.py FOLDER    lines of FILE, ADDRESS, STATUS, with tabs between them

Nothing here knows bounces: the message/delivery-status is what the package makes of it, a message
for every group of fields.
"""
import email
import email.policy
import pathlib
import sys


def groups_of(message):
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from part.get_payload()[1:]
        elif part.get_content_type() == "message/global-delivery-status":
            # The package takes this one for a message that has the first group as its header.
            rest = part.get_payload(0).get_payload(decode=True).replace(b"\r\n", b"\n")
            for group in rest.strip(b"\n").split(b"\n\n"):
                yield email.message_from_bytes(group, policy=email.policy.SMTPUTF8)


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
    for group in groups_of(email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTPUTF8)):
        if group["Action"] == "failed":
            address = str(group["Final-Recipient"]).partition(";")[2].strip()
            print(path.name, address, group["Status"], sep="\t")
