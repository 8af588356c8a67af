#!/bin/sh
# dsn-filter as mail systems use it.
. tests/cli/lib.sh

filter=$bin/dsn-filter
python=${PYTHON:-python3}

cat >"$work/ordinary.eml" <<'MAIL'
From: kim@example.org
To: jo@example.com
Subject: Lunch

At noon?
MAIL

# What is written

"$filter" <samples/several-recipients.eml >"$work/got"
is 'a bounce is marked, with a set of fields for each recipient' "$(sed -n 's/^X-DSN-Recipient: //p'  "$work/got" | tr '\n' ' ')" \
  'ann@example.net bob@example.net cid@example.org dora@example.net staff@example.org '
is 'each of which tells whether the address is dead' "$(grep -c '^X-DSN-Hard-Bounce: ' "$work/got")" 5
sed '/^X-DSN-/d'  "$work/got" >"$work/rest"
ok 'all else is the message' cmp "$work/rest" samples/several-recipients.eml
"$filter" <"$work/ordinary.eml" >"$work/got"
is 'an ordinary message is told to be one' "$(head -n 1 "$work/got")" 'X-DSN-Kind: other'
ok 'and says no more' test "$(grep -c '^X-DSN-' "$work/got")" -eq 1
"$filter" --header-prefix=X-Bounce- <samples/failed.eml >"$work/got"
is 'the names of the fields may begin in another way' "$(grep '^X-Bounce-Status' "$work/got")" 'X-Bounce-Status: 5.1.1'
"$filter" --header-prefix=X-Bounce- < "$work/got" | "$filter" --header-prefix=X-Bounce- >"$work/again"
ok 'a message that goes through twice is marked once' cmp  "$work/got" "$work/again"

# What a user adds

printf '[suspend]\nno such user | host=example.net\n' >"$work/rules"
"$filter" --rules "$work/rules" <samples/failed.eml >"$work/got"
is 'reasons are told by rules of your own' "$(sed -n 's/^X-DSN-Reason: //p' "$work/got")" suspend
echo '[foo]' >>"$work/rules"
"$filter" --rules "$work/rules" <samples/failed.eml >"$work/got" 2>"$work/err"
is 'rules with a mistake stop no message' $? 0
like 'and are told' "$(cat "$work/err")" "$work/rules:3: there is no reason \"foo\""
ok 'and it goes on as it came' cmp samples/failed.eml "$work/got"
exits 'a question has to be asked again then' 75 "$filter" --test --rules "$work/rules" <samples/failed.eml
"$filter" --rules "$work/missing" <samples/failed.eml >"$work/got" 2>"$work/err"
is 'nor do rules that are not there' $? 0
ok 'and nothing is lost' cmp samples/failed.eml "$work/got"
sed 's/readers-bounces+jo=example.net@/r.77.jo.at.example.net@/' samples/envelope-tells-recipient.eml >"$work/verp.eml"
"$filter" --verp='r.#.{local}.at.{domain}@lists.example.com' <"$work/verp.eml" >"$work/got"
is '--verp tells the recipient' "$(sed -n 's/^X-DSN-Recipient: //p' "$work/got")" jo@example.net
exits 'a --verp that is no pattern is bad usage' 64 "$filter" --verp='r-{local@x' <samples/failed.eml

# Line ends, and what stands before the header

sed 's/$/\r/' samples/failed.eml >"$work/crlf.eml"
"$filter" <"$work/crlf.eml" >"$work/got"
is 'lines end as those of the message do' "$(grep -c "$(printf '\r')\$" "$work/got")" "$(wc -l <"$work/got")"
tr '\n' '\r' <samples/failed.eml >"$work/cr.eml"
"$filter" <"$work/cr.eml" >"$work/got"
is 'in CR alone too' "$(tr '\r' '\n' < "$work/got" | sed -n 3p)" 'X-DSN-Status: 5.1.1'
is 'with no LF put in' "$(tr -d -c '\n' < "$work/got" | wc -c | tr -d ' ')" 0
{ echo 'From MAILER-DAEMON Mon Nov 23 09:00:00 2026' && cat samples/failed.eml; } >"$work/mbox.eml"
"$filter" <"$work/mbox.eml" >"$work/got"
is 'the line of an mbox stays the first' "$(head -n 2  "$work/got" | tr '\n' '|')" \
  'From MAILER-DAEMON Mon Nov 23 09:00:00 2026|X-DSN-Kind: dsn|'
