"""A mail server that is silent, slow, refusing or gone; and a worker that is killed (fault F1, C8).

Against a real server on this machine, with commits that are real.
"""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.db import connection, transaction
from django.db.models import Min
from django.db.transaction import TransactionManagementError

from community.common import clock
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.actions.sending import CLAIM_FOR, MAX_TRIES, MAX_TRIES_OF_ADDRESS
from community.messaging.delivery import MOST_IN_VAIN, mail_of
from community.messaging.models import Message
from community.messaging.states import Channel, MessageState, NotSentReason
from community.messaging.tasks import send_messages
from tests.factories.mail_server import (
    UNKNOWN,
    drip,
    fall_silent,
    hang_up,
    mail_server,
    refuse,
)
from tests.factories.supply import make_someone
from tests.waits import TEST_WAIT_SECONDS, wait_until

ROOT = Path(__file__).parents[3]
SHORT = 1.0  # seconds, in place of ten


@pytest.fixture
def server(committed_db, settings):
    with mail_server() as server:
        settings.MAILERS = server.options(timeout=SHORT)
        yield server


def write_to(someone, key: str, **facts) -> Message:
    words = {"kind": "news", "subject": "News", "text": f"Word {key}.", "key": key}
    return notify_person(person_id=someone.person_id, **words | facts, now=clock.now())


def make_people(count: int) -> list:
    return [make_someone(f"person-{number}") for number in range(count)]


