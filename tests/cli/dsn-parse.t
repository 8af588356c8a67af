#!/bin/sh
# dsn-parse as people and programs use it.
. tests/cli/lib.sh

parse=$bin/dsn-parse
python=${PYTHON:-python3}

# Asks Python about the JSON that a command printed: json EXPRESSION, with `r` the list of reports.
json () {
  "$python" -c "
import json, sys
r = [json.loads(line) for line in open('$work/out', encoding='utf-8')]
print($1)"
}

# Inputs

exits 'one message from a file is read' 0 "$parse" samples/failed.eml
is 'and its recipient found' "$(json "r[0]['recipients'][0]['address']")" jo@example.net

"$parse" <samples/failed.eml >"$work/out"
is 'standard input is read where no input is named' "$(json "r[0]['source']['path'], len(r)")" '- 1'
"$parse" - <samples/mixed.mbox >"$work/out"
ok 'an mbox on standard input is told from a message' test "$(wc -l <"$work/out")" -gt 1

mkdir -p "$work/tree/deep/deeper" "$work/tree/box/cur" "$work/tree/box/new" "$work/tree/box/tmp"
cp samples/failed.eml "$work/tree/b.eml"
cp samples/delayed.eml "$work/tree/deep/deeper/c.eml"
cp samples/mixed.mbox "$work/tree/a.mbox"
cp samples/delivered.eml "$work/tree/box/new/1"
cp samples/relayed.eml "$work/tree/box/cur/2:2,S"
cp samples/expanded.eml "$work/tree/box/tmp/3"
mkfifo "$work/tree/fifo"
ln -s .. "$work/tree/deep/loop"
exits 'a tree of folders is read, FIFOs and loops in it passed over' 0 "$parse" "$work/tree"
is 'each message once, those in tmp of a Maildir not' \
  "$(json "sorted(x['source']['path'].rsplit('/', 1)[1] for x in r if not x['source']['path'].endswith('mbox'))")" \
  "['1', '2:2,S', 'b.eml', 'c.eml']"
exits 'several inputs are read in their order' 0 "$parse" samples/delayed.eml samples/failed.eml
is 'and printed in it' "$(json "[x['source']['path'] for x in r]")" \
  "['samples/delayed.eml', 'samples/failed.eml']"

cat >"$work/words.eml" <<'MAIL'
From: a@example.org
Subject: =?utf-8?B?WmVpbGUgZWlucyA=?= =?utf-8?B?dW5kIHp3ZWk=?=
 =?utf-8?Q?_und_drei_=C3=BC?=

Text.
MAIL
"$parse" "$work/words.eml" >"$work/out"
is 'encoded-words next to each other are all decoded, padded or not' \
  "$(json "r[0]['message']['subject']")" 'Zeile eins und zwei und drei ü'

# File systems that take only names in UTF-8 refuse these.
latin=$work/$(printf 'M\374ller.eml') cut=$work/$(printf 'cut\342')
if cp samples/failed.eml "$latin" 2>/dev/null && cp samples/failed.eml "$cut" 2>/dev/null; then
  exits 'a file may have a name that is not UTF-8' 0 "$parse" "$latin" "$cut"
  is 'which the JSON tells in UTF-8' "$(json "[x['source']['path'].rsplit('/', 1)[1] for x in r]")" \
    "['M�ller.eml', 'cut�']"
else
  skip 'a file may have a name that is not UTF-8' 'the file system does not take one'
fi

# Parallel work

i=0
while [ $i -lt 60 ]; do
  cat samples/mixed.mbox
  i=$((i + 1))
done >"$work/large.mbox"
"$parse" -j1 "$work/large.mbox" >"$work/one"
"$parse" --jobs=4 "$work/large.mbox" >"$work/four"
ok 'four threads print what one does, in the same order' cmp "$work/one" "$work/four"
is 'indices count up' "$("$python" -c "
import json
print([json.loads(x)['source']['index'] for x in open('$work/one')] == list(range(len(open('$work/one').readlines()))))")" True

# Output

exits 'csv is printed' 0 "$parse" --format=csv samples/several-recipients.eml
is 'with a row for each recipient and one with the names' "$("$python" -c "
import csv
rows = list(csv.reader(open('$work/out', newline='')))
print(len(rows), len({len(r) for r in rows}), rows[1][rows[0].index('address')])")" '6 1 ann@example.net'

cat >"$work/formula.eml" <<'MAIL'
From: postmaster@example.org
To: news@example.com
Subject: =HYPERLINK("http://example.net")
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Text.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; -1+2