printf ' X-DSN-Kind: dsn\nFrom: a@example.org\n\nText\n' >"$work/blank.eml"
"$filter" <"$work/blank.eml" >"$work/got" 2>"$work/err"
like 'a first line that would continue a field of ours is said to be there' "$(cat "$work/err")" 'without a mark'
ok 'and left alone' cmp "$work/blank.eml" "$work/got"
printf '\nText\n' | "$filter" >"$work/got"
is 'a message without a header gets one' "$(tr '\n' '|' <"$work/got")" 'X-DSN-Kind: other||Text|'
printf 'Text' | "$filter" >"$work/got"
is 'one without a line end too' "$(tr '\n' '|' <"$work/got")" 'X-DSN-Kind: other|Text'

# Forged fields

{
  printf 'x-dsn-kind \t: dsn\nX-DSN-Reason:\n userunknown\n\tand more\nX-DSN-HARD-BOUNCE: yes\n'
  cat "$work/ordinary.eml"
  echo 'X-DSN-Kind: in the text'
} >"$work/forged.eml"
"$filter" <"$work/forged.eml" >"$work/got"
{ echo 'X-DSN-Kind: other' && cat "$work/ordinary.eml" && echo 'X-DSN-Kind: in the text'; } >"$work/want"
ok 'forged fields are taken out, those in the text not' cmp "$work/want" "$work/got"
if [ -z "${SANITIZED-}" ] && [ -e "$bin/tests/fault.so" ]; then
  LD_PRELOAD=$bin/tests/fault.so DSN_FAULT=fork:1:11 "$filter" <"$work/forged.eml" >"$work/got" 2>"$work/err"
  sed 1d "$work/want" >"$work/unmarked"
  ok 'even where the message cannot be marked' cmp "$work/unmarked" "$work/got"
  LD_PRELOAD=$bin/tests/fault.so DSN_FAULT=any:1:stop DSN_FAULT_IN=child \
    "$filter" --timeout 1 <samples/failed.eml >"$work/got" 2>"$work/err"
  is 'a message that takes too long to read passes' $? 0
  like 'which is said' "$(cat "$work/err")" 'takes too long'
  ok 'as it came' cmp samples/failed.eml "$work/got"
  LD_PRELOAD=$bin/tests/fault.so DSN_FAULT=any:1:stop DSN_FAULT_IN=child \
    "$filter" --test --timeout 1 <samples/failed.eml 2>"$work/err"
  is 'a question about it has to be asked again' $? 75
  LD_PRELOAD=$bin/tests/fault.so DSN_FAULT=flock:1+:11 \
    "$filter" --json "$work/locked" <samples/failed.eml >"$work/got" 2>"$work/err"
  is 'a log that stays locked stops no message' $? 0
  like 'and is said' "$(cat "$work/err")" 'another process has it locked'
fi

# Questions

exits 'a bounce is one' 0 "$filter" --test <samples/failed.eml
is 'and nothing is written' "$(cat  "$work/out" "$work/err")" ''
exits 'an ordinary message is none' 1 "$filter" --test <"$work/ordinary.eml"
exits 'a complaint is none' 1 "$filter" --test <samples/feedback-report.eml
exits 'a status may be asked for' 0 "$filter" --test --status '5.7.*' <samples/integrity-failed.eml
exits 'and not be there' 1 "$filter" --test --status '5.7.*' <samples/failed.eml
exits 'a reason may be asked for' 0 "$filter" --test --reason userunknown <samples/failed.eml
exits 'one of several' 0 "$filter" --test --reason mailboxfull --reason userunknown <samples/failed.eml
exits 'an action' 1 "$filter" --test --action delayed <samples/failed.eml
exits 'a dead address' 0 "$filter" --test --hard <samples/failed.eml
exits 'that of a delay is not' 1 "$filter" --test --hard <samples/delayed.eml
exits 'one recipient has to be all that is asked for' 1 "$filter" --test --hard --action delayed <samples/several-recipients.eml

# The log

