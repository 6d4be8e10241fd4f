"""The one way out: asking something of somebody else's server, who may wish us ill.

A name is resolved once, and the very address that was looked at is connected to: a name that leads
elsewhere at the second asking leads nowhere. Only addresses on the open web, unless whoever runs
the machine named the host. It is limited in size, packed and unpacked, and in time as a whole. No
redirect to another server, no proxy of the environment, no cookie.
"""

import gzip
import http.client
import io
import socket
import ssl
import string
import time
import zlib
from collections.abc import Callable, Collection, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any, cast
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

DEFAULT_PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5
READ_BYTES = 1_000_000
HOST_LETTERS = frozenset(string.ascii_lowercase + string.digits + ".:-_")
# All else that begins otherwise holds an older address inside it, or belongs to a network.
OPEN_IPV6 = IPv6Network("2000::/3")
RELAYS_OF_6TO4 = IPv4Network("192.88.99.0/24")


class OutboundError(Exception):
    """Nothing was fetched, in a sentence. `why` is the same without naming the address;
    `may_pass` where asking again later may help."""

    sentence, why, may_pass = _("%(where)s cannot be read."), _("it cannot be read"), False

    def __init__(self, where: str) -> None:
        super().__init__(str(self.sentence) % {"where": where})


class NoWebAddress(OutboundError):
    sentence, why = _("%(where)s is no web address."), _("it is no web address")


class NotOnOpenWeb(OutboundError):
    sentence = _("%(where)s is at an address that is not on the open web.")
    why = _("it is at an address that is not on the open web")


class LeadsElsewhere(OutboundError):
    sentence = _("%(where)s leads to another server, where we do not follow.")
    why = _("it leads to another server, where we do not follow")


class NoAnswer(OutboundError):
    sentence, why = _("%(where)s did not answer."), _("there was no answer")
    may_pass = True


class TooLarge(OutboundError):
    sentence, why = _("%(where)s is too large to read."), _("it is too large to read")


class TooSlow(OutboundError):
    sentence, why = _("%(where)s is too slow to read."), _("it is too slow to read")


class DamagedPacking(OutboundError):
    sentence = _("%(where)s is packed for the journey in a way that cannot be unpacked.")
    why = _("it is packed for the journey in a way that cannot be unpacked")


@dataclass(frozen=True)
class Answer:
    """Whatever its status. The names of `headers` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Outbound:
    """Limits of one question: `seconds` for the whole, `silence` for each wait within it, both but
    for the system's own patience with names. `inner_hosts` may be anywhere."""

    max_bytes: int
    seconds: float
    silence: float
    inner_hosts: Collection[str] = ()
    resolve: Callable[..., Any] = socket.getaddrinfo
    connect: Callable[..., socket.socket] = socket.create_connection
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def get(self, address: str, *, accept: str = "application/json") -> Answer:
        """What is there, after at most 5 redirects within the same server. OutboundError else."""
        until = time.monotonic() + self.seconds
        place = _Place.of(address)
        found = self._addresses(place)
        for _redirect in range(MAX_REDIRECTS + 1):
            answer = self._ask(place, found, until, accept)
            location = answer.headers.get("location", "")
            if answer.status not in REDIRECTS or not location:
                return answer
            place = place.led_to(location)
        raise LeadsElsewhere(address)

    def _addresses(self, place: "_Place") -> list[str]:
        """Of its host, each of them looked at."""
        try:
            found = self.resolve(place.host, place.port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise NoAnswer(place.address) from error
        addresses = list(dict.fromkeys(str(name[0]) for *_rest, name in found))
        if place.host not in self.inner_hosts and not all(map(is_on_open_web, addresses)):
            raise NotOnOpenWeb(place.address)
        return addresses

    def _ask(self, place: "_Place", found: list[str], until: float, accept: str) -> Answer:
        patience = _Patience(until, self.silence, place.address)
        try:
            with closing(self._connected(place, found, patience)) as plain:
                plain.settimeout(patience.seconds())
                plain.sendall(_request(place, accept))
                reader = _ReaderUntil(plain, patience)
                response = http.client.HTTPResponse(cast(socket.socket, reader), method="GET")
                response.begin()
                return self._read(response, place.address)
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(place.address) from error

    def _connected(self, place: "_Place", found: list[str], patience: "_Patience") -> socket.socket:
        """To the first of the addresses that answers; the certificate must be the host's."""
        fault: OSError | None = None
        for address in found:
            try:
                plain = self.connect((address, place.port), timeout=patience.seconds())
            except OSError as error:
                fault = error
                continue
            if place.scheme == "http":
                return plain
            try:
                return self.tls().wrap_socket(plain, server_hostname=place.host)
            except OSError as error:
                plain.close()
                fault = error
        raise NoAnswer(place.address) from fault

    def _read(self, response: http.client.HTTPResponse, where: str) -> Answer:
        parts, size = [], 0
        while part := response.read1(READ_BYTES):
            parts.append(part)
            size += len(part)
            if size > self.max_bytes:
                raise TooLarge(where)
        if response.length:  # it promised more than it sent
            raise http.client.IncompleteRead(b"")
        headers = {name.lower(): value for name, value in response.getheaders()}
        packing = headers.get("content-encoding", "").strip().lower()
        body = _unpacked(b"".join(parts), packing, self.max_bytes, where)
        return Answer(response.status, headers, body)


def is_on_open_web(text: str) -> bool:
    """Nobody's own network, and no older address inside a newer one."""
    address = ip_address(text.split("%")[0])
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv4Address):
        return address not in RELAYS_OF_6TO4
    return _is_open_ipv6(address)


