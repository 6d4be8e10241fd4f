import pytest

from tests.frontend.visiting import on_the_day  # noqa: F401


@pytest.fixture(autouse=True)
def _at_the_date_of_the_tests(on_the_day):  # noqa: F811
    """Every page here reads the database and its clock."""
