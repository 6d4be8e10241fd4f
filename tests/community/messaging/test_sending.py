"""A queued message is sent once, however many are sending."""

from threading import Event, Thread

from django.db import connection

from community.messaging.actions import notify_person, send_message
from community.messaging.models import Message
from community.messaging.states import MessageState
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
