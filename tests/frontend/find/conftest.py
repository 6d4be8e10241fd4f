import pytest
from django.core.cache import cache

from tests.frontend.visiting import on_the_day  # noqa: F401


@pytest.fixture(autouse=True)
def nobody_told_yet():
    """How many lines came from here in the last hour is counted beside the database."""
    cache.clear()
    yield
    cache.clear()
