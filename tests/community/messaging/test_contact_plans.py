"""By whose contact plan a message goes, and what counts as told."""

import pytest

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.messaging.actions.sending import send_message
from community.messaging.actions.telling import record_told_in_person
from community.messaging.message_kinds import MessagingMessage
from community.messaging.models import Message
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import Channel, MessageState, NotSentReason
from community.people.acting import Acting
from tests.factories.supply import NOW, make_connector, make_someone

pytestmark = pytest.mark.django_db


def write_to(someone: Acting, **facts) -> Message:
    words = {"kind": "news", "subject": "News", "text": "Your page has news.", "key": "news:1"}
    return notify_person(person_id=someone.person_id, **words | facts, now=NOW)


def send(message: Message) -> list:
    """What the post was handed: (channel, address)."""
    posted = []
    send_message(
        message_id=message.pk,
        send=lambda message, address: posted.append((message.channel, address)),
        now=NOW,
    )
    message.refresh_from_db()
    return posted


def reach_through(worker: Acting, someone: Acting) -> None:
    set_contact_plan(
        person_id=someone.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        by=worker,
        now=NOW,
    )


def deeds_about(message: Message) -> list[tuple]:
    return list(
        AuditEntry.objects.filter(about=f"message:{message.pk}")
        .order_by("pk")
        .values_list("deed", "login_id", "for_person")
    )


@pytest.mark.holds("M121")
def test_by_e_mail_to_the_address_of_the_plan():
    message = write_to(make_someone("alice"))

    assert send(message) == [(Channel.EMAIL, "alice@example.org")]
    assert (message.state, message.sent_at) == (MessageState.SENT, NOW)
    assert deeds_about(message) == [("send_message", None, None)]


@pytest.mark.holds("M121", "M84")
def test_somebody_told_in_person_is_sent_nothing_and_it_counts_once_it_was_told():
    alice, connie = make_someone("alice"), make_connector("connie")
    reach_through(connie, alice)
    message = write_to(alice)

    assert send(message) == []
    assert message.state == MessageState.FOR_NEXT_VISIT

    told = record_told_in_person(message_id=message.pk, told_on=NOW.date(), by=connie, now=NOW)

    assert (told.state, told.told_by_login_id) == (MessageState.TOLD, connie.login_id)
    assert deeds_about(message) == [
        ("keep_for_next_visit", None, None),
        ("record_told_in_person", connie.login_id, alice.person_id),
    ]


@pytest.mark.holds("fault:F1")
@pytest.mark.parametrize(
    ("channel", "address"), [(Channel.TEXT, "07700 900123"), (Channel.POST, "1 The Street")]
)
def test_a_text_and_a_letter_are_lines_for_a_worker_and_never_called_sent(channel, address):
    alice = make_someone("alice")
    set_contact_plan(person_id=alice.person_id, channel=channel, address=address, by=alice, now=NOW)
    message = write_to(alice)

    assert send(message) == []
    assert (message.state, message.channel, message.sent_at) == (
        MessageState.FOR_NEXT_VISIT,
        channel,
        None,
    )
    assert next_visit_items(make_connector().login_id, stands_in_for=[alice.person_id]) == [message]


@pytest.mark.holds("fault:F1")
def test_what_could_not_be_sent_is_a_line_and_counts_once_it_was_told():
    alice, connie = make_someone("alice"), make_connector("connie")
    message = write_to(alice)
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.FAILED, not_sent_because=NotSentReason.ADDRESS
    )
    message.refresh_from_db()
    assert next_visit_items(connie.login_id, stands_in_for=[alice.person_id]) == [message]

    told = record_told_in_person(
        message_id=message.pk, told_on=NOW.date(), stands_in=True, by=connie, now=NOW
    )

    assert told.state == MessageState.TOLD


@pytest.mark.holds("M84", "T16")
def test_only_whoever_a_person_is_reached_through_says_that_they_were_told():
    alice, connie = make_someone("alice"), make_connector("connie")
    reach_through(connie, alice)
    message = write_to(alice)
    send(message)

    for by in (alice, make_connector("charlie"), Acting()):
        with pytest.raises(NotFound):
            record_told_in_person(message_id=message.pk, told_on=NOW.date(), by=by, now=NOW)

    message.refresh_from_db()
    assert message.state == MessageState.FOR_NEXT_VISIT


def test_a_letter_to_a_login_has_no_teller():
    connie = make_connector("connie")
    notify_each_login(
        [connie.login_id], kind="news", subject="News", text="News", key="news", now=NOW
    )
    message = Message.objects.get(key=f"news:{connie.login_id}")

    with pytest.raises(NotFound):
        record_told_in_person(message_id=message.pk, told_on=NOW.date(), by=connie, now=NOW)


@pytest.mark.holds("M121", "M84")
@pytest.mark.parametrize(("urgent", "written"), [(True, 1), (False, 0)])
def test_of_what_is_urgent_the_teller_hears_at_once(urgent, written):
    alice, connie = make_someone("alice"), make_connector("connie")
    reach_through(connie, alice)

    send(write_to(alice, urgent=urgent))

    to_teller = Message.objects.filter(
        login_id=connie.login_id, kind=MessagingMessage.URGENT_FOR_SOMEONE
    )
    assert to_teller.count() == written


def test_the_same_key_is_written_once():
    alice = make_someone("alice")

    first, second = write_to(alice), write_to(alice, text="Again.")

    assert (first.pk, second.text) == (second.pk, "Your page has news.")
