#!/bin/sh
# Reports of real mail servers: dsn-parse reads every field of them, dsn-lint tells what is wrong.
#
# Postfix is started by root only, or by who can be root in a namespace of users (Debian: uidmap).

set -- sh tests/python tests/integration/mta_reports.py "${BUILD:-build}"
namespace='unshare --user --map-root-user --map-auto'
if [ "$(id -u)" -ne 0 ] && $namespace true 2>/dev/null; then
  set -- $namespace "$@"
fi
exec "$@"
