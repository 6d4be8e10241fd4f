"""The first day of the demo, kept as it was loaded and put back within seconds.

The pages ask for it by making a file (demo/reset.py), and wait until the file is gone.
"""

import os
import shutil

from boot.prepare import PROCESSOR_AND_OUTBOX, EmbeddedDatabase, ExternalDatabase, read_directory
from boot.processes import Process, Supervisor
from boot.steps import LOCAL, step
from boot.watch import Watch

REQUEST_FILE = LOCAL / "begin-again"
FOLDER = LOCAL / "first-day"
DATABASE = "commonpurse_first_day"


def save(database: ExternalDatabase | EmbeddedDatabase, code_digest: str) -> None:
    """Keep what was loaded just now; `code_digest` says with which tables."""
    if isinstance(database, EmbeddedDatabase):
        with step("Keeping this day, to begin again from it"):
            delete(database)
            database.server.copy_database("commonpurse", DATABASE)
            FOLDER.mkdir()
            for folder in PROCESSOR_AND_OUTBOX:
                if folder.exists():
                    shutil.copytree(folder, FOLDER / folder.name)
            (FOLDER / "directory").write_text(os.environ.get("DIRECTORY", ""))
            (FOLDER / "state").write_text(code_digest)


def delete_if_outdated(database: ExternalDatabase | EmbeddedDatabase, code_digest: str) -> None:
    """A day kept with other tables than today's is of no use to today's code."""
    REQUEST_FILE.unlink(missing_ok=True)
    if isinstance(database, EmbeddedDatabase) and is_outdated(code_digest):
        delete(database)


def is_outdated(code_digest: str) -> bool:
    state = FOLDER / "state"
    return state.exists() and state.read_text() != code_digest


def delete(database: EmbeddedDatabase) -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    database.server.drop_database(DATABASE)


def begin_again(
    database: ExternalDatabase | EmbeddedDatabase,
    supervisor: Supervisor,
    env: dict[str, str],
    watch: Watch,
    port: int,
) -> None:
    """Put the first day back. The pages stay up meanwhile: one of them waits for us."""
    with step("Beginning again from the first day"):
        if isinstance(database, EmbeddedDatabase) and (FOLDER / "state").exists():
            others = [p for p in supervisor.processes if isinstance(p, Process) and p.name != "web"]
            watch.stop([each.process for each in others if each.process])
            restore(database)
            if (FOLDER / "directory").read_text() != os.environ.get("DIRECTORY", ""):
                read_directory(env, watch)
            for process in others:
                process.start()
            supervisor.wait_until_healthy(port)
        REQUEST_FILE.unlink(missing_ok=True)


def restore(database: EmbeddedDatabase) -> None:
    database.server.replace_database("commonpurse", copy_of=DATABASE)
    for folder in PROCESSOR_AND_OUTBOX:
        shutil.rmtree(folder, ignore_errors=True)
        if (FOLDER / folder.name).exists():
            shutil.copytree(FOLDER / folder.name, folder)
