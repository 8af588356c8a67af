#!/bin/sh
# Reports that parsers get wrong, or never finish: each gives the right answer, whole or cut, in every format.
exec sh tests/python tests/cli/hard-cases.py "${BUILD:-build}/dsn-parse"
