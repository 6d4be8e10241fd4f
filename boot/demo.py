"""`make demo`: the whole of Common Purse on this machine, at 127.0.0.1 only.

python -m boot.demo          start, keeping the data
python -m boot.demo fresh    throw the data away and start
"""

import json
import os
import socket
import sys
import time
from contextlib import suppress

from boot import first_day
from boot.commands import Stopped, stop_on_signals
from boot.postgres import free_port
from boot.prepare import (
    Ports,
    delete_data,
    demo_processes,
    digest_of_code,
    environment,
    open_database,
    prepare,
)
from boot.processes import Process, Supervisor
from boot.steps import LOCAL, LOGS, BootError, fail, say, step
from boot.stop import demo_lock
from boot.watch import Watch

ENVIRONMENT_FILE = LOCAL / "demo.env.json"  # manage.py reads it


def start(*, is_fresh: bool) -> None:
    with demo_lock() as record:
        ports = Ports(requested_port(), free_port())
        url = f"http://127.0.0.1:{ports.pages}/"
        json.dump({"pid": os.getpid(), "url": url}, record)
        record.flush()
        if is_fresh:
            delete_data()
        watch = Watch()
        try:
            run_until_stopped(ports, url, watch)
        finally:
            watch.close()


def run_until_stopped(ports: Ports, url: str, watch: Watch) -> None:
    started_at, make_pid = time.monotonic(), os.getppid()

    def is_orphan() -> bool:
        return os.getppid() != make_pid

    with open_database() as database:
        env = environment(ports, url) | database.env()
        first_day.delete_if_outdated(database, digest_of_code())
        if prepare(database, env, watch):
            first_day.save(database, digest_of_code())
        processes = demo_processes(ports, env, watch)
        supervisor = Supervisor([*database.servers(), *processes])
        write_environment(env)
        try:
            with step("Starting the pages, the worker and the stand-in for the card processor"):
                for process in processes:
                    process.start()
                supervisor.wait_until_healthy(ports.pages)
            print_addresses(url, time.monotonic() - started_at)
            while not is_orphan():
                supervisor.keep_up(until=lambda: is_orphan() or first_day.REQUEST_FILE.exists())
                if first_day.REQUEST_FILE.exists():
                    first_day.begin_again(database, supervisor, env, watch, ports.pages)
        finally:
            say("\n  Stopping …")
            ENVIRONMENT_FILE.unlink(missing_ok=True)
            watch.stop([p.process for p in processes if isinstance(p, Process) and p.process])


def write_environment(env: dict[str, str]) -> None:
    """For commands typed in another terminal, such as `manage.py api_token`. It holds secrets."""
    ENVIRONMENT_FILE.unlink(missing_ok=True)
    ENVIRONMENT_FILE.touch(mode=0o600)
    ENVIRONMENT_FILE.write_text(json.dumps(env))


def requested_port() -> int:
    port = os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise BootError(f"PORT={port} is not a port: it is a whole number from 1 to 65535.")
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(port)))
        except PermissionError:
            raise BootError(f"Port {port} is not ours to use. Try PORT=8000.") from None
        except OSError:
            raise BootError(
                f"Port {port} is in use on this machine. "
                f"Choose another: make demo PORT={free_port()}"
            ) from None
    return int(port)


def print_addresses(url: str, seconds: float) -> None:
    say(
        f"""
  Common Purse is ready ({seconds:.0f} seconds).

    {url}          the front page
    {url}demo/     the people of the demo, with one-press sign-in, and five short walks
    {url}api/      everything again, for programs

  Everything here is an example. Logs are in {LOGS}. Ctrl-C stops it; the data stays.
"""
    )


def main(command: str = "start") -> None:
    try:
        with suppress(Stopped):
            start(is_fresh=command == "fresh")
        say("  Stopped. The data stays; `make demo` goes on with it.")
    except BootError as error:
        fail(error)


if __name__ == "__main__":
    stop_on_signals()
    main(*sys.argv[1:])
