# lib.sh: what the command tests share; read with ". tests/cli/lib.sh" from the top of the repository.
#
# ok NAME COMMAND…      the command succeeds
# not_ok NAME COMMAND…  the command fails
# is NAME GOT WANT      two texts are the same
# like NAME GOT PART    a text has a part
# exits NAME N COMMAND… the command ends with exit status N (output in $work/out and $work/err)
# skip NAME WHY         says why something could not be tried
# done_testing          the last line of a test
#
# $bin is the folder with the commands, $work a folder that is gone when the test ends.

case ${BUILD:-build} in /*) bin=$BUILD ;; *) bin=$PWD/${BUILD:-build} ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/dsn-test.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
tests=0

result () {
  tests=$((tests + 1))
  if [ "$1" -eq 0 ]; then echo "ok $tests - $2"; else echo "not ok $tests - $2"; fi
}

ok () {
  name=$1
  shift
  "$@" >"$work/out" 2>"$work/err"
  status=$?
  result $status "$name"
  [ $status -eq 0 ] || sed 's/^/# /' "$work/out" "$work/err"
}

not_ok () {
  name=$1
  shift
  if "$@" >"$work/out" 2>"$work/err"; then result 1 "$name"; else result 0 "$name"; fi
}

is () {
  if [ "$2" = "$3" ]; then
    result 0 "$1"
  else
    result 1 "$1"
    printf 'got:  %s\nwant: %s\n' "$2" "$3" | sed 's/^/# /'
  fi
}

like () {
  case $2 in
  *"$3"*) result 0 "$1" ;;
  *)
    result 1 "$1"
    printf 'got:  %s\nwant something with: %s\n' "$2" "$3" | sed 's/^/# /'
    ;;
  esac
}

exits () {
  name=$1
  want=$2
  shift 2
  "$@" >"$work/out" 2>"$work/err"
  status=$?
  if [ $status -eq "$want" ]; then
    result 0 "$name"
  else
    result 1 "$name"
    echo "# exit status $status, not $want"
    sed 's/^/# /' "$work/err"
  fi
}

skip () {
  tests=$((tests + 1))
  echo "ok $tests - $1 # SKIP $2"
}

done_testing () {
  echo "1..$tests"
}
