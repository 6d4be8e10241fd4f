"""Somebody else's server, on this machine, at whatever address it says it is at."""

import socket
import socketserver
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

PUBLIC = "93.184.215.14"

type Talk = Callable[[socket.socket, str], object]


@dataclass
class Elsewhere:
    """`told` are the addresses that its names resolve to, one answer after another, the last for
    ever. `asked` are the names that were resolved, `connected` the addresses connected to."""

    port: int
    told: list[list[str]]
    asked: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def resolve(self, host: str, port: int, **kind: object) -> list:
        self.asked.append(host)
        addresses = self.told.pop(0) if len(self.told) > 1 else self.told[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    def connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        self.connected.append(address[0])
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)


@contextmanager
def elsewhere(
    talk: Talk, *, told: list[list[str]] | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[Elsewhere]:
    """`talk` gets the connection and the path asked for, and says what it likes."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                plain = self.request
                if tls:
                    plain = tls.wrap_socket(plain, server_side=True)
                request = b""
                while b"\r\n\r\n" not in request:
                    request += plain.recv(65536)
                there.requests.append(request.decode())
                talk(plain, request.split()[1].decode())

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        there = Elsewhere(server.server_address[1], told or [[PUBLIC]])
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield there
        finally:
            server.shutdown()


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def says(whole: bytes) -> Talk:
    return lambda plain, path: plain.sendall(whole)


def drips(head: bytes, drop: bytes) -> Talk:
    """For ever, a little at a time."""

    def talk(plain: socket.socket, path: str) -> None:
        plain.sendall(head)
        plain.settimeout(0.02)
        while True:
            plain.sendall(drop)
            with suppress(TimeoutError):
                plain.recv(1)

    return talk
