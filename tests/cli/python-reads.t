#!/bin/sh
# What dsn-make writes, Python's own mail package reads, with the same values in it.
exec "${PYTHON:-python3}" tests/cli/python-reads.py "${BUILD:-build}/dsn-make"
