#!/bin/sh
# What README.md shows is what the commands print.
exec sh tests/python tests/cli/readme.py "${BUILD:-build}"
