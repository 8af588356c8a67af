#!/bin/sh
# Inputs of full size end soon, within the memory that is promised, and tell which limit was reached.
exec sh tests/python tests/cost/limits.py "${BUILD:-build}"
