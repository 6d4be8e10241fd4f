#!/usr/bin/env python
import json
import os
import sys
from pathlib import Path

# Commands that change the shape of the database run as its owner; all else as the app's role.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "grant_app_role"}

# The worker serves people as the pages do: neither starts without what config/start.py names.
WORKER_COMMAND = "procrastinate"

# Written while `make demo` runs here: then a command typed beside it works on that demo.
DEMO_ENVIRONMENT = Path(__file__).with_name(".local") / "demo.env.json"

if __name__ == "__main__":
    if "DATABASE_URL" not in os.environ and DEMO_ENVIRONMENT.exists():
        os.environ.update(json.loads(DEMO_ENVIRONMENT.read_text()))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if OWNER_COMMANDS.intersection(sys.argv[1:2]):
        os.environ["DATABASE_ROLE"] = "owner"
    if WORKER_COMMAND in sys.argv[1:2]:
        from config.start import check_start

        check_start(os.environ)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
