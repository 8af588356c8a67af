#!/bin/sh
# The commands give up what they do not need before they read mail (tools/tool-sandbox.c): each thing is tried
# in the real command, in the middle of its work, by what tests/fault/tries.c preloads.
. tests/cli/lib.sh

python=${PYTHON:-python3}
tries=$bin/tests/tries.so
parse=$bin/dsn-parse

if [ -n "${SANITIZED-}" ] || [ ! -e "$tries" ]; then
  echo '1..0 # SKIP commands give up nothing here'
  exit 0
fi

# Runs a command that tries everything, with a folder of what it needs for that.
try () {
  rm -rf "$work/tries"
  mkdir -p "$work/tries/rmdir"
  touch "$work/tries/file" "$work/tries/unlink" "$work/tries/rename"
  DSN_TRIES=$work/tries LD_PRELOAD=$tries "$@" >"$work/out" 2>"$work/err"
}

# How a try ended.
number () {
  sed -n "s/^try $1 //p" "$work/err"
}

# What this system has, as a command sees it that gives up nothing.
try "$parse" --no-sandbox samples/failed.eml
is 'with --no-sandbox all files can be read and changed' \
  "$(for t in read-elsewhere open-write open-create unlink rename mkdir chmod; do number $t; done | tr '\n' ' ')" \
  '0 0 0 0 0 0 0 '
is 'programs run, sockets made' "$(for t in fork execve socketpair; do number $t; done | tr '\n' ' ')" '0 2 0 '
walls=
[ "$(number seccomp)" != 0 ] || ! ldd "$parse" | grep -q libseccomp || walls=seccomp
landlock=
[ "$(number landlock)" != 0 ] || landlock=yes

# The tries that did not end as they should: with EPERM (1), or ENOSYS (38) where that has the C library take
# another call; what only Landlock refuses with EACCES (13); whether something is a terminal may be asked, of what
# is closed with EBADF (9).
escaped () {
  sed -n 's/^try //p' "$work/err" | while read -r name number; do
    case $name in
    openat2) [ "$number" = 38 ] ;;
    terminal-question*) [ "$number" = 9 ] ;;
    read-elsewhere | list-elsewhere | read-passwords) [ -z "$landlock" ] || [ "$number" = 13 ] ;;
    *) [ "$number" = 1 ] ;;
    esac || echo "$name:$number"
  done
}

# shut_in NAME STATUS COMMAND…: nothing forbidden can be done, and the command does its work.
shut_in () {
  name=$1
  want=$2
  shift 2
  if [ -z "$walls" ]; then
    skip "$name can do nothing else" 'there is no seccomp, or it is built without'
    return
  fi
  try "$@"
  is "$name ends with $want" $? "$want"
  is "$name has tried" "$(grep -c '^try ' "$work/err" | sed 's/^[45][0-9]$/all/')" all
  is "and could do nothing else" "$(escaped | tr '\n' ' ')" ''
}

shut_in 'dsn-parse with a file' 0 "$parse" -j1 samples/failed.eml
shut_in 'dsn-parse with a folder' 0 "$parse" -j1 samples/recipes samples/failed.eml
shut_in 'dsn-parse with threads' 0 "$parse" -j4 samples/mixed.mbox
shut_in 'dsn-parse with standard input' 0 sh -c "'$parse' <samples/failed.eml"
shut_in 'dsn-parse --output' 0 "$parse" -j1 --output="$work/output" samples/failed.eml
ok 'which has written its output' grep -q '"kind":"dsn"' "$work/output"
is 'and left nothing else' "$(ls "$work" | grep -c '^output\.')" 0
shut_in 'dsn-lint' 0 "$bin/dsn-lint" -j1 samples/failed.eml
shut_in 'dsn-lint --fix' 0 "$bin/dsn-lint" --fix --quiet --output="$work/fixed" samples/failed.eml
ok 'which has written what it fixed' test -s "$work/fixed"
shut_in 'dsn-filter' 0 sh -c "'$bin/dsn-filter' <samples/failed.eml"
shut_in 'dsn-filter --test' 0 sh -c "'$bin/dsn-filter' --test <samples/failed.eml"
shut_in 'dsn-make --original' 0 "$bin/dsn-make" --reporting-mta mx.example.org --to news@example.com \
  --recipient jo@example.net --status 5.7.7 --original samples/failed.eml --output "$work/made"
ok 'which has written the report' "$parse" -q "$work/made"
"$parse" samples/failed.eml >"$work/spec"
shut_in 'dsn-make --spec' 0 "$bin/dsn-make" --spec "$work/spec"

# With more to do, more is left: the log can be written, mailboxes be made, but nothing elsewhere.
if [ -n "$walls" ]; then
  try sh -c "'$bin/dsn-filter' --json='$work/log' <samples/failed.eml"
  is 'dsn-filter --json could do nothing else' "$(escaped | tr '\n' ' ')" ''
  is 'and has a line in the log' "$(grep -c '"kind":"dsn"' "$work/log")" 1
