"""Nobody is kept at home by another's press (P19)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.message_kinds import PeopleMessage
from community.people.models.logins import Role
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from pooling.payments.states.charges import Rail
from pooling.pools.actions.kept_places import put_back
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.sources import change_source
from pooling.pools.actions.stopping import end_source
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import Part
from pooling.pools.models.stops import MoneyStop
from pooling.pools.rules.pledging import PoolFull
from pooling.pools.rules.stops import StopIsOver
from pooling.pools.states import PartState, PledgeState, PoolState, SourceKind
from providers.actions.sessions import mark_coming, mark_not_coming
from providers.states import BookingState
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, book, make_connector, make_login, make_session, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
THREE_PLACES = {2: 3000, 3: 3000}
DAYS = timedelta(days=1)


@pytest.fixture
def three_of_four():
    """Three places, four members: Ann, Ben and Cora are in, and Dan would like to be."""
    set_clock(NOW)
    people = make_people(4)
    pool = make_pool(people, prices=THREE_PLACES)
    for person in people[:3]:
        say_yes(pool, person, 1500, make_source(person, SourceKind.OWN, Rail.TRANSFER))
    return people, pool


def pays(person, name="rita"):
    return act_for(person, name, scope=RepresentationScope.PAY)


def end(person, by, *, now=NOW):
    return end_source(source_id=person.person.sources.first().pk, by=by, now=now)


def pledge_of(person):
    return person.person.pledges.get()


@pytest.mark.holds("P19", "P18")
def test_the_place_stays_theirs_for_fourteen_days_and_nobody_else_is_given_it(three_of_four):
    [ann, *_rest, dan], pool = three_of_four
    end(ann, act_for(ann))
    assert pledge_of(ann).state == PledgeState.OUT

    with pytest.raises(PoolFull):
        say_yes(pool, dan, 1500)

    type(pledge_of(ann)).objects.update(place_kept_until=NOW - timedelta(seconds=1))
    assert say_yes(pool, dan, 1500).state == PledgeState.IN


def test_who_stops_it_themselves_keeps_no_place(three_of_four):
    [ann, *_rest, dan], pool = three_of_four

    end(ann, ann)

    assert not MoneyStop.objects.exists()
    assert say_yes(pool, dan, 1500).state == PledgeState.IN


@pytest.mark.holds("P19")
def test_they_are_told_at_once_by_somebody_else_and_a_worker_sees_it(three_of_four):
    [ann, *_rest], _pool = three_of_four
    connie, rita = make_connector(), act_for(ann)

    end(ann, rita)

    stop = MoneyStop.objects.get()
    told = Message.objects.get(kind=PoolMessage.STOPPED_FOR_YOU)
    assert (told.person_id, told.urgent) == (ann.person_id, True)
    assert told.not_told_by_login_id == rita.login_id
    assert told.link == reverse("money_stop", args=[stop.pk])
    looked_at = Message.objects.filter(kind=PeopleMessage.STOP_TO_LOOK_AT)
    assert connie.login_id in [message.login_id for message in looked_at]


@pytest.mark.holds("P19")
@pytest.mark.parametrize("door", ["page", "program", "paper"])
def test_one_press_puts_it_back_as_it_was(three_of_four, door):
    [ann, *_rest], pool = three_of_four
    end(ann, act_for(ann))
    stop = MoneyStop.objects.get()

    if door == "page":
        page = reverse("money_stop", args=[stop.pk])
        assert signed_in(ann).get(page).status_code == 200
        assert signed_in(ann).post(page).status_code == 302
    elif door == "program":
        assert len(signed_in(ann).get("/api/money-stops/").json()["results"]) == 1
        assert signed_in(ann).post(f"/api/money-stops/{stop.pk}/put-back/").status_code == 200
    else:
        by = acting_on_paper(login=make_connector().login, person=ann.person)
        put_back(stop_id=stop.pk, by=by, now=NOW)

    pledge = pledge_of(ann)
    assert (pledge.state, pledge.place_kept_until) == (PledgeState.IN, None)
    live = Part.objects.filter(pledge=pledge).exclude(state=PartState.ENDED)
    assert [(part.max_pence, part.source.ended_at) for part in live] == [(1500, None)]
    pool.refresh_from_db()
    assert pool.state == PoolState.READY


def test_after_fourteen_days_or_twice_it_is_not_put_back(three_of_four):
    [ann, ben, *_rest], _pool = three_of_four
    end(ann, act_for(ann))
    end(ben, act_for(ben, "rob"))
    first, second = MoneyStop.objects.order_by("pk")

    put_back(stop_id=first.pk, by=ann, now=NOW + 14 * DAYS)
    for stop, by, now in ((first, ann, NOW), (second, ben, NOW + 14 * DAYS + timedelta(seconds=1))):
        with pytest.raises(StopIsOver):
            put_back(stop_id=stop.pk, by=by, now=now)


def test_putting_back_money_that_pays_needs_one_who_may_pay_and_is_no_strangers(three_of_four):
    [ann, ben, *_rest], _pool = three_of_four
    decides = act_for(ann)
    end(ann, decides)
    stop = MoneyStop.objects.get()

    with pytest.raises(NotYours):
        put_back(stop_id=stop.pk, by=decides, now=NOW)
    with pytest.raises(NotFound):
        put_back(stop_id=stop.pk, by=ben, now=NOW)
    assert signed_in(ben).get(reverse("money_stop", args=[stop.pk])).status_code == 404


@pytest.mark.holds("P19", "M54")
def test_what_was_paid_goes_on_and_what_comes_after_is_put_back(monkeypatch):
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    go_on(pool)
    end(people[0], act_for(people[0]), now=AFTER_CLOSE)
    assert pledge_of(people[0]).state == PledgeState.STOPPED

    put_back(stop_id=MoneyStop.objects.get().pk, by=people[0], now=AFTER_CLOSE + DAYS)

    assert pledge_of(people[0]).state == PledgeState.IN


def test_not_this_time_by_other_hands_is_put_back_too(three_of_four):
    [ann, *_rest, dan], pool = three_of_four
    leave_pool(pool_id=pool.pk, by=act_for(ann), now=NOW)

    with pytest.raises(PoolFull):
        say_yes(pool, dan, 1500)
    put_back(stop_id=MoneyStop.objects.get().pk, by=ann, now=NOW)

    assert pledge_of(ann).state == PledgeState.IN


def test_more_kept_aside_by_other_hands_keeps_the_place(three_of_four):
    [ann, *_rest, dan], pool = three_of_four
    source = ann.person.sources.get()
    change_source(source_id=source.pk, amount_pence=5000, keep_aside_pence=0, by=ann, now=NOW)
    change_source(
        source_id=source.pk, amount_pence=5000, keep_aside_pence=5000, by=act_for(ann), now=NOW
    )

    with pytest.raises(PoolFull):
        say_yes(pool, dan, 1500)


@pytest.mark.holds("P19")
def test_the_second_stop_in_a_month_by_the_same_hands_goes_to_a_worker_first(three_of_four):
    [ann, *_rest], pool = three_of_four
    connie, rita = make_connector(), pays(ann)
    leave_pool(pool_id=pool.pk, by=rita, now=NOW)
    put_back(stop_id=MoneyStop.objects.get().pk, by=ann, now=NOW)

    held = end(ann, rita, now=NOW + 29 * DAYS)

    assert held.ended_at is None
    assert pledge_of(ann).state == PledgeState.IN
    message = Message.objects.get(key__contains=":first", login_id=connie.login_id)
    assert "Ask member-1" in message.text
    [told] = Message.objects.filter(key__startswith="stop:", key__endswith=":person")
    assert told.person_id == ann.person_id


@pytest.mark.parametrize(
    ("whose", "days"), [("the same", 31), ("another's", 1), ("their own", 1), ("a worker's", 1)]
)
def test_another_month_or_other_hands_are_not_held(three_of_four, whose, days):
    [ann, *_rest], pool = three_of_four
    connie, rita = make_connector(), act_for(ann)
    leave_pool(pool_id=pool.pk, by=rita, now=NOW)
    by = {
        "the same": lambda: rita,
        "another's": lambda: act_for(ann, "rob"),
        "their own": lambda: ann,
        "a worker's": lambda: acting_on_paper(login=connie.login, person=ann.person),
    }[whose]()

    assert end(ann, by, now=NOW + days * DAYS).ended_at is not None


def test_where_nobody_works_it_stops_at_once(three_of_four):
    [ann, *_rest], pool = three_of_four
    rita = act_for(ann)
    leave_pool(pool_id=pool.pk, by=rita, now=NOW)
    Role.objects.all().delete()

    assert end(ann, rita).ended_at is not None


@pytest.mark.holds("P19", "P18")
def test_not_coming_is_one_press_and_the_second_time_in_a_month_a_worker_is_asked_first():
    set_clock(NOW)
    alice, connie = make_someone("alice"), make_connector()
    voice = make_login("museum")
    first = book(make_session(voice), alice)
    rita = act_for(alice)

    assert mark_not_coming(booking_id=first.pk, by=rita, now=NOW).state == BookingState.NOT_COMING
    assert mark_coming(booking_id=first.pk, by=alice, now=NOW).state == BookingState.COMING
    held = mark_not_coming(booking_id=first.pk, by=rita, now=NOW)

    assert held.state == BookingState.COMING
    assert Message.objects.filter(key__contains=":first", login_id=connie.login_id).exists()
    on_paper = acting_on_paper(login=connie.login, person=alice.person)
    entered = mark_not_coming(booking_id=first.pk, by=on_paper, now=NOW)
    assert entered.state == BookingState.NOT_COMING
    assert AuditEntry.objects.filter(deed="mark_not_coming").count() == 2
