"""A date that moved says why; a review day is told two weeks before (M50, fault C9)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common.dates import format_day
from community.messaging.models import Message
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.review_days import remind_of_review
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.queries.review_days import sources_to_remind_of
from tests.factories.pools import (
    AFTER_CLOSE,
    FLAT,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, TODAY, make_login, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db


def waiting_for_an_office():
    people = make_people(5)
    pool = make_pool(people, first_in_days=28)
    pledges = [say_yes(pool, person, 1500) for person in people]
    office_agrees(pledges[:4])
    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)
    pool.refresh_from_db()
    return people, pool


@pytest.mark.holds("M50")
def test_the_page_says_which_date_holds_and_why_it_moved_and_names_nobody():
    people, pool = waiting_for_an_office()
    set_clock(AFTER_CLOSE)

    for person in people[:2]:
        page = words(signed_in(person).get(reverse("pool", args=[pool.pk])))
        assert f"On {format_day(pool.closes_at)} we look at who is in." in page
        assert "later than was said at first: we are waiting for one answer" in page
        answer = signed_in(person).get(f"/api/pools/{pool.pk}/").json()
        assert "waiting for one answer" in answer["date_moved_words"]


@pytest.mark.holds("M50")
def test_everybody_is_told_once_that_the_date_moved():
    _people, pool = waiting_for_an_office()
    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)
    told = Message.objects.filter(kind="date_moved")
    assert told.count() == 5
    assert all(format_day(pool.closes_at) in message.text for message in told)


def test_a_date_that_never_moved_says_nothing_of_it():
    people = make_people(4)
    pool = make_pool(people)
    assert pool_for_member(pool_id=pool.pk, by=people[0], now=NOW).date_moved_text == ""


def test_a_date_that_moved_for_new_terms_says_so():
    people, voice = make_people(4), make_login("museum")
    pool = make_pool(people, voice=voice)
    say_yes(pool, people[0], 1500)
    now = pool.closes_at - timedelta(hours=1)
    change_prices(
        pool_id=pool.pk,
        prices={size: pence + 100 for size, pence in FLAT.items()},
        by=voice,
        now=now,
    )
    text = pool_for_member(pool_id=pool.pk, by=people[0], now=now).date_moved_text
    assert "what is offered has changed" in text


# --- the day on which a council looks at it


@pytest.mark.holds("fault:C9")
@pytest.mark.parametrize(("days", "is_due"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_review_day_is_told_two_weeks_before(days, is_due):
    ann = make_someone()
    source = make_source(ann, review_on=TODAY + timedelta(days=days))
    assert sources_to_remind_of(TODAY) == ([source.pk] if is_due else [])


@pytest.mark.holds("fault:C9")
def test_a_review_day_is_told_once_and_another_day_again():
    ann = make_someone()
    source = make_source(ann, review_on=TODAY + timedelta(days=10))
    for _again in range(2):
        remind_of_review(source_id=source.pk, now=NOW)
    message = Message.objects.get(kind="review_day")
    assert (message.person_id, format_day(source.review_on) in message.text) == (
        ann.person_id,
        True,
    )
    assert sources_to_remind_of(TODAY) == []

    source.review_on = TODAY + timedelta(days=12)
    source.save(update_fields=["review_on"])
    assert sources_to_remind_of(TODAY) == [source.pk]
