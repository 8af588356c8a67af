#!/bin/sh
# What dsn-make writes, other programs that read bounces understand: the same failed recipients.
exec sh tests/python tests/integration/peers.py "${BUILD:-build}"
