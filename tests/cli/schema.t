#!/bin/sh
# What dsn-parse prints is what libdsn/report.schema.json says.
exec sh tests/python tests/cli/schema.py "${BUILD:-build}/dsn-parse"
