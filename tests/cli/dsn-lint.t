#!/bin/sh
# dsn-lint as people and programs use it. That each rule finds what it is for: lint-rules.t.
. tests/cli/lib.sh

lint=$bin/dsn-lint
make=$bin/dsn-make
python=${PYTHON:-python3}
SOURCE_DATE_EPOCH=1795424400
export SOURCE_DATE_EPOCH

"$make" --reporting-mta mx.example.org --to news@example.com --recipient jo@example.net --status 5.1.1 \
  >"$work/right.eml"

# Text

exits 'a right report has no finding' 0 "$lint" "$work/right.eml"
is 'nothing is printed' "$(cat "$work/out")" ''
is 'but a summary on standard error' "$(cat "$work/err")" \
  'dsn-lint: 1 message, 1 report: 0 errors, 0 warnings, 0 notes'
exits 'an error ends it with 1' 1 "$lint" samples/lint/missing-status.eml
is 'it is shown as compilers do' "$(cat "$work/out")" \
'samples/lint/missing-status.eml:31:1: error: the field Status is missing [missing-status]
      31 | Original-Recipient: rfc822; jo@example.net
         | ^'
exits 'a warning does not' 0 "$lint" samples/lint/vague-status.eml
like 'but is shown' "$(cat "$work/out")" 'warning: '
exits 'nor does a note' 0 "$lint" samples/lint/needless-global-part.eml
like 'nor is it hidden' "$(cat "$work/out")" 'note: '
exits '--quiet prints nothing' 1 "$lint" --quiet samples/lint/missing-status.eml
is 'at all' "$(cat "$work/out" "$work/err")" ''
exits 'standard input is read' 1 "$lint" <samples/lint/missing-status.eml
like 'under its name' "$(cat "$work/out")" '-:31:1: error'
exits '--output writes a file' 1 "$lint" --output="$work/file" samples/lint/missing-status.eml
like 'with the findings' "$(cat "$work/file")" '[missing-status]'

# Inputs

exits 'mail that is no report has no finding' 0 "$lint" samples/vacation-reply.eml samples/read-receipt.eml
like 'and is counted' "$(cat "$work/err")" '2 messages, 0 reports'
exits 'a bounce for people only is an error' 1 "$lint" samples/wild-qmail.eml
like 'of one kind' "$(cat "$work/err")" '1 report: 1 error, 0 warnings, 0 notes'
{ echo 'From a Mon Nov 23 10:00:00 2026'; cat "$work/right.eml"; echo
  echo 'From b Mon Nov 23 10:00:00 2026'; cat samples/lint/missing-status.eml; } >"$work/mbox"
exits 'an mbox is read' 1 "$lint" "$work/mbox"
line=$(sed -n 's/.*mbox:\([0-9]*\):1: error.*/\1/p' "$work/out")
is 'lines are those of the file' "$(tail -n +$((${line:-1} + 1)) "$work/mbox" | head -n1)" \
  'Final-Recipient: rfc822; jo@example.net'
exits 'a Maildir is read' 0 "$lint" samples/maildir
like 'whole' "$(cat "$work/err")" '3 messages, 2 reports'
exits 'a folder is read' 1 "$lint" samples/lint
like 'with all that is in it' "$(cat "$work/err")" '160 messages, 159 reports: '
"$lint" -j1 samples/lint >"$work/one" 2>&1
"$lint" -j7 samples/lint >"$work/many" 2>&1
ok 'any number of threads gives the same' cmp "$work/one" "$work/many"
exits 'a file that is not there is trouble' 2 "$lint" samples/lint/missing-status.eml "$work/none"
like 'the rest is looked at' "$(cat "$work/out")" '[missing-status]'
printf '' >"$work/empty"
exits 'and so is an empty one' 2 "$lint" "$work/empty"

# What is passed over

