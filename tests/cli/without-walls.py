#!/usr/bin/env python3
"""Runs a command where the kernel seems to have neither seccomp nor Landlock.

usage: without-walls.py COMMAND [ARGUMENT]…    status 77 where that cannot be had
"""
import ctypes
import errno
import os
import sys

ALLOW = 0x7FFF0000
REFUSE = 0x00050000 | errno.ENOSYS
EQUAL = 4
PR_SET_SECCOMP = 22


class Compare(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("how", ctypes.c_int), ("value", ctypes.c_uint64),
                ("more", ctypes.c_uint64)]


def main():
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return 77
    library.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ALLOW)))
    ask = Compare(0, EQUAL, PR_SET_SECCOMP, 0)
    for name, count in ((b"seccomp", 0), (b"landlock_create_ruleset", 0), (b"prctl", 1)):
        call = library.seccomp_syscall_resolve_name(name)
        library.seccomp_rule_add_array(rules, ctypes.c_uint32(REFUSE), call, count, ctypes.byref(ask))
    if library.seccomp_load(rules) != 0:
        return 77
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
