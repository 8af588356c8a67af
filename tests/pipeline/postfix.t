#!/bin/sh
# The recipe of Postfix, run by Postfix where `make deps-mta` unpacked one.
. tests/cli/lib.sh
. tests/pipeline/mail.sh

root=$bin/mta/postfix
if [ ! -x "$root/usr/lib/postfix/sbin/master" ] || [ "$(id -u)" -ne 0 ]; then
  skip 'Postfix' 'it is not there, or we are not root, who has to start it'
  done_testing
  exit
fi
python=${PYTHON:-python3}

chmod 755 "$work"
cp -R "$root" "$work/root"
root=$work/root
libraries=$(echo "$root"/usr/lib/*-linux-gnu):$root/usr/lib/postfix
mkdir -p "$work/etc" "$work/bin" "$work/boxes" "$work/data" "$work/queue/pid"
chown mail:mail "$work/boxes" "$work/data"
chmod 700 "$work/data"
# Of the users that every Debian has, two that own nothing.
for folder in active bounce corrupt defer deferred flush hold incoming private saved trace maildrop public; do
  mkdir "$work/queue/$folder"
  chown mail:mail "$work/queue/$folder"
  chmod 700 "$work/queue/$folder"
done
chgrp news "$work/queue/maildrop" "$work/queue/public"
# A program with the rights of another group would not find the libraries here, so anybody may post.
chmod 1733 "$work/queue/maildrop"
chmod 711 "$work/queue/public"

cp "$bin/dsn-filter" "$work/bin"
# What the recipe runs, in the folders of this test.
sed "s|^PATH=.*|PATH=$work/bin:/usr/bin:/bin|" samples/recipes/postfix-filter >"$work/bin/postfix-filter"
chmod 755 "$work/bin/postfix-filter"
cat >"$work/bin/sendmail" <<SH
#!/bin/sh
export MAIL_CONFIG=$work/etc LD_LIBRARY_PATH=$libraries
exec $root/usr/sbin/sendmail "\$@"
SH
chmod 755 "$work/bin/sendmail"

port=$("$python" -c 'import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])')
sed "s/@example.com/@here.example/" samples/recipes/postfix-header-checks >"$work/etc/checks"
cat >"$work/etc/main.cf" <<CF
compatibility_level = 3.6
mail_owner = mail
setgid_group = news
default_privs = nobody
queue_directory = $work/queue
data_directory = $work/data
daemon_directory = $root/usr/lib/postfix/sbin
command_directory = $root/usr/sbin
shlib_directory = $root/usr/lib/postfix
meta_directory = $root/etc/postfix
import_environment = MAIL_CONFIG MAIL_LOGTAG TZ LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME LD_LIBRARY_PATH
export_environment = TZ MAIL_CONFIG LD_LIBRARY_PATH
maillog_file_prefixes = $work
maillog_file = $work/log
myhostname = mx.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_dns_support_level = disabled
virtual_mailbox_domains = here.example
virtual_mailbox_maps = inline:{ { jo@here.example = jo/ } { bounces@here.example = bounces/ } }
virtual_mailbox_base = $work/boxes
virtual_uid_maps = static:$(id -u mail)
virtual_gid_maps = static:$(id -g mail)
virtual_minimum_uid = 1
header_checks = regexp:$work/etc/checks
queue_run_delay = 1s
# Not at once: the queue manager would put off for minutes what the filter still holds open.
minimal_backoff_time = 3s
maximal_backoff_time = 3s
CF
{
  sed -e "s|^smtp  |127.0.0.1:$port|; s|  y  |  n  |; s|/usr/local/bin|$work/bin|" samples/recipes/postfix-master.cf
  cat tests/integration/postfix-services.cf
} >"$work/etc/master.cf"

LD_LIBRARY_PATH=$libraries MAIL_CONFIG=$work/etc "$root/usr/lib/postfix/sbin/master" -d -c "$work/etc" >"$work/out" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 1' PIPE

write_mail jo@here.example

# Sends messages to a mailbox by SMTP: send SENDER MESSAGE…
send () {
  "$python" - "$port" "$work" "$@" <<'PY'
import smtplib, sys, time
port, work, sender, *names = sys.argv[1:]
for turn in range(100):
    try:
        client = smtplib.SMTP("127.0.0.1", int(port))
        break
    except OSError:
        time.sleep(0.1)
for name in names:
    client.sendmail(sender, ["jo@here.example"], open(f"{work}/{name}.eml", "rb").read())
client.quit()
PY
}
count () {
  ls "$work/boxes/$1/new" 2>/dev/null | wc -l | tr -d ' '
}
# Waits until there are as many messages in both mailboxes, for a while.
settle () {
  turn=0
  while [ $(($(count jo) + $(count bounces))) -lt "$1" ] && [ $turn -lt 150 ]; do
    turn=$((turn + 1))
    sleep 0.1
  done
}

send '' failed delayed
send kim@example.org ordinary forged
settle 4
is 'bounces are in the mailbox for them' "$(count bounces)" 2
is 'ordinary mail, also where it says that it is a bounce, is in its own' "$(count jo)" 2
is 'each is marked once' "$(cat "$work"/boxes/*/new/* | sed -n 's/^X-DSN-Kind: //p' | sort | tr '\n' ' ')" \
  'dsn dsn other other '
is 'bounces keep the empty return path' "$(cat "$work"/boxes/bounces/new/* | grep -c '^Return-Path: <>')" 2
mv "$work/bin/dsn-filter" "$work/bin/gone"
send '' failed
sleep 2
is 'without the filter a message waits' "$(count bounces)" 2
mv "$work/bin/gone" "$work/bin/dsn-filter"
settle 5
is 'until it is there again' "$(count bounces)" 3
[ "${V-}" = '' ] || sed 's/^/# /' "$work/log" "$work/out"

done_testing
