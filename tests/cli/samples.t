#!/bin/sh
# Every sample gives the JSON that lies beside it.
exec sh tests/python tests/cli/golden.py "${BUILD:-build}/dsn-parse"
