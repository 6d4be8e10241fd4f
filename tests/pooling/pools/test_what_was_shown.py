"""The price changes while somebody presses, or what their office does with a yes: it is to what was
shown, or it is none."""

from threading import Event

import pytest

from community.people.acting import Acting
from pooling.payments.actions import commitments
from pooling.payments.actions.billing import write_payer_details
from pooling.payments.models.commitments import Commitment
from pooling.payments.queries.billing import offices_that_ask_for_names
from pooling.pools.actions import pledges, terms_changes
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.office_terms import digest_with
from pooling.pools.queries.office_terms import office_terms_of_sources
from pooling.pools.rules.pledging import TermsHaveChanged
from tests.factories.at_once import at_once
from tests.factories.pools import make_officer, make_people, make_pool, make_request, make_source
from tests.factories.supply import NOW, area
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


def names_that_nobody_said(monkeypatch) -> int:
    """Of eight who say yes to an invoice without their name, whose name stands on its line. The
    office begins to ask for names when the yes was compared and before its line is written."""
    people = make_people(TURNS)
    pool, officer, place = make_pool(people), make_officer(), area().pk
    is_compared, has_asked, real = Event(), Event(), pledges.set_parts

    def office_asks(names_people=True):
        payer = {"area_id": place, "invoice_address": "", "names_people": names_people}
        write_payer_details(**payer, by=officer, now=NOW)

    def office_asks_meanwhile():
        is_compared.wait(TEST_WAIT_SECONDS)
        office_asks()
        has_asked.set()

    def set_parts_later(*args, **facts):
        is_compared.set()
        has_asked.wait(TEST_WAIT_SECONDS)
        real(*args, **facts)

    monkeypatch.setattr(pledges, "set_parts", set_parts_later)
    wrong = 0
    for ann in people:
        office_asks(names_people=False)
        is_compared.clear()
        has_asked.clear()
        source = make_source(ann)
        digest = digest_with(pool.terms_digest, office_terms_of_sources([source]))
        request = make_request((source, 1500), shown_digest=digest)
        said, _asked = at_once(
            lambda ann=ann, request=request: pledge(
                pool_id=pool.pk, request=request, by=ann, now=NOW
            ),
            office_asks_meanwhile,
        )
        assert said.state == "in"
        wrong += Commitment.objects.filter(person_id=ann.person_id, names_person=True).count()
    return wrong


@pytest.mark.holds("fault:B1", "P29")
def test_a_name_that_an_office_asks_for_during_a_yes_stands_on_no_line_of_it(
    committed_db, monkeypatch
):
    assert names_that_nobody_said(monkeypatch) == 0


def test_the_control_that_asks_only_the_office_names_all_eight(committed_db, monkeypatch):
    monkeypatch.setattr(
        commitments,
        "names_person_now",
        lambda agreed, area_id: bool(offices_that_ask_for_names([area_id])),
    )

    assert names_that_nobody_said(monkeypatch) == TURNS
