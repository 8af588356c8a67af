#!/bin/sh
# What an input costs grows no faster than the input, in instructions.
if ! command -v valgrind >/dev/null 2>&1; then
  echo '1..0 # SKIP there is no Valgrind to count with'
  exit 0
fi
exec sh tests/python tests/cost/growth.py "${BUILD:-build}"
