"""A mail server for tests: takes all mail, keeps it in memory, and answers as the address says.

The local part of a recipient, up to a hyphen, names what is answered (ANSWERS).
"""
import collections
import socketserver
import threading

Received = collections.namedtuple("Received", "sender recipients parameters octets")

ANSWERS = {
    "unknown": "550 5.1.1 <{}>: Recipient address rejected: User unknown",
    "full": "552-5.2.2 The mailbox {} is over its quota;\r\n552 5.2.2 try again when it has been emptied",
    "later": "451 4.2.1 <{}>: Mailbox busy, try again later",
}
# What is answered at the end of the data, if one recipient asks for it.
ANSWERS_TO_DATA = {"refused": "554 5.7.1 Message refused: it looks like spam"}


def kind_of(recipient):
    return recipient.partition("@")[0].partition("-")[0]


class Session(socketserver.StreamRequestHandler):
    timeout = 60

    def say(self, text):
        self.wfile.write(text.encode("utf-8") + b"\r\n")

    def handle(self):
        self.start_over()
        self.say("220 sink.example.net ESMTP")
        while line := self.rfile.readline(4096):
            text = line.decode("utf-8", "replace").strip()
            verb, _, rest = text.partition(" ")
            if verb.upper() == "QUIT":
                return self.say("221 2.0.0 Bye")
            getattr(self, "do_" + verb.lower(), self.do_unknown)(rest)

    def start_over(self):
        self.sender, self.recipients, self.parameters = None, [], []

    def do_ehlo(self, _):
        keywords = ["PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", *self.server.keywords]
        self.say("250-sink.example.net\r\n" + "".join(f"250-{one}\r\n" for one in keywords) + "250 HELP")

    def do_helo(self, _):
        self.say("250 sink.example.net")

    def do_mail(self, rest):
        self.start_over()
        self.sender, self.parameters = path_of(rest)
        self.parameters = [self.parameters]
        self.say("250 2.1.0 Ok")

    def do_rcpt(self, rest):
        recipient, parameters = path_of(rest)
        if kind_of(recipient) in ANSWERS:
            return self.say(ANSWERS[kind_of(recipient)].format(recipient))
        self.recipients.append(recipient)
        self.parameters.append(parameters)
        self.say("250 2.1.5 Ok")

    def do_data(self, _):
        if not self.recipients:
            return self.say("554 5.5.1 No valid recipients")
        self.say("354 Go ahead")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        refused = [kind_of(one) for one in self.recipients if kind_of(one) in ANSWERS_TO_DATA]
        if refused:
            return self.say(ANSWERS_TO_DATA[refused[0]])
        self.server.keep(Received(self.sender, self.recipients, self.parameters, b"".join(lines)))
        self.say("250 2.0.0 Ok: kept")

    def do_rset(self, _):
        self.start_over()
        self.say("250 2.0.0 Ok")

    def do_noop(self, _):
        self.say("250 2.0.0 Ok")

    def do_unknown(self, _):
        self.say("500 5.5.2 Unknown command")


def path_of(text):
    """The address and the parameters of FROM:<…> or TO:<…>."""
    path, _, parameters = text.partition(":")[2].strip().partition(">")
    return path.lstrip("<"), parameters.strip()


class Sink(socketserver.ThreadingTCPServer):
    """Runs from its making until close()."""
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, keywords=()):
        super().__init__(("127.0.0.1", 0), Session)
        self.keywords = keywords
        self.port = self.server_address[1]
        self.received = []
        self.changed = threading.Condition()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        pass  # A server that is stopped may go away in the middle of a session.

    def keep(self, mail):
        with self.changed:
            self.received.append(mail)
            self.changed.notify_all()

    def wait_for(self, good, seconds):
        """Waits until good, a function of the list of mail, is true; tells whether it is."""
        with self.changed:
            return self.changed.wait_for(lambda: good(self.received), seconds)

    def close(self):
        self.shutdown()
        self.server_close()
