#!/bin/sh
# dsn-make as people and programs use it.
. tests/cli/lib.sh

make=$bin/dsn-make
parse=$bin/dsn-parse
python=${PYTHON:-python3}
SOURCE_DATE_EPOCH=1795424400
export SOURCE_DATE_EPOCH

# A report with what it must have, and more: report OPTION…
report () {
  "$make" --reporting-mta mx.example.org --to news@example.com "$@"
}

# The same about one recipient: failed OPTION…
failed () {
  report --recipient jo@example.net --status 5.7.7 "$@"
}

# What dsn-parse finds in $work/out: json EXPRESSION, with `r` the report and `p` its first recipient.
json () {
  "$parse" --format=json "${2:-$work/out}" >"$work/json"
  "$python" -c "
import json
r = json.loads(open('$work/json', encoding='utf-8').readline())
p = r['recipients'][0]
print($1)"
}

# A header field of $work/out.
field () {
  sed -n "/^\$/q; s/^$1: //p" "$work/out"
}

# The shortest use

exits 'a few options make a report' 0 failed
is 'it says nothing on standard error' "$(cat "$work/err")" ''
is 'the status decides the action' "$(json "p['action'], p['status']")" 'failed 5.7.7'
is 'it is from the postmaster' "$(field From)" 'Mail Delivery System <postmaster@mx.example.org>'
is 'it is to the sender' "$(field To)" news@example.com
is 'SOURCE_DATE_EPOCH is its date' "$(field Date)" 'Mon, 23 Nov 2026 09:00:00 +0000'
is 'it has no Return-Path' "$(field Return-Path)" ''
is 'dsn-parse finds nothing wrong with it' "$(json "r.get('problems')")" None
mv "$work/out" "$work/first"
failed >"$work/second"
ok 'the same request gives the same octets' cmp "$work/first" "$work/second"
is 'a status before the first recipient is for all' "$(report --status 4.2.2 --recipient a@example.net \
  --recipient b@example.net --status 5.1.1 --output="$work/out" &&
  json "[(x['action'], x['status']) for x in r['recipients']]")" \
  "[('delayed', '4.2.2'), ('failed', '5.1.1')]"
exits 'without action and status it is a failure' 0 report --recipient jo@example.net
is 'of no known reason' "$(json "p['action'], p['status']")" 'failed 5.0.0'

# Every field

exits 'every option of a field is taken' 0 "$make" \
  --reporting-mta='dns; mx.example.org' --dsn-gateway=gw.example.org \
  --received-from-mta='client.example.com (192.0.2.1)' --envelope-id=QQ314159 \
  --arrival-date='Mon, 23 Nov 2026 09:59:58 +0100' --from='Post <post@example.org>' \
  --sender=news@example.com --subject='Grüße' --message-id='<1@mx.example.org>' \
  --extension='X-Queue: 4F2A1' --recipient='<jo@example.net>' \
  --original-recipient='rfc822; JO@example.net' --action=delayed --status=4.4.1 \
  --remote-mta=mail.example.net --diagnostic='smtp; 421 4.4.1 later; maybe' \
  --last-attempt-date=2026-11-23T10:00:00+01:00 --final-log-id=4F2A1 \
  --will-retry-until=2026-11-28T10:00:00+01:00 --extension='X-Try: 7'
is 'From is as asked' "$(field From)" 'Post <post@example.org>'
is 'Subject is encoded' "$(field Subject)" '=?utf-8?B?R3LDvMOfZQ==?='
is 'Message-ID is as asked' "$(field Message-ID)" '<1@mx.example.org>'
sed -n '/^Reporting\|^Original-Env/,/^--/p' "$work/out" >"$work/fields"
cat >"$work/want" <<'END'
Original-Envelope-Id: QQ314159
Reporting-MTA: dns; mx.example.org
DSN-Gateway: dns; gw.example.org
Received-From-MTA: dns; client.example.com (192.0.2.1)
Arrival-Date: Mon, 23 Nov 2026 09:59:58 +0100
X-Queue: 4F2A1

Original-Recipient: rfc822; JO@example.net
Final-Recipient: rfc822; jo@example.net
Action: delayed
Status: 4.4.1
Remote-MTA: dns; mail.example.net
Diagnostic-Code: smtp; 421 4.4.1 later; maybe
Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 +0100
Final-Log-ID: 4F2A1
Will-Retry-Until: Sat, 28 Nov 2026 10:00:00 +0100
X-Try: 7

