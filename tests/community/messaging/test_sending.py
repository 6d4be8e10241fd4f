"""A queued message is sent once, however many are sending."""

from threading import Barrier, Event, Thread

from django.db import connection

from community.messaging.actions.notifying import notify_person
from community.messaging.actions.sending import (
    CLAIM_FOR,
    MAX_TRIES,
    claim_message,
    mark_not_sent,
    mark_sent,
    send_message,
)
from community.messaging.models import Message
from community.messaging.states import MessageState, NotSentReason
from tests.factories.supply import NOW, make_someone
from tests.waits import TEST_WAIT_SECONDS


def test_two_senders_at_once_send_a_message_once(committed_db):
    """The second comes while the first is still talking to the post, and does not wait for it."""
    message = write_to(make_someone("bob"))
    taken, go_on, posted = Event(), Event(), []

    def slow_post(message, address):
        posted.append(("first", address))
        taken.set()
        go_on.wait(TEST_WAIT_SECONDS)

    def send_first():
        try:
            send_message(message_id=message.pk, send=slow_post, now=NOW)
        finally:
            connection.close()

    first = Thread(target=send_first)
    first.start()
    assert taken.wait(TEST_WAIT_SECONDS)
    send_message(
        message_id=message.pk,
        send=lambda message, address: posted.append(("second", address)),
        now=NOW,
    )
    was_still_sending = first.is_alive()
    go_on.set()
    first.join(TEST_WAIT_SECONDS)

    message.refresh_from_db()
    assert posted == [("first", "bob@example.org")]
    assert was_still_sending
    assert (message.state, message.sent_at) == (MessageState.SENT, NOW)


def test_without_a_claim_both_would_send_it(committed_db):
    """The control of the race before: who only looks whether it is queued sends it twice."""
    message = write_to(make_someone("bob"))
    both_looked, posted = Barrier(2, timeout=TEST_WAIT_SECONDS), []

    def send_unclaimed():
        try:
            found = Message.objects.get(pk=message.pk, state=MessageState.QUEUED)
            both_looked.wait()
            posted.append(found.key)
        finally:
            connection.close()

    threads = [Thread(target=send_unclaimed) for _worker in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TEST_WAIT_SECONDS)

    assert len(posted) == 2


def test_a_claim_that_ran_out_is_taken_up_and_whoever_had_it_marks_nothing(db):
    message = write_to(make_someone("bob"))
    first, _address = claim_message(message_id=message.pk, now=NOW)
    assert claim_message(message_id=message.pk, now=NOW) is None
    later = NOW + CLAIM_FOR

    second, _address = claim_message(message_id=message.pk, now=later)
    mark_not_sent(message=first, because=NotSentReason.SERVER, now=later)
    message.refresh_from_db()
    assert message.claimed_by == second.claimed_by

    mark_sent(message=second, now=later)
    message.refresh_from_db()
    assert (message.state, message.claimed_by, message.tries) == (MessageState.SENT, None, 2)


def test_one_that_kills_every_worker_has_an_end(db):
    message, moment = write_to(make_someone("bob")), NOW
    for _worker in range(MAX_TRIES):
        assert claim_message(message_id=message.pk, now=moment)
        moment += CLAIM_FOR

    assert claim_message(message_id=message.pk, now=moment) is None
    message.refresh_from_db()
    assert message.state == MessageState.FAILED


def test_one_that_was_sent_is_not_sent_again(db):
    message, posted = write_to(make_someone("bob")), []

    for _turn in range(2):
        send_message(message_id=message.pk, send=lambda *sent: posted.append(sent), now=NOW)

    assert len(posted) == 1


def write_to(someone) -> Message:
    return notify_person(
        person_id=someone.person_id,
        kind="news",
        subject="News for you",
        text="Your page has news.",
        key="news:1",
        now=NOW,
    )
