"""The demo's world, loaded once for these tests; each test has a copy of its own to change."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as given
from django.core.management import call_command

from boot.postgres import free_port
from demo.processor import at_hand
from tests.conftest import _clone, _drop, _use


@pytest.fixture(scope="session")
def loaded(django_db_setup, template_database, django_db_blocker, tmp_path_factory):
    """A database in which the world was loaded, and the folder of the pretend processor."""
    folder: Path = tmp_path_factory.mktemp("world")
    database = _clone(django_db_setup.server, template_database, f"cp_loaded_{os.getpid()}")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(given, "LOCAL_DIR", folder)
        patch.setattr(given, "OUTBOX_DIR", folder / "outbox")
        patch.setattr(given, "STRIPE_API_BASE", f"http://127.0.0.1:{free_port()}")
        _use(database)
        call_command("load_demo", stdout=(folder / "said").open("w"))
        _use(django_db_setup)
    yield database, folder
    _drop(database)


@pytest.fixture
def world(loaded, django_db_setup, django_db_blocker, settings, tmp_path):
    """A copy of it, with the pretend processor where the loading left it."""
    database, folder = loaded
    shutil.copytree(folder / "processor", tmp_path / "processor")
    settings.LOCAL_DIR, settings.OUTBOX_DIR = tmp_path, tmp_path / "outbox"
    settings.STRIPE_API_BASE = f"http://127.0.0.1:{free_port()}"
    copy = _clone(django_db_setup.server, database.name, f"cp_world_{os.getpid()}")
    with django_db_blocker.unblock(), at_hand():
        _use(copy)
        yield tmp_path
        _use(django_db_setup)
    _drop(copy)
