"""`python -m boot WORD`, as the Makefile says it. Standard library only: nothing is installed yet.

Makes the virtual environment ready, then becomes the command itself, run by that environment.
"""

import os
import sys

from boot import install
from boot.programs import Stopped, stop_on_signals
from boot.steps import Trouble, fail
from boot.watch import Watch

# command: (the locks it needs, whether the front end is built first, the module and its words)
COMMANDS: dict[str, tuple[list[str], bool, list[str]]] = {
    "demo": (["run", "demo"], True, ["boot.demo"]),
    "demo-fresh": (["run", "demo"], True, ["boot.demo", "fresh"]),
    "stop": ([], False, ["boot.demo", "stop"]),
    "test": (["run", "demo", "test"], False, ["boot.check", "test"]),
    "prove": (["run", "demo", "test"], False, ["boot.check", "prove"]),
    "lint": (["run", "demo", "test"], False, ["boot.check", "lint"]),
    "bench": (["run", "demo", "test"], True, ["bench"]),
    "held": (["run", "demo", "test"], False, ["tests.holding"]),
    "lock": (["run"], False, ["boot.lock"]),
}


def main(word: str) -> None:
    locks, front_end, module = COMMANDS[word]
    if not locks:
        os.execv(sys.executable, [sys.executable, "-m", *module])
    watch = Watch()
    try:
        with install.alone():
            install.packages(locks, watch)
            if front_end:
                install.front_end(watch)
    except Trouble as trouble:
        fail(trouble)
    except Stopped:
        raise SystemExit(130) from None
    finally:
        watch.close()
    os.execv(install.PYTHON, [str(install.PYTHON), "-m", *module])


if __name__ == "__main__":
    stop_on_signals()
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"Usage: python -m boot {'|'.join(COMMANDS)}")
    main(sys.argv[1])
