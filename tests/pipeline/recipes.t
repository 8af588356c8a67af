#!/bin/sh
# The recipes, run as they stand by the programs that they are for: a bounce of a dead address, a notice of
# delay and an ordinary message go in, and the right mailbox has each.
. tests/cli/lib.sh
. tests/pipeline/mail.sh

recipes=samples/recipes
python=${PYTHON:-python3}
home=$work/home

# Delivery programs may not be run by root for themselves.
as_user=
if [ "$(id -u)" -eq 0 ]; then
  as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
chmod 755 "$work"

write_mail jo@example.com

has () {
  command -v "$1" >/dev/null 2>&1
}

# A home with an empty Maildir, and the commands in its bin.
new_home () {
  rm -rf "$home"
  mkdir -p "$home/bin"
  cp "$bin/dsn-filter" "$bin/dsn-parse" "$home/bin"
  for folder in "" .Bounces .Bounces.Hard; do
    mkdir -p "$home/Maildir/$folder/cur" "$home/Maildir/$folder/new" "$home/Maildir/$folder/tmp"
  done
  [ -z "$as_user" ] || chown -R 65534:65534 "$home"
}

# How many messages a folder of the Maildir has with a Message-ID, whether they are marked or not.
has_message () {
  cat "$home/Maildir/$1/new/"* "$home/Maildir/$1/cur/"* 2>/dev/null | grep -c "^Message-ID: <$2>"
}

failed=$(sed -n 's/^Message-ID: <\(.*\)>/\1/p' samples/failed.eml | head -n 1)
delayed=$(sed -n 's/^Message-ID: <\(.*\)>/\1/p' samples/delayed.eml | head -n 1)

# Delivers the messages by a command that reads one, and looks where they are.
delivers () {
  name=$1
  shift
  for message in failed delayed ordinary forged; do
    "$@" <"$work/$message.eml" >"$work/out" 2>"$work/err" || {
      result 1 "$name takes a message"
      sed 's/^/# /' "$work/out" "$work/err"
    }
  done
  filed "$name"
}

filed () {
  is "$1: the dead address is in its folder" "$(has_message .Bounces.Hard "$failed")" 1
  is "$1: the delay is among the bounces" "$(has_message .Bounces "$delayed")" 1
  is "$1: ordinary mail, also where it says that it is a bounce, is in the inbox" \
    "$(has_message . lunch@example.org)" 2
  is "$1: and nothing is anywhere else" \
    "$(find "$home/Maildir" -path '*/new/*' -o -path '*/cur/*' | wc -l | tr -d ' ')" 4
}

# The log has one line for each message.
logged () {
  is "$1: the log has a line for each" "$("$python" -c "
import json
print(sorted(json.loads(line)['kind'] for line in open('$home/bounces.ndjson')))")" "['dsn', 'dsn', 'other', 'other']"
}

# procmail

if has procmail; then
  new_home
  cp "$recipes/procmailrc" "$home/.procmailrc"
  [ -z "$as_user" ] || chown 65534:65534 "$home/.procmailrc"
  # procmail takes HOME from the list of users.
  delivers procmail $as_user procmail HOME="$home" "$home/.procmailrc"
  logged procmail
  mv "$home/bin/dsn-filter" "$home/bin/gone"
  $as_user procmail HOME="$home" "$home/.procmailrc" <"$work/failed.eml" >"$work/out" 2>&1
  is 'procmail: without the filter a message is still delivered' "$(has_message . "$failed")" 1
else
  skip 'procmail' 'it is not there'
fi

# maildrop

if has maildrop; then
  new_home
  cp "$recipes/mailfilter" "$home/.mailfilter"
  printf 'HOME="%s"\ninclude "%s/.mailfilter"\n' "$home" "$home" >"$home/rc"
  chmod 600 "$home/.mailfilter" "$home/rc"
  [ -z "$as_user" ] || chown 65534:65534 "$home/.mailfilter" "$home/rc"
  delivers maildrop $as_user maildrop "$home/rc"
  logged maildrop
  mv "$home/bin/dsn-filter" "$home/bin/gone"
  exits 'maildrop: without the filter the mail system has to try again' 75 \
    $as_user maildrop "$home/rc" <"$work/failed.eml"
else
  skip 'maildrop' 'it is not there'
fi

# Dovecot

lda=
for path in /usr/lib/dovecot/dovecot-lda /usr/libexec/dovecot/dovecot-lda; do
  [ ! -x "$path" ] || lda=$path