END
sed '$d' "$work/fields" >"$work/got"
ok 'and written as RFC 3464 orders them' cmp "$work/got" "$work/want"
LC_ALL=C exits 'UTF-8 is taken in any locale' 0 failed --recipient=jürgen@example.net
is 'and read back' "$(json "r['recipients'][1]['address']")" jürgen@example.net

# Dates

exits '--date is the date of the report' 0 failed --date=2000-01-01T00:00:00Z
is 'and goes before SOURCE_DATE_EPOCH' "$(field Date)" 'Sat, 01 Jan 2000 00:00:00 +0000'
SOURCE_DATE_EPOCH=soon exits 'a SOURCE_DATE_EPOCH that is no number is an error' 2 failed
like 'that is named' "$(cat "$work/err")" SOURCE_DATE_EPOCH
(unset SOURCE_DATE_EPOCH && failed >"$work/out")
like 'without it the date is the present' "$(field Date)" "$(date -u +%Y)"

# Texts

exits '--lang chooses the language' 0 failed --lang=de
like 'of the text' "$(cat "$work/out")" 'Ihre Nachricht'
exits 'a language that there is not is an error' 2 failed --lang=tlh
echo 'Sorry, {{sender}}.' >"$work/mine.tmpl"
exits '--template makes the text' 0 failed --template="$work/mine.tmpl"
like 'of the report' "$(cat "$work/out")" 'Sorry, news@example.com.'
exits 'a template that is not there is an error' 2 failed --template="$work/none"
mkdir -p "$work/templates/en"
echo 'It failed.' >"$work/templates/en/failed.tmpl"
exits '--templates is a folder of them' 0 failed --templates="$work/templates"
like 'that goes first' "$(cat "$work/out")" 'It failed.'
exits 'where it has none' 0 report --templates="$work/templates" --recipient jo@example.net --status 4.0.0
like 'the usual ones are taken' "$(cat "$work/out")" 'delayed'

# The original message

printf 'From: news@example.com\nSubject: November\nMessage-ID: <42@example.com>\n\nHello\n' \
  >"$work/original"
exits '--original is returned' 0 failed --original="$work/original"
is 'whole' "$(json "r['original']['complete'], r['original']['subject']")" 'True November'
is 'and referred to' "$(field References)" '<42@example.com>'
exits '--return=headers returns its header' 0 failed --original="$work/original" --return=headers
is 'only' "$(json "r['original']['complete']")" False
is 'and not the body' "$(grep -c Hello "$work/out")" 0
exits 'only failures return all of it' 0 report --recipient jo@example.net --status 4.0.0 \
  --original="$work/original" --return=full
is 'others its header' "$(json "r['original']['complete']")" False
failed --original=- <"$work/original" >"$work/out"
is 'it may be standard input' "$(json "r['original']['message_id']")" 42@example.com
{ echo 'From a'; cat "$work/original"; } >"$work/original.mbox"
exits 'or an mbox' 0 failed --original="$work/original.mbox"
is 'without its "From " line' "$(grep -c '^From a' "$work/out")" 0
cat "$work/original.mbox" "$work/original.mbox" >"$work/two.mbox"
exits 'with one message' 2 failed --original="$work/two.mbox"
exits 'one that is not there is an error' 2 failed --original="$work/none"
mkdir "$work/box"
cp "$work/original" "$work/box/1"
: >"$work/box/2"
exits 'and so is a folder of which not all can be read' 2 failed --original="$work/box"
like 'which is named' "$(cat "$work/err")" 'box/2'
: >"$work/empty"
exits 'and so is one that is empty' 2 failed --original="$work/empty"
exits '--return without --original is an error' 2 failed --return=full
exits '--return=some is an error' 2 failed --original="$work/original" --return=some

# ASCII

exits 'UTF-8 makes it a global report' 0 report --recipient jö@example.net --status 5.1.1
like 'in 8bit' "$(cat "$work/out")" 'Content-Type: message/global-delivery-status'
exits '--ascii does not' 0 report --recipient jö@example.net --status 5.1.1 --ascii
like 'the address is utf-8-addr-xtext' "$(cat "$work/out")" 'utf-8; j\x{F6}@example.net'
is 'no octet is outside ASCII' "$(LC_ALL=C grep -c '[^ -~	]' "$work/out")" 0
is 'the address reads back' "$(json "p['address']")" jö@example.net