Final-Recipient: rfc822; +cmd@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; @SUM(1) "quoted", and more
--b--
MAIL
"$parse" --format=csv "$work/formula.eml" >"$work/out"
is 'no cell of a csv begins as a formula does' "$("$python" -c "
import csv
row = list(csv.reader(open('$work/out', newline='')))[1]
print([x for x in row if x[:1] in ('=', '+', '-', '@')], '\'+cmd@example.net' in row)")" '[] True'

"$python" -c "
print('From: a@example.org\nSubject: ' + 'long ' * 40000 + '''
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
''')
for i in range(2000):
    print(f'\nFinal-Recipient: rfc822; u{i}@example.net\nAction: failed\nStatus: 5.1.1')" >"$work/wide.eml"
"$parse" --format=csv "$work/wide.eml" >"$work/out"
ok 'a long value does not make a csv many times as large as the message' \
  test "$(wc -c <"$work/out")" -lt 5000000

exits 'text is printed' 0 "$parse" --format=text samples/integrity-failed.eml
like 'and tells the status by its name' "$(cat "$work/out")" '5.7.7 Message integrity failure'
"$parse" --format=text samples/control-characters.eml >"$work/out"
is 'no control character of a message reaches a terminal' \
  "$(tr -d '\n' <"$work/out" | LC_ALL=C grep -c '[[:cntrl:]]')" 0
for format in json csv; do
  "$parse" --format=$format samples/control-characters.eml >"$work/out"
  is "nor through $format" "$("$python" -c "
import sys, unicodedata
text = open('$work/out', encoding='utf-8', newline='').read()
print(any(unicodedata.category(c) in ('Cc', 'Cf', 'Zl', 'Zp') for c in text if c not in '\r\n'))")" False
done
"$parse" --format=text samples/control-characters.eml >"$work/out"
is 'nor does one that turns the direction of writing' \
  "$("$python" -c "print(any(c in open('$work/out', encoding='utf-8').read() for c in '\u202a\u202b\u202d\u202e\u2066\u2067'))")" False

