"""The price changes while somebody presses: a yes is to what was shown, or it is none."""

import pytest

from community.people.acting import Acting
from pooling.pools.actions import pledges
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.rules.pledging import TermsHaveChanged
from tests.factories.at_once import at_once
from tests.factories.pools import make_people, make_pool, make_request, make_source
from tests.factories.supply import NOW

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


def race(pool, ann, source) -> int:
    """How many yeses, of eight turns, were to other terms than they were shown."""
    wrong = 0
    for turn in range(TURNS):
        pool.refresh_from_db()
        shown = pool.terms_digest
        request = make_request((source, 4000), shown_digest=shown)
        prices = dict.fromkeys(SIZES, 8000 + 100 * turn)
        _price, said = at_once(
            lambda prices=prices: ask(pool, prices),
            lambda request=request: pledge(pool_id=pool.pk, request=request, by=ann, now=NOW),
            expected=TermsHaveChanged,
        )
        wrong += isinstance(said, Pledge) and said.terms_digest != shown
    return wrong


@pytest.mark.holds("fault:B1")
def test_whoever_presses_while_the_price_changes_says_yes_to_what_they_saw_or_not_at_all(racing):
    assert race(*racing) == 0


def test_the_control_that_does_not_compare_says_yes_to_what_nobody_saw(racing, monkeypatch):
    pool, ann, source = racing
    monkeypatch.setattr(pledges, "check_terms_shown", lambda shown, present: None)
    request = make_request((source, 4000), shown_digest=pool.terms_digest)
    ask(pool, dict.fromkeys(SIZES, 12000))

    said = pledge(pool_id=pool.pk, request=request, by=ann, now=NOW)

    assert said.terms_digest != request.shown_digest
