#!/bin/sh
# dsn-milter as mail servers talk to it.
export PYTHONDONTWRITEBYTECODE=1
if [ ! -x "${BUILD:-build}/dsn-milter" ]; then
  echo '1..0 # SKIP it was left out, as libmilter is not here'
  exit 0
fi
exec "${PYTHON:-python3}" tests/cli/milter.py "${BUILD:-build}"
