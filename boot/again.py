"""Beginning the demo again: its first day, kept as it was loaded and put back within seconds.

The pages ask for it by making a file (demo/reset.py), and wait until the file is gone.
"""

import os
import shutil

from boot.parts import Database, Part, wait_until_healthy
from boot.prepare import BESIDE_THE_DATABASE, Embedded, Given, read_directory
from boot.steps import LOCAL, step
from boot.watch import Watch

ASKED = LOCAL / "begin-again"
KEPT = LOCAL / "first-day"
DATABASE = "commonpurse_first_day"


def keep(found: Given | Embedded, state: str) -> None:
    """Keep what was loaded just now; `state` says with which tables."""
    if isinstance(found, Embedded):
        with step("Keeping this day, to begin again from it"):
            forget(found)
            found.server.copy_database("commonpurse", DATABASE)
            for folder in BESIDE_THE_DATABASE:
                if folder.exists():
                    shutil.copytree(folder, KEPT / folder.name)
            KEPT.mkdir(exist_ok=True)
            (KEPT / "directory").write_text(os.environ.get("DIRECTORY", ""))
            (KEPT / "state").write_text(state)


def forget_if_other(found: Given | Embedded, state: str) -> None:
    """A day kept with other tables than today's is of no use to today's programs."""
    ASKED.unlink(missing_ok=True)
    kept = KEPT / "state"
    if isinstance(found, Embedded) and kept.exists() and kept.read_text() != state:
        forget(found)


def forget(found: Embedded) -> None:
    shutil.rmtree(KEPT, ignore_errors=True)
    found.server.drop_database(DATABASE)


def begin_again(
    found: Given | Embedded,
    running: list[Part | Database],
    env: dict[str, str],
    watch: Watch,
    port: int,
) -> None:
    """Put the first day back. The pages stay up meanwhile: one of them waits for us."""
    with step("Beginning again from the first day"):
        if isinstance(found, Embedded) and (KEPT / "state").exists():
            others = [part for part in running if isinstance(part, Part) and part.name != "web"]
            watch.stop([part.process for part in others if part.process])
            put_back(found)
            if (KEPT / "directory").read_text() != os.environ.get("DIRECTORY", ""):
                read_directory(env, watch)
            for part in others:
                part.start()
            wait_until_healthy(port, running)
        ASKED.unlink(missing_ok=True)


def put_back(found: Embedded) -> None:
    found.server.replace_database("commonpurse", copy_of=DATABASE)
    for folder in BESIDE_THE_DATABASE:
        shutil.rmtree(folder, ignore_errors=True)
        if (KEPT / folder.name).exists():
            shutil.copytree(KEPT / folder.name, folder)
