"""The worker's page for the next visit: read by whom it is said through, and by nobody else."""

import pytest
from django.urls import reverse

from community.messaging.actions import notify_person, send_message, set_contact_plan
from community.messaging.models import Message
from community.messaging.queries import next_visit_items
from community.messaging.states import Channel, MessageState
from tests.factories.supply import NOW, TODAY, make_login, make_someone
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


def told_in_person(called: str, through):
    someone = make_someone(called)
    set_contact_plan(
        person_id=someone.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=through.login_id,
        by=through,
        now=NOW,
    )
    news(someone, f"News for {called}.")
    return someone


def news(someone, text: str, **more) -> None:
    message = notify_person(
        person_id=someone.person_id,
        kind="news",
        subject="News",
        text=text,
        key=text,
        now=NOW,
        **more,
    )
    send_message(message_id=message.pk, send=None, now=NOW)


def test_a_worker_reads_what_to_say_and_notes_that_it_was_said():
    worker = make_login("worker")
    told_in_person("ann", worker)
    page = signed_in(worker).get(reverse("next_visits"))
    line = Message.objects.get(text="News for ann.")
    assert "News for ann." in page.text

    signed_in(worker).post(reverse("visit_told"), {"line": line.pk})

    line.refresh_from_db()
    assert (line.state, line.told_on) == (MessageState.TOLD, TODAY)
    assert "News for ann." not in signed_in(worker).get(reverse("next_visits")).text


def test_what_cannot_wait_stands_first_and_on_the_workers_own_page():
    worker = make_login("worker")
    told_in_person("ann", worker)
    told_in_person("ben", worker)
    client, urgent = signed_in(worker), "hear of something today"
    assert urgent not in client.get(reverse("home")).text

    news(told_in_person("cas", worker), "The hall is flooded.", urgent=True)

    page = client.get(reverse("next_visits")).text
    read = [page.index(words) for words in ("cannot wait", "flooded", "for cas.", "for ann.")]
    assert read == sorted(read)
    assert urgent in client.get(reverse("home")).text


def test_what_came_in_one_moment_stands_in_the_order_it_was_written():
    worker = make_login("worker")
    ann = told_in_person("ann", worker)
    news(ann, "The hall is flooded.")
    Message.objects.filter(text="News for ann.").update(subject="Written again, so last on disk")

    texts = [item.text for item in next_visit_items(worker.login.pk)]

    assert texts == ["News for ann.", "The hall is flooded."]


def test_saying_it_twice_changes_nothing():
    worker = make_login("worker")
    told_in_person("ann", worker)
    line = Message.objects.get(text="News for ann.")
    answers = [signed_in(worker).post(reverse("visit_told"), {"line": line.pk}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


@pytest.mark.holds("T16", "M84")
def test_another_worker_neither_reads_it_nor_notes_it():
    told_in_person("ann", make_login("worker"))
    line = Message.objects.get(text="News for ann.")
    other = signed_in(make_login("other"))

    assert "ann" not in other.get(reverse("next_visits")).text
    other.post(reverse("visit_told"), {"line": line.pk})

    line.refresh_from_db()
    assert line.state == MessageState.FOR_NEXT_VISIT


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_people_as_for_one(
    people, django_assert_num_queries
):
    worker = make_login("worker")
    for called in ("ann", "ben", "cas")[:people]:
        told_in_person(called, worker)
    client = signed_in(worker)
    with django_assert_num_queries(7):
        client.get(reverse("next_visits"))
