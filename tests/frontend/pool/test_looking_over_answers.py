"""A yes in private is looked over once more, like every yes with money: nothing is written yet."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common.dates import end_of_day
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.actions.stopping import end_source
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import CoverOption, PrivateQuestionKind, PrivateQuestionState
from tests.factories.cards import DECLINES, use_standin
from tests.factories.kept import kept
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    look,
    make_card,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, send_all
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

from .test_cards_and_questions import TRANSFER, YES, pool_with_cards, voice_of


@pytest.fixture
def core(monkeypatch):
    return use_standin(monkeypatch)


def a_changed_bill(_core):
    people = make_people(4)
    said = say_yes(make_pool(people), people[0], 1500, make_source(people[0]))
    office_agrees([said], make_officer(), bill_change="yes", bill_change_pence=350)
    return people[0]


def a_changed_price(_core):
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 2000, make_source(people[0], **TRANSFER))
    prices = dict.fromkeys(range(4, 9), 6600)
    change_prices(pool_id=pool.pk, prices=prices, by=voice_of(pool), now=NOW)
    return people[0]


def a_share_that_rose(_core):
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    go_on(pool)
    week_before = one_stops_and_a_new_share_is_chosen(people, pool)
    set_clock(week_before)
    go_on(pool, week_before)
    return people[0]


@kept
def one_stops_and_a_new_share_is_chosen(people, pool):
    """When the next payment is told of."""
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    for person in people[:4]:
        cast_cover_ballot(
            pool_id=pool.pk, options=[CoverOption.NEW_SHARE], by=person, now=AFTER_CLOSE
        )
    advance_pool(pool_id=pool.pk, now=end_of_day((AFTER_CLOSE + timedelta(days=7)).date()))
    return pool.instalments.get(number=2).collect_at - timedelta(days=5)


def a_payment_that_failed(core):
    people = make_people(4)
    pool = pool_with_cards(core, people)
    for person, number in zip(people, (DECLINES, None, None, None), strict=True):
        card = make_card(core, person, number) if number else make_card(core, person)
        say_yes(pool, person, 1500, card)
    set_clock(AFTER_CLOSE)
    look(pool, AFTER_CLOSE)
    return people[0]


@pytest.mark.parametrize(
    ("story", "kind", "comes_to"),
    [
        (
            a_changed_bill,
            PrivateQuestionKind.BILL_CHANGE,
            ["What you pay the council yourself It changes by £3.50 a week", "£60, for 4 sessions"],
        ),
        (
            a_changed_price,
            PrivateQuestionKind.NEW_TERMS,
            ["Yes to what is offered now, up to £20 a session", "£80, for 4 sessions"],
        ),
        (
            a_share_that_rose,
            PrivateQuestionKind.NEW_SHARE,
            ["Yes, £15 a session", "This payment £60, for 4 sessions, on"],
        ),
        (
            a_payment_that_failed,
            PrivateQuestionKind.FAILED_PAYMENT,
            ["Try the same payment again", "This payment, at most £60, for 4 sessions"],
        ),
    ],
)
def test_a_yes_is_looked_over_with_what_it_comes_to_and_out_of_which_money(
    core, db, story, kind, comes_to
):
    her = story(core)
    question = PrivateQuestion.objects.get(
        pledge__person=her.person, state=PrivateQuestionState.ASKED
    )
    page = reverse("pool_question", args=[question.pledge.pool_id, question.pk])
    browser = signed_in(her)

    said = words(browser.post(page, {"answer": "yes"}))

    assert question.kind == kind
    for each in [*comes_to, "Part 1 Up to £", "Not now", "Talk to someone first", "Who runs this"]:
        assert each in said
    question.refresh_from_db()
    assert question.state == PrivateQuestionState.ASKED

    browser.post(page, YES)
    question.refresh_from_db()
    assert question.state == PrivateQuestionState.YES