# What other programs get wrong

for option in '' --ascii; do
  report --recipient user+tag@example.net --status 5.1.1 $option >"$work/plus"
  ok "an address in ASCII is written as it is${option:+ with $option}" \
    grep -q '^Final-Recipient: rfc822; *user+tag@example\.net$' "$work/plus"
done
long="550 5.1.1 $("$python" -c "print(' '.join(['unknown'] * 200))")"
report --recipient jo@example.net --diagnostic "$long" >"$work/out"
is 'a long reply is folded' "$("$python" -c "print(max(map(len, open('$work/out'))) <= 79)")" True
is 'and read as it was' "$(json "p['diagnostic_code']['text']")" "$long"

# JSON

"$parse" --format=json samples/failed.eml >"$work/spec"
exits '--spec makes what dsn-parse printed' 0 "$make" --spec="$work/spec"
cp "$work/out" "$work/made"
"$parse" --format=json "$work/made" >"$work/again"
is 'with the same fields' "$("$python" -c "
import json
a, b = (json.load(open('$work/' + name)) for name in ('spec', 'again'))
keys = ['message', 'reporting_mta', 'arrival_date', 'original_envelope_id', 'extensions',
        'recipients', 'explanation']
print([k for k in keys if a.get(k) != b.get(k)])")" '[]'
"$python" -c "
import json
print(json.dumps(json.load(open('$work/spec')), indent=2))" >"$work/pretty"
"$make" --spec=- <"$work/pretty" >"$work/second"
ok 'it may have any number of lines, and be standard input' cmp "$work/second" "$work/made"
exits 'options go before what it says' 0 "$make" --spec="$work/spec" --to=other@example.com --lang=de \
  --recipient=two@example.net --status=5.1.1
is 'the sender' "$(field To)" other@example.com
is 'the recipients come after its own' "$(json "[x['address'] for x in r['recipients']]")" \
  "['jo@example.net', 'two@example.net']"
like 'the language' "$(json "r['explanation']")" 'Nachricht'
echo '{"message":{"to":"a@example.com"},"reporting_mta":"mx.example.org","recipients":[{"address":"b@example.net"}]}' \
  >"$work/short"
exits 'what it does not say is not made up' 1 "$make" --spec="$work/short"
like 'but missed' "$(cat "$work/err")" 'Action is missing'
exits 'unless options say it' 0 "$make" --spec="$work/short" --status=5.1.1
is 'for all recipients' "$(json "p['status']")" 5.1.1
echo '{"reporting_mta": 7, "frm": "x"}' >"$work/bad"
exits 'JSON that is no request is refused' 1 "$make" --spec="$work/bad"
is 'and every fault named' "$(wc -l <"$work/err" | tr -d ' ')" 2
echo '{"reporting_mta": ' >"$work/bad"
exits 'so is what is not JSON' 1 "$make" --spec="$work/bad"
exits 'a file that is not there is an error' 2 "$make" --spec="$work/none"
exits 'and one that is empty' 2 "$make" --spec="$work/empty"
exits 'standard input is read once' 2 "$make" --spec=- --original=-

# Many

{ cat "$work/spec"; echo; cat "$work/short"; cat "$work/spec"; } >"$work/many"
exits 'of many requests those that can be are made' 1 "$make" --spec="$work/many" --mbox="$work/mbox"
is 'the fault is told with its line' "$(sed -n '1s/line 3: .*/line 3/p' "$work/err")" \
  "dsn-make: $work/many, line 3"
is 'the others are there' "$("$parse" "$work/mbox" | wc -l | tr -d ' ')" 2
exits 'many need an mbox or a Maildir' 2 "$make" --spec="$work/many"
"$make" --spec="$work/many" --mbox=- >"$work/second" 2>/dev/null
ok 'an mbox may be standard output' cmp "$work/second" "$work/mbox"

# Refusals

