"""Mail servers for tests: what Postfix, Exim and Sendmail have in common.

Each is started from FOLDER/NAME, where get-mta.sh unpacked it, with a configuration, a queue and a log in
a folder of its own, and listens on a free port of 127.0.0.1. It sends mail for here.example into files
and all other mail to one of two other servers: for dsn.example to one that knows DSN (RFC 3461), else
to one that does not. A message that cannot be sent is reported as delayed after a second and given up
after some more.
"""
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time

LOCAL_DOMAIN = "here.example"
DSN_DOMAIN = "dsn.example"
GIVE_UP_SECONDS = 8
START_SECONDS = 20
END_SECONDS = 10
# Who a server is that may not be root; of the users that every Debian has, two that own nothing.
USER, GROUP = "mail", "news"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Mta:
    """One server. A subclass has a name, and configure(), which writes what the server reads and gives
    the command that runs it in the foreground."""
    name = None
    accepts_utf8 = False

    def __init__(self, unpacked, work, sink, dsn_sink):
        self.work = os.path.join(work, self.name)
        self.root = self.path("root")
        self.port, self.sink, self.dsn_sink = free_port(), sink, dsn_sink
        self.host = f"{self.name}.example.org"
        self.process = None
        os.makedirs(self.work)
        os.chmod(self.work, 0o755)
        # A copy, since the user that a server becomes may not be let in here.
        shutil.copytree(os.path.join(unpacked, self.name), self.root, symlinks=True)

    # For subclasses

    def path(self, *names):
        return os.path.join(self.work, *names)

    def write(self, name, text, mode=0o644):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(self.path(name), mode)
        return self.path(name)

    def folder(self, name, mode=0o755, user="root", group=None):
        """Makes a folder that belongs to a user; only root can give it away."""
        os.makedirs(self.path(name))
        os.chmod(self.path(name), mode)
        if os.getuid() == 0:
            entry = pwd.getpwnam(user)
            os.chown(self.path(name), entry.pw_uid,
                     pwd.getpwnam(group).pw_gid if group else entry.pw_gid)
        return self.path(name)

    def environment(self):
        libraries = glob.glob(self.root + "/usr/lib/*-linux-gnu*") + glob.glob(self.root + "/lib/*-linux-gnu*")
        path = [self.root + "/usr/sbin", self.root + "/usr/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        return {"PATH": ":".join(path), "LD_LIBRARY_PATH": ":".join(libraries), "LC_ALL": "C", "TZ": "UTC"}

    @staticmethod
    def user():
        """Who the server becomes."""
        return pwd.getpwnam(USER) if os.getuid() == 0 else pwd.getpwuid(os.getuid())

    # For the test

    def start(self):
        """Whether it answers."""
        with open(self.path("output"), "wb") as output:
            self.process = subprocess.Popen(
                self.configure(), env=self.environment(), cwd=self.work, stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as one:
                    return one.recv(4).startswith(b"220")
            except OSError:
                time.sleep(0.1)
        return False

    def processes(self):
        """Those that run a program of this server."""
        found = []
        for entry in glob.glob("/proc/[0-9]*/exe"):
            try:
                if os.readlink(entry).startswith(self.root + "/"):
                    found.append(int(entry.split("/")[2]))
            except OSError:
                pass
        return found

    def stop(self):
        """Ends it with all that it started; gives the processes that are left."""
        if not self.process:
            return []
        end = time.monotonic() + END_SECONDS
        for number in (signal.SIGTERM, signal.SIGKILL):
            for one in self.processes():
                try:
                    os.kill(one, number)
                except ProcessLookupError:
                    pass
            while self.processes() and time.monotonic() < end:
                self.process.poll()
                time.sleep(0.05)
            end += END_SECONDS
        self.process.wait()
        return self.processes()

    def log(self):
        """What it told."""
        texts = []
        for name in ["output", *glob.glob(self.path("log*")), *glob.glob(self.path("log", "*"))]:
            path = self.path(name)
            if os.path.isfile(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    texts.append(file.read())
        return "".join(texts)
