"""A dsn-milter that runs, for its tests."""
import os
import pathlib
import signal
import subprocess
import sys
import time

from milter_client import Client, Gone

VALGRIND = bool(os.environ.get("VALGRIND"))
SANITIZED = VALGRIND or bool(os.environ.get("SANITIZED"))


def wait_for(condition, seconds=40):
    end = time.monotonic() + seconds * (4 if SANITIZED else 1)
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def children(pid):
    try:
        return [int(p) for p in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


class Milter:
    """A dsn-milter, with its socket."""

    def __init__(self, folder, *arguments, environment=None, name=None, **options):
        self.path = name or str(folder / "socket")
        self.said = folder / "said"
        self.command = os.path.join(sys.argv[1], "dsn-milter")
        environment = {**os.environ, "TMPDIR": str(folder), **(environment or {})}
        with open(self.said, "ab") as errors:
            self.process = subprocess.Popen([self.command, "--socket", f"unix:{self.path}", *arguments], stderr=errors,
                                            env=environment, **options)
        self.up = wait_for(self.answers)

    def answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(self.said.read_text())
        try:
            self.connect().close()
            return True
        except (OSError, Gone):
            return False

    def connect(self, **options):
        return Client(self.path, **options)

    def tells(self, text):
        return wait_for(lambda: text in self.said.read_text("utf-8"))

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(90)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "killed"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
