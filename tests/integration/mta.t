#!/bin/sh
# Reports of real mail servers: dsn-parse reads every field of them, dsn-lint tells what is wrong.
#
# Root starts them, or who can be root in a namespace of users of his own (Debian: uidmap).
export PYTHONDONTWRITEBYTECODE=1

set -- python3 tests/integration/mta_reports.py "${BUILD:-build}"
namespace='unshare --user --map-root-user --map-auto'
if [ "$(id -u)" -ne 0 ]; then
  if ! $namespace true 2>/dev/null; then
    echo "Bail out! Postfix is for root only; $namespace does not work, either"
    exit 1
  fi
  set -- $namespace "$@"
fi
exec "$@"