exits 'no request is no report' 1 "$make"
is 'and all that is missing is named' "$(wc -l <"$work/err" | tr -d ' ')" 3
is 'nothing is written' "$(cat "$work/out")" ''
exits 'the null sender gets no report' 1 failed --to='<>'
like 'and is told why' "$(cat "$work/err")" 'null sender'
exits 'a status that contradicts the action is refused' 1 failed --action=delivered
exits 'a status that is none is refused' 1 failed --status=9
exits 'an action that is none is refused' 1 failed --action=bounced
exits 'a line end is refused' 1 failed --diagnostic='550 no
Status: 2.0.0'
like 'with the field' "$(cat "$work/err")" 'recipient 1: Diagnostic-Code has a line end'
exits 'a line end in the subject is refused' 1 failed --subject='a
Bcc: x@example.org'
for option in arrival-date last-attempt-date status action; do
  value=2026-11-23T10:00:00Z
  [ $option = status ] && value=5.1.1
  [ $option = action ] && value=failed
  exits "a line end behind --$option is refused, too" 1 failed "--$option=$value
"
  like 'and named' "$(cat "$work/err")" 'has a line end'
done
printf '%s\n' '{"message":{"to":"a@example.com","date":"2026-11-23T10:00:00Z\n"},"reporting_mta":"mx.example.org",
  "arrival_date":"2026-11-23T10:00:00Z\n",
  "recipients":[{"address":"b@example.net","action":"failed","status":"5.1.1\n"}]}' >"$work/bad"
exits 'and so it is in JSON' 1 "$make" --spec="$work/bad"
is 'each of them' "$(grep -c 'line end' "$work/err")" 3
exits 'a control character in an address is refused' 1 failed --recipient="$(printf 'a\033b@example.net')"
like 'and named' "$(cat "$work/err")" 'recipient 2: Final-Recipient'
exits 'a field that says that the rest is encoded is refused' 1 failed \
  --extension='Content-Transfer-Encoding: base64'
like 'and named' "$(cat "$work/err")" 'Content-Transfer-Encoding'
exits 'what dsn-lint would find is refused' 1 failed --diagnostic '550 5.1.1 no such user'
like 'and its rule named' "$(cat "$work/err")" 'status-conflicts-reply'
exits 'unless it is allowed' 0 failed --diagnostic '550 5.1.1 no such user' --allow=status-conflicts-reply
exits 'or all is' 0 failed --diagnostic '550 5.1.1 no such user' --recipient 'no one' --status 5.1.999 --allow=all
exits 'a rule that there is not is a wrong use' 2 failed --allow=everything
exits 'without a status that of the reply is taken' 0 report --recipient jo@example.net \
  --diagnostic '550 5.1.1 no such user'
is 'as it is' "$(json "p['status_field'] if 'status_field' in p else p['status']")" 5.1.1
exits 'an extension must not be a field that there is' 1 failed --extension='Status: 2.0.0'
exits 'an extension needs a colon' 2 failed --extension='X-Field'
exits 'Will-Retry-Until is for delays' 1 failed --will-retry-until=2026-11-28T10:00:00Z
exits 'a boundary must be one' 1 failed --boundary='a"b'
exits 'a value must be UTF-8' 2 failed --subject="$(printf '\374')"
exits 'an option that there is not is an error' 2 failed --colour
exits 'and so is an argument' 2 failed jo@example.net
exits 'a date that is none is an error' 2 failed --date=soon
printf 'kept' >"$work/file"
exits 'a refusal' 1 failed --to='<>' --output="$work/file"
is 'leaves the output as it was' "$(cat "$work/file")" kept

# Output

exits '--boundary stands between the parts' 0 failed --boundary=here
is 'three times for two parts' "$(grep -c '^--here' "$work/out")" 3
exits '--return-path writes the null sender' 0 failed --return-path
is 'on the first line' "$(head -n1 "$work/out")" 'Return-Path: <>'
failed --crlf >"$work/crlf"
failed >"$work/lf"
is '--crlf ends every line so' "$(grep -vc "$(printf '\r')\$" "$work/crlf")" 0
tr -d '\r' <"$work/crlf" >"$work/second"
ok 'and changes nothing else' cmp "$work/second" "$work/lf"
exits '--output writes a file' 0 failed --output="$work/file"
ok 'with the report in it' cmp "$work/file" "$work/lf"
exits 'a folder that is not there is an error' 2 failed --output="$work/none/file"
rm "$work/mbox"
exits '--mbox makes an mbox' 0 failed --mbox="$work/mbox"
exits 'and appends to it' 0 failed --mbox="$work/mbox" --subject='From here'
is 'both are there' "$("$parse" --format=json "$work/mbox" | wc -l | tr -d ' ')" 2
is 'with the date of the report' "$(head -n1 "$work/mbox")" 'From MAILER-DAEMON Mon Nov 23 09:00:00 2026'
is 'and the null sender' "$(sed -n 2p "$work/mbox")" 'Return-Path: <>'
is 'nothing is written to standard output' "$(cat "$work/out")" ''
exits 'a "From " line of the original' 0 failed --mbox="$work/quoted" --original="$work/original"
printf 'Subject: x\n\nFrom here\n>From there\n' >"$work/from"
exits 'is quoted' 0 failed --mbox="$work/quoted" --original="$work/from"
is 'as mboxrd does' "$(grep -c '^>From here$\|^>>From there$' "$work/quoted")" 2
exits '--maildir makes a Maildir' 0 failed --maildir="$work/maildir"
exits 'and adds to it' 0 failed --maildir="$work/maildir"
is 'both are in new' "$(ls "$work/maildir/new" | wc -l | tr -d ' ')" 2
is 'nothing is left in tmp' "$(ls "$work/maildir/tmp")" ''
for file in "$work/maildir/new/"*; do
  is 'each has the null sender' "$(head -n1 "$file")" 'Return-Path: <>'
