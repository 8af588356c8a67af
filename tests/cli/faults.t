#!/bin/sh
# Inputs that change while they are read, calls that fail, memory that is short, signals: what was printed is right.
exec "${PYTHON:-python3}" tests/cli/faults.py "${BUILD:-build}"
