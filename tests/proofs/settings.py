"""The tests' settings, with a place to die at: for workers that run as programs of their own."""

import os

from config.settings_for_tests import *  # noqa: F403

CRASH_AT = os.environ.get("CRASH_AT")
