#!/usr/bin/env python3
"""Whether dsn-parse needs the same memory for many messages as for few.

usage: memory.py BUILD [--check]

The same 1,000 messages come through a pipe, once and a hundred times, as do 250 with some among them that are a
hundred times as large. With one thread the peaks have to be the same within a tenth; with two, how much is under way
differs, and they may be two and a half times as high. (A dsn-filter has one message, whatever went before.) With
--check the exit status is 1 if they are not.
"""
import os
import re
import subprocess
import sys
import tempfile

FEW, TIMES = 1000, 100
LARGE_EVERY, RECIPIENTS = 25, 1000


def peak(build, jobs, path, times):
    """Peak in KiB when an mbox comes so many times."""
    feeder = subprocess.Popen(["sh", "-c", 'i=0; while [ $i -lt "$1" ]; do cat "$0"; i=$((i+1)); done',
                               path, str(times)], stdout=subprocess.PIPE)
    parse = [os.path.join(build, "bench/peak"), os.path.join(build, "dsn-parse"), "--format=json", f"--jobs={jobs}"]
    done = subprocess.run(parse, stdin=feeder.stdout, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    feeder.stdout.close()
    if feeder.wait() != 0 or done.returncode != 0:
        sys.exit(f"dsn-parse: exit status {done.returncode}")
    return int(done.stderr.split()[-1])


def write_uneven(source, path):
    """An mbox of the first messages of another, some of them with many recipients."""
    group = b"\nFinal-Recipient: rfc822; jo%d@example.net\nAction: failed\nStatus: 5.1.1\n"
    groups = b"".join(group % number for number in range(RECIPIENTS))
    messages = re.split(rb"(?m)^(?=From )", open(source, "rb").read())[1:]
    with open(path, "wb") as out:
        for number, message in enumerate(messages[:FEW // 4]):
            if number % LARGE_EVERY == 0:
                message = message.replace(b"\n\nFinal-Recipient:", groups + b"\n\nFinal-Recipient:", 1)
            out.write(message)


def main():
    build, check = sys.argv[1], "--check" in sys.argv
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        mbox, uneven = os.path.join(folder, "mbox"), os.path.join(folder, "uneven")
        with open(mbox, "wb") as out:
            subprocess.run([os.path.join(build, "bench/make-mbox"), str(FEW)], stdout=out, check=True)
        write_uneven(mbox, uneven)
        for what, path, count in (("messages", mbox, FEW), ("messages, some large", uneven, FEW // 4)):
            for jobs, slack in ((1, 1.1), (2, 2.5)):
                few, many = peak(build, jobs, path, 1), peak(build, jobs, path, TIMES)
                verdict = "reached" if many / few <= slack else "MISSED"
                missed = missed or verdict == "MISSED"
                print(f"peak with {jobs} thread{'s:' if jobs > 1 else ': '}{few / 1024:6.1f} MiB of {count:5,}, "
                      f"{many / 1024:6.1f} MiB of {count * TIMES:7,} {what}"
                      f"  (target at most {slack} times: {verdict})")
    return 1 if check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
