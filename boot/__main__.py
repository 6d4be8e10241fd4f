"""`python -m boot COMMAND`, as the Makefile says it. Standard library only: nothing is installed.

Makes the virtual environment ready, then becomes the command itself, run by that environment.
"""

import os
import sys
from dataclasses import dataclass, field

from boot import install
from boot.commands import Stopped, stop_on_signals
from boot.steps import BootError, fail
from boot.watch import Watch


@dataclass(frozen=True)
class MakeTarget:
    module: list[str]  # what `python -m` runs, and its arguments
    locks: list[str] = field(default_factory=list)
    needs_front_end: bool = False


TARGETS = {
    "demo": MakeTarget(["boot.demo"], ["run", "demo"], needs_front_end=True),
    "demo-fresh": MakeTarget(["boot.demo", "fresh"], ["run", "demo"], needs_front_end=True),
    "stop": MakeTarget(["boot.stop"]),
    "test": MakeTarget(["boot.check", "test"], ["run", "demo", "test"]),
    "prove": MakeTarget(["boot.check", "prove"], ["run", "demo", "test"]),
    "fuzz": MakeTarget(["boot.check", "fuzz"], ["run", "demo", "test"]),
    "lint": MakeTarget(["boot.check", "lint"], ["run", "demo", "test"]),
    "bench": MakeTarget(["bench"], ["run", "demo", "test"], needs_front_end=True),
    "mutants": MakeTarget(["boot.mutants"], ["run", "demo", "test"]),
    "held": MakeTarget(["tests.holding"], ["run", "demo", "test"]),
    "lock": MakeTarget(["boot.lock"], ["run"]),
}


def main(target: MakeTarget) -> None:
    if not target.locks:
        os.execv(sys.executable, [sys.executable, "-m", *target.module])
    watch = Watch()
    try:
        with install.install_lock():
            install.packages(target.locks, watch)
            if target.needs_front_end:
                install.front_end(watch)
    except BootError as error:
        fail(error)
    except Stopped:
        raise SystemExit(130) from None
    finally:
        watch.close()
    os.execv(install.PYTHON, [str(install.PYTHON), "-m", *target.module])


if __name__ == "__main__":
    stop_on_signals()
    if len(sys.argv) != 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"Usage: python -m boot {'|'.join(TARGETS)}")
    main(TARGETS[sys.argv[1]])
