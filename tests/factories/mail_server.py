"""A mail server of the tests, on this machine: one that takes mail, or fails as servers do."""

import socketserver
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default
from threading import Event, Thread

UNKNOWN = "nobody@example.org"


class MailServer(socketserver.ThreadingTCPServer):
    """`taken` are the mails it said yes to. `at`: what it does at one step instead of answering:
    {"greeting": wait, "taken": fall_silent}; steps are greeting, rcpt, data, taken and quit."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken: list[Mail] = []
        self.talks = 0
        self.at: dict[str, Callable[[Talk], object]] = {}
        self.is_closing = Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def keys(self) -> list[str]:
        """The Message-ID of each mail, in the order that they came."""
        return [str(mail["Message-ID"]) for mail in self.taken]

    def options(self, timeout: float = 10) -> dict:
        """For settings.MAILERS."""
        return {
            "default": {
                "BACKEND": "community.messaging.mail_server.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": self.port, "timeout": timeout},
            }
        }


class Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.talks += 1
        with suppress(OSError):
            self.step("greeting", "220 ready")
            while line := self.rfile.readline():
                self.answer(line.decode().strip().partition(" ")[0].upper(), line.decode())

    def answer(self, verb: str, line: str) -> None:
        if verb == "RCPT":
            self.step("rcpt", "550 5.1.1 no such box" if UNKNOWN in line else "250 ok")
        elif verb == "DATA":
            self.step("data", "354 go on")
            self.take()
        elif verb == "QUIT":
            self.step("quit", "221 bye")
        else:
            self.say("250 ok")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        mail = message_from_bytes(b"".join(lines), policy=default)
        self.step("whole", "")
        self.server.taken.append(mail)
        self.step("taken", "250 taken")

    def step(self, name: str, answer: str) -> None:
        if name in self.server.at:
            self.server.at[name](self)
        elif answer:
            self.say(answer)

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


def fall_silent(talk: Talk) -> None:
    """Says nothing any more, and does not hang up."""
    talk.server.is_closing.wait()
    raise OSError


def drip(talk: Talk) -> None:
    """Says one letter at a time, each soon enough."""
    for letter in b"220 " + b"x" * 10_000:
        if talk.server.is_closing.is_set():
            raise OSError
        talk.wfile.write(bytes([letter]))
        time.sleep(0.05)


def hang_up(talk: Talk) -> None:
    raise OSError


def refuse(talk: Talk) -> None:
    talk.say("554 not from you")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.is_closing.set()
        server.shutdown()
        thread.join()
