#!/bin/sh
# Of real reports with a delivery-status part every recipient, action and status is given.
exec sh tests/python tests/cli/corpus.py "${BUILD:-build}/dsn-parse"
