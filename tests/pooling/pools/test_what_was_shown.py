"""The price changes while somebody presses: a yes is to what was shown, or it is none."""

from threading import Event

import pytest

from community.people.acting import Acting
from pooling.pools.actions import pledges, terms_changes
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.office_terms import digest_with
from pooling.pools.queries.office_terms import office_terms_of_sources
from pooling.pools.rules.pledging import TermsHaveChanged
from tests.factories.at_once import at_once
from tests.factories.pools import make_people, make_pool, make_request, make_source
from tests.factories.supply import NOW
from tests.waits import TEST_WAIT_SECONDS

SIZES = range(4, 9)
TURNS = 8


def ask(pool: Pool, prices) -> None:
    voice = Acting(login=pool.provider.members.get().login)
    change_prices(pool_id=pool.pk, prices=prices, by=voice, now=NOW)


@pytest.fixture
def racing(committed_db):
    people = make_people(4)
    pool = make_pool(people)
    return pool, people[0], make_source(people[0])


def race(pool, ann, source, monkeypatch) -> int:
    """How many yeses, of eight turns, were to other terms than they were shown. Each is pressed
    while the price is being changed, under the pool's lock, and waits for that."""
    wrong, is_locked, real = 0, Event(), terms_changes.save_terms_version

    def save_and_let_go(pool, now):
        is_locked.set()
        return real(pool, now)

    def press(request):
        is_locked.wait(TEST_WAIT_SECONDS)
        return pledge(pool_id=pool.pk, request=request, by=ann, now=NOW)

    monkeypatch.setattr(terms_changes, "save_terms_version", save_and_let_go)
    offices = office_terms_of_sources([source])
    for turn in range(TURNS):
        is_locked.clear()
        digest = Pool.objects.get(pk=pool.pk).terms_digest
        request = make_request((source, 4000), shown_digest=digest_with(digest, offices))
        prices = dict.fromkeys(SIZES, 8000 + 100 * turn)
        _price, said = at_once(
            lambda prices=prices: ask(pool, prices),
            lambda request=request: press(request),
            expected=TermsHaveChanged,
        )
        pool.refresh_from_db()
        wrong += isinstance(said, Pledge) and pool.terms_digest != digest
    return wrong


@pytest.mark.holds("fault:B1")
def test_a_yes_pressed_while_the_price_changes_is_to_what_was_shown_or_none(racing, monkeypatch):
    assert race(*racing, monkeypatch) == 0


def test_the_control_that_does_not_compare_says_yes_to_what_nobody_saw(racing, monkeypatch):
    monkeypatch.setattr(pledges, "check_terms_shown", lambda shown, present: None)

    assert race(*racing, monkeypatch) == TURNS
