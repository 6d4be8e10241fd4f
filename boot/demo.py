"""`make demo`: the whole of Common Purse on this machine, at 127.0.0.1 only.

python -m boot.demo          start, keeping the data
python -m boot.demo fresh    throw the data away and start
python -m boot.demo stop     stop the one that runs
"""

import fcntl
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from boot import again
from boot.engine import ServerTrouble
from boot.parent import Parent
from boot.parts import Database, Part, keep_up, wait_until_healthy
from boot.postgres import free_port
from boot.prepare import (
    Ports,
    code_state,
    database,
    environment,
    prepare,
    programs,
    throw_away,
)
from boot.programs import Stopped, stop_on_signals
from boot.steps import LOCAL, LOGS, Trouble, fail, say, step
from boot.unprivileged import CannotLeaveRoot
from boot.watch import Watch

RUNNING = LOCAL / "demo.running"
ENVIRONMENT = LOCAL / "demo.env.json"  # manage.py reads it


def start(*, fresh: bool) -> None:
    LOCAL.mkdir(exist_ok=True)
    with only_one() as record:
        ports = Ports(wished_port(), free_port())
        url = f"http://127.0.0.1:{ports.pages}/"
        json.dump({"pid": os.getpid(), "url": url}, record)
        record.flush()
        if fresh:
            throw_away()
        watch = Watch()
        try:
            run_until_stopped(ports, url, watch)
        finally:
            watch.close()


def run_until_stopped(ports: Ports, url: str, watch: Watch) -> None:
    began, parent = time.monotonic(), Parent()
    with database() as found:
        env = environment(ports, url) | found.addresses()
        again.forget_if_other(found, code_state())
        if prepare(found, env, watch):
            again.keep(found, code_state())
        running: list[Part | Database] = programs(ports, env, watch)
        keep_environment(env)
        try:
            with step("Starting the pages, the worker and the stand-in for the card processor"):
                for part in running:
                    part.start()
                running = [*found.parts(), *running]
                wait_until_healthy(ports.pages, running)
            say_where(url, time.monotonic() - began)
            while not parent.wants_us_to_end():
                keep_up(running, until=lambda: parent.wants_us_to_end() or again.ASKED.exists())
                if again.ASKED.exists():
                    again.begin_again(found, running, env, watch, ports.pages)
        finally:
            say("\n  Stopping …")
            ENVIRONMENT.unlink(missing_ok=True)
            watch.stop([p.process for p in running if isinstance(p, Part) and p.process])


def keep_environment(env: dict[str, str]) -> None:
    """For commands typed in another terminal, such as `manage.py api_token`. It holds secrets."""
    ENVIRONMENT.unlink(missing_ok=True)
    ENVIRONMENT.touch(mode=0o600)
    ENVIRONMENT.write_text(json.dumps(env))


@contextmanager
def only_one() -> Iterator[TextIO]:
    with RUNNING.open("a+") as record:
        try:
            fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            record.seek(0)
            other = json.loads(record.read() or "{}")
            where = other.get("url", "an address not yet known")
            raise Trouble(
                f"The demo is already running here, at {where} "
                "(stop it with Ctrl-C where it runs, or with `make stop`)."
            ) from None
        record.truncate(0)
        yield record
        record.truncate(0)


def wished_port() -> int:
    wish = os.environ.get("PORT") or "8000"
    if not wish.isdigit() or not 0 < int(wish) < 65536:
        raise Trouble(f"PORT={wish} is not a port: it is a whole number from 1 to 65535.")
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", int(wish)))
        except PermissionError:
            raise Trouble(f"Port {wish} is not ours to use. Try PORT=8000.") from None
        except OSError:
            raise Trouble(
                f"Port {wish} is in use on this machine. "
                f"Choose another: make demo PORT={free_port()}"
            ) from None
    return int(wish)


def say_where(url: str, seconds: float) -> None:
    say(
        f"""
  Common Purse is ready ({seconds:.0f} seconds).

    {url}          the front page
    {url}demo/     the people of the demo, with one-press sign-in, and five short walks
    {url}api/      everything again, for programs

  Everything here is an example. Logs are in {LOGS}. Ctrl-C stops it; the data stays.
"""
    )


def stop() -> None:
    """Ask the demo that runs here to stop, and wait until it has."""
    with suppress(FileNotFoundError), RUNNING.open("r") as record:
        try:
            fcntl.flock(record, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            os.kill(json.loads(record.read())["pid"], signal.SIGTERM)
            fcntl.flock(record, fcntl.LOCK_SH)
            print("Stopped.")
            return
    print("No demo is running here.")


def main(word: str = "start") -> None:
    try:
        if word == "stop":
            stop()
        else:
            with suppress(Stopped):
                start(fresh=word == "fresh")
            say("  Stopped. The data stays; `make demo` goes on with it.")
    except (Trouble, ServerTrouble, CannotLeaveRoot) as trouble:
        fail(trouble)


if __name__ == "__main__":
    stop_on_signals()
    main(*sys.argv[1:])
