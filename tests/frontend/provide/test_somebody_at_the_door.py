"""Called off, and nobody has told somebody who is told face to face: whoever works there out of
hours hears of it, and the provider has someone at the door (P51)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.text import capfirst

from community.common.dates import format_moment
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.queries.telling import TRIES_TO_WAIT_FOR
from community.messaging.states import Channel, MessageState, NotSentReason
from community.messaging.tasks import send_messages
from community.people.actions.visits import record_visit
from community.people.states import RoleKind
from providers.actions.doors import ask_for_door, promise_door
from providers.actions.sessions import call_off_session
from providers.models.sessions import Session
from providers.rules.sessions import NobodyAsked, is_somebody_needed_at_the_door
from providers.tasks import ask_for_doors
from tests.factories.supply import (
    NOW,
    book,
    make_login,
    make_role,
    make_session,
    make_someone,
)
from tests.frontend.visiting import set_clock, signed_in

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def on_the_day(db):
    set_clock(NOW)


@pytest.fixture
def hall():
    return make_login("hall")


@pytest.fixture
def night():
    return make_role("night", RoleKind.OUT_OF_HOURS)


@pytest.fixture
def worker():
    return make_login("worker")


@pytest.fixture
def off(hall, night, worker):
    """Of the next day, called off at eleven on a Tuesday; Ann is told face to face."""
    ann = make_someone("ann")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        by=worker,
        now=NOW,
    )
    session = make_session(hall)
    book(session, ann)
    call_off_session(session_id=session.pk, why="Snow", by=hall, now=NOW)
    send_messages()
    return session


def asked() -> set[int]:
    return set(Message.objects.filter(kind="door_asked").values_list("login_id", flat=True))


@pytest.mark.holds("fault:F3")
def test_whoever_is_to_tell_it_at_once_reads_what_when_and_where_and_no_name(off, worker):
    [told] = Message.objects.filter(kind="urgent_for_someone", login_id=worker.login_id)

    assert told.text.startswith("One of the people you visit is to hear this today: “")
    for words in (capfirst(off.title), format_moment(off.starts_at), off.place_words):
        assert words in told.text
    assert "Ann" not in told.text and told.link == reverse("next_visits")
    assert off.place_words in signed_in(worker).get(told.link).text


@pytest.mark.holds("P51")
def test_after_two_hours_of_working_time_the_provider_and_the_role_are_told(off, hall, night):
    set_clock(NOW + timedelta(hours=2) - MINUTE)
    ask_for_doors()
    assert asked() == set()

    set_clock(NOW + timedelta(hours=2))
    ask_for_doors()
    ask_for_doors()

    assert asked() == {hall.login_id, night.login_id}
    texts = {m.login_id: m for m in Message.objects.filter(kind="door_asked")}
    assert len(texts) == 2
    told = texts[hall.login_id]
    assert "Museum morning" in told.text and "please have someone at the door" in told.text
    assert "ann" not in told.text and told.urgent
    assert signed_in(hall).get(told.link).status_code == 200


@pytest.mark.holds("P51")
def test_where_our_mail_does_not_take_it_the_provider_is_asked_too(hall):
    ann = make_someone("ann")
    session = make_session(hall)
    book(session, ann)
    call_off_session(session_id=session.pk, why="Snow", by=hall, now=NOW)
    mail = Message.objects.filter(kind="session_called_off")
    set_clock(NOW + timedelta(hours=2))

    ask_for_doors()
    assert asked() == set()
    mail.update(tries=TRIES_TO_WAIT_FOR, not_sent_because=NotSentReason.SERVER)
    ask_for_doors()

    assert asked() == {hall.login_id}


@pytest.mark.holds("P51")
def test_told_in_time_nobody_is_asked(off, worker):
    message = Message.objects.get(kind="session_called_off")
    record_visit(message_ids=[message.pk], by=worker, now=NOW + timedelta(hours=1))
    set_clock(NOW + timedelta(hours=3))

    ask_for_doors()
    ask_for_door(session_id=off.pk, now=NOW + timedelta(hours=3))

    assert asked() == set()


@pytest.mark.holds("P51")
def test_the_provider_presses_i_will_and_the_role_hears(off, hall, night):
    client = signed_in(hall)
    page = reverse("provider_session", args=[off.pk])
    door = reverse("session_door", args=[off.pk])
    assert "I will" not in client.get(page).text
    assert client.post(door).status_code == 409
    with pytest.raises(NobodyAsked):
        promise_door(session_id=off.pk, by=hall, now=NOW)
    set_clock(NOW + timedelta(hours=2))
    ask_for_doors()
    assert "I will" in client.get(page).text

    client.post(door)
    by_program = client.post(f"/api/sessions/{off.pk}/door/").json()

    session = Session.objects.get(pk=off.pk)
    assert session.door_promised_by == hall.login
    assert by_program["door_promised_at"]
    assert "I will" not in client.get(page).text
    heard = Message.objects.filter(kind="door_promised")
    assert [message.login_id for message in heard] == [night.login_id]


@pytest.mark.holds("P51")
def test_the_role_reads_who_it_is_and_says_that_they_told_them(off, night):
    client = signed_in(night)
    message = Message.objects.get(kind="session_called_off")
    page = client.get(reverse("next_visits")).text
    assert "Ann" in page and "Museum morning" in page

    client.post(reverse("visit_told"), {"line": message.pk})

    message.refresh_from_db()
    assert (message.state, message.told_by_login_id) == (MessageState.TOLD, night.login_id)


@pytest.mark.holds("P51")
def test_the_role_reads_and_says_nothing_that_can_wait(off, night):
    message = Message.objects.get(kind="session_called_off")
    Message.objects.filter(pk=message.pk).update(urgent=False)

    assert "Museum morning" not in signed_in(night).get(reverse("next_visits")).text
    signed_in(night).post(reverse("visit_told"), {"line": message.pk})
    message.refresh_from_db()
    assert message.state == MessageState.FOR_NEXT_VISIT


def test_another_provider_finds_no_such_door(off):
    other = make_login("other")
    assert signed_in(other).post(reverse("session_door", args=[off.pk])).status_code == 404
    assert signed_in(other).post(f"/api/sessions/{off.pk}/door/").status_code == 404


def at(day, hour, minute=0):
    """By London's clock, in May."""
    return datetime(2027, 5, day, hour - 1, minute, tzinfo=UTC)


@pytest.mark.holds("P51")
@pytest.mark.parametrize(
    ("since", "now", "begins", "needed"),
    [
        (at(4, 10), at(4, 11, 59), at(5, 12), False),
        (at(4, 10), at(4, 12), at(5, 12), True),
        (at(4, 16), at(4, 16, 59), at(5, 18), False),
        (at(4, 16), at(4, 17), at(5, 18), True),  # the office has closed
        (at(4, 20), at(4, 20), at(5, 18), True),  # outside all hours: at once
        (at(8, 9), at(8, 9), at(8, 18), True),  # a Saturday
        (at(31, 11), at(31, 11), at(31, 18), True),  # a bank holiday
        (at(5, 9), at(5, 9), at(5, 10), True),  # it begins too soon to wait
        (at(4, 10), at(5, 12), at(5, 12), False),  # it would have begun
    ],
)
def test_when_somebody_is_needed_at_the_door(since, now, begins, needed):
    assert needed == is_somebody_needed_at_the_door(
        waiting_since=since, starts_at=begins, nation="england", now=now
    )
