"""Our mail server was down for over a day: what goes after all, what is said instead (C8)."""

from datetime import UTC, datetime, timedelta

import pytest

from community.audit.models import AuditEntry
from community.common import clock
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.messaging.actions.sending import MAX_TRIES_OF_URGENT
from community.messaging.models import Message
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import Channel, MessageState, NotSentReason
from community.messaging.tasks import send_held_up_mail, send_messages
from community.people.actions.visits import record_visit
from tests.community.messaging.test_mail_server import SHORT, pass_time
from tests.factories.mail_server import mail_server, refuse
from tests.factories.supply import make_someone
from tests.frontend.visiting import set_clock

DAY = timedelta(days=1)
WORKING_HOUR = datetime(2027, 5, 4, 9, 0, tzinfo=UTC)  # nothing goes to a worker outside theirs


@pytest.fixture
def server(committed_db, settings):
    with mail_server() as server:
        settings.MAILERS = server.options(timeout=SHORT)
        yield server


def write(someone, key: str, **facts) -> Message:
    words = {"kind": "news", "subject": "News", "text": f"Word {key}.", "key": key}
    return notify_person(person_id=someone.person_id, **words | facts, now=clock.now())


def make_told_by(key: str, wendy):
    """Somebody with mail, whom Wendy tells what did not arrive."""
    someone = make_someone(key)
    set_contact_plan(
        person_id=someone.person_id,
        channel=Channel.EMAIL,
        address=f"{key}@example.org",
        through_login_id=wendy.login_id,
        by=someone,
        now=clock.now(),
    )
    return someone


def refuse_until_all_is_given_up(server) -> None:
    """The last try of each, and then of what those are told who are to say something."""
    server.at = {"greeting": refuse}
    for _last_try in range(2):
        pass_time(DAY + timedelta(hours=2))
        queued = Message.objects.filter(state=MessageState.QUEUED)
        queued.update(tries=MAX_TRIES_OF_URGENT - 1, try_again_at=clock.now())
        send_messages()
    server.at = {}


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("key", "state"))


@pytest.mark.holds("C8", "fault:F1")
def test_what_was_given_up_goes_when_mail_goes_again_and_what_could_not_wait_is_said(server):
    set_clock(WORKING_HOUR)  # and so is each hour at which it is tried again
    wendy, alice = make_someone("wendy"), make_someone("alice")
    bob, carol = make_told_by("bob", wendy), make_told_by("carol", wendy)
    Message.objects.all().delete()  # that Wendy was named
    write(alice, "alice")
    write(alice, "over", over_at=clock.now() + DAY)
    write(bob, "urgent", urgent=True)
    write(carol, "urgent-said", urgent=True)
    notify_each_login(
        [wendy.login_id], kind="news", subject="News", text="News.", key="wendy", now=clock.now()
    )
    refuse_until_all_is_given_up(server)
    through = f"urgent:through:{wendy.login_id}", f"urgent-said:through:{wendy.login_id}"
    assert set(states().values()) == {MessageState.FAILED} and set(through) <= set(states())

    send_held_up_mail()  # nothing has gone yet: it would go no better
    assert set(states().values()) == {MessageState.FAILED}
    record_visit(message_ids=[pk_of("urgent-said")], by=wendy, now=clock.now())
    write(alice, "first that goes")
    send_messages()
    send_held_up_mail()
    send_held_up_mail()
    send_messages()

    sent = {key for key, state in states().items() if state == MessageState.SENT}
    assert sent == {"first that goes", "alice", f"wendy:{wendy.login_id}", through[0]}
    assert len(server.taken) == len(sent)
    # Bob's own is a day old and was "today": Wendy says it, and has it before her.
    assert [item.key for item in next_visit_items(wendy.login_id)] == ["urgent"]
    assert AuditEntry.objects.filter(deed="queue_again").count() == len(sent) - 1


def pk_of(key: str) -> int:
    return Message.objects.get(key=key).pk


def given_up(message: Message, at) -> Message:
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.FAILED, not_sent_because=NotSentReason.SERVER, try_again_at=at
    )
    return message


def sent(message: Message, at) -> None:
    Message.objects.filter(pk=message.pk).update(state=MessageState.SENT, sent_at=at)


@pytest.mark.parametrize(
    ("written_before", "other_went_before", "goes"),
    [
        (2 * DAY, timedelta(0), True),
        (2 * DAY, DAY + timedelta(hours=1), True),  # before the day in which it was tried
        (2 * DAY, timedelta(hours=3), False),  # while it was tried: it is this one that does not go
        (31 * DAY, timedelta(0), False),
    ],
)
def test_only_what_was_given_up_while_no_mail_went_and_lately(
    db, written_before, other_went_before, goes
):
    now, alice = clock.now(), make_someone("alice")
    last_try = now - timedelta(minutes=10)
    message = given_up(write(alice, "held up"), last_try)
    Message.objects.filter(pk=message.pk).update(created_at=now - written_before)
    sent(write(alice, "other"), last_try - other_went_before if other_went_before else now)
    sent(write(alice, "back"), now)

    send_held_up_mail()

    assert (states()["held up"] == MessageState.QUEUED) is goes


def test_what_an_address_did_not_take_does_not_go_to_it_again(db):
    alice = make_someone("alice")
    message = given_up(write(alice, "held up"), clock.now() - timedelta(minutes=10))
    Message.objects.filter(pk=message.pk).update(not_sent_because=NotSentReason.ADDRESS)
    sent(write(alice, "back"), clock.now())

    send_held_up_mail()

    assert states()["held up"] == MessageState.FAILED
