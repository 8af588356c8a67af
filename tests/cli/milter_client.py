"""The side of a mail server in the milter protocol, as Postfix and Sendmail speak it (version 6)."""
import socket
import struct

ADD_FIELDS, CHANGE_FIELDS = 0x01, 0x10
ACTIONS = 0x1FF
STEPS = 0x1FFFFF
LEADING_SPACE = 0x100000
NO_REPLY = {"M": 0x4000, "R": 0x8000, "L": 0x80, "N": 0x40000, "B": 0x80000}
UNWANTED = {"M": 0x4, "R": 0x8, "L": 0x20, "N": 0x40, "B": 0x10}


class Gone(Exception):
    """The milter closed the connection."""


class Client:
    """One connection. The message is what a server would deliver once the milter had its way."""

    def __init__(self, address, actions=ACTIONS, steps=STEPS, timeout=60):
        family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.settimeout(timeout)
        self.socket.connect(address)
        self.stream = self.socket.makefile("rb")
        self.send("O", struct.pack("!III", 6, actions, steps))
        command, data = self.receive()
        if command != "O":
            raise Gone(command)
        _, self.actions, self.steps = struct.unpack("!III", data[:12])

    def send(self, command, data=b""):
        self.socket.sendall(struct.pack("!I", len(data) + 1) + command.encode() + data)

    def receive(self):
        head = self.stream.read(5)
        if len(head) < 5:
            raise Gone("closed")
        length, command = struct.unpack("!I1s", head)
        return command.decode(), self.stream.read(length - 1)

    def step(self, command, data=b""):
        """Tells something, and waits where an answer is due."""
        if self.steps & UNWANTED.get(command, 0):
            return
        self.send(command, data)
        if not self.steps & NO_REPLY.get(command, 0):
            reply, _ = self.receive()
            assert reply == "c", (command, reply)

    def begin(self, sender="", recipients=("jo@example.com",)):
        self.step("M", b"<%s>\0" % sender.encode())
        for recipient in recipients:
            self.step("R", b"<%s>\0" % recipient.encode())

    def tell(self, message, chunk=65535):
        """The message, octets with LF or CRLF, without the end. Keeps the fields of its header."""
        head, _, body = message.replace(b"\r\n", b"\n").partition(b"\n\n")
        self.fields = []
        for line in head.split(b"\n"):
            if line[:1] in (b" ", b"\t") and self.fields:
                self.fields[-1][1] += b"\n" + line
            else:
                name, _, value = line.partition(b":")
                self.fields.append([name, value])
        for name, value in self.fields:
            if not self.steps & LEADING_SPACE:
                value = value[1:] if value.startswith(b" ") else value
            self.step("L", name + b"\0" + value + b"\0")
        self.step("N")
        body = body.replace(b"\n", b"\r\n")
        for at in range(0, len(body), chunk):
            self.step("B", body[at:at + chunk])

    def change(self, data):
        index, = struct.unpack("!I", data[:4])
        name, value, _ = data[4:].split(b"\0")
        same = [f for f in self.fields if f[0].rstrip().lower() == name.lower()]
        if index > len(same):
            raise AssertionError(f"there is no {name} {index}")
        same[index - 1][1] = value or None

    def end(self):
        """Ends the message. Returns the last answer, and the header that there is then."""
        self.send("D", b"Ei\0QUEUEID\0")
        self.send("E")
        while True:
            command, data = self.receive()
            if command == "m":
                self.change(data)
            elif command == "i":
                name, value, _ = data[4:].split(b"\0")
                space = b"" if self.steps & LEADING_SPACE else b" "
                self.fields.insert(struct.unpack("!I", data[:4])[0], [name, space + value])
            elif command != "p":
                break
        header = b"".join(name + b":" + value + b"\n" for name, value in self.fields if value is not None)
        return command + data.rstrip(b"\0").decode(), header

    def filter(self, message, sender="", recipients=("jo@example.com",)):
        self.begin(sender, recipients)
        self.tell(message)
        return self.end()

    def close(self):
        try:
            self.send("Q")
        except OSError:
            pass
        self.leave()

    def leave(self):
        """Goes without a word."""
        self.stream.close()
        self.socket.close()
