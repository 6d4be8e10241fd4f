"""What cannot wait reaches somebody, also where nobody of the plan may say it (P51)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common import clock
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.actions.sending import (
    NotSent,
    claim_message,
    mark_sent,
    send_message,
)
from community.messaging.models import Message
from community.messaging.queries.sending import message_ids_to_send
from community.messaging.queries.telling import TRIES_TO_WAIT_FOR
from community.messaging.states import Channel, MessageState, NotSentReason
from community.messaging.tasks import send_messages
from community.people.actions.visits import record_visit
from community.people.models.persons import Person
from community.people.rules.urgent_news import must_others_hear
from community.people.states import RoleKind
from community.people.tasks import hand_on_urgent_news
from tests.factories.supply import (
    NOW,
    make_connector,
    make_login,
    make_role,
    make_someone,
)
from tests.frontend.visiting import set_clock, signed_in

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STOPPED = "Somebody said for you that it stops."


@pytest.fixture(autouse=True)
def at_work(db):
    set_clock(NOW)  # eleven on a Tuesday


@pytest.fixture
def night():
    return make_role("night", RoleKind.OUT_OF_HOURS)


def urgent(ann, *, now=NOW, **facts) -> Message:
    words = {"kind": "stopped_for_you", "subject": "Stopped", "text": STOPPED, "key": "m:1"}
    return notify_person(person_id=ann.person_id, urgent=True, now=now, **words | facts)


def failed(message: Message) -> Message:
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.FAILED, not_sent_because=NotSentReason.ADDRESS
    )
    return message


def heard() -> set[int]:
    hand_on_urgent_news()
    hand_on_urgent_news()
    return set(Message.objects.filter(kind="urgent_unsaid").values_list("login_id", flat=True))


@pytest.mark.holds("P51", "fault:F1")
def test_an_urgent_mail_that_is_given_up_with_nobody_to_say_it_is_heard_of_at_once(night):
    ann, connie = make_someone("ann"), make_connector("connie")
    message = failed(urgent(ann))

    assert heard() == {night.login_id, connie.login_id}
    for who in (night, connie):
        [told] = Message.objects.filter(kind="urgent_unsaid", login_id=who.login_id)
        assert STOPPED in told.text and "Ann" not in told.text and told.urgent
        assert "Ann" in signed_in(who).get(told.link).text
    signed_in(night).post(reverse("visit_told"), {"line": message.pk})
    message.refresh_from_db()
    assert (message.state, message.told_by_login_id) == (MessageState.TOLD, night.login_id)


@pytest.mark.holds("P51")
def test_where_somebody_may_say_it_the_role_hears_after_two_hours_of_working_time(night):
    ann, worker, connie = make_someone("ann"), make_login("worker"), make_connector("connie")
    for person, channel in ((ann, Channel.IN_PERSON),):
        set_contact_plan(
            person_id=person.person_id,
            channel=channel,
            through_login_id=worker.login_id,
            by=worker,
            now=NOW,
        )
    message = urgent(ann)
    send_messages()

    assert heard() == set()
    set_clock(NOW + 2 * HOUR)
    assert heard() == {night.login_id}
    Message.objects.filter(kind="urgent_unsaid").delete()
    record_visit(message_ids=[message.pk], by=worker, now=NOW + 2 * HOUR)
    assert heard() == set() and connie.login_id


def our_mail_is_down(message, address):
    raise NotSent(NotSentReason.SERVER)


def try_in_vain(message: Message, times: int = TRIES_TO_WAIT_FOR) -> None:
    """At once, a minute later, and five after that."""
    moment = clock.now()
    for _time in range(times):
        with pytest.raises(NotSent):
            send_message(message_id=message.pk, send=our_mail_is_down, now=moment)
        moment += 5 * MINUTE
        set_clock(moment)


@pytest.mark.holds("P51", "fault:F1")
@pytest.mark.parametrize("out_of_hours", [False, True])
def test_what_our_mail_does_not_take_is_heard_of_in_two_hours_or_at_once_out_of_hours(
    night, out_of_hours
):
    ann, worker, connie = make_someone("ann"), make_login("worker"), make_connector("connie")
    bob = make_someone("bob")
    set_contact_plan(
        person_id=bob.person_id,
        channel=Channel.EMAIL,
        address="bob@example.org",
        through_login_id=worker.login_id,
        by=bob,
        now=NOW,
    )
    written = NOW + 10 * HOUR if out_of_hours else NOW
    set_clock(written)
    message, of_bob = urgent(ann, now=written), urgent(bob, key="m:2", now=written)
    try_in_vain(message, TRIES_TO_WAIT_FOR - 1)
    assert heard() == set()
    try_in_vain(message, 1)
    try_in_vain(of_bob)

    if not out_of_hours:
        assert heard() == set()
        set_clock(NOW + 2 * HOUR)
    assert heard() == {night.login_id, connie.login_id}
    keys = Message.objects.filter(kind="urgent_unsaid", login_id=night.login_id)
    assert set(keys.values_list("key", flat=True)) == {
        f"m:1:unsaid:{night.login_id}",
        f"m:2:unsaid:{night.login_id}",
    }
    [told] = Message.objects.filter(kind="urgent_for_someone")
    assert (told.login_id, told.key.split(":")[1]) == (worker.login_id, "2")
    assert "Our e-mail did not work" in signed_in(worker).get(told.link).text


@pytest.mark.holds("P51", "fault:F1")
def test_what_goes_after_all_is_said_to_whoever_heard_and_kept_from_whoever_has_not(night):
    ann, connie = make_someone("ann"), make_connector("connie")
    message = urgent(ann)
    try_in_vain(message)
    set_clock(NOW + 2 * HOUR)
    assert heard() == {night.login_id, connie.login_id}
    to_night = Message.objects.get(kind="urgent_unsaid", login_id=night.login_id)
    posted = []

    for each in (to_night, message):
        send_message(message_id=each.pk, send=lambda *sent: posted.append(sent), now=clock.now())

    [went] = Message.objects.filter(kind="urgent_went")
    assert (went.login_id, STOPPED in went.text, went.urgent) == (night.login_id, True, True)
    kept = Message.objects.get(kind="urgent_unsaid", login_id=connie.login_id)
    assert kept.state == MessageState.WITHHELD
    assert STOPPED not in signed_in(night).get(reverse("next_visits")).text
    assert record_visit(message_ids=[message.pk], by=night, now=clock.now()) == 0


@pytest.mark.holds("P51")
def test_what_somebody_said_meanwhile_our_mail_sends_no_more(night):
    message = urgent(make_someone("ann"))
    try_in_vain(message)
    set_clock(NOW + 10 * HOUR)
    claimed, _address = claim_message(message_id=message.pk, now=clock.now())

    assert record_visit(message_ids=[message.pk], by=night, now=clock.now()) == 1

    mark_sent(message=claimed, now=clock.now())
    message.refresh_from_db()
    assert (message.state, message.claimed_by) == (MessageState.TOLD, None)
    assert message.pk not in message_ids_to_send(clock.now() + 24 * HOUR)


@pytest.mark.holds("P51")
def test_where_nobody_works_whoever_runs_the_site_hears():
    ann, operator = make_someone("ann"), make_role("operator", RoleKind.OPERATOR)
    Person.objects.filter(pk=ann.person_id).update(area=None)
    failed(urgent(ann))

    assert heard() == {operator.login_id}
    told = Message.objects.get(kind="urgent_unsaid")
    assert "find somebody" in told.text and told.link == ""


@pytest.mark.holds("P51")
def test_neither_who_did_it_nor_whom_they_never_want_told_hears_nor_what_is_over(night):
    ann, connie = make_someone("ann"), make_connector("connie")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.EMAIL,
        address="ann@example.org",
        never_told_login_ids=[connie.login_id],
        by=ann,
        now=NOW,
    )
    failed(urgent(ann, not_told_by_login_id=night.login_id))
    failed(urgent(ann, key="m:2", over_at=NOW))
    operator = make_role("operator", RoleKind.OPERATOR)

    assert heard() == {operator.login_id}


@pytest.mark.holds("P51")
@pytest.mark.parametrize(
    ("may_still_hear", "since", "later", "hear"),
    [
        (True, NOW, timedelta(0), False),
        (True, NOW, 2 * HOUR - MINUTE, False),
        (True, NOW, 2 * HOUR, True),
        (True, NOW + 10 * HOUR, timedelta(0), True),  # outside all hours
        (True, NOW + 5 * HOUR + 59 * MINUTE, MINUTE, True),  # five in the afternoon
        (False, NOW, timedelta(0), True),
    ],
)
def test_when_others_hear(may_still_hear, since, later, hear):
    assert hear is must_others_hear(
        may_still_hear=may_still_hear, waiting_since=since, nation="england", now=since + later
    )
