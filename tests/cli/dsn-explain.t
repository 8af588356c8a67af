#!/bin/sh
# dsn-explain as people and programs use it.
. tests/cli/lib.sh

explain=$bin/dsn-explain
python=${PYTHON:-python3}

# The first words of each explanation, in one line.
codes () {
  grep -E '^[0-9X]+(\.[0-9X]+\.[0-9X]+)? ' "$work/out" | cut -d' ' -f1 | tr '\n' ' '
}

# Asks Python about the JSON that a command printed: json EXPRESSION, with `r` the list of objects.
json () {
  "$python" -c "
import json, sys
r = [json.loads(line) for line in open('$work/out', encoding='utf-8')]
print($1)"
}

# What can be asked

exits 'a code is explained' 0 "$explain" 5.7.7
for heading in Reason 'Is it final?' 'How to fix' '  For the sender' '  For the recipient' \
  '  For the postmaster' Definition 'See also'; do
  is "with its section: $heading" "$(grep -cx "$heading" "$work/out")" 1
done
exits 'every form of question is understood at once' 0 \
  "$explain" 5.7.7 4.2.2 '550 5.1.1 User unknown' 452 7.7 'X.7.*'
is 'and answered in its order, each code once' "$(codes)" '5.7.7 4.2.2 5.1.1 550 452 4.7.7 2.7.7 X.7.X '
exits 'a line of a log is searched for codes' 0 "$explain" \
  'status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 no user (in reply to RCPT TO))'
is 'which are found' "$(codes)" '5.1.1 550 '
printf 'dsn=4.2.2, status=deferred\n552 5.2.2 full\ndsn=4.2.2\n' | "$explain" >"$work/out"
is 'standard input is read where there is no argument' "$(codes)" '4.2.2 5.2.2 552 '
printf '5.7.7' | "$explain" 4.4.1 - >"$work/out"
is 'or "-"' "$(codes)" '4.4.1 5.7.7 '

# Exit statuses

exits 'a code that is not registered is not known' 1 "$explain" 5.7.509
like 'which is said' "$(cat "$work/out")" 'This code is not registered.'
like 'and its class explained' "$(cat "$work/out")" 'Permanent failure'
like 'and its subject' "$(tr -s '\n ' ' ' <"$work/out")" 'Subject 7: Security and rules The report is about'
exits 'one of many is enough' 1 "$explain" 5.7.7 5.1.351
is 'and the others are explained' "$(codes)" '5.7.7 5.1.351 '
exits 'a reply that no standard defines is not known' 1 "$explain" 599
exits 'a text without a code is not known' 1 "$explain" 'User unknown'
like 'and the search named' "$(cat "$work/err")" '--search'
exits 'standard input without a code is not known' 1 "$explain" </dev/null
exits 'an unknown option is bad usage' 2 "$explain" --frobnicate
exits 'an unknown format is bad usage' 2 "$explain" --format=xml 5.7.7
exits 'an unknown language is bad usage' 2 "$explain" --lang=tlh 5.7.7
like 'and those that there are are named' "$(cat "$work/err")" 'de, en'
exits '--list takes no code' 2 "$explain" --list 5.7.7
exits '--list and --search exclude each other' 2 "$explain" --list --search full
exits '--base-url needs --site' 2 "$explain" --base-url=https://www.example.org/ 5.7.7

# Output

exits 'German is spoken' 0 "$explain" --lang=de_AT.UTF-8 5.7.7
like 'with its own headings' "$(cat "$work/out")" 'Was zu tun ist'
exits 'JSON is written' 0 "$explain" --format=json 5.7.7 '550 5.1.1 no' 452 'X.7.*'
is 'an object a line' "$(json "[(x['code'], x['kind']) for x in r]")" \
  "[('5.7.7', 'status'), ('5.1.1', 'status'), ('452', 'reply'), ('X.7.X', 'pattern')]"
is 'with all that is known' "$(json "sorted(r[0])")" "$("$python" -c "
print(sorted('code kind known language name title final reason fix definition class subject reference \
reason_word related'.split()))")"
is 'and the reply that a code came with' "$(json "r[1]['reply']['code'], r[0]['final'], r[2]['final']")" '550 True False'
sed -n '/^\.Ss JSON/,/^\.Sh/s/^\.It Li //p' tools/dsn-explain.1 | tr -d ' ' | tr ',' '\n' | sort >"$work/described"
"$explain" -f json --list >"$work/out"
"$explain" -f json '550 5.1.1 no' 'X.7.*' >>"$work/out"
json "'\n'.join(sorted({key for x in r for key in x}))" >"$work/keys"
ok 'the man page describes just the keys that there are' diff "$work/described" "$work/keys"
exits 'all is listed' 0 "$explain" --list
is 'every code and every reply' "$(grep -cE '^(5\.7\.7|4\.7\.7|2\.7\.7|550|354) ' "$work/out")" 5
exits 'a search finds codes' 0 "$explain" --search corrupt
like 'such as 5.7.7' "$(head -n 1 "$work/out")" '5.7.7 '
exits 'of several words' 0 "$explain" -s mailbox full
like 'the best first' "$(head -n 1 "$work/out")" '5.2.2 '
exits 'in any language' 0 "$explain" --lang=de --search=Postfach voll
like 'as well' "$(head -n 1 "$work/out")" '5.2.2 '
exits 'a search that finds nothing says so' 1 "$explain" --search qqqqqq
like 'with the words' "$(cat "$work/err")" 'qqqqqq'

