#!/bin/sh
# What dsn-parse prints is what libdsn/report.schema.json says.
exec "${PYTHON:-python3}" tests/cli/schema.py "${BUILD:-build}/dsn-parse"
