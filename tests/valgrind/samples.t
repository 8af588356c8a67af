#!/bin/sh
# Every sample goes through the commands that read mail: each once, in one process, for what valgrind sees.
. tests/cli/lib.sh

for format in json text csv; do
  exits "dsn-parse reads every sample and prints $format" 0 "$bin/dsn-parse" -j2 --format=$format samples
done
exits 'dsn-parse tells what every reason comes from' 0 "$bin/dsn-parse" --explain-reason samples
exits 'dsn-parse reads ordinary mail' 1 "$bin/dsn-parse" --format=json tests/data/ordinary
exits 'dsn-lint looks at every sample' 1 "$bin/dsn-lint" samples
"$bin/dsn-parse" --only=dsn --format=json samples/*.eml >"$work/reports"
ok 'dsn-parse writes them for dsn-make' test -s "$work/reports"
i=0
for broken in samples/lint/*.eml; do
  i=$((i + 1))
  # One in twelve is enough for what the rules share.
  [ $((i % 12)) -eq 0 ] || continue
  "$bin/dsn-lint" --fix --quiet "$broken" >"$work/fixed" 2>"$work/err"
  ok "dsn-lint corrects ${broken##*/}" test $? -le 1
done
for malformation in $("$bin/dsn-make" --malform list | awk 'NR % 12 == 0 { print $1 }'); do
  "$bin/dsn-make" --malform "$malformation" --reporting-mta mx.example.org --to news@example.com \
    --recipient jo@example.net --status 5.7.7 --diagnostic '554 5.7.7 No' >"$work/out" 2>"$work/err"
  ok "dsn-make breaks $malformation, or says that it cannot" test $? -le 1
done

done_testing
