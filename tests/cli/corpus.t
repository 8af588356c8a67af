#!/bin/sh
# Of real reports with a delivery-status part every recipient, action and status is given.
exec "${PYTHON:-python3}" tests/cli/corpus.py "${BUILD:-build}/dsn-parse"
