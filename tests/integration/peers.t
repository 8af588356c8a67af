#!/bin/sh
# What dsn-make writes, other programs that read bounces understand: the same failed recipients.
PYTHONDONTWRITEBYTECODE=1 exec python3 tests/integration/peers.py "${BUILD:-build}"
