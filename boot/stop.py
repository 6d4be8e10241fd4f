"""`make stop`, and the lock by which it finds the demo. Standard library only, as in `__main__`."""

import fcntl
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from boot.steps import LOCAL, BootError

LOCK_FILE = LOCAL / "demo.running"
POSTGRES = LOCAL / "pg"


@contextmanager
def demo_lock() -> Iterator[TextIO]:
    """One demo at a time. Whoever holds it writes into it which process it is, and where."""
    LOCAL.mkdir(exist_ok=True)
    with LOCK_FILE.open("a+") as record:
        try:
            fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            record.seek(0)
            url = json.loads(record.read() or "{}").get("url", "an address not yet known")
            raise BootError(
                f"The demo is already running here, at {url} "
                "(stop it with Ctrl-C where it runs, or with `make stop`)."
            ) from None
        record.truncate(0)
        yield record
        record.truncate(0)


def stop() -> None:
    """Ask the demo that runs here to stop, and wait until it has."""
    with suppress(FileNotFoundError), LOCK_FILE.open("r") as record:
        try:
            fcntl.flock(record, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            os.kill(json.loads(record.read())["pid"], signal.SIGTERM)
            fcntl.flock(record, fcntl.LOCK_SH)
            print("Stopped.")
            return
        if (POSTGRES / "data/postmaster.pid").exists():
            from boot.postgres import Server  # which needs packages, and they are there by then

            Server(POSTGRES).stop()
            print("Stopped the database of a demo that was killed.")
            return
    print("No demo is running here.")


if __name__ == "__main__":
    stop()
