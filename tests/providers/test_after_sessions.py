"""After a session: who says that it happened, who says otherwise, and when it is certain."""

from datetime import timedelta

import pytest
from django.db.models import Q

from community.common.dates import format_day
from community.common.refusals import NotFound
from community.common.working_time import add_working_days
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.sending import pause_sending
from community.messaging.actions.telling import record_told_in_person
from community.messaging.models import Message
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import Channel, PauseLevel
from providers.actions.session_outcomes import (
    ask_about_session,
    confirm_session,
    raise_session_dispute,
    resolve_session_dispute,
    tell_connector_of_session,
)
from providers.actions.sessions import mark_not_coming, record_delivered
from providers.models.sessions import Session
from providers.queries.sessions import (
    not_recorded_sessions,
    open_disputes,
    releasable_sessions,
    sessions_to_ask_about,
    sessions_to_tell_connectors_of,
    sessions_with_everyone_told,
)
from providers.rules.sessions import NotDelivered, TooLate, VisitDidNotHappen
from providers.states import BookingState, SessionDisputeOutcome, SessionState
from tests.factories.supply import (
    NOW,
    TODAY,
    after,
    book,
    deliver,
    make_connector,
    make_login,
    make_session,
    make_someone,
    send_all,
    tell_everyone,
)

pytestmark = pytest.mark.django_db


def test_somebody_who_came_makes_it_certain_at_once():
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    deliver(session, alice, book(session, ann))
    assert releasable_sessions([session.pk], after(session)) == set()

    confirm_session(session_id=session.pk, by=ann, now=after(session))

    assert releasable_sessions([session.pk], after(session)) == {session.pk}


def test_somebody_who_did_not_come_cannot_confirm_it_and_a_stranger_finds_nothing():
    alice, ann, bob = make_login(), make_someone(), make_someone("bob")
    session = make_session(alice)
    book(session, ann)
    deliver(session, alice)

    with pytest.raises(VisitDidNotHappen):
        confirm_session(session_id=session.pk, by=ann, now=after(session))
    for stranger in (bob, alice):
        with pytest.raises(NotFound):
            confirm_session(session_id=session.pk, by=stranger, now=after(session))


def test_fourteen_quiet_days_count_from_when_the_last_was_told():
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    deliver(session, alice, book(session, ann))
    much_later = after(session, days=60)
    assert releasable_sessions([session.pk], much_later) == set()
    assert sessions_with_everyone_told(much_later) == []

    send_all(much_later)
    assert sessions_with_everyone_told(much_later) == [session.pk]
    tell_everyone(session, much_later)

    almost = much_later + timedelta(days=14, seconds=-1)
    assert releasable_sessions([session.pk], almost) == set()
    assert releasable_sessions([session.pk], much_later + timedelta(days=14)) == {session.pk}


@pytest.mark.holds("M84")
def test_a_man_reached_only_in_person_is_told_when_his_worker_says_so():
    alice, ann, wendy = make_login(), make_someone(), make_login("wendy")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=wendy.login_id,
        by=ann,
        now=NOW,
    )
    session = make_session(alice)
    deliver(session, alice, book(session, ann))
    assert tell_everyone(session, after(session)).everyone_told_at is None

    message = Message.objects.get(kind="session_happened")
    record_told_in_person(
        message_id=message.pk, told_on=TODAY, by=wendy, now=after(session, days=9)
    )

    assert tell_everyone(session, after(session, days=9)).everyone_told_at == after(session, days=9)


@pytest.mark.holds("fault:F1")
def test_whoever_cannot_be_told_holds_up_a_session_for_four_weeks_and_not_for_ever():
    alice, ann, connie, wendy = make_login(), make_someone(), make_connector(), make_login("wendy")
    plan = {"channel": Channel.EMAIL, "address": "a@example.org", "by": ann, "now": NOW}
    set_contact_plan(person_id=ann.person_id, through_login_id=wendy.login_id, **plan)
    session = make_session(alice)
    deliver(session, alice, book(session, ann))
    Message.objects.filter(kind="session_happened").update(
        state="failed", not_sent_because="address"
    )
    four_weeks = Message.objects.get(kind="session_happened").created_at + timedelta(days=28)

    just_before = four_weeks - timedelta(seconds=1)
    assert tell_everyone(session, just_before).everyone_told_at is None
    assert sessions_with_everyone_told(just_before) == []
    assert sessions_with_everyone_told(four_weeks) == [session.pk]
    assert not Message.objects.filter(kind="session_still_untold").exists()
    assert tell_everyone(session, four_weeks).everyone_told_at == four_weeks
    asked = Message.objects.filter(kind="session_still_untold")
    assert {each.login_id for each in asked} == {connie.login_id, wendy.login_id}
    last_day = (four_weeks + timedelta(days=14)).date()
    assert format_day(last_day) in asked[0].text and "ann" not in asked[0].text.lower()
    [line] = next_visit_items(connie.login_id, stands_in_for=[ann.person_id])
    assert (line.kind, line.tell_by) == ("session_happened", last_day)
    assert releasable_sessions([session.pk], four_weeks + timedelta(days=13)) == set()
    assert releasable_sessions([session.pk], four_weeks + timedelta(days=14)) == {session.pk}


