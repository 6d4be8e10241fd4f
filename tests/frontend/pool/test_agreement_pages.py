"""Before the last button: who the agreement is with, when it ends, how to stop, to complain and to
change one's mind; and the same to keep afterwards, on every way (P123)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.models import Message
from pooling.pools.models.pledges import Pledge
from tests.factories.pools import (
    ADDRESS,
    AFTER_CLOSE,
    go_on,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import make_connector
from tests.frontend.pool.test_cover_choice import client_of
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.holds("P123")

FOURTEEN = "You can change your mind for 14 days after the day on which it goes ahead"
STANDS_BEFORE = (
    "Westsea Museum",
    ADDRESS,
    "It ends by itself after the last time. Nothing is renewed by itself.",
    "How to stop",
    "How to complain",
    FOURTEEN,
)


@pytest.fixture
def four(db):
    people = make_people(4)
    make_source(people[0])
    return people, make_pool(people, change_of_mind="fourteen_days")


def test_all_of_it_stands_above_the_last_button_and_the_begin_is_asked_by_itself(four):
    people, pool = four
    browser, page = signed_in(people[0]), reverse("pool_pledge", args=[pool.pk])

    refused = browser.post(page, {"max_pence": "15", "step": "look"})
    review = browser.post(page, {"max_pence": "15", "begin_now": "on", "step": "look"})

    assert refused.status_code == 422
    assert "before your 14 days to change your mind are over" in words(refused)
    read = words(review)
    for sentence in STANDS_BEFORE:
        assert sentence in read[: read.index("Change something")]
    assert "Please begin now You asked for it" in read
    assert not Pledge.objects.exists()

    browser.post(page, {"max_pence": "15", "begin_now": "on", "step": "yes"})
    assert Pledge.objects.get().begin_now is True


def test_the_same_by_program(four):
    people, pool = four
    program = client_of(people[0])
    address = f"/api/pools/{pool.pk}/"
    read = program.get(address).json()
    lines = {line["question"]: line["answer"] for line in read["agreement"]}
    assert lines["Who your agreement is with"] == f"Westsea Museum\n{ADDRESS}"
    assert lines["14 days to change your mind"].startswith(FOURTEEN)
    assert read["asks_begin_now"] is True

    source = people[0].person.sources.get()
    body = {"max_pence": 1500, "parts": [{"source_id": source.pk}], "digest": read["digest"]}
    refused = program.put(f"{address}pledge/", body, format="json")
    assert (refused.status_code, refused.json()["code"]) == (409, "please_begin_now")

    answer = program.put(f"{address}pledge/", body | {"begin_now": True}, format="json")
    assert answer.json()["my_pledge"]["begin_now"] is True


def test_the_same_on_the_sheet_and_its_tick_is_entered(four):
    people, pool = four
    code = pool.group.members.get(person=people[0].person).paper_code
    sheet = words(signed_in(people[0]).get(reverse("pool_paper", args=[pool.pk])))
    for sentence in (f"Your agreement is with Westsea Museum, {ADDRESS}.", FOURTEEN):
        assert sentence in sheet
    assert "Please begin now, before my 14 days are over" in sheet

    worker, page = signed_in(make_connector()), reverse("paper_pool", args=[code, pool.pk])
    how = {"shown_words": "Read aloud", "interpreted_by": "nobody", "office_words": "otherwise"}
    typed = {"max_pence": "15", "shown_digest": pool.terms_digest, "step": "yes", **how}
    assert worker.post(page, typed).status_code == 422
    worker.post(page, typed | {"begin_now": "on"})

    assert Pledge.objects.get().begin_now is True


def test_what_was_agreed_can_be_kept_and_changing_ones_mind_says_what_goes_back(db):
    people = make_people(4)
    pool = make_pool(people, change_of_mind="fourteen_days")
    office_agrees([say_yes(pool, person, 1500) for person in people])
    go_on(pool)
    set_clock(AFTER_CLOSE + timedelta(days=3))
    browser = signed_in(people[0])

    kept = words(browser.get(reverse("pool_agreement", args=[pool.pk])))
    pdf = browser.get(reverse("pool_agreement_pdf", args=[pool.pk]))
    until = "until the end of Tuesday 15 June 2027"
    assert "I’m in, and I pay up to £15 a session" in kept
    assert until in kept and ADDRESS in kept and "£60" in kept
    assert pdf.content.startswith(b"%PDF")
    told = Message.objects.filter(kind="going_ahead", person_id=people[0].person_id).get().text
    assert f"Your agreement is with Westsea Museum, {ADDRESS}." in told
    assert until in told

    leave = browser.get(reverse("pool_leave", args=[pool.pk]))
    assert "£60.00, for what has not begun, goes back" in words(leave)
    api = client_of(people[0]).get(f"/api/pools/{pool.pk}/").json()
    assert api["change_of_mind_until"] == "2027-06-16T00:00:00+01:00"


def test_whoever_said_no_yes_has_no_agreement_to_keep(four):
    people, pool = four
    for name in ("pool_agreement", "pool_agreement_pdf"):
        assert signed_in(people[0]).get(reverse(name, args=[pool.pk])).status_code == 404
