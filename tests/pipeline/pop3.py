#!/usr/bin/env python3
"""A mailbox on loopback, for one client after another (RFC 1939).

usage: pop3.py FOLDER PORTFILE

Serves the files of FOLDER; what a client deletes is deleted. Writes the port to PORTFILE.
"""
import pathlib
import socketserver
import sys

FOLDER = pathlib.Path(sys.argv[1])


class Client(socketserver.StreamRequestHandler):
    def say(self, text, lines=None):
        self.wfile.write(text.encode("ascii") + b"\r\n")
        for line in lines if lines is not None else ():
            self.wfile.write((b"." if line.startswith(b".") else b"") + line + b"\r\n")
        if lines is not None:
            self.wfile.write(b".\r\n")

    def answer(self, verb, argument):
        chosen = [self.files[int(argument) - 1]] if argument.isdigit() else self.files
        numbered = [(self.files.index(f) + 1, f) for f in chosen]
        if verb == "STAT":
            self.say(f"+OK {len(self.files)} {sum(f.stat().st_size for f in self.files)}")
        elif verb in ("LIST", "UIDL"):
            rows = [f"{n} {f.stat().st_size if verb == 'LIST' else f.name}" for n, f in numbered]
            if argument:
                self.say(f"+OK {rows[0]}")
            else:
                self.say("+OK", [row.encode("ascii") for row in rows])
        elif verb == "RETR":
            self.say("+OK", chosen[0].read_bytes().replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n"))
        elif verb == "DELE":
            self.deleted += chosen
            self.say("+OK")
        elif verb in ("USER", "PASS", "NOOP", "RSET", "QUIT"):
            self.say("+OK")
        else:
            self.say("-ERR not known")

    def handle(self):
        self.files, self.deleted = sorted(FOLDER.iterdir()), []
        self.say("+OK ready")
        for line in self.rfile:
            verb, _, argument = line.decode("ascii").strip().partition(" ")
            self.answer(verb.upper(), argument)
            if verb.upper() == "QUIT":
                for file in self.deleted:
                    file.unlink()
                return


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server(("127.0.0.1", 0), Client) as server:
    pathlib.Path(sys.argv[2] + ".new").write_text(str(server.server_address[1]), encoding="ascii")
    pathlib.Path(sys.argv[2] + ".new").rename(sys.argv[2])
    server.serve_forever()
