#!/usr/bin/env python
import os
import sys

# Commands that change the shape of the database run as its owner; all else as the app's role.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "grant_app_role"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if OWNER_COMMANDS.intersection(sys.argv[1:2]):
        os.environ["DATABASE_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
