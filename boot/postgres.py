"""A PostgreSQL of our own: started from a Python wheel, on 127.0.0.1 only.

    folder/data            the server's own files
    folder/passwords.json  of `postgres`, `cp_owner` and `cp_app`
    folder/users           locked by everyone who uses the server
    folder/log             what it says

A server is shared: each process that calls `Server.start` on a folder holds a lock on `users`,
and the server's keeper (`boot/keeper.py`) stops it when the last of them has let go, however
they went. So a test run that is killed leaves no server behind.
"""

import fcntl
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from boot.engine import (
    OWNER,
    SUPERUSER,
    Running,
    ServerTrouble,
    answers,
    end,
    make_files,
    passwords,
    running_on,
)
from boot.steps import ROOT


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@dataclass
class Server:
    folder: Path
    port: int
    _hold: IO[str] = field(repr=False)

    @classmethod
    def start(cls, folder: Path, *, durable: bool = True, port: int | None = None) -> "Server":
        """Use the server that runs on `folder`, or start one there, making its files if need be.

        `durable=False` is for tests: a power cut may lose or spoil everything.
        """
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)  # `nobody` passes through to data/, and sees nothing else
        hold = (folder / "users").open("w")
        fcntl.flock(hold, fcntl.LOCK_SH)
        try:
            with _one_at_a_time(folder):
                running = running_on(folder)
                if running is None or not answers(running.port):
                    make_files(folder, durable=durable)
                    running = _start_keeper(folder, durable, port or free_port())
        except BaseException:
            hold.close()
            raise
        return cls(folder, running.port, hold)

    def url(self, database: str = "commonpurse", role: str = OWNER) -> str:
        password = passwords(self.folder)[role]
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    @property
    def admin_url(self) -> str:
        return self.url("postgres", SUPERUSER)

    def make_database(self, database: str = "commonpurse") -> None:
        """The database and its two roles; nothing when they are there."""
        # Imported here, for it needs a package, and a first run has none yet.
        from boot.roles import make_roles_and_database

        make_roles_and_database(self.admin_url, database, passwords=passwords(self.folder))

    def drop_database(self, database: str = "commonpurse") -> None:
        from boot.roles import drop_database

        drop_database(self.admin_url, database)

    def copy_database(self, source: str, target: str) -> None:
        from boot.roles import copy_database

        copy_database(self.admin_url, source, target)

    def replace_database(self, database: str, *, copy_of: str) -> None:
        from boot.roles import replace_database

        replace_database(self.admin_url, database, copy_of=copy_of)

    def is_up(self) -> bool:
        return running_on(self.folder) is not None

    def let_go(self) -> None:
        """Use it no longer, without waiting to see whether it stops."""
        self._hold.close()

    def stop(self) -> None:
        """Let go of the server. It has stopped when this returns, unless others still use it."""
        try:
            fcntl.flock(self._hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _others_use(self._hold):
                fcntl.flock(self._hold, fcntl.LOCK_SH)  # its keeper is stopping it: wait for that
        else:
            end(self.folder)
        finally:
            self._hold.close()


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start_keeper(folder: Path, durable: bool, port: int) -> Running:
    """The keeper outlives us by a moment, so it has a session of its own."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "boot.keeper", str(folder), str(port), str(int(durable))],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    assert keeper.stdout is not None
    with keeper.stdout as answer:
        said = answer.read().strip()
    running = running_on(folder)
    if running is None:
        raise ServerTrouble(said or "PostgreSQL's keeper stopped without a word.")
    return running


def _others_use(hold: IO[str]) -> bool:
    try:
        fcntl.flock(hold, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
