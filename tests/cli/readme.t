#!/bin/sh
# What README.md shows is what the commands print.
exec "${PYTHON:-python3}" tests/cli/readme.py "${BUILD:-build}"
