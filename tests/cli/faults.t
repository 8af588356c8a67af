#!/bin/sh
# Inputs that change while they are read, calls that fail, memory that is short, signals: what was printed is right.
exec sh tests/python tests/cli/faults.py "${BUILD:-build}"
