"""`make lock`: write requirements/*.txt again from requirements/*.in.

The locks hold versions and hashes and no addresses, so any registry can serve them. What is
locked stays as it is where it still fits; `make lock ARGS=--upgrade` looks for newer versions.
"""

import os
import shlex
import sys

from boot.commands import run, stop_on_signals
from boot.steps import BootError, fail, step
from boot.watch import Watch

# Each is held to the versions of those before it that it is installed beside.
LOCK_NAMES = ("boot", "run", "demo", "test")


def main() -> None:
    watch = Watch()
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header"]
    command += ["--universal", "--python-version", "3.12"]
    command += ["--generate-hashes", "--no-emit-index-url"]
    command += shlex.split(os.environ.get("ARGS", ""))
    try:
        for name in LOCK_NAMES:
            files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
            with step(f"Locking {name}"):
                run([*command, *files], log="lock", watch=watch)
    except BootError as error:
        fail(error)
    finally:
        watch.close()


if __name__ == "__main__":
    stop_on_signals()
    main()
