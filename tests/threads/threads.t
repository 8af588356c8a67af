#!/bin/sh
# Under ThreadSanitizer: no two threads use the same memory at once, and what many print is what one does.
. tests/cli/lib.sh

export G_SLICE=always-malloc
export TSAN_OPTIONS=suppressions=$PWD/tests/threads/suppressions:exitcode=66

not_ok 'a race is found' "$bin/tests/race"
like 'and told' "$(cat "$work/err")" 'data race'
ok 'one that GLib has a lock against is none' "$bin/tests/race" locked

i=0
while [ $i -lt 20 ]; do
  cat samples/mixed.mbox
  i=$((i + 1))
done >"$work/large.mbox"
mkdir "$work/few"
cp samples/wild-*.eml samples/i*.eml samples/f*.eml "$work/few"

# quiet NAME COMMAND…: prints the same with 8 threads as with one, and no race is found.
quiet () {
  name=$1
  shift
  "$@" --jobs=1 >"$work/one" 2>"$work/one.err"
  status=$?
  "$@" --jobs=8 >"$work/eight" 2>"$work/err"
  is "$name: no race" "$? $(grep -A 30 'WARNING: Thread' "$work/err" | head -n 60)" "$status "
  ok "$name: eight threads print what one does" cmp "$work/one" "$work/eight"
}
quiet 'dsn-parse with all samples' "$bin/dsn-parse" samples
quiet 'dsn-parse with an mbox' "$bin/dsn-parse" "$work/large.mbox"
for format in text csv; do
  quiet "dsn-parse --format=$format" "$bin/dsn-parse" --format=$format "$work/few"
done
quiet 'dsn-parse --explain-reason' "$bin/dsn-parse" --explain-reason "$work/few"
quiet 'dsn-lint with all samples' "$bin/dsn-lint" samples

# The tests of what threads share.
for test in pipeline catalog deliver search; do
  ok "test-$test: no race" "$bin/tests/test-$test" -s /pipeline/window
done
ok 'test-parser-limits: no race' "$bin/tests/test-parser-limits" -p /parser/threads-may-share-one
done_testing