exits '--disable passes over a rule' 0 "$lint" --disable=missing-status samples/lint/missing-status.eml
is 'wholly' "$(cat "$work/out")" ''
exits 'of which there are several' 0 "$lint" --disable=missing-status --disable=missing-date \
  samples/lint/missing-status.eml samples/lint/missing-date.eml
exits 'a rule that there is not is a wrong use' 2 "$lint" --disable=missing samples/failed.eml
"$lint" --min-severity=error samples/lint >"$work/errors" 2>&1
is '--min-severity=error leaves errors' "$(grep -c ': warning: \|: note: ' "$work/errors")" 0
"$lint" --min-severity=warning samples/lint >"$work/warnings" 2>&1
is '--min-severity=warning leaves warnings' "$(grep -c ': warning: ' "$work/warnings" | sed 's/^[1-9].*/some/') $(
  grep -c ': note: ' "$work/warnings")" 'some 0'
exits 'a severity that there is not is a wrong use' 2 "$lint" --min-severity=bad samples/failed.eml

# Limits

for limit in parts recipients depth; do
  "$lint" --max-$limit=1 samples/several-recipients.eml samples/forwarded-report.eml >"$work/$limit" 2>&1
done
like 'too many parts are noted' "$(cat "$work/parts")" '[too-many-parts]'
like 'too many recipients are noted' "$(cat "$work/recipients")" '[too-many-recipients]'
"$lint" --max-size=1000 samples/lint/missing-date.eml >"$work/size" 2>&1
like 'too many octets are noted' "$(cat "$work/size")" '[message-too-large]'
exits 'a limit below zero is a wrong use' 2 "$lint" --max-parts=-1 samples/failed.eml

# Rules

exits '--rules lists the rules' 0 "$lint" --rules
is 'with severity and standard' "$(grep '^missing-status ' "$work/out" | tr -s ' ')" \
  'missing-status error RFC 3464 section 2.3.4'
exits '--explain explains one' 0 "$lint" --explain=missing-status
is 'in two sentences' "$(cat "$work/out")" 'missing-status (error, RFC 3464 section 2.3.4)

Wrong: A group has no status code.
Right: Write "Status: 5.1.1", or "5.0.0" where nothing more is known.'
exits 'one that there is not is a wrong use' 2 "$lint" --explain=missing

# Formats

exits '--format=json prints JSON' 1 "$lint" --format=json samples/lint/missing-status.eml samples/vacation-reply.eml
is 'one object a message and a summary' "$("$python" -c "
import json
lines = [json.loads(line) for line in open('$work/out', encoding='utf-8')]
print([(l['kind'], [(f['rule'], f['line'], f['column'], f['severity'], f['recipient'], f['field'])
       for f in l['findings']]) for l in lines[:-1]], lines[-1])")" \
"[('dsn', [('missing-status', 31, 1, 'error', 0, 'Status')]), ('auto-reply', [])] \
{'summary': {'messages': 2, 'reports': 1, 'errors': 1, 'warnings': 0, 'notes': 0}}"
is 'and nothing else' "$(cat "$work/err")" ''
exits '--format=sarif prints SARIF' 1 "$lint" --format=sarif samples/lint "$work/right.eml"
cat >"$work/sarif.py" <<'PYTHON'
import json, sys
log = json.load(open(sys.argv[1], encoding="utf-8"))
try:
    # tests/data/sarif-2.1.0.schema.json is that of OASIS, as SchemaStore has it.
    from jsonschema import Draft4Validator
    schema = json.load(open("tests/data/sarif-2.1.0.schema.json", encoding="utf-8"))
    for fault in Draft4Validator(schema).iter_errors(log):
        print(fault.message)
except ImportError:
    pass
run = log["runs"][0]
rules = run["tool"]["driver"]["rules"]
for result in run["results"]:
    place = result["locations"][0]["physicalLocation"]
    if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        print("wrong index", result)
    if place["artifactLocation"]["uri"] != f"samples/lint/{result['ruleId']}.eml":
        print("wrong place", result)