if "$python" -c 'import pty; pty.openpty()' 2>/dev/null; then
  "$python" tests/cli/on-terminal.py "$explain" 5.7.7 >"$work/out"
  is 'on a terminal there is colour' "$(grep -c "$(printf '\033')\[" "$work/out" | sed 's/^[1-9].*/yes/')" yes
  NO_COLOR=1 "$python" tests/cli/on-terminal.py "$explain" 5.7.7 >"$work/out"
  is 'but not where NO_COLOR is set' "$(grep -c "$(printf '\033')" "$work/out")" 0
else
  skip 'on a terminal there is colour' 'there is no pseudo-terminal to be had'
fi
("$explain" --list -f json 2>"$work/err"; echo $? >"$work/status") | head -n 1 >/dev/null
is 'a closed pipe ends it by SIGPIPE' "$(cat "$work/status")" 141
is 'and quietly' "$(cat "$work/err")" ''
if [ -w /dev/full ]; then
  "$explain" 5.7.7 >/dev/full 2>"$work/err"
  is 'a full disk is trouble' $? 2
else
  skip 'a full disk is trouble' 'there is no /dev/full'
fi

# Bad input

printf '\033[31m\377 5.7.7 \000 4.2.2\n' | "$explain" >"$work/out"
is 'odd octets do not keep codes from being found' "$(codes)" '5.7.7 4.2.2 '
exits 'nor do they reach the terminal' 1 "$explain" "$(printf '\033[31m')"
is 'through a message' "$(tr -d '\n' <"$work/err" | LC_ALL=C grep -c '[[:cntrl:]]')" 0
long=50000000
[ -z "${VALGRIND-}" ] || long=500000
"$python" -c "print('5.1.1 ' + 'x' * $long + ' 5.7.7'); print('4.2.2')" >"$work/long"
exits "a line of $long octets is read in bounded time and memory" 0 "$explain" <"$work/long"
is 'and the next line read' "$(codes)" '5.1.1 4.2.2 '

# The web reference. tests/site/ tries it in a browser.

exits 'a web reference is written' 0 "$explain" --site "$work/deep/er/site" --lang=de
site=$work/deep/er/site
is 'with a first page in the language asked for' "$(grep -c '<html lang="de">' "$site/index.html")" 1
for language in $(ls -d templates/*/ | sed 's|templates/||; s|/||' | grep -v '^site$'); do
  for page in index x.7.7 550 subject-7 class-5 5xx; do
    is "with $page in $language" "$(grep -c "<html lang=\"$language\">" "$site/$language/$page.html")" 1
  done
done
exits 'and again' 0 "$explain" --site "$work/again" --lang=de
ok 'each time the same' diff -r "$site" "$work/again"
like 'links are relative' "$(cat "$site/en/x.7.7.html")" '<link rel="canonical" href="../en/x.7.7.html">'
exits 'an address can be named' 0 "$explain" --site "$work/again" --base-url 'https://www.example.org/a&b'
like 'for canonical links' "$(cat "$work/again/en/x.7.7.html")" \
  '<link rel="canonical" href="https://www.example.org/a&amp;b/en/x.7.7.html">'
like 'and for those to other languages' "$(cat "$work/again/en/x.7.7.html")" \
  'hreflang="de" href="https://www.example.org/a&amp;b/de/x.7.7.html">'
for url in example.org javascript:alert ftp://example.org/ 'https://example.org/?q' 'https://example.org/"'; do
  exits "$url is no such address" 2 "$explain" --site "$work/no" --base-url "$url"
done
not_ok 'and nothing is written then' test -e "$work/no"
: >"$work/file"
exits 'a folder that cannot be made is trouble' 2 "$explain" --site "$work/file/site"
like 'and named' "$(cat "$work/err")" "$work/file/site"
exits '--site takes no code' 2 "$explain" --site "$work/no" 5.7.7

# dsn-parse names it

"$bin/dsn-parse" --format=text samples/several-recipients.eml >"$work/report"
like 'a report in text tells what a code means' "$(cat "$work/report")" 'Meaning           No such address: not delivered'
is 'and names the call that tells more, once' "$(grep -c 'dsn-explain' "$work/report")" 1
exits 'which works' 0 sh -c "PATH=$bin:\$PATH; $(sed -n 's/.*\(dsn-explain .*\)/\1/p' "$work/report")"
is 'for every code of a failure' "$(codes)" '5.1.1 4.2.2 '
"$bin/dsn-parse" --format=text samples/delivered.eml >"$work/report"
is 'a report of success does not' "$(grep -c 'dsn-explain' "$work/report")" 0

done_testing