done
exits 'one place is enough' 2 failed --mbox="$work/mbox" --maildir="$work/maildir"
exits 'a mailbox has LF' 2 failed --mbox="$work/mbox" --crlf
if [ -w /dev/full ]; then
  (failed >/dev/full) 2>"$work/err"
  is 'a full disk is an error' $? 2
  like 'that is told' "$(cat "$work/err")" 'standard output'
  exits 'for --output, too' 2 failed --output=/dev/full
  exits 'and for --mbox' 2 failed --mbox=/dev/full
else
  skip 'a full disk is an error' 'there is no /dev/full'
fi
# A pipe whose reader has gone before the first octet is written, and no sooner than it was opened.
mkfifo "$work/fifo"
exec 3<>"$work/fifo" 4>"$work/fifo" 3>&-
(failed >&4) 2>"$work/err"
status=$?
exec 4>&-
is 'a closed pipe ends it by SIGPIPE' $status 141
is 'quietly' "$(cat "$work/err")" ''
if [ -n "${VALGRIND-}" ]; then
  skip 'nor is a closed output' 'valgrind puts its log there'
else
  (failed >&-) 2>"$work/err"
  is 'nor is a closed output' $? 2
fi

# What was read is made again, though there are warnings about it

for name in same-recipient-twice plus-is-not-xtext wild-qmail wild-gmail; do
  "$parse" "samples/$name.eml" >"$work/first"
  exits "$name is made again" 0 "$make" --spec="$work/first" --reporting-mta=mx.example.org
done
printf '%s' '{"reporting_mta": "mx.example.org", "message": {"to": "news@example.com"}, "recipients": [
  {"address": "jo@example.net", "action": "failed", "status": "5.7.509"}]}' >"$work/vendor"
exits 'a code of one provider is made from JSON' 0 "$make" --spec="$work/vendor"
exits 'but not from options' 1 report --recipient jo@example.net --status 5.7.509

# Help

exits '--help helps' 0 "$make" --help
for option in $(sed -n 's/^  \(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' "$work/out"); do
  grep -q -- "Fl Fl $option" tools/dsn-make.1 || missing="$missing $option"
done
is 'every option is in the manual' "${missing-}" ''

# The examples of the manual, one after another in one folder, with a sendmail that says what it got.
mkdir -p "$work/examples/bin"
printf '#!/bin/sh\necho "$@"\ncat\n' >"$work/examples/bin/sendmail"
chmod +x "$work/examples/bin/sendmail"
sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/p' tools/dsn-make.1 | sed 's/\\e$/\\/' |
  sed -n '/^\.Bd/,/^\.Ed/{/^\./!p;/^\.Ed/s/.*/echo "=="/p;}' >"$work/examples/run"
(cd "$work/examples" && PATH=$PWD/bin:$bin:$PATH && sh -e ./run) >"$work/ran" 2>"$work/err"
is 'the examples of the manual run' "$? $(cat "$work/err")" '0 '
is 'all of them' "$(grep -c '^==$' "$work/ran")" 5
like 'the last hands a report to sendmail' "$(sed -n '/^-f/,$p' "$work/ran")" '-f <> -- news@example.com
Date: '
like 'one is in German' "$("$parse" "$work/examples/german.mbox")" Nachricht
exits '--version tells the version' 0 "$make" --version
done_testing
