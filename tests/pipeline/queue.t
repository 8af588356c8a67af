#!/bin/sh
# The recipe of RabbitMQ, run by a broker of our own: whoever is killed, no message is lost or left out.
. tests/cli/lib.sh

for folder in /usr/lib/rabbitmq/bin "$(dirname "$(command -v rabbitmq-server)" 2>/dev/null)"; do
  if [ -x "$folder/rabbitmq-server" ] && [ -x "$folder/rabbitmqctl" ]; then break; fi
  folder=
done
for program in amqp-consume amqp-publish epmd formail timeout setsid; do
  command -v $program >/dev/null 2>&1 || folder=
done
if [ -z "$folder" ]; then
  skip 'RabbitMQ' 'it is not there, or amqp-tools, formail, setsid or timeout is not'
  done_testing
  exit
fi
python=${PYTHON:-python3}

# A broker of our own: of its name, ports and folders none is that of one that may be running here. By its address,
# as the name of this machine may not be known.
set -- $("$python" -c 'import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*[s.getsockname()[1] for s in sockets])')
port=$1
export RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$1" RABBITMQ_DIST_PORT="$2"
export ERL_EPMD_PORT="$3" ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_USE_LONGNAME=true RABBITMQ_NODENAME="dsn-test-$1@127.0.0.1"
export RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE="$work/broker/rabbitmq"
export RABBITMQ_ENABLED_PLUGINS_FILE="$work/broker/plugins" RABBITMQ_PID_FILE="$work/broker/pid"
export RABBITMQ_MNESIA_BASE="$work/broker/data" RABBITMQ_LOG_BASE="$work/broker/log"
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'

# Its cookie is looked for in both.
export HOME="$work/home" XDG_CONFIG_HOME="$work/home"
export AMQP_OPTIONS="--server=127.0.0.1 --port=$port --authfile=$work/auth"
mkdir -p "$HOME/bin" "$work/broker/data" "$work/broker/log" "$work/recipes"
echo '[].' >"$work/broker/plugins"
: >"$work/broker/rabbitmq.conf"
printf 'username:guest\npassword:guest\n' >"$work/auth"

as_user=
if [ "$(id -u)" -eq 0 ]; then
  as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
  chmod 755 "$work"
  chown -R 65534:65534 "$HOME" "$work/broker"
fi

# The recipe, with less patience.
sed 's/"x-delivery-limit": 20/"x-delivery-limit": 3/' samples/recipes/queue.json >"$work/recipes/queue.json"
for script in fill worker take; do
  sed 's/sleep 5$/sleep 0.2/; s/sleep 30 /sleep 1 /' samples/recipes/queue-$script >"$work/recipes/queue-$script"
  chmod 755 "$work/recipes/queue-$script"
done
chmod 755 "$work/recipes"

# Waits until a command says so, for as long as a busy machine may take.
until_is () {
  late=$(($(date +%s) + 300))
  while [ "$(eval "$1")" != "$2" ] && [ "$(date +%s)" -lt $late ]; do
    sleep 0.1
  done
  eval "$1"
}

broker= names= workers=
start_broker () {
  (cd / && exec $as_user "$folder/rabbitmq-server") >>"$work/broker.out" 2>&1 &
  broker=$!
  [ "$(until_is listens yes)" = yes ]
}
# Without a broker there is nothing that could be tried.
give_up () {
  sed 's/^/# /' "$work/broker.out" "$work/epmd.out"
  done_testing
  exit
}
listens () {
  "$python" -c "import socket; socket.create_connection(('127.0.0.1', $port))" 2>/dev/null && echo yes
}
ctl () {
  (cd / && $as_user "$folder/rabbitmqctl" --quiet "$@") 2>>"$work/broker.out"
}
# With a name, how many messages that queue has.
messages () {
  ctl list_queues name messages | awk -v name="$1" '$1 == name { print $2 }'
}
stop_all () {
  for worker in $workers; do kill -TERM "-$worker" 2>/dev/null; done
  [ -z "$broker" ] || { kill "$broker" 2>/dev/null && wait "$broker" 2>/dev/null; }
  [ -z "$names" ] || { kill "$names" 2>/dev/null && wait "$names" 2>/dev/null; }
  rm -rf "$work"
}
trap stop_all EXIT
trap 'exit 1' PIPE

