"""What cannot wait reaches somebody, also where nobody of the plan may say it (P51)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.models import Message
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

HOUR = timedelta(hours=1)
STOPPED = "Somebody said for you that it stops."


@pytest.fixture(autouse=True)
def at_work(db):
    set_clock(NOW)  # eleven on a Tuesday


@pytest.fixture
def night():
    return make_role("night", RoleKind.OUT_OF_HOURS)


def urgent(ann, **facts) -> Message:
    words = {"kind": "stopped_for_you", "subject": "Stopped", "text": STOPPED, "key": "m:1"}
    return notify_person(person_id=ann.person_id, urgent=True, now=NOW, **words | facts)


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
    ("has_teller", "later", "hear"),
    [
        (True, timedelta(0), False),
        (True, 2 * HOUR - timedelta(minutes=1), False),
        (True, 2 * HOUR, True),
        (True, 12 * HOUR, True),  # outside all hours
        (False, timedelta(0), True),
    ],
)
def test_when_others_hear(has_teller, later, hear):
    assert hear is must_others_hear(
        has_teller=has_teller, waiting_since=NOW, nation="england", now=NOW + later
    )