fi
for option in "--mbox $work/box/new.mbox" "--maildir $work/box/below/new"; do
  name="dsn-make ${option%% *}"
  if [ -z "$landlock" ] || [ -z "$walls" ]; then
    skip "$name can put messages nowhere else" 'there is no Landlock'
    continue
  fi
  mkdir -p "$work/box"
  try "$bin/dsn-make" --spec "$work/spec" $option
  is "$name ends well" $? 0
  is "$name can put messages nowhere else" "$(for t in open-write open-create read-elsewhere unlink mkdir; do
    number $t; done | tr '\n' ' ')" '13 13 13 13 13 '
  is 'and can do nothing else' "$(escaped |
    grep -vE '^(open-.*|unlink|link|rename|mkdir|rmdir|owner-of-signals):' | tr '\n' ' ')" ''
done
[ -z "$landlock" ] || ok 'the mailboxes have the messages' "$parse" -q "$work/box"

# What is left is enough.

"$python" - "$work" <<'PYTHON'
import pathlib
import sys

WORDS = {"iso-2022-jp": "配送できません", "shift_jis": "配送できません", "euc-jp": "配送できません",
         "big5": "無法傳遞", "gb2312": "无法传递", "gb18030": "无法传递", "euc-kr": "배달할 수 없음",
         "koi8-r": "не доставлено", "koi8-u": "не доставлено", "windows-1251": "не доставлено",
         "iso-8859-5": "не доставлено", "windows-1255": "לא נמסר", "iso-8859-8": "לא נמסר",
         "windows-1256": "لم يتم التسليم", "tis-620": "ส่งไม่ได้", "windows-1258": "không",
         "iso-8859-7": "δεν παραδόθηκε", "iso-8859-15": "10 €", "ibm850": "zurück",
         "macintosh": "zurück", "utf-16be": "zurück", "utf-7": "zurück"}
folder = pathlib.Path(sys.argv[1], "charsets")
folder.mkdir()
for charset, text in WORDS.items():
    codec = {"ibm850": "cp850", "macintosh": "mac_roman"}.get(charset, charset)
    word = "".join(f"={octet:02X}" for octet in text.encode(codec))
    (folder / f"{charset}.eml").write_text(f"From: a@example.org\nSubject: =?{charset}?Q?{word}?=\n\nText.\n", "ascii")
    (folder / f"{charset}.txt").write_text(text, "utf-8")
PYTHON
"$parse" -j1 --no-sandbox "$work/charsets"/*.eml >"$work/free"
"$parse" -j1 "$work/charsets"/*.eml >"$work/shut"
ok 'every charset that is known is known still' cmp "$work/free" "$work/shut"
is 'by the tables of the C library' "$("$python" -c "
import json, pathlib
lines = [json.loads(line) for line in open('$work/shut', encoding='utf-8')]
print([x['source']['path'] for x in lines if x['message']['subject'] !=
       pathlib.Path(x['source']['path']).with_suffix('.txt').read_text('utf-8')])")" '[]'
exits 'the inputs may be a pipe that has a name' 0 sh -c "mkfifo '$work/pipe'
  cat samples/failed.eml >'$work/pipe' & '$parse' '$work/pipe'"
exits 'a descriptor' 0 sh -c "'$parse' /dev/fd/3 3<samples/failed.eml"
exits 'standard input by its name' 0 sh -c "cat samples/failed.eml | '$parse' /dev/stdin"
exits 'and where the working directory is' 0 sh -c "cd samples/recipes && '$parse' .. ."

mkdir "$work/links" "$work/apart"
cp samples/failed.eml "$work/apart/"
ln -s ../apart/failed.eml "$work/links/out"
if [ -n "$landlock" ]; then
  exits 'a link that leads out of a folder is not followed' 2 "$parse" "$work/links" samples/delayed.eml
  like 'which is said' "$(cat "$work/err")" 'links/out: cannot open: Permission denied'
fi
exits 'but where it leads to an input' 0 "$parse" "$work/links" "$work/apart"
exits 'and with --no-sandbox' 0 "$parse" --no-sandbox "$work/links"

"$python" tests/cli/without-walls.py true
if [ $? -ne 77 ]; then
  for command in dsn-parse dsn-lint; do
    exits "$command works where there is neither seccomp nor Landlock" 0 \
      "$python" tests/cli/without-walls.py "$bin/$command" samples/failed.eml
  done
  ok 'so does dsn-filter' sh -c "'$python' tests/cli/without-walls.py '$bin/dsn-filter' <samples/failed.eml |
    grep ^X-DSN-Kind: >/dev/null"
  is 'and none says so' "$(cat "$work/err")" ''
else
  skip 'dsn-parse works where there is neither seccomp nor Landlock' 'that cannot be had here'
fi
if command -v valgrind >/dev/null 2>&1; then
  exits 'dsn-parse works under valgrind' 0 valgrind -q "$parse" -j1 samples/failed.eml
else
  skip 'dsn-parse works under valgrind' 'it is not there'
fi
done_testing
