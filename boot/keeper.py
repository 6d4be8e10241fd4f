"""Keeps one PostgreSQL until nobody uses it: `python -m boot.keeper FOLDER PORT DURABLE`.

Says "ready" or what went wrong on its standard output, closes that, and stays.
"""

import fcntl
import os
import sys
import time
from pathlib import Path
from typing import IO

from boot.engine import ServerTrouble, end, launch
from boot.unprivileged import CannotLeaveRoot

LOOK_EVERY = 0.2


def keep(folder: Path, *, port: int, durable: bool) -> None:
    try:
        server = launch(folder, durable=durable, port=port)
    except (ServerTrouble, CannotLeaveRoot) as trouble:
        print(trouble)
        return
    print("ready", flush=True)
    _let_go_of_output()
    with (folder / "users").open("w") as users:
        while server.poll() is None:
            if _nobody_holds(users):
                end(folder)
                break
            time.sleep(LOOK_EVERY)


def _nobody_holds(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _let_go_of_output() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), port=int(sys.argv[2]), durable=sys.argv[3] == "1")
