"""C5: three of ten sessions were held and paid out; then one person leaves, with agreement."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.models.cards import CardRefund
from pooling.payments.states.cards import CardRefundState
from pooling.pools import terms
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.actions.opening import open_pool
from pooling.pools.models.instalments import PoolSession
from pooling.pools.rules.refunds import NothingLeft
from pooling.pools.states import PoolState
from providers.actions.session_outcomes import confirm_session
from providers.actions.sessions import record_delivered
from tests.factories.cards import open_account, taken_there, work_off
from tests.factories.pools import (
    AFTER_CLOSE,
    CLOSES_ON,
    look,
    make_card,
    make_chosen_offer,
    make_people,
    say_yes,
)
from tests.factories.supply import NOW, make_login


@pytest.fixture
def after_three(core, monkeypatch):
    """Ten sessions twice a week in one payment; three were held, confirmed and released."""
    monkeypatch.setattr(terms, "MAX_SESSIONS_PER_INSTALMENT", 10)
    people = make_people(4)
    voice = make_login("museum")
    offer = make_chosen_offer(people, voice=voice, sessions=10, days_apart=3)
    open_account(core, offer.provider, voice)
    pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
    pledges = [say_yes(pool, person, 1500, make_card(core, person)) for person in people]
    look(pool, AFTER_CLOSE)
    assert pool.state == PoolState.FUNDED
    rows = PoolSession.objects.filter(pool=pool).order_by("session__starts_at")
    for row in rows[:3]:
        session = row.session
        ended = session.ends_at + timedelta(hours=1)
        places = [place.pk for place in session.bookings.all()]
        record_delivered(session_id=session.pk, came=places, by=voice, now=ended)
        confirm_session(session_id=session.pk, by=people[0], now=ended)
        look(pool, ended)
    return voice, pool, pledges, rows[2].session.ends_at + timedelta(days=1)


@pytest.mark.holds("C5")
def test_seven_tenths_of_their_share_go_back_to_their_own_card(core, after_three):
    voice, pool, pledges, now = after_three
    assert pool_balance(pool.pk) == 7 * 6000

    given = stop_pledge_by_agreement(pledge_id=pledges[0].pk, by=voice, now=now)
    work_off(now)

    assert given == 7 * 1500
    assert [(r.pence, r.state) for r in CardRefund.objects.all()] == [(10500, CardRefundState.DONE)]
    assert pool_balance(pool.pk) == 7 * 4500
    assert taken_there(core) == 4 * 15000 - 10500
    assert ledger_faults() == []


@pytest.mark.holds("C5")
def test_asking_twice_is_refused_with_what_is_left(after_three):
    voice, _pool, pledges, now = after_three
    stop_pledge_by_agreement(pledge_id=pledges[0].pk, by=voice, now=now)

    with pytest.raises(NothingLeft, match="£0"):
        stop_pledge_by_agreement(pledge_id=pledges[0].pk, by=voice, now=now)


@pytest.mark.holds("C5")
def test_the_sessions_that_follow_are_released_without_their_share(after_three):
    voice, pool, pledges, now = after_three
    stop_pledge_by_agreement(pledge_id=pledges[0].pk, by=voice, now=now)
    row = PoolSession.objects.filter(pool=pool, released_at=None).order_by("pk").first()
    ended = row.session.ends_at + timedelta(hours=1)
    places = [place.pk for place in row.session.bookings.exclude(state="ended")]
    record_delivered(session_id=row.session_id, came=places, by=voice, now=ended)
    confirm_session(session_id=row.session_id, by=_someone(pledges[1]), now=ended)

    look(pool, ended)

    assert pool_balance(pool.pk) == 6 * 4500
    assert ledger_faults() == []


def test_another_providers_voice_finds_nothing(after_three):
    _voice, _pool, pledges, now = after_three

    with pytest.raises(NotFound):
        stop_pledge_by_agreement(pledge_id=pledges[0].pk, by=make_login("other"), now=now)


def _someone(pledge):
    from community.people.acting import Acting

    return Acting(login=pledge.person.login, person=pledge.person)
