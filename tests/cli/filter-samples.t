#!/bin/sh
# What dsn-filter writes is the message, with its fields before it.
exec "${PYTHON:-python3}" tests/cli/filter-samples.py "${BUILD:-build}"
