import pytest

from tests.factories.cards import use_standin
from tests.factories.invoices import make_payable
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.frontend.visiting import (
    on_the_day,  # noqa: F401  a fixture, asked for by name
    set_clock,
)

from .paid import voice_of


@pytest.fixture
def core(monkeypatch):
    return use_standin(monkeypatch)


@pytest.fixture
def funded(core):
    """Five people whose office pays; it is going ahead."""
    people = make_people(5)
    pool = make_pool(people)
    officer = make_officer()
    office_agrees([say_yes(pool, person, 1500) for person in people], officer)
    make_payable(pool.provider, voice_of(pool))
    set_clock(AFTER_CLOSE)
    go_on(pool)
    return people, pool, officer


@pytest.fixture(autouse=True)
def _at_the_date_of_the_tests(on_the_day):  # noqa: F811
    """Every page here reads the database and its clock."""
