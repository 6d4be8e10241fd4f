"""A server of a run's own, for tests and benchmarks, with the tables made: gone with the run.

.local/postgres-template/<digest>/   a server's folder, kept from run to run, never started
.local/postgres-runs/<run>/          a copy of it, in use while a process locks its `run.lock`
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from boot.postgres import Server
from boot.steps import LOCAL, ROOT, digest
from config.management.commands.create_database_roles import APP, OWNER

TEMPLATES, RUNS = LOCAL / "postgres-template", LOCAL / "postgres-runs"
DATABASE = "cp_template"  # copy it, and use the copy


@contextmanager
def scratch_server(*, is_durable: bool = False) -> Iterator[Server]:
    with alone():
        remove_killed_runs()
        folder = Path(tempfile.mkdtemp(dir=RUNS))
        run_lock = (folder / "run.lock").open("w")
        fcntl.flock(run_lock, fcntl.LOCK_EX)
        copy_template(folder)
    server = Server(folder, is_durable=is_durable)
    with run_lock:
        try:
            server.start()
            yield server
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone() -> Iterator[None]:
    """No other run of this checkout begins meanwhile."""
    RUNS.mkdir(parents=True, exist_ok=True)
    with (RUNS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_ready() -> None:
    """Make the tables, where they are not there: half a minute before the first run begins."""
    with alone():
        template_with_tables()


def remove_killed_runs() -> None:
    for folder in RUNS.iterdir():
        if folder.is_dir():
            with (folder / "run.lock").open("a") as run_lock:
                if _is_free(run_lock):
                    Server(folder).stop()
                    shutil.rmtree(folder, ignore_errors=True)


def copy_template(folder: Path) -> None:
    template = template_with_tables()
    for name in ("data", "passwords.json"):
        # Unlike Python's own copying, this keeps whom a file belongs to.
        subprocess.run(["cp", "-Rp", template / name, folder / name], check=True)


def template_with_tables() -> Path:
    template = TEMPLATES / digest_of_tables()
    if not template.exists():
        unfinished = TEMPLATES / "unfinished"
        Server(unfinished).stop()  # of a run that was killed while it made this
        shutil.rmtree(TEMPLATES, ignore_errors=True)
        make_template(unfinished)
        unfinished.rename(template)
    return template


def make_template(folder: Path) -> None:
    server = Server(folder, is_durable=False)
    try:
        server.start()
        server.create_database(DATABASE)
        env = os.environ | {
            "DATABASE_URL": server.url(DATABASE, APP),
            "DATABASE_OWNER_URL": server.url(DATABASE, OWNER),
            "DJANGO_SETTINGS_MODULE": "config.settings_for_tests",
        }
        for arguments in (["migrate", "-v0"], ["grant_app_role", "--movable-clock"]):
            command = [sys.executable, "manage.py", *arguments, "--skip-checks"]
            subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    finally:
        server.stop()


def digest_of_tables() -> str:
    """Of all that makes the template what it is."""
    patterns = ("*/migrations/*.py", "*/*/migrations/*.py", "config/management/commands/*_role*.py")
    files = [path for pattern in patterns for path in ROOT.glob(pattern)]
    files += ROOT.glob("community/places/data/*.en.*")  # laid down by a migration
    locks = [ROOT / "requirements/run.txt", ROOT / "requirements/demo.txt"]
    return digest([*files, *locks])[:16]


def _is_free(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