done
# The recipe of the configuration is used with the folder that the test may write to.
configure_dovecot () {
  {
    echo 'mail_location = maildir:~/Maildir'
    echo 'protocol lda {'
    echo '  mail_plugins = sieve'
    echo '}'
    echo "log_path = $home/dovecot.log"
    echo 'plugin {'
    echo '  sieve = file:~/sieve;active=~/.dovecot.sieve'
    echo '}'
    sed "s|/usr/lib/dovecot/sieve-bin|$home/bin|" "$recipes/dovecot-extprograms.conf"
  } >"$home/dovecot.conf"
}
if [ -n "$lda" ] && has sievec; then
  for script in filter execute; do
    new_home
    configure_dovecot
    cp "$recipes/$script.sieve" "$home/.dovecot.sieve"
    delivers "Dovecot, $script.sieve" $as_user env HOME="$home" "$lda" -c "$home/dovecot.conf"
    mv "$home/bin/dsn-filter" "$home/bin/gone"
    $as_user env HOME="$home" "$lda" -c "$home/dovecot.conf" <"$work/failed.eml" >"$work/out" 2>&1
    is "Dovecot, $script.sieve: without the filter a message is still delivered" "$(has_message . "$failed")" 1
  done
else
  skip 'Dovecot' 'dovecot-lda with Pigeonhole is not there'
fi

# A Maildir

new_home
for message in failed delayed ordinary; do
  cp "$work/$message.eml" "$home/Maildir/new/1.$message.\$(id) x"
done
cp "$work/ordinary.eml" "$home/Maildir/new/2.ordinary"
ok 'sort-maildir runs' env HOME="$home" sh "$recipes/sort-maildir" "$home/Maildir"
filed sort-maildir
ok 'sort-maildir runs again' env HOME="$home" sh "$recipes/sort-maildir" "$home/Maildir"
filed 'sort-maildir, again'
is 'all of the Maildir can be read as one' \
  "$("$bin/dsn-parse" --only=dsn --format=json "$home/Maildir" | wc -l | tr -d ' ')" 2

# A mailbox on a server

serve () {
  rm -rf "$work/box" "$work/port"
  mkdir "$work/box"
  for message in failed delayed ordinary forged; do cp "$work/$message.eml" "$work/box"; done
  "$python" tests/pipeline/pop3.py "$work/box" "$work/port" &
  server=$!
  trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
  while [ ! -s "$work/port" ]; do sleep 0.1; done
}

if has fetchmail; then
  new_home
  serve
  sed -e "s|mail.example.com|127.0.0.1 service $(cat "$work/port")|" -e "s|ssl fetchall|sslproto '' fetchall|" \
    "$recipes/fetchmailrc" >"$home/.fetchmailrc"
  chmod 600 "$home/.fetchmailrc"
  ok 'fetchmail fetches' env HOME="$home" fetchmail --nosyslog --pidfile "$work/pid"
  logged fetchmail
  is 'fetchmail: nothing is left on the server' "$(ls "$work/box")" ''
  kill $server
  serve
  sed -i 's/dsn-parse/no-such-command/; s/127.0.0.1 service [0-9]*/127.0.0.1 service '"$(cat "$work/port")"'/' "$home/.fetchmailrc"
  env HOME="$home" fetchmail --nosyslog --pidfile "$work/pid" >"$work/out" 2>&1
  is 'fetchmail: what could not be read is still there' "$(ls "$work/box" | wc -l | tr -d ' ')" 4
  kill $server
else
  skip 'fetchmail' 'it is not there'
fi

if has getmail; then
  new_home
  serve
  mkdir -p "$home/getmail"
  sed -e "s|mail.example.com|127.0.0.1\nport = $(cat "$work/port")|" -e 's|POP3SSL|POP3|' \
    -e "s|/usr/local/bin|$home/bin|" "$recipes/getmailrc" >"$home/getmail/getmailrc"
  [ -z "$as_user" ] || chown -R 65534:65534 "$home"
  ok 'getmail fetches' $as_user env HOME="$home" getmail --getmaildir="$home/getmail" --rcfile=getmailrc
  logged getmail
  is 'getmail: all are in the Maildir' "$(ls "$home/Maildir/new" | wc -l | tr -d ' ')" 4
  is 'getmail: bounces are marked' "$(grep -l '^X-DSN-Kind: dsn' "$home/Maildir/new/"* | wc -l | tr -d ' ')" 2
  is 'getmail: nothing is left on the server' "$(ls "$work/box")" ''
  kill $server
else
  skip 'getmail' 'it is not there'
fi

done_testing
