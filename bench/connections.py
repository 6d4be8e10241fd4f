"""Pages asked for by eight at once, their connections from the pool, against one kept by each
thread; and how many connections that takes."""

import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from sys import executable
from time import monotonic, sleep

from django.db import connection

from bench.timing import Count, Ratio, in_turn
from boot.postgres import free_port

AT_ONCE = 8
PAGES_EACH = 10
ROUNDS = 5
MAX_RATIO = 1.15
START_SECONDS = 60
PAGE = "/find/"


def measure() -> Iterator[Ratio | Count]:
    with _pages(pool_size=AT_ONCE) as by_pool:
        by_pool()
        yield Count("pages, 8 at once: connections of the pool", _connections(), AT_ONCE)
        with _pages(pool_size=0) as by_thread:
            yield Ratio(
                "80 pages, 8 at once: the pool against kept connections",
                *in_turn(by_pool, by_thread, rounds=ROUNDS),
                goal=MAX_RATIO,
            )


@contextmanager
def _pages(*, pool_size: int) -> Iterator[Callable[[], None]]:
    """A server of pages as docs/running.md starts it; what is given asks it for all of them."""
    port = free_port()
    command = [str(Path(executable).parent / "granian"), "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", str(AT_ONCE)]
    command += ["--log-level", "error", "config.wsgi:application"]
    server = subprocess.Popen(command, env=os.environ | {"DATABASE_POOL_SIZE": str(pool_size)})
    try:
        _wait_for(port)
        yield lambda: _ask_at_once(port)
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    deadline = monotonic() + START_SECONDS
    while True:
        try:
            return _ask(port, 1)
        except OSError:
            if monotonic() > deadline:
                raise
            sleep(0.1)


def _ask_at_once(port: int) -> None:
    with ThreadPoolExecutor(AT_ONCE) as clients:
        list(clients.map(_ask, [port] * AT_ONCE, [PAGES_EACH] * AT_ONCE))


def _ask(port: int, times: int) -> None:
    client = HTTPConnection("127.0.0.1", port)
    for _time in range(times):
        client.request("GET", PAGE)
        response = client.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{PAGE} answered {response.status}")
    client.close()


def _connections() -> int:
    """To our database, without the one that asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]
