"""`python -m tests.proofs.worker ISO-MOMENT`: all there is to do by then, as a program, which dies
at the point that CRASH_AT names."""

import os
import sys
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()
    from tests.factories.cards import work_off
    from tests.proofs.failpoints import failpoint, kill_at

    if crash_at := os.environ.get("CRASH_AT"):
        kill_at(failpoint(crash_at))
    work_off(datetime.fromisoformat(sys.argv[1]))