def pass_time(by: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT offset_by FROM clock_offset")
        row = cursor.fetchone()
    clock.set_offset((row[0] if row else timedelta()) + by)


def states() -> set[str]:
    return set(Message.objects.values_list("state", flat=True))


def ids_of(messages: list[Message]) -> set[str]:
    return {mail_of(message, "ann@example.org").message()["Message-ID"] for message in messages}


@pytest.mark.holds("fault:F1")
def test_each_is_sent_once_in_its_turn(server):
    messages = [write_to(each, f"k{each.person_id}") for each in make_people(3)]

    send_messages()
    send_messages()

    assert states() == {MessageState.SENT}
    assert sorted(server.keys) == sorted(ids_of(messages))
    mail = server.taken[0]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@commonpurse.invalid>")


@pytest.mark.holds("C8")
def test_no_mail_server_is_called_inside_a_transaction(server):
    message = write_to(make_someone(), "k")

    with transaction.atomic(), pytest.raises(TransactionManagementError):
        mail_of(message, "ann@example.org").send()

    assert server.talks == 0


def is_row_free(message: Message) -> bool:
    """Whether another could have the row now."""
    import psycopg  # noqa: PLC0415

    parts = connection.settings_dict
    with psycopg.connect(
        dbname=parts["NAME"], user=parts["USER"], password=parts["PASSWORD"],
        host=parts["HOST"], port=parts["PORT"],
    ) as other:  # fmt: skip
        row = other.execute(
            "SELECT claimed_by IS NOT NULL FROM messaging_message WHERE id = %s"
            " FOR UPDATE SKIP LOCKED",
            [message.pk],
        ).fetchone()
    return row == (True,)


@pytest.mark.holds("C8")
def test_while_the_server_is_talked_to_the_row_is_claimed_and_not_locked(server):
    message, seen = write_to(make_someone(), "k"), []
    server.at["quit"] = lambda talk: (seen.append(is_row_free(message)), talk.say("221 bye"))

    send_messages()

    assert seen == [True]


@pytest.mark.holds("C8")
@pytest.mark.parametrize(
    "trouble",
    [{"greeting": fall_silent}, {"greeting": drip}, {"greeting": refuse}, {"greeting": hang_up},
     {"data": fall_silent}, {"data": hang_up}],
)  # fmt: skip
def test_a_server_that_is_silent_slow_or_refusing_is_left_in_time_and_nothing_is_lost(
    server, trouble
):
    write_by_hand = make_someone("by-hand")
    set_contact_plan(
        person_id=write_by_hand.person_id,
        channel=Channel.POST,
        address="1 The Street",
        by=write_by_hand,
        now=clock.now(),
    )
    messages = [write_to(each, f"k{each.person_id}") for each in make_people(6)]
    line = write_to(write_by_hand, "by-hand")
    server.at = dict(trouble)

    began = time.monotonic()
    send_messages()

    assert time.monotonic() - began < MOST_IN_VAIN * SHORT + 3
    assert server.talks == MOST_IN_VAIN
    line.refresh_from_db()
    assert line.state == MessageState.FOR_NEXT_VISIT  # who needs no mail server does not wait
    assert Message.objects.filter(state=MessageState.QUEUED, tries=1).count() == len(messages)

    server.at = {}
    send_messages()
    assert server.taken == []  # not at once again
    pass_time(timedelta(minutes=2))
    send_messages()

    assert sorted(server.keys) == sorted(ids_of(messages))


@pytest.mark.holds("C8")
def test_no_server_at_all_and_it_has_an_end(committed_db, settings):
    with mail_server() as gone:
        settings.MAILERS = gone.options(timeout=SHORT)
    write_to(make_someone(), "k")

    for _try in range(MAX_TRIES):
        assert states() == {MessageState.QUEUED}
        send_messages()
        pass_time(timedelta(hours=17))

    message = Message.objects.get()
    assert (message.state, message.tries) == (MessageState.FAILED, MAX_TRIES)
    assert message.not_sent_because == NotSentReason.SERVER


def try_each_minute_until(server, begin, until: timedelta) -> None:
    """Each time that something is due, as the minutes go by."""
    while clock.now() < begin + until:
        send_messages()
        due = Message.objects.filter(state=MessageState.QUEUED).aggregate(at=Min("try_again_at"))
        pass_time(max(timedelta(minutes=1), (due["at"] or clock.now()) - clock.now()))


@pytest.mark.holds("C8")
def test_what_cannot_wait_goes_within_half_an_hour_of_when_the_server_is_back(server):
    ann, begin = make_someone(), clock.now()
    write_to(ann, "urgent", urgent=True)
    server.at = {"greeting": refuse}
    try_each_minute_until(server, begin, timedelta(hours=9))
    server.at = {}

    pass_time(timedelta(minutes=30))
    send_messages()

    assert len(server.taken) == 1


def test_what_cannot_wait_has_an_end_too(server):
    begin = clock.now()
    write_to(make_someone(), "urgent", urgent=True)
    server.at = {"greeting": refuse}

    try_each_minute_until(server, begin, timedelta(hours=24))
    assert states() == {MessageState.QUEUED}
    try_each_minute_until(server, begin, timedelta(hours=26))

    assert Message.objects.get(key="urgent").state == MessageState.FAILED


@pytest.mark.holds("C8")
def test_one_mail_that_the_server_hangs_up_on_stops_no_other(server):
    people = make_people(4)
    messages = [write_to(each, f"k{each.person_id}") for each in people]
    (poison,) = ids_of(messages[:1])

    def hang_up_on_poison(talk):
        if poison in server.keys:
            server.taken.pop()
            raise OSError
        talk.say("250 taken")

    server.at["taken"] = hang_up_on_poison
    send_messages()

    assert sorted(server.keys) == sorted(ids_of(messages[1:]))


@pytest.mark.holds("C8")
def test_what_was_taken_stays_taken_when_the_server_says_no_goodbye(server):
    write_to(make_someone(), "k")
    server.at["quit"] = fall_silent

    send_messages()
    pass_time(timedelta(minutes=10))
    send_messages()

    assert len(server.taken) == 1
    assert states() == {MessageState.SENT}


@pytest.mark.holds("fault:F1")
def test_an_address_that_nobody_has_ends_after_a_few_tries_and_its_reader_reads_why(server):
    alice, bob = make_someone("alice"), make_someone("bob")
    for each, address in ((alice, UNKNOWN), (bob, "bob@example.org")):
        set_contact_plan(
            person_id=each.person_id,
            channel=Channel.EMAIL,
            address=address,
            by=each,
            now=clock.now(),
        )
    message = write_to(alice, "alice")
    write_to(bob, "bob")

    for _try in range(MAX_TRIES_OF_ADDRESS):
        send_messages()
        pass_time(timedelta(minutes=10))

    message.refresh_from_db()
    assert (message.state, message.tries) == (MessageState.FAILED, MAX_TRIES_OF_ADDRESS)
    assert message.state_words == "could not be sent: is your address right?"
    assert [mail["To"] for mail in server.taken] == ["bob@example.org"]

    # The right address, and it goes there.
    set_contact_plan(
        person_id=alice.person_id,
        channel=Channel.EMAIL,
        address="alice@example.net",
        by=alice,
        now=clock.now(),
    )
    send_messages()
    assert [mail["To"] for mail in server.taken][1:] == ["alice@example.net"]


WORKER = (
    "import django; django.setup(); from community.messaging.tasks import send_messages as s; s()"
)


def start_worker(database, server) -> subprocess.Popen:
    settings = {
        "DATABASE_URL": database.url(),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(server.port),
        "EMAIL_USE_TLS": "0",
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, env=os.environ | settings,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.holds("C8")
@pytest.mark.parametrize(
    ("step", "times"),
    [("greeting", 1), ("whole", 1), ("taken", 2), ("quit", 2)],
    ids=["before", "in", "taken-but-not-told", "taken-and-not-marked"],
)
def test_a_worker_killed_at_any_moment_loses_nothing_and_doubles_at_most_what_was_in_hand(
    committed_db, settings, step, times
):
    """Killed with the second of four in hand: each came once, but for that one where it was taken
    already; and that one is the same mail."""
    reached = Event()

    def hold_the_second(talk):
        if talk.server.talks < 2:
            return talk.say({"greeting": "220 ready", "taken": "250 ok", "quit": "221 bye"}[step])
        reached.set()
        return fall_silent(talk)

    with mail_server() as server:
        settings.MAILERS = server.options(timeout=SHORT)
        messages = [write_to(each, f"k{each.person_id}") for each in make_people(4)]
        if step == "whole":
            server.at["data"] = lambda talk: (
                server.at.update({"whole": fall_silent_and_say(reached)})
                if talk.server.talks == 2
                else None,
                talk.say("354 go on"),
            )
        else:
            server.at[step] = hold_the_second
        worker = start_worker(committed_db, server)
        assert reached.wait(TEST_WAIT_SECONDS)
        worker.kill()
        worker.wait(TEST_WAIT_SECONDS)
        server.at = {}

        send_messages()  # what is in nobody's hand goes at once
        in_hand = mail_of(messages[1], "ann@example.org").message()["Message-ID"]
        assert server.keys.count(in_hand) == times - 1
        pass_time(CLAIM_FOR)
        send_messages()

        assert states() == {MessageState.SENT}
        counts = {key: server.keys.count(key) for key in server.keys}
        assert counts == dict.fromkeys(ids_of(messages), 1) | {in_hand: times}
        wait_until(lambda: worker.poll() is not None, "the end of the worker")


def fall_silent_and_say(reached: Event):
    def step(talk):
        reached.set()
        fall_silent(talk)

    return step
