"""What holds some days after somebody was told says which day that is, whenever they are told."""

from datetime import timedelta

import pytest

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import CountedDays, notify_person
from community.messaging.actions.telling import record_told_in_person
from community.messaging.delivery import mail_of
from community.messaging.models import Message
from community.messaging.states import Channel
from community.messaging.wording import words_of
from tests.factories.supply import NOW, TODAY, make_login, make_someone, send_all
from tests.frontend.visiting import set_clock, signed_in

COUNTS = CountedDays(14, "Please say so before %(day)s.")
LATER = NOW + timedelta(days=20)


@pytest.fixture(autouse=True)
def on_the_day(db):
    set_clock(NOW)


def write_to(person) -> Message:
    words = {"kind": "news", "subject": "How was it?", "text": "It happened."}
    return notify_person(person_id=person.person_id, key="k", counts=COUNTS, now=NOW, **words)


@pytest.mark.holds("fault:F5")
def test_a_mail_that_goes_late_names_the_day_from_when_it_goes():
    message = write_to(make_someone("ann"))
    set_clock(LATER)

    mail = mail_of(message, "ann@example.org").message()
    send_all(LATER)

    said = "It happened. Please say so before Monday 7 June 2027."
    assert [said in part.get_content() for part in mail.iter_parts()] == [True, True]
    message.refresh_from_db()
    set_clock(LATER + timedelta(days=5))
    assert words_of(message) == said


@pytest.mark.holds("fault:F5")
def test_whoever_tells_it_late_reads_the_day_from_then_and_so_does_who_was_told():
    ann, wendy = make_someone("ann"), make_login("wendy")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=wendy.login_id,
        by=ann,
        now=NOW,
    )
    message = write_to(ann)
    send_all(NOW)
    set_clock(LATER)
    said = "It happened. Please say so before Monday 7 June 2027."

    assert said in signed_in(wendy).get("/visits/").text
    [visit] = signed_in(wendy).get("/api/visits/").json()["results"]
    assert visit["lines"][0]["text"] == said

    told_on = TODAY + timedelta(days=18)
    record_told_in_person(message_id=message.pk, told_on=told_on, by=wendy, now=LATER)
    said = "It happened. Please say so before Saturday 5 June 2027."
    for page in ("/home/", "/home/messages/"):
        assert said in signed_in(ann).get(page).text
    assert signed_in(ann).get("/api/messages/").json()["results"][0]["text"] == said


def test_what_should_be_told_by_a_day_counts_to_that_one():
    message = write_to(make_someone("ann"))
    message.tell_by = TODAY + timedelta(days=30)

    assert words_of(message) == "It happened. Please say so before Thursday 3 June 2027."
