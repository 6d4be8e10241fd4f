"""A server of a run's own, for tests and benchmarks, with the tables made: gone with the run.

.local/postgres-template/<digest>/   a server's folder, kept from run to run, never started
.local/postgres-runs/<run>/          a copy of it, in use while a process locks its `run.lock`;
                                     in memory where there is room, for all checkouts together
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

import psutil

from boot.postgres import Server
from boot.steps import LOCAL, ROOT, digest
from config.management.commands.create_database_roles import APP, OWNER

TEMPLATES, RUNS = LOCAL / "postgres-template", LOCAL / "postgres-runs"
RUNS_IN_MEMORY = Path(f"/dev/shm/common-purse-runs-{os.getuid()}")  # noqa: S108 - made 0700, by us
MIN_MEMORY_BYTES = 3 * 1024**3  # a run takes some 0.5 GB of it
DATABASE = "cp_template"  # copy it, and use the copy


@contextmanager
def scratch_server(*, is_durable: bool = False) -> Iterator[Server]:
    runs = RUNS if is_durable else folder_of_runs()
    with alone(), lock_file(runs / "lock"):
        remove_killed_runs(runs)
        folder = Path(tempfile.mkdtemp(dir=runs))
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


def folder_of_runs() -> Path:
    """In memory where there is room: a copy of a database is 1,200 files, and a disk takes a second
    for them where memory takes a tenth. Tests copy it hundreds of times."""
    try:
        RUNS_IN_MEMORY.mkdir(mode=0o700, exist_ok=True)
        room = min(shutil.disk_usage(RUNS_IN_MEMORY).free, psutil.virtual_memory().available)
    except OSError:
        return RUNS
    is_ours = RUNS_IN_MEMORY.stat().st_uid == os.getuid() and not RUNS_IN_MEMORY.is_symlink()
    return RUNS_IN_MEMORY if is_ours and room >= MIN_MEMORY_BYTES else RUNS


def alone() -> AbstractContextManager[None]:
    """No other run of this checkout begins meanwhile."""
    return lock_file(LOCAL / "postgres-template.lock")


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_ready() -> None:
    """Make the tables, where they are not there: half a minute before the first run begins."""
    with alone():
        template_with_tables()


def remove_killed_runs(runs: Path) -> None:
    for folder in runs.iterdir():
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
