#!/bin/sh
# Inputs of full size end soon, within the memory that is promised, and tell which limit was reached.
exec "${PYTHON:-python3}" -B tests/cost/limits.py "${BUILD:-build}"
