"""What a test leaves behind when its database goes."""

import asyncio
from contextlib import ExitStack

from django.db import connections

from tests.conftest import own_database


def test_a_connection_from_before_a_browser_started_goes_with_its_database(
    django_db_setup, template_database, django_db_blocker, monkeypatch
):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with django_db_blocker.unblock(), ExitStack() as used:
        used.enter_context(own_database(django_db_setup, template_database))
        connections["default"].ensure_connection()

        async def end_beside_a_loop() -> None:
            used.close()

        asyncio.run(end_beside_a_loop())

        assert connections["default"].connection is None