def _is_open_ipv6(address: IPv6Address) -> bool:
    return address in OPEN_IPV6 and address.sixtofour is None and address.teredo is None


@dataclass(frozen=True)
class _Place:
    """A web address in parts: `target` is the path and the question."""

    address: str
    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def of(cls, address: str) -> "_Place":
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").encode("idna").decode("ascii")
            port = parts.port or DEFAULT_PORTS[parts.scheme]
        except (ValueError, KeyError) as error:
            raise NoWebAddress(address) from error
        if not host or "@" in parts.netloc or not set(host) <= HOST_LETTERS:
            raise NoWebAddress(address)
        target = quote(parts.path or "/", safe=string.punctuation)
        if parts.query:
            target += f"?{quote(parts.query, safe=string.punctuation)}"
        return cls(address, parts.scheme, host, port, target)

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    def led_to(self, location: str) -> "_Place":
        """The same server only, or from http to https of the same host."""
        try:
            new = _Place.of(urljoin(self.address, location))
        except (NoWebAddress, ValueError) as error:
            raise LeadsElsewhere(self.address) from error
        is_same = (new.scheme, new.host, new.port) == (self.scheme, self.host, self.port)
        is_safer = (self.scheme, self.port, new.scheme, new.port) == ("http", 80, "https", 443)
        if not is_same and not (is_safer and new.host == self.host):
            raise LeadsElsewhere(self.address)
        return new


def _request(place: _Place, accept: str) -> bytes:
    lines = (
        f"GET {place.target} HTTP/1.1",
        f"Host: {place.netloc}",
        f"Accept: {accept}",
        "Accept-Encoding: gzip, deflate",
        "Connection: close",
        f"User-Agent: Common Purse, a reader of directories (+{settings.SITE_URL})",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


@dataclass(frozen=True)
class _Patience:
    """Ends at a moment, however little comes and however often."""

    until: float
    silence: float
    where: str

    def seconds(self) -> float:
        """For the next wait. TooSlow when the time for the whole is over."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TooSlow(self.where)
        return min(self.silence, left)


class _ReaderUntil(io.RawIOBase):
    """What comes from a connection, while there is patience."""

    def __init__(self, plain: socket.socket, patience: _Patience) -> None:
        self.plain, self.patience = plain, patience

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.plain.settimeout(self.patience.seconds())
        try:
            return self.plain.recv_into(buffer)
        except TimeoutError:
            self.patience.seconds()  # the wait, or the whole?
            raise


def _unpacked(body: bytes, packing: str, max_bytes: int, where: str) -> bytes:
    try:
        if packing in ("", "identity"):
            return body
        if packing in ("gzip", "x-gzip"):
            unpacked = gzip.GzipFile(fileobj=io.BytesIO(body)).read(max_bytes + 1)
        elif packing == "deflate":
            unpacked = _inflated(body, max_bytes + 1)
        else:
            raise DamagedPacking(where)
    except (EOFError, OSError, zlib.error) as error:
        raise DamagedPacking(where) from error
    if len(unpacked) > max_bytes:
        raise TooLarge(where)
    return unpacked


def _inflated(body: bytes, max_bytes: int) -> bytes:
    """Some servers say "deflate" and leave out its beginning."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        packed = zlib.decompressobj(window)
        with suppress(zlib.error):
            unpacked = packed.decompress(body, max_bytes)
            if packed.eof or len(unpacked) == max_bytes:
                return unpacked
    raise zlib.error("neither manner of it")
