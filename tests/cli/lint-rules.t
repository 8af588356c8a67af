#!/bin/sh
# Every rule of dsn-lint has a sample that breaks it alone, and a near miss that does not.
exec sh tests/python tests/cli/lint-rules.py "${BUILD:-build}"
