#!/bin/sh
# Every rule of dsn-lint has a sample that breaks it alone, and a near miss that does not.
exec "${PYTHON:-python3}" tests/cli/lint-rules.py "${BUILD:-build}"