@pytest.mark.holds("P20")
def test_what_is_kept_back_from_somebody_said_to_have_died_has_an_end_that_a_connector_hears_of():
    """Nobody has looked yet as the second person, and perhaps nobody ever does."""
    alice, ann, connie = make_login(), make_someone(), make_connector()
    session = make_session(alice)
    deliver(session, alice, book(session, ann))
    pause_sending(person_id=ann.person_id, level=PauseLevel.WAITS, now=NOW)
    four_weeks = Message.objects.get(kind="session_happened").created_at + timedelta(days=28)

    just_before = four_weeks - timedelta(seconds=1)
    assert tell_everyone(session, just_before).everyone_told_at is None
    assert sessions_with_everyone_told(four_weeks) == [session.pk]
    assert tell_everyone(session, four_weeks).everyone_told_at == four_weeks

    [heard] = Message.objects.filter(kind="session_still_untold")
    assert (heard.login_id, heard.link) == (connie.login_id, "/connect/life/")
    assert format_day((four_weeks + timedelta(days=14)).date()) in heard.text
    assert "ann" not in heard.text.lower().split() and "died" not in heard.text
    assert releasable_sessions([session.pk], four_weeks + timedelta(days=14)) == {session.pk}


def test_a_dispute_holds_it_back_and_tells_connectors_but_never_who_it_was():
    alice, connie, ann, bob = make_login(), make_connector(), make_someone(), make_someone("bob")
    session = make_session(alice)
    deliver(session, alice, book(session, ann), book(session, bob))
    confirm_session(session_id=session.pk, by=ann, now=after(session))

    raise_session_dispute(
        session_id=session.pk, words="Nobody was there.", by=bob, now=after(session)
    )  # noqa: E501

    assert releasable_sessions([session.pk], after(session, days=60)) == set()
    messages = Message.objects.filter(kind="session_dispute_raised", login_id__isnull=False)
    assert {message.login_id for message in messages} == {connie.login_id, alice.login_id}
    assert not any("bob" in message.text or "Nobody" in message.text for message in messages)


def test_after_the_fourteen_days_it_is_too_late_to_dispute():
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    deliver(session, alice, book(session, ann))
    tell_everyone(session, after(session))

    with pytest.raises(TooLate):
        raise_session_dispute(
            session_id=session.pk, words="No.", by=ann, now=after(session, days=15)
        )


@pytest.mark.parametrize(
    ("happened", "state", "outcome"),
    [
        (True, SessionState.DELIVERED, SessionDisputeOutcome.HAPPENED),
        (False, SessionState.NOT_DELIVERED, SessionDisputeOutcome.DID_NOT_HAPPEN),
    ],
)
def test_a_connector_of_the_area_settles_a_dispute(happened, state, outcome):
    alice, connie, ann = make_login(), make_connector(), make_someone()
    session = make_session(alice)
    deliver(session, alice, book(session, ann))
    raised = raise_session_dispute(session_id=session.pk, words="No.", by=ann, now=after(session))
    assert list(open_disputes([session.provider.area_id])) == [raised]

    with pytest.raises(NotFound):
        resolve_session_dispute(
            dispute_id=raised.pk, happened=happened, by=alice, now=after(session)
        )
    settled = resolve_session_dispute(
        dispute_id=raised.pk, happened=happened, by=connie, now=after(session)
    )

    assert (settled.outcome, Session.objects.get(pk=session.pk).state) == (outcome, state)
    assert list(open_disputes([session.provider.area_id])) == []


# --- what nobody has recorded


def day_after(session):
    return session.ends_at + timedelta(days=1)


def messages_to(someone, kind="session_not_recorded"):
    to_person = Q(person_id=someone.person_id) & Q(person_id__isnull=False)
    return Message.objects.filter(Q(login_id=someone.login_id) | to_person, kind=kind).count()


@pytest.fixture
def unrecorded():
    """A session of Alice's that is over, with Ann expected; and the connector of the area."""
    alice, ann = make_login(), make_someone()
    session = make_session(alice)
    booking = book(session, ann)
    return alice, ann, session, booking, make_connector("cora", session.provider.area)


@pytest.mark.holds("fault:C5")
def test_what_nobody_recorded_is_asked_about_the_next_day_and_its_provider_is_reminded_once(
    unrecorded,
):
    alice, ann, session, _booking, _connector = unrecorded
    assert sessions_to_ask_about(session.ends_at + timedelta(minutes=1)) == []
    assert sessions_to_ask_about(day_after(session)) == [session.pk]

    for _again in range(2):
        ask_about_session(session_id=session.pk, now=day_after(session))

    assert (messages_to(ann), messages_to(alice)) == (1, 1)
    assert sessions_to_ask_about(day_after(session)) == []