print(len(run["results"]))
PYTHON
is 'that its schema allows' "$("$python" "$work/sarif.py" "$work/out")" 80
exits 'without findings too' 0 "$lint" --format=sarif "$work/right.eml"
is 'as a log of none' "$("$python" "$work/sarif.py" "$work/out")" 0
exits 'a format that there is not is a wrong use' 2 "$lint" --format=xml samples/failed.eml

# --fix

exits '--fix corrects what is certain' 0 "$lint" --fix samples/lint/missing-blank-line.eml
cp "$work/out" "$work/fixed.eml"
is 'says what that was' "$(cat "$work/err")" \
  'dsn-lint: missing-blank-line: put an empty line before Original-Recipient'
is 'and changes nothing else' "$(diff samples/lint/missing-blank-line.eml "$work/fixed.eml" | tr '\n' ' ')" '29a30 >  '
exits 'what is right already' 0 "$lint" --fix "$work/fixed.eml"
is 'silently' "$(cat "$work/err")" ''
cp "$work/out" "$work/again"
ok 'stays what it is' cmp "$work/again" "$work/fixed.eml"
exits 'what cannot be corrected' 1 "$lint" --fix samples/lint/missing-date.eml
like 'is told' "$(cat "$work/err")" '-:1:1: error: the field Date is missing [missing-date]'
cp "$work/out" "$work/again"
ok 'and stays' cmp "$work/again" samples/lint/missing-date.eml
exits 'a rule that is passed over' 0 "$lint" --fix --disable=missing-type samples/lint/missing-type.eml
cp "$work/out" "$work/again"
ok 'is not seen to' cmp "$work/again" samples/lint/missing-type.eml
exits '--output is written' 0 "$lint" --fix --quiet --output="$work/file" samples/lint/missing-type.eml
is 'and --quiet says nothing' "$(cat "$work/out" "$work/err")" ''
exits 'the fixed file is right' 0 "$lint" --quiet "$work/file"
exits 'several messages are a wrong use' 2 "$lint" --fix samples/lint/missing-date.eml samples/lint/missing-to.eml
exits 'in an mbox too' 2 "$lint" --fix "$work/mbox"
exits 'and so is a format' 2 "$lint" --fix --format=json samples/lint/missing-date.eml

# What a message says cannot act on the terminal.

sed 's/^Status: .*/Status: 5.1.1 \x1b[2Jx/' "$work/right.eml" >"$work/escape.eml"
"$lint" "$work/escape.eml" >"$work/out" 2>&1
is 'control characters are shown as what they are' "$(grep -c "$(printf '\033')" "$work/out")" 0

# dsn-make --malform

exits '--malform breaks a rule' 0 "$make" --reporting-mta mx.example.org --to news@example.com \
  --recipient jo@example.net --status 5.1.1 --malform missing-date
"$lint" --quiet "$work/out"
is 'for dsn-lint to find' $? 1
exits 'or several' 0 "$make" --reporting-mta mx.example.org --to news@example.com \
  --recipient jo@example.net --status 5.1.1 --malform missing-date,null-sender --malform bad-action
is 'each of them' "$("$lint" "$work/out" 2>/dev/null | sed -n 's/.*\[\(.*\)\]$/\1/p' | sort | tr '\n' ' ')" \
  'bad-action missing-date null-sender '
exits '--malform=list names what can be broken' 0 "$make" --malform=list
like 'such as a date' "$(cat "$work/out")" missing-date
exits 'a rule that there is not is a wrong use' 2 "$make" --malform=missing
exits 'a report without what is to be broken is refused' 1 "$make" --reporting-mta mx.example.org \
  --to news@example.com --recipient jo@example.net --status 5.1.1 --malform=encoded-original
like 'and told' "$(cat "$work/err")" 'nothing that encoded-original could break'

exits '--help helps' 0 "$lint" --help
done_testing
