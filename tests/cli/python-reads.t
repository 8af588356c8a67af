#!/bin/sh
# What dsn-make writes, Python's own mail package reads, with the same values in it.
exec sh tests/python tests/cli/python-reads.py "${BUILD:-build}/dsn-make"
