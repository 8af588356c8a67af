#!/bin/sh
# Ordinary mail is not taken for a bounce, a complaint or an automatic reply.
. tests/cli/lib.sh

exits 'among ordinary mails there is no bounce' 1 "$bin/dsn-parse" --format=csv tests/data/ordinary/*.eml
tr -d '"' <"$work/out" | cut -d, -f1,3 | tr -d '\r' >"$work/kinds"
for mail in tests/data/ordinary/*.eml; do
  name=${mail##*/}
  case $name in mdn-*) want=mdn ;; *) want=other ;; esac
  is "${name%.eml} is of kind $want" "$(grep "^$mail," "$work/kinds")" "$mail,$want"
done
ok 'there were enough of them' test "$tests" -gt 60

# The same mail as it comes through a pipe, with the line ends of the wire.

for mail in tests/data/ordinary/*.eml; do
  sed 's/$/\r/' "$mail" >"$work/crlf.eml"
  "$bin/dsn-parse" --quiet "$work/crlf.eml"
  [ $? -eq 1 ] || echo "$mail"
done >"$work/wrong"
is 'with CR LF it is none either' "$(cat "$work/wrong")" ''

done_testing
