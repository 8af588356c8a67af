#!/bin/sh
# The recipe of Exim, run by Exim where `make deps-mta` unpacked one.
. tests/cli/lib.sh
. tests/pipeline/mail.sh

root=$bin/mta/exim
if [ ! -x "$root/usr/sbin/exim4" ] || [ "$(id -u)" -ne 0 ]; then
  skip 'Exim' 'it is not there, or we may not be the users that it wants to be'
  done_testing
  exit
fi

chmod 755 "$work"
mkdir -p "$work/spool" "$work/log" "$work/home"
cp "$bin/dsn-filter" "$root/usr/sbin/exim4" "$work"
chmod 755 "$work/exim4"
user=$(id -u mail)
group=$(id -g mail)
printf 'root:x:0:0:root:/:/bin/false\n%s:x:%d:%d:exim:/:/bin/false\njo:x:%d:%d:Jo:%s/home:/bin/false\n' \
  Debian-exim "$user" "$group" "$user" "$group" "$work" >"$work/passwd"
printf 'Debian-exim:x:%d:\n' "$group" >"$work/group"
chown -R "$user:$group" "$work/spool" "$work/log" "$work/home"

# Exim wants the user that its package makes, and runs itself anew without the environment.
cat >"$work/exim" <<SH
#!/bin/sh
export LD_PRELOAD=$(echo "$root"/usr/lib/*/libnss_wrapper.so)
export LD_LIBRARY_PATH=$(echo "$root"/usr/lib/*-linux-gnu)
export NSS_WRAPPER_PASSWD=$work/passwd NSS_WRAPPER_GROUP=$work/group
exec $work/exim4 -C $work/exim.conf "\$@"
SH
chmod 755 "$work/exim"

# What the recipe calls a part of it, up to the next one.
part () {
  sed -n "/^# $1/,/^# Among/p" samples/recipes/exim.conf |
    sed -e "s|/usr/sbin/exim4|$work/exim -odi|" -e "s|/usr/local/bin|$work|"
}
{
  cat <<EXIM
exim_path = $work/exim
spool_directory = $work/spool
log_file_path = $work/log/%s
pid_file_path = $work/pid
primary_hostname = mx.example.org
domainlist local_domains = here.example
tls_advertise_hosts =
never_users =
keep_environment =
deliver_drop_privilege = true
begin routers
EXIM
  part Before
  cat <<'EXIM'
inbox:
  driver = accept
  domains = +local_domains
  check_local_user
  transport = inbox
begin transports
EXIM
  part Among
  cat <<'EXIM'
inbox:
  driver = appendfile
  directory = $home/Maildir
  maildir_format
begin retry
* * F,1h,1s
EXIM
} >"$work/exim.conf"

write_mail jo@here.example

deliver () {
  "$work/exim" -odi -oi -f "$1" jo@here.example <"$work/$2.eml" >>"$work/out" 2>&1
}
in_folder () {
  find "$work/home/Maildir/$1" -path "*/Maildir/$1*new/*" ! -path "*/Maildir/$1.*" 2>/dev/null | wc -l | tr -d ' '
}

for message in failed delayed; do deliver '<>' $message; done
for message in ordinary forged; do deliver kim@example.org $message; done
is 'bounces are among the bounces' "$(find "$work/home/Maildir/.Bounces/new" -type f | wc -l | tr -d ' ')" 2
is 'ordinary mail, also where it says that it is a bounce, is in the inbox' \
  "$(ls "$work/home/Maildir/new" | wc -l | tr -d ' ')" 2
is 'each is marked once' "$(cat "$work/home/Maildir/new/"* "$work/home/Maildir/.Bounces/new/"* |
  sed -n 's/^X-DSN-Kind: //pi' | sort | tr '\n' ' ')" 'dsn dsn other other '
is 'nothing waits' "$("$work/exim" -bpc 2>/dev/null)" 0
rm "$work/dsn-filter"
deliver '<>' failed
is 'without the filter a message waits' "$("$work/exim" -bpc 2>/dev/null)" 1
cp "$bin/dsn-filter" "$work"
"$work/exim" -qff >>"$work/out" 2>&1
is 'until it is there again' "$(find "$work/home/Maildir/.Bounces/new" -type f | wc -l | tr -d ' ')" 3
[ "${V-}" = '' ] || sed 's/^/# /' "$work/log/"* "$work/out"

done_testing
