"""How long a test waits for a process or a page before it fails. A test that passes never does."""

import os
import time
from collections.abc import Callable

TEST_WAIT_SECONDS = float(os.environ.get("TEST_WAIT_SECONDS", "120"))


def wait_until(is_true: Callable[[], object], what: str) -> None:
    """`what` completes "… did not happen within 120 seconds"."""
    deadline = time.monotonic() + TEST_WAIT_SECONDS
    while not is_true():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not happen within {TEST_WAIT_SECONDS:.0f} seconds")
        time.sleep(0.05)
