#!/bin/sh
# Every sample gives the JSON that lies beside it.
exec "${PYTHON:-python3}" tests/cli/golden.py "${BUILD:-build}/dsn-parse"
