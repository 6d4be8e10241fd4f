"""`make lock`: write requirements/*.txt again from requirements/*.in.

The locks hold versions and hashes and no addresses, so any registry can serve them. What is
locked stays as it is where it still fits; `make lock ARGS=--upgrade` looks for newer versions.
"""

import os
import shlex
import sys

from boot.programs import run, stop_on_signals
from boot.steps import Trouble, fail, step
from boot.watch import Watch

# `demo` and `test` are held to the versions of `run`, so it comes first.
LOCKS = ("boot", "run", "demo", "test")


def main() -> None:
    watch = Watch()
    compile_one = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header"]
    compile_one += ["--universal", "--python-version", "3.12"]
    compile_one += ["--generate-hashes", "--no-emit-index-url"]
    compile_one += shlex.split(os.environ.get("ARGS", ""))
    try:
        for name in LOCKS:
            files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
            with step(f"Locking {name}"):
                run([*compile_one, *files], log="lock", watch=watch)
    except Trouble as trouble:
        fail(trouble)
    finally:
        watch.close()


if __name__ == "__main__":
    stop_on_signals()
    main()