@pytest.mark.holds("fault:C5")
def test_three_working_days_later_the_connector_is_told_once(unrecorded):
    _alice, _ann, session, _booking, connector = unrecorded
    asked_at = day_after(session)
    ask_about_session(session_id=session.pk, now=asked_at)
    due_at = add_working_days(asked_at, 3, nation=session.provider.area.nation)
    assert sessions_to_tell_connectors_of(due_at - timedelta(seconds=1)) == []
    assert sessions_to_tell_connectors_of(due_at) == [session.pk]

    for _again in range(2):
        tell_connector_of_session(session_id=session.pk, now=due_at)

    assert messages_to(connector) == 1
    assert [row.pk for row in not_recorded_sessions([session.provider.area_id])] == [session.pk]


def test_what_is_recorded_is_not_asked_about(unrecorded):
    alice, _ann, session, booking, _connector = unrecorded
    deliver(session, alice, booking)
    assert sessions_to_ask_about(day_after(session)) == []


@pytest.mark.holds("fault:C5")
def test_who_says_that_it_happened_before_it_is_recorded_makes_it_certain_when_it_is(unrecorded):
    alice, ann, session, booking, _connector = unrecorded
    confirm_session(session_id=session.pk, by=ann, now=day_after(session))
    assert Session.objects.get(pk=session.pk).state == SessionState.PLANNED

    deliver(session, alice, booking)

    assert releasable_sessions([session.pk], day_after(session)) == {session.pk}


def test_before_it_is_over_nobody_says_how_it_was(unrecorded):
    _alice, ann, session, _booking, _connector = unrecorded
    for say in (confirm_session, lambda **by: raise_session_dispute(words="No.", **by)):
        with pytest.raises(NotDelivered):
            say(session_id=session.pk, by=ann, now=session.starts_at)


@pytest.mark.holds("fault:C5")
@pytest.mark.parametrize(
    ("happened", "state"),
    [(True, SessionState.DELIVERED), (False, SessionState.NOT_DELIVERED)],
)
def test_what_nobody_recorded_can_be_disputed_and_the_connector_finds_what_it_was(
    unrecorded, happened, state
):
    _alice, ann, session, booking, connector = unrecorded
    now = day_after(session)
    dispute = raise_session_dispute(session_id=session.pk, words="Nobody came.", by=ann, now=now)

    resolve_session_dispute(dispute_id=dispute.pk, happened=happened, by=connector, now=now)

    session.refresh_from_db()
    booking.refresh_from_db()
    assert session.state == state
    assert releasable_sessions([session.pk], now) == ({session.pk} if happened else set())
    assert (booking.state == BookingState.CAME) is happened


@pytest.mark.holds("fault:C5")
@pytest.mark.parametrize(
    ("happened", "bob_marks", "sentence"),
    [
        (True, False, "happened. It is recorded that you came."),
        (True, True, "happened. It is recorded that you did not come."),
        (False, False, "did not happen. Nobody pays for it"),
    ],
)
def test_what_was_found_is_told_to_each_who_had_a_place_with_what_is_theirs_alone(
    happened, bob_marks, sentence
):
    alice, [ann, bob] = make_login(), [make_someone(), make_someone("bob")]
    session = make_session(alice)
    book(session, ann)
    bobs = book(session, bob)
    if bob_marks:
        mark_not_coming(booking_id=bobs.pk, by=bob, now=NOW)
    connector = make_connector("connie", session.provider.area)
    now = day_after(session)
    dispute = raise_session_dispute(session_id=session.pk, words="Why?", by=ann, now=now)
    resolve_session_dispute(dispute_id=dispute.pk, happened=happened, by=connector, now=now)

    told = Message.objects.filter(kind="session_dispute_resolved")
    texts = {each.person_id or each.login_id: each.text for each in told}
    assert set(texts) == {ann.person_id, bob.person_id, alice.login_id}
    assert sentence in texts[bob.person_id]
    assert "somebody" not in texts[bob.person_id].lower()


@pytest.mark.holds("fault:C5")
def test_where_a_finding_changes_nothing_only_both_sides_hear_it():
    alice, [ann, bob] = make_login(), [make_someone(), make_someone("bob")]
    session = make_session(alice)
    places = [book(session, person).pk for person in (ann, bob)]
    connector = make_connector("connie", session.provider.area)
    now = day_after(session)
    record_delivered(session_id=session.pk, came=places, by=alice, now=now)
    dispute = raise_session_dispute(session_id=session.pk, words="Why?", by=ann, now=now)
    resolve_session_dispute(dispute_id=dispute.pk, happened=True, by=connector, now=now)

    told = Message.objects.filter(kind="session_dispute_resolved")
    assert {each.person_id or each.login_id for each in told} == {ann.person_id, alice.login_id}
