"""After somebody stops, everybody who reads of it reads the same numbers (fault C4)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from community.messaging.models import Message
from community.people.acting import Acting
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.private_questions import PrivateQuestion
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    look,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.supply import send_all
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

PAID = "Paid for: 4 sessions, from Tuesday 15 June 2027 to Tuesday 6 July 2027, for 5 people."
SESSIONS_TO_COME = "4 sessions, from Tuesday 13 July 2027 to Tuesday 3 August 2027."
NOT_ALL_COVERED = f"Not paid for yet: {SESSIONS_TO_COME} 4 of 5 places are covered."
COVERED = f"Not paid for yet: {SESSIONS_TO_COME} All 4 places are covered."
PAID_BOTH = (
    f"{PAID} Paid for: 4 sessions, from Tuesday 13 July 2027 to Tuesday 3 August 2027, for 4"
    " people."
)
NOTHING_MORE = "Everything is paid for. There is nothing more to pay."
ONLY_THEIRS = "You stop after what is already paid. Nothing more will be taken."


@pytest.fixture
def one_stopped(db, monkeypatch):
    """Eight weekly sessions, four of them paid for by five; then the money of one has ended."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    set_clock(AFTER_CLOSE)
    go_on(pool)
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    return people, pool


def voice_of(pool) -> Acting:
    return Acting(login=pool.provider.members.get().login)


def read_everywhere(pool, member: Acting, stopped: Acting) -> dict[str, str]:
    """{who reads it where: the words}"""
    pages = {
        "member": (member, reverse("pool", args=[pool.pk])),
        "member's figures": (member, reverse("pool_statement", args=[pool.pk])),
        "stopped": (stopped, reverse("pool", args=[pool.pk])),
        "provider": (voice_of(pool), reverse("provider_pool", args=[pool.pk])),
        "provider's list": (voice_of(pool), reverse("provider_pools")),
    }
    answers = {
        "member's program": (member, f"/api/pools/{pool.pk}/"),
        "figures by program": (member, f"/api/pools/{pool.pk}/statement/"),
        "stopped one's program": (stopped, f"/api/pools/{pool.pk}/"),
        "provider's program": (voice_of(pool), f"/api/provider-pools/{pool.pk}/"),
    }
    return {name: words(signed_in(by).get(page)) for name, (by, page) in pages.items()} | {
        name: _texts_by_program(by, address) for name, (by, address) in answers.items()
    }


def _texts_by_program(by: Acting, address: str) -> str:
    client = APIClient()
    client.force_authenticate(by.login)
    body = client.get(address).json()
    return " ".join(body[name] for name in ("status_text", "words", "next_words") if name in body)


def messages_to(person_id, kind) -> list[str]:
    messages = Message.objects.filter(person_id=person_id, kind=kind).order_by("pk")
    return list(messages.values_list("text", flat=True))


@pytest.mark.holds("fault:C4", "M54")
def test_after_somebody_stops_each_reads_the_same_numbers_everywhere(one_stopped):
    people, pool = one_stopped

    texts = read_everywhere(pool, people[0], people[4])

    for reader, text in texts.items():
        assert PAID in text, reader
        assert (ONLY_THEIRS if "stopped" in reader else NOT_ALL_COVERED) in text, reader
        assert (NOT_ALL_COVERED in text) != ("stopped" in reader), reader
        assert "All 5 places" not in text, reader
    assert texts["member"].count("4 of 5 places") == 1


@pytest.mark.holds("fault:C4")
def test_the_messages_say_the_same_and_who_stopped_hears_only_what_is_theirs(one_stopped):
    people, pool = one_stopped

    for person in people[:4]:
        (text,) = messages_to(person.person_id, "place_not_covered")
        assert PAID in text
        assert NOT_ALL_COVERED in text
    provider = Message.objects.get(kind="place_not_covered", login_id__isnull=False)
    assert provider.text == f"Museum mornings with coffee: {PAID} {NOT_ALL_COVERED}"
    assert messages_to(people[4].person_id, "place_not_covered") == []


@pytest.mark.holds("fault:C4")
def test_once_the_others_have_agreed_and_paid_the_numbers_are_those_that_stand(one_stopped):
    people, pool = one_stopped
    second = pool.instalments.get(number=2)
    five_days_before = second.collect_at - timedelta(days=5)
    look(pool, five_days_before)
    for question in PrivateQuestion.objects.filter(instalment=second):
        by = next(each for each in people if each.person_id == question.pledge.person_id)
        answer_question(question_id=question.pk, yes=True, by=by, now=five_days_before)

    agreed = read_everywhere(pool, people[0], people[4])
    second.refresh_from_db()
    look(pool, second.collect_at)
    paid = read_everywhere(pool, people[0], people[4])

    for reader in agreed.keys() - {"stopped", "stopped one's program"}:
        assert COVERED in agreed[reader], reader
        assert PAID_BOTH in paid[reader], reader
        assert NOTHING_MORE in paid[reader], reader
    assert "The next sessions are paid for." not in " ".join(
        messages_to(people[4].person_id, "going_ahead")
    )
