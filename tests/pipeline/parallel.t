#!/bin/sh
# The recipe of GNU parallel, run by it: whatever is killed, each message of all archives is in the results once.
. tests/cli/lib.sh

if ! parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
  skip 'GNU parallel' 'it is not there'
  done_testing
  exit
fi
python=${PYTHON:-python3}
archives=$work/archives
results=$work/results
export HOME="$work/home"
mkdir -p "$HOME/bin" "$archives"

make_archive () {
  "$python" tests/pipeline/archives.py make "$@"
}
recipe () {
  sh samples/recipes/parallel-archives "$archives" "$results" "$@"
}
# What one dsn-parse prints of all archives, in their order.
all_of_them () {
  for archive in "$archives"/*; do "$bin/dsn-parse" --format=json "$archive"; done
}
complete () {
  is "$1: each message is there" "$("$python" tests/pipeline/archives.py missing 0 240 "$results"/*.json)" none
  is "$1: and once" "$("$python" tests/pipeline/archives.py twice "$results"/*.json)" none
  cat "$results"/*.json >"$work/got"
  ok "$1: in the order of the archives" cmp "$work/want" "$work/got"
  is "$1: nothing unfinished lies about" "$(ls -A "$results" | grep -v 'json$')" jobs
}

for shard in 0 1 2 3; do make_archive maildir "$archives/shard $shard" $((shard * 40)) 40; done
make_archive mbox "$archives/old.mbox" 160 40
make_archive mbox "$archives/it's \$new.mbox" 200 40
all_of_them >"$work/want"

cp "$bin/dsn-parse" "$HOME/bin"
ok 'archives are parsed' recipe
complete 'archives'
find "$results" -name '*.json' -exec ls -i {} + | sort >"$work/before"
ok 'and parsed again' recipe
find "$results" -name '*.json' -exec ls -i {} + | sort >"$work/after"
ok 'which leaves what is there' cmp "$work/before" "$work/after"

# Each archive's first dsn-parse is killed with half of the result written.
rm -rf "$results" "$work/tried"
mkdir "$work/tried"
cat >"$HOME/bin/dsn-parse" <<SH
#!/bin/sh
for last; do :; done
if mkdir "$work/tried/\${last##*/}" 2>/dev/null; then
  for option; do case \$option in --output=*) part=\${option#--output=} ;; esac; done
  "$bin/dsn-parse" --format=json "\$last" | head -c 10000 >"\$part"
  kill -9 \$\$
fi
exec "$bin/dsn-parse" "\$@"
SH
chmod 755 "$HOME/bin/dsn-parse"
ok 'workers that are killed are replaced' recipe
is 'there were such' "$(ls "$work/tried" | wc -l | tr -d ' ')" 6
complete 'killed workers'

# All of it is killed, once there is a first result.
rm -rf "$results"
cat >"$HOME/bin/dsn-parse" <<SH
#!/bin/sh
sleep 0.5
exec "$bin/dsn-parse" "\$@"
SH
setsid sh samples/recipes/parallel-archives "$archives" "$results" --jobs 1 >"$work/out" 2>&1 &
run=$!
turn=0
while [ -z "$(find "$results" -name '*.json' 2>/dev/null)" ] && [ $turn -lt 200 ]; do
  turn=$((turn + 1))
  sleep 0.05
done
kill -9 "-$run"
wait $run 2>/dev/null
not_ok 'what is killed as a whole leaves work undone' test "$(ls "$results"/*.json | wc -l)" -eq 6
# The job that was under way has a process group of its own.
sleep 2
ok 'which the next run does' recipe
complete 'killed as a whole'

# Other machines: what stands in for ssh runs the job here, and one machine is out of order.
rm -rf "$results"
cat >"$work/ssh" <<SH
#!/bin/sh
for host; do case \$host in *.example.org) break ;; esac; done
echo "\$host" >>"$work/hosts"
case \$host in b.*) exit 255 ;; c.*) exit 0 ;; esac
while [ "\$1" != "\$host" ]; do shift; done
shift
[ "\$1" != -- ] || shift
SHELL=/bin/sh exec sh -c "\$*"
SH
chmod 755 "$work/ssh"
ok 'jobs go to other machines' recipe --ssh "$work/ssh" --sshlogin 1/a.example.org,1/b.example.org
is 'to each of them' "$(sort -u "$work/hosts" | tr '\n' ' ')" 'a.example.org b.example.org '
complete 'a machine that is out of order'

rm -rf "$results"
not_ok 'a machine that does nothing and says that it did is found out' \
  recipe --ssh "$work/ssh" --sshlogin 1/a.example.org,1/c.example.org
like 'with what is missing' "$(cat "$work/err")" 'no result of'
ok 'and made good for by the next run' recipe
complete 'a machine that does nothing'

# What cannot be read is told, and all else is done.
rm -rf "$results"
: >"$archives/empty.mbox"
not_ok 'an archive that cannot be read is told' recipe
complete_but_for=$(ls "$results"/*.json | wc -l | tr -d ' ')
is 'the others are done' "$complete_but_for" 6
like 'and it is named' "$(cat "$work/err" "$work/out")" 'empty.mbox: is empty'

done_testing
