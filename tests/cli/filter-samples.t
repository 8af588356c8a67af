#!/bin/sh
# What dsn-filter writes is the message, with its fields before it.
exec sh tests/python tests/cli/filter-samples.py "${BUILD:-build}"