# From when the command is there, which on a busy machine is late, and later under valgrind.
pause=2.5
[ -z "${VALGRIND-}" ] || pause=10
slow="(cat samples/mixed.mbox; sleep $pause; cat samples/mixed.mbox) | $parse"
if "$python" -c 'import pty; pty.openpty()' 2>/dev/null; then
  "$python" tests/cli/on-terminal.py "$parse" samples/failed.eml >"$work/out"
  like 'on a terminal the format is text' "$(cat "$work/out")" 'jo@example.net'
  is 'in colour' "$(grep -c "$(printf '\033')\[" "$work/out" | sed 's/^[1-9].*/yes/')" yes
  NO_COLOR=1 "$python" tests/cli/on-terminal.py "$parse" samples/failed.eml >"$work/out"
  # A machine that is busy may show progress, which is no colour: ESC [ K.
  is 'but not where NO_COLOR is set' "$(grep -c "$(printf '\033')\[[0-9]" "$work/out")" 0
  if [ -n "${VALGRIND-}" ]; then
    skip 'work of less than a second shows no progress' 'valgrind takes longer'
  else
    # On a busy machine it may take longer: of several times one is enough.
    for try in 1 2 3 4 5 6 7 8 9 10; do
      "$python" tests/cli/on-terminal.py --stderr-only "$parse" samples/failed.eml >"$work/out"
      [ -s "$work/out" ] || break
    done
    is 'work of less than a second shows no progress' "$(wc -c <"$work/out")" 0
  fi
  "$python" tests/cli/on-terminal.py --stderr-only sh -c "$slow" >"$work/out"
  like 'longer work does' "$(cat "$work/out")" 'messages'
else
  skip 'on a terminal the format is text' 'there is no pseudo-terminal to be had'
fi
sh -c "$slow" >/dev/null 2>"$work/err"
is 'though not where standard error is a file' "$(cat "$work/err")" ''
exits 'a file is written' 0 "$parse" --output="$work/file" samples/failed.eml
is 'and nothing to standard output where a file is named' "$(wc -c <"$work/out")" 0
if [ -n "${VALGRIND-}" ]; then
  skip 'without standard error' 'what valgrind opens would take its place'
else
  "$parse" --output="$work/half" samples/failed.eml samples/none.eml 2>&-
  is 'without standard error nothing that is said gets into the file' "$(cat "$work/half")" "$(cat "$work/file")"
fi
ok 'which holds the report' grep -q '"kind":"dsn"' "$work/file"

mkdir "$work/there"
"$parse" samples/failed.eml samples/failed.eml >"$work/there/old"
ln -s there/old "$work/link"
exits 'a link to a file is followed' 0 "$parse" --output="$work/link" samples/failed.eml
ok 'and stays' test -L "$work/link"
ok 'nothing of what was in the file before is left' cmp "$work/there/old" "$work/file"
if [ -e /dev/stdout ]; then
  "$parse" --output=/dev/stdout samples/failed.eml >>"$work/link"
  is 'a file that is open gets more' "$(wc -l <"$work/link" | tr -d ' ')" 2
else
  skip 'a file that is open gets more' 'there is no /dev/stdout'
fi

# A log

exits '--append adds to a file' 1 "$parse" --append="$work/log" samples/read-receipt.eml
is 'and writes nothing to standard output' "$(wc -c <"$work/out")" 0
is 'the file is for its owner' "$(stat -c %a "$work/log")" 600
cp "$work/log" "$work/before"
i=0
while [ $i -lt 8 ]; do
  "$parse" --append="$work/log" "$work/large.mbox" &
  i=$((i + 1))
done
wait
"$parse" "$work/large.mbox" >"$work/one"
is 'many at once add whole lines, each of them once' "$(sort "$work/log" | uniq -c | awk '{ print $1 }' | sort | uniq -c | tr -s ' ')" \
  "$(printf ' 1 1\n %s 8' "$(wc -l <"$work/one" | tr -d ' ')")"
ok 'behind what was there' cmp "$work/before" "$(head -n 1 "$work/log" >"$work/first" && echo "$work/first")"
printf '{"source":{"path":"half' >>"$work/before"
exits 'half a line that was left there' 0 "$parse" --append "$work/before" samples/failed.eml
is 'is taken away first' "$("$python" -c "
import json
print([json.loads(line)['kind'] for line in open('$work/before', encoding='utf-8')])")" "['mdn', 'dsn']"
exits 'a log goes with JSON only' 2 "$parse" --append="$work/log" --format=csv samples/failed.eml
exits 'also where reasons are explained' 2 "$parse" --append="$work/log" --explain-reason samples/failed.eml
exits 'and not with another file' 2 "$parse" --append="$work/log" --output="$work/file" samples/failed.eml
exits 'a log in no folder is trouble' 2 "$parse" --append="$work/no/log" samples/failed.eml
like 'and named' "$(cat "$work/err")" "$work/no/log: cannot write: No such file"
printf 'From: a@example.org\n\nText.\n' | "$parse" --only=dsn --append="$work/no/log" 2>"$work/err"
is 'even where there is nothing to add' $? 2

exits '--quiet prints nothing' 0 "$parse" --quiet samples/failed.eml
is 'nothing at all' "$(wc -c <"$work/out")" 0
exits '--only=mdn leaves the rest out' 0 "$parse" --only=mdn samples/failed.eml samples/read-receipt.eml
is 'and prints what was asked for' "$(json "[x['kind'] for x in r]")" "['mdn']"

# Addresses in the envelope

exits 'the envelope tells whom a report is about that does not' 0 "$parse" samples/envelope-tells-recipient.eml
is 'and that it does' "$(json "r[0]['recipients'][0]['address'], r[0]['recipients'][0]['evidence']['address']")" \
  'jo@example.net envelope'
sed 's/readers-bounces+jo=example.net@/r.77.jo.at.example.net@/' samples/envelope-tells-recipient.eml >"$work/verp.eml"
"$parse" "$work/verp.eml" >"$work/out"
is 'a form of one'"'"'s own is not known' "$(json "r[0]['recipients'][0].get('address')")" None
"$parse" --verp='r-{local}={domain}@x' --verp='r.#.{local}.at.{domain}@lists.example.com' "$work/verp.eml" >"$work/out"
is 'but --verp tells it' "$(json "r[0]['recipients'][0]['address']")" jo@example.net
exits 'a --verp that is no pattern is bad usage' 2 "$parse" --verp='bounces-{local@x' samples/failed.eml
like 'and says what is wrong and where' "$(cat "$work/err")" '--verp: "bounces-{local@x", octet 8'

# Complaints and automatic replies

exits 'a complaint is no delivery status notification' 1 "$parse" --format=text samples/feedback-report.eml
like 'text tells who complained' "$(cat "$work/out")" 'jo@example.net  gave feedback'
like 'of what kind the feedback is' "$(cat "$work/out")" 'Feedback            abuse'
exits 'csv has complaints, too' 1 "$parse" --format=csv samples/feedback-report-auth-failure.eml
is 'a row for each recipient' "$("$python" -c "
import csv
rows = list(csv.DictReader(open('$work/out', newline='')))
print([(x['address'], x['reason'], x['feedback_type'], x['feedback_source_ip']) for x in rows])")" \
  "[('jo@example.net', 'feedback', 'auth-failure', '2001:db8::25'), ('kim@example.net', 'feedback', 'auth-failure', '2001:db8::25')]"
exits 'text tells who answered by a program' 1 "$parse" --format=text samples/out-of-office.eml
like 'as well' "$(cat "$work/out")" 'joerg@example.net  answered automatically'

# Reasons

exits '--explain-reason tells what decided' 0 "$parse" --explain-reason samples/failed.eml
like 'with the recipient' "$(cat "$work/out")" '  jo@example.net: userunknown, hard bounce'
like 'the code' "$(cat "$work/out")" 'status:5.1.1 (status code that is used for many things; codes.ini)'
like 'and the line of a rule' "$(cat "$work/out")" '(phrase; phrases:'
printf '[suspend]\nno such user | host=example.net\n' >"$work/rules"
printf '[hasmoved]\nno such user here\n' >"$work/more"
exits '--rules reads rules' 0 "$parse" --rules "$work/rules" samples/failed.eml
is 'which decide' "$(json "r[0]['recipients'][0]['reason'], r[0]['recipients'][0]['evidence']['reason']")" \
  "suspend phrase:no such user"
exits 'from several files' 0 "$parse" --rules "$work/more" --rules "$work/rules" --explain-reason samples/failed.eml
like 'each named' "$(cat "$work/out")" "(your own rule; $work/rules:2)"
like 'with those that did not decide' "$(cat "$work/out")" "(your own rule; $work/more:2)"
echo '[foo]' >>"$work/rules"
exits 'a mistake in rules is bad usage' 2 "$parse" --rules "$work/rules" samples/failed.eml
like 'and named with its line' "$(cat "$work/err")" "$work/rules:3: there is no reason \"foo\""
exits 'missing rules are too' 2 "$parse" --rules "$work/missing" samples/failed.eml
like 'and named' "$(cat "$work/err")" "$work/missing"

# Kinds and exit statuses

for pair in feedback-report:arf read-receipt:mdn vacation-reply:auto-reply \
  mail-about-delivery-failure:other reply-quoting-report:other; do
  exits "${pair%:*} is no delivery status notification" 1 "$parse" "samples/${pair%:*}.eml"
  is "but ${pair#*:}" "$(json "r[0]['kind']")" "${pair#*:}"
done
printf 'From: Mailer-Daemon@mx.example.org\nAuto-Submitted: auto-replied\n\nNot delivered.\n' >"$work/mta.eml"
"$parse" "$work/mta.eml" >"$work/out"
is 'what a mail system writes is no automatic reply of a person' "$(json "r[0]['kind']")" other
exits 'a missing file is trouble' 2 "$parse" "$work/missing"
like 'and named with its cause' "$(cat "$work/err")" "$work/missing: cannot open: No such file"
exits 'an unknown option is bad usage' 2 "$parse" --frobnicate
exits 'an unknown format is bad usage' 2 "$parse" --format=xml samples/failed.eml
exits 'an unknown kind is bad usage' 2 "$parse" --only=bounce samples/failed.eml
exits 'a number of jobs below zero is bad usage' 2 "$parse" --jobs=-1 samples/failed.eml
exits 'short options may be written as one word, with the argument of the last' 0 \
  "$parse" -qj2 samples/failed.eml
is 'and each of them is taken' "$(cat "$work/out")" ''
exits 'an argument may look like an option' 2 "$parse" --only -jx samples/failed.eml
like 'and stays whole' "$(cat "$work/err")" 'no kind "-jx"'
cp samples/failed.eml "$work/-q"
exits 'behind -- a file may have the name of an option' 0 \
  sh -c "cd '$work' && '$parse' -f json -- -q"
is 'and is read' "$(json "[x['source']['path'] for x in r]")" "['-q']"
exits '--help helps' 0 "$parse" --help
like 'with the options' "$(cat "$work/out")" '--max-recipients'
exits '--version tells the version' 0 "$parse" --version

# Bad input: an error or a problem, and the rest is still read

exits 'with an unreadable input the rest is read' 2 "$parse" "$work/missing" samples/failed.eml
is 'all of it' "$(json "len(r)")" 1
: >"$work/empty.eml"
exits 'an empty file is trouble' 2 "$parse" "$work/empty.eml" samples/failed.eml
like 'and said to be empty' "$(cat "$work/err")" 'is empty'
# Root may read everything, so root asks as somebody else, if that one may run the command at all.
as_user=
[ "$(id -u)" -ne 0 ] || as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
chmod 755 "$work"
cp samples/failed.eml "$work/readable.eml"
mkdir -m 700 "$work/closed"
cp samples/failed.eml "$work/shut.eml"
chmod 600 "$work/shut.eml"
[ "$(id -u)" -eq 0 ] || chmod 0 "$work/closed" "$work/shut.eml"
if $as_user "$parse" --version >/dev/null 2>&1; then
  exits 'a folder without permission is trouble' 2 $as_user "$parse" "$work/closed" "$work/readable.eml"
  like 'and named with its cause' "$(cat "$work/err")" 'closed: cannot open: Permission denied'
  is 'and the rest is read' "$(json "len(r)")" 1
  exits 'so is a file' 2 $as_user "$parse" "$work/shut.eml" "$work/readable.eml"
  like 'named as well' "$(cat "$work/err")" 'shut.eml: cannot open: Permission denied'
else
  skip 'a folder without permission is trouble' 'there is no other user who could try'
fi
chmod 700 "$work/closed"
head -c 100000 /dev/zero >"$work/nul.eml"
exits 'a file of NULs is no report' 1 "$parse" "$work/nul.eml"
is 'and a problem says so' "$(json "r[0]['problems'][0]['rule']")" not-a-message
for size in 400 700 900 1100 1300; do
  head -c $size samples/several-recipients.eml >"$work/cut.eml"
  "$parse" "$work/cut.eml" >"$work/out" 2>"$work/err"
  is "a report cut after $size octets is still one object" "$(json "len(r)")" 1
done

if [ -n "${VALGRIND-}" ]; then
  skip 'hostile sizes are read in bounded time and memory' 'valgrind takes more of both'
else
  limit () {
    (
      ulimit -v 600000
      ulimit -t 60
    exec timeout 600 "$@"
    )
  }
  [ -z "${SANITIZED-}" ] || limit () { timeout 1200 "$@"; }

  {
    printf 'From: a@example.org\nSubject: long\n\n'
    head -c 200000000 /dev/zero | tr '\0' x
  } >"$work/line.eml"
  exits 'a line of 200 MB is read in bounded time and memory' 1 limit "$parse" "$work/line.eml"
  is 'and cut, which a problem says' \
    "$(json "r[0]['problems'][0]['rule'], r[0]['source']['size']")" 'message-too-large 200000035'
  rm "$work/line.eml"
  "$python" -c "
print('From: a@example.org\nMIME-Version: 1.0')
for i in range(10000):
    print(f'Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}')
print('\nText.')" >"$work/deep.eml"
  exits 'a message nested 10,000 deep is read in bounded time and memory' 1 limit "$parse" "$work/deep.eml"
  is 'and a problem tells the limit' "$(json "r[0]['problems'][0]['rule']")" nested-too-deep
  for what in part field; do
    {
      printf 'From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n'
      if [ $what = part ]; then line='\n--b\n\nx'; else line='X: y\n'; fi
      "$python" -c "print('$line' * 1000000)"
    } >"$work/many.eml"
    exits "a million ${what}s are read in bounded time and memory" 1 limit "$parse" -j1 "$work/many.eml"
    is 'and a problem says so' "$(json "r[0]['problems'][0]['rule']")" too-many-parts
  done
  rm "$work/many.eml"
fi
exits 'the limit of recipients holds' 0 "$parse" --max-recipients=5 samples/many-recipients.eml
is 'and is told' "$(json "len(r[0]['recipients']), r[0]['problems'][-1]['rule']")" '5 too-many-recipients'
exits 'the limit of size holds' 0 "$parse" --max-size=1000 samples/many-recipients.eml
is 'and is told, too' "$(json "r[0]['problems'][0]['rule']")" message-too-large

# Output that cannot be written

if [ -w /dev/full ]; then
  "$parse" "$work/large.mbox" >/dev/full 2>"$work/err"
  is 'a full disk is trouble' $? 2
  like 'and said' "$(cat "$work/err")" 'standard output: cannot write: No space left'
  "$parse" --output=/dev/full "$work/large.mbox" 2>"$work/err"
  is 'a full disk behind --output is trouble' $? 2
  "$parse" --append=/dev/full "$work/large.mbox" 2>"$work/err"
  is 'a full disk behind --append is trouble' $? 2
else
  skip 'a full disk is trouble' 'there is no /dev/full'
fi
exits 'a file in no folder is trouble' 2 "$parse" --output="$work/no/file" samples/failed.eml
("$parse" "$work/large.mbox" 2>"$work/err"; echo $? >"$work/status") | head -n 1 >/dev/null
is 'a closed pipe ends it by SIGPIPE' "$(cat "$work/status")" 141
is 'and quietly' "$(cat "$work/err")" ''

done_testing
