"""`python -m tests.proofs.worker ISO-MOMENT`: all there is to do by then, as a program."""

import sys
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()
    from tests.factories.cards import work_off

    work_off(datetime.fromisoformat(sys.argv[1]))