"$filter" --json "$work/log" <samples/failed.eml >"$work/got"
"$filter" --json "$work/log" --test <"$work/ordinary.eml"
is 'the log has a line of JSON for each message' "$("$python" -c "
import json
lines = [json.loads(line) for line in open('$work/log', encoding='utf-8')]
print([x['kind'] for x in lines], lines[0]['recipients'][0]['address'])")" "['dsn', 'other'] jo@example.net"
"$bin/dsn-parse" - <samples/failed.eml >"$work/want"
head -n 1 "$work/log" >"$work/first"
ok 'as dsn-parse prints it' cmp "$work/want" "$work/first"
is 'others may not read it' "$(ls -l "$work/log" | cut -c 1-10)" '-rw-------'
exits 'a log that cannot be written stops no message' 0 "$filter" --json "$work/no/log" <samples/failed.eml
like 'and is said' "$(cat "$work/err")" 'No such file'
if [ -w /dev/full ]; then
  exits 'a full disk under the log stops no message' 0 "$filter" --json /dev/full <samples/failed.eml
  like 'and that is said' "$(cat "$work/err")" 'No space left'
fi
rm -f "$work/pwned"
cat >"$work/shell.eml" <<MAIL
From: MAILER-DAEMON@example.org
Subject: \$(touch $work/pwned) \`touch $work/pwned\`; touch $work/pwned
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; "\$(touch $work/pwned)"@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 | touch $work/pwned
--b--
MAIL
"$filter" --json "$work/log" <"$work/shell.eml" >"$work/got"
not_ok 'no word of a message is run' test -e "$work/pwned"

# What goes wrong

exits 'no input is told' 66 "$filter" </dev/null
("$filter" <&-) >/dev/null 2>"$work/err"
is 'so is none at all' $? 66
if [ -n "${VALGRIND-}" ]; then
  skip 'no output is to be tried again' 'valgrind puts its log there'
else
  ("$filter" <samples/failed.eml >&-) 2>"$work/err"
  is 'no output is to be tried again' $? 75
fi
("$filter" <samples/failed.eml 2>&-) >"$work/got"
is 'standard error is not needed' $?:"$(sed -n 1p "$work/got")" 0:'X-DSN-Kind: dsn'
exits 'a folder is no message' 75 "$filter" <samples
exits 'an operand is bad usage' 64 "$filter" samples/failed.eml </dev/null
exits 'so is a prefix with a colon' 64 "$filter" --header-prefix X: </dev/null
exits 'an action that is none' 64 "$filter" --test --action bounced </dev/null
exits 'a pattern that is none' 64 "$filter" --test --status five </dev/null
exits 'a condition without a test' 64 "$filter" --hard </dev/null
exits 'a time of nothing' 64 "$filter" --timeout 0 </dev/null
exits 'an option that is none' 64 "$filter" --bogus </dev/null

# Large messages

if [ -n "${VALGRIND-}" ]; then
  skip 'a message of 160 MB passes with less memory than it has octets' 'valgrind takes more of it'
  done_testing
  exit 0
fi
"$python" -c "
import sys
out = sys.stdout.buffer
head, body = open('samples/failed.eml', 'rb').read().split(b'\n\n', 1)
out.write(head + b'\nX-DSN-Kind: forged\n\n' + b'A line of text.\n' * 10000000 + body)" >"$work/large.eml"
mkdir "$work/tmp"
# AddressSanitizer takes terabytes of address space.
limit=150000
[ -z "${SANITIZED-}" ] || limit=unlimited
(ulimit -v $limit; TMPDIR=$work/tmp "$filter" --timeout 100 <"$work/large.eml" >"$work/got" 2>"$work/err")
is 'a message of 160 MB passes with less memory than it has octets' $? 0
grep -av '^X-DSN-'  "$work/got" >"$work/rest"
grep -av '^X-DSN-Kind: forged' "$work/large.eml" >"$work/want"
ok 'whole' cmp "$work/want" "$work/rest"
is 'without what was forged' "$(grep -ac '^X-DSN-Kind: forged' "$work/got")" 0
is 'and leaves nothing behind' "$(ls -A "$work/tmp")" ''
TMPDIR=$work/nowhere "$filter" <"$work/large.eml" >"$work/got" 2>"$work/err"
is 'where there is no room for it it passes, too' $? 0
like 'which is said' "$(cat "$work/err")" 'passed on without a mark'
ok 'whole, without what was forged' cmp "$work/want" "$work/got"
TMPDIR=$work/nowhere "$filter" --test <"$work/large.eml" 2>"$work/err"
is 'but a question about it has to be asked again' $? 75

done_testing