(cd / && exec $as_user epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT") >"$work/epmd.out" 2>&1 &
names=$!
start_broker
cp "$work/recipes/queue.json" "$work/broker"
ok 'the broker takes the queues' ctl import_definitions "$work/broker/queue.json"
[ $status -eq 0 ] || give_up

# What stands in for dsn-parse: one worker is killed when it has taken a message, another when it has added the line
# but not returned; and there is a message that dsn-parse crashes on, while the file "poison" is there.
cat >"$HOME/bin/dsn-parse" <<SH
#!/bin/sh
cat >"$work/message.\$\$"
trap 'rm -f "$work/message.\$\$"' EXIT
for option; do case \$option in --append=*) log=\${option#--append=} ;; esac; done
if mkdir "$work/first" 2>/dev/null; then
  echo "\$\$ \$log" >"$work/first/taken"
  exec sleep 100
elif mkdir "$work/second" 2>/dev/null; then
  "$bin/dsn-parse" "\$@" <"$work/message.\$\$"
  echo "\$\$ \$log" >"$work/second/taken"
  exec sleep 100
fi
if [ -e "$work/poison" ] && grep -q '<7@archive' "$work/message.\$\$"; then
  kill -SEGV \$\$
fi
"$bin/dsn-parse" "\$@" <"$work/message.\$\$"
SH
chmod 755 "$HOME/bin/dsn-parse"
touch "$work/poison"

"$python" tests/pipeline/archives.py make maildir "$work/Maildir" 0 40
"$python" tests/pipeline/archives.py make mbox "$work/old.mbox" 40 20
: >"$work/Maildir/new/empty"
exits 'what is no message is told' 1 "$work/recipes/queue-fill" "$work/Maildir" "$work/old.mbox"
like 'by its name' "$(cat "$work/err")" 'Maildir/new/empty'
is 'all others of a Maildir and an mbox are in the queue' "$(until_is 'messages bounces' 60)" 60
exits 'a message that formail cannot hand on is told' 1 \
  env TMPDIR="$work/missing" "$work/recipes/queue-fill" "$work/old.mbox"
kill -9 "$(cat "$work/broker/pid")"
wait "$broker" 2>/dev/null
exits 'without a broker, messages are not said to be there' 124 \
  timeout 5 "$work/recipes/queue-fill" "$work/old.mbox"
like 'but why they are not' "$(cat "$work/err")" 'opening socket'
ok 'a broker that is killed starts again' start_broker
[ $status -eq 0 ] || give_up
is 'and has them still' "$(until_is 'messages bounces' 60)" 60

# A worker with a log of its own, as on a machine of its own.
start_worker () {
  setsid "$work/recipes/queue-worker" "$work/$1.ndjson" >>"$work/worker.out" 2>&1 &
  workers="$workers $!"
  echo $! >"$work/$1.worker"
}
# Kills a worker, with all that it runs, as the loss of its machine would.
kill_worker () {
  until_is "test -s '$work/$1/taken' && echo taken" taken >/dev/null
  read -r inner log <"$work/$1/taken"
  kill -9 "-$(cat "${log%.ndjson}.worker")" "$inner"
}
found () {
  "$python" tests/pipeline/archives.py missing 0 60 "$work"/?.ndjson
}

touch "$work/a.ndjson"
for name in a b c; do start_worker $name; done
kill_worker first
kill_worker second
is 'what two killed workers had goes to others; one message nobody can read' "$(until_is found 7)" 7
is 'which is among the dead' "$(until_is 'messages bounces.dead' 1)" 1
is 'nothing else is in the queue' "$(until_is 'messages bounces' 0)" 0
is 'what was in a log and not acknowledged is there twice' \
  "$("$python" tests/pipeline/archives.py twice "$work"/?.ndjson | wc -w | tr -d ' ')" 1
sort -u "$work"/?.ndjson >"$work/all"
is 'and once in the sorted log' "$("$python" tests/pipeline/archives.py twice "$work/all")" none
is 'which has all others' "$(wc -l <"$work/all" | tr -d ' ')" 59

# What is dead may go back.
rm "$work/poison"
amqp-consume $AMQP_OPTIONS --queue=bounces.dead -- \
  amqp-publish $AMQP_OPTIONS --exchange=bounces --persistent >"$work/out" 2>&1 &
mover=$!
is 'the dead may go back into the queue' "$(until_is found none)" none
is 'and are no longer among the dead' "$(until_is 'messages bounces.dead' 0)" 0
kill $mover

# A log that cannot be written.
for worker in $workers; do kill -TERM "-$worker" 2>/dev/null; done
for worker in $workers; do wait "$worker" 2>/dev/null; done
workers=
: >"$work/worker.out"
ln -s "$work/missing/log" "$work/d.ndjson"
start_worker d
"$python" tests/pipeline/archives.py make mbox "$work/more.mbox" 60 1
ok 'a message is queued that cannot be logged' "$work/recipes/queue-fill" "$work/more.mbox"
is 'of which the worker tells' \
  "$(until_is "grep -q 'd.ndjson: cannot write' '$work/worker.out' && echo told" told)" told
mkdir "$work/missing"
is 'and which is there once it can' \
  "$(until_is "'$python' tests/pipeline/archives.py missing 60 1 '$work/d.ndjson' 2>/dev/null" none)" none
is 'and no longer in the queue' "$(until_is 'messages bounces' 0)" 0
is 'nor among the dead' "$(messages bounces.dead)" 0

kill -TERM "-$(cat "$work/d.worker")"
wait "$(cat "$work/d.worker")"
is 'a worker that is ended ends' $? 0
workers=
[ "${V-}" = '' ] || sed 's/^/# /' "$work/worker.out" "$work/broker.out"

done_testing
