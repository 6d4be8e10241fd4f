"""Cards saved on the card company's page, and the questions that are put to one person alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.models import Message
from community.people.acting import Acting
from pooling.payments.queries.cards import saved_card_for
from pooling.payments.states.charges import Rail
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.pledges import Part, Pledge
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import (
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
    SourceKind,
)
from standin import inprocess
from tests.factories.cards import DECLINES, WORKS, open_account, use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_card,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in
from tests.journeys.sent_page import SentPage

WEEK_BEFORE = AFTER_CLOSE - timedelta(days=6)
YES = {"answer": "yes", "step": "yes"}  # after the review
TRANSFER = {"kind": SourceKind.OWN, "rail": Rail.TRANSFER}


@pytest.fixture
def core(monkeypatch):
    return use_standin(monkeypatch)


def voice_of(pool) -> Acting:
    return Acting(login=pool.provider.members.get().login)


def pool_with_cards(core, people):
    pool = make_pool(people)
    open_account(core, pool.provider, voice_of(pool))
    return pool


def came_back(core, browser, hosted_url: str, number: str):
    """Save a card on the hosted page and follow its way back to us."""
    page = inprocess.save_card(core, hosted_url, number)
    return browser.get(page.location.removeprefix("http://testserver"))


def test_a_yes_by_card_leads_over_the_card_companys_page_and_back(core):
    people = make_people(4)
    pool, browser = pool_with_cards(core, people), signed_in(people[0])
    source = make_source(people[0], SourceKind.OWN, Rail.CARD)

    to_card = browser.post(
        reverse("pool_pledge", args=[pool.pk]), {"max_pence": "15", "step": "yes"}
    )
    assert to_card.url == reverse("pool_card", args=[pool.pk, source.pk])
    assert Part.objects.get().state == PartState.WAITING
    assert "Nothing is taken there." in words(browser.get(to_card.url))

    hosted = browser.post(to_card.url)
    back = came_back(core, browser, hosted.url, WORKS)

    assert back.url == reverse("pool", args=[pool.pk])
    assert Part.objects.get().state == PartState.CONFIRMED
    text = words(browser.get(back.url))
    assert "Your card is saved. Nothing has been taken." in text
    assert "Confirmed: your card is saved." in text


def test_pressing_for_the_card_page_twice_asks_for_one(core):
    people = make_people(4)
    pool, browser = pool_with_cards(core, people), signed_in(people[0])
    source = make_source(people[0], SourceKind.OWN, Rail.CARD)
    say_yes(pool, people[0], 1500, source)
    page = reverse("pool_card", args=[pool.pk, source.pk])

    assert browser.post(page).url == browser.post(page).url


def test_coming_back_without_a_card_changes_nothing_and_says_so(core):
    people = make_people(4)
    pool, browser = pool_with_cards(core, people), signed_in(people[0])
    source = make_source(people[0], SourceKind.OWN, Rail.CARD)
    say_yes(pool, people[0], 1500, source)
    hosted = browser.post(reverse("pool_card", args=[pool.pk, source.pk]))
    session = hosted.url.rstrip("/").rpartition("/")[2]

    back = browser.get(reverse("pool_card_back", args=[pool.pk, source.pk]), {"session": session})

    assert "No card was saved. Nothing has changed." in words(browser.get(back.url))
    assert Part.objects.get().state == PartState.WAITING


def test_anothers_card_cannot_be_brought_back_as_ones_own(core):
    people = make_people(4)
    pool = pool_with_cards(core, people)
    alices = make_source(people[0], SourceKind.OWN, Rail.CARD)
    bobs = make_source(people[1], SourceKind.OWN, Rail.CARD)
    hosted = signed_in(people[0]).post(reverse("source_card", args=[alices.pk]))
    session = hosted.url.rstrip("/").rpartition("/")[2]

    for source in (alices, bobs):
        page = reverse("pool_card_back", args=[pool.pk, source.pk])
        assert signed_in(people[1]).get(page, {"session": session}).status_code == 404


def test_a_card_that_is_used_no_more_leaves_its_place_waiting(core):
    people = make_people(4)
    pool, browser = pool_with_cards(core, people), signed_in(people[0])
    source = make_card(core, people[0])
    say_yes(pool, people[0], 1500, source)
    assert "ending in 4242" in words(browser.get(reverse("money")))

    browser.post(reverse("remove_card", args=[source.pk]))

    assert saved_card_for(source.pk) is None
    assert Part.objects.get().state == PartState.WAITING
    assert "ending in" not in words(browser.get(reverse("money")))


@pytest.fixture
def one_low(core):
    """Five in, £12 each; the fifth said at most £10 and is asked in private."""
    people = make_people(5)
    pool = make_pool(people)
    for person, most in zip(people, (1500, 1500, 1500, 1500, 1000), strict=True):
        say_yes(pool, person, most, make_source(person, **TRANSFER))
    set_clock(WEEK_BEFORE)
    look(pool, WEEK_BEFORE)
    return people, pool, reverse("pool_question", args=[pool.pk, PrivateQuestion.objects.get().pk])


def test_a_low_most_is_asked_about_at_the_top_of_ones_own_page_only(one_low):
    people, pool, question = one_low
    page = reverse("pool", args=[pool.pk])

    assert "A question to you alone" in words(signed_in(people[4]).get(page))
    assert "A question to you alone" not in words(signed_in(people[0]).get(page))
    text = words(signed_in(people[4]).get(question))
    assert "You said up to £10 a session. The share is £12 a session if all 5" in text
    assert "there may be a grant, or a free place." in text
    for somebody_else in people[:4]:
        assert signed_in(somebody_else).get(question).status_code == 404


@pytest.mark.holds("fault:J4")
def test_not_now_goes_back_to_the_shared_cost_and_the_question_waits(one_low):
    people, pool, question = one_low
    page = SentPage(question, signed_in(people[4]).get(question).text)
    [not_now] = [each for each in page.shown("a") if page.name(each) == "Answer another day"]

    assert not_now.get("href") == reverse("pool", args=[pool.pk])
    assert PrivateQuestion.objects.get().state == PrivateQuestionState.ASKED


@pytest.mark.holds("fault:J17")
def test_a_question_to_one_alone_says_that_nobody_else_is_told(one_low):
    people, _pool, question = one_low

    text = words(signed_in(people[4]).get(question))

    assert "Nobody else in your group is told that you were asked" in text
    assert "Everybody who is in is asked the same." not in text


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [("11", 422, "The share would be £12 a session."), ("", 422, "needs an answer."),
     ("twelve", 422, "Enter an amount of money, like 12 or 12.50.")],
)  # fmt: skip
def test_an_answer_that_is_too_low_is_refused_and_kept(one_low, typed, status, sentence):
    people, _pool, question = one_low

    refused = signed_in(people[4]).post(question, {"answer": "yes", "max_pence": typed})

    assert (refused.status_code, words(refused).count(sentence)) == (status, 2)
    assert PrivateQuestion.objects.get().state == PrivateQuestionState.ASKED


def test_a_little_more_is_looked_over_and_nothing_is_written_yet(one_low):
    people, _pool, question = one_low
    browser, typed = signed_in(people[4]), {"answer": "yes", "max_pence": "12.50"}

    text = words(browser.post(question, typed))

    assert "Look at it once more before you say yes" in text
    assert "You say I’m in, and I pay up to £12.50 a session" in text
    assert "You said before Up to £10 a session" in text
    assert "The first payment, at most £50, for 4 sessions, on Tuesday 1 June 2027" in text
    assert "Part 1 Up to £12.50 a session from “my own money”" in text
    assert "Before you say yes" in text
    assert "Will my council take back what I save?" not in text  # it is their own money
    assert "You are told when to send your transfer" in text
    assert (
        Pledge.objects.get(person=people[4].person).max_pence,
        PrivateQuestion.objects.get().state,
    ) == (
        1000,
        PrivateQuestionState.ASKED,
    )

    again = browser.post(question, {**typed, "step": "change"})
    assert (again.status_code, 'value="12.50"' in again.content.decode()) == (200, True)
    assert "What is more comes from “my own money”." in words(again)


def test_a_little_more_counts_once_it_was_looked_over(one_low):
    people, pool, question = one_low

    signed_in(people[4]).post(question, YES | {"max_pence": "12.50"})

    assert Pledge.objects.get(person=people[4].person).max_pence == 1250
    page = signed_in(people[0]).get(reverse("pool", args=[pool.pk]))
    assert "All 5 places are covered." in words(page)


def test_not_this_time_needs_nothing_filled_in(one_low):
    people, _pool, question = one_low

    gone = signed_in(people[4]).post(question, {"answer": "no", "max_pence": "what?"})

    assert gone.status_code == 302
    assert Pledge.objects.get(person=people[4].person).state == PledgeState.OUT


def test_a_payment_that_failed_is_mended_with_another_card(core):
    people = make_people(4)
    pool = pool_with_cards(core, people)
    for person in people[:3]:
        say_yes(pool, person, 1500, make_card(core, person))
    broken = make_card(core, people[3], DECLINES)
    say_yes(pool, people[3], 1500, broken)
    set_clock(AFTER_CLOSE)
    look(pool, AFTER_CLOSE)
    browser, question = signed_in(people[3]), PrivateQuestion.objects.get()
    page = reverse("pool_question", args=[pool.pk, question.pk])
    assert question.kind == PrivateQuestionKind.FAILED_PAYMENT
    text = words(browser.get(page))
    assert "Your payment did not go through. Nothing was taken" in text
    assert "Payments are being put together." in words(
        signed_in(people[0]).get(reverse("pool", args=[pool.pk]))
    )

    hosted = browser.post(reverse("pool_card", args=[pool.pk, broken.pk]))
    back = came_back(core, browser, hosted.url, WORKS)
    assert back.url == page
    browser.post(page, YES)

    assert look(pool, AFTER_CLOSE + timedelta(hours=1)).state == PoolState.FUNDED


@pytest.mark.holds("fault:J17")
def test_a_changed_price_stands_beside_the_old_one(core):
    people = make_people(4)
    pool = make_pool(people)
    for person in people:
        say_yes(pool, person, 2000, make_source(person, **TRANSFER))
    change_prices(
        pool_id=pool.pk, prices=dict.fromkeys(range(4, 9), 6600), by=voice_of(pool), now=NOW
    )
    question = PrivateQuestion.objects.get(pledge__person=people[0].person)
    browser, page = signed_in(people[0]), reverse("pool_question", args=[pool.pk, question.pk])

    text = words(browser.get(page))
    assert "4 £60.00 £66.00 £15.00 £16.50" in text
    assert "Nobody else in your group is told that you were asked" not in text
    assert "Everybody who is in is asked the same. None of them is told what you said." in text

    browser.post(page, YES)
    assert Pledge.objects.get(person=people[0].person).terms_digest == pool_now(pool).terms_digest


def test_after_two_changes_ones_own_terms_stand_beside_the_present_ones(core):
    people = make_people(4)
    pool = make_pool(people)
    for person in people[:3]:
        say_yes(pool, person, 2000, make_source(person, **TRANSFER))
    page = reverse("pool_terms", args=[pool.pk])
    assert "to exactly what is offered now." in words(signed_in(people[0]).get(page))
    for pence in (6600, 7200):
        prices = dict.fromkeys(range(4, 9), pence)
        change_prices(pool_id=pool.pk, prices=prices, by=voice_of(pool), now=NOW)
    question = PrivateQuestion.objects.get(
        pledge__person=people[0].person, state=PrivateQuestionState.ASKED
    )
    browser = signed_in(people[0])

    for address in (page, reverse("pool_question", args=[pool.pk, question.pk])):
        text = words(browser.get(address))
        assert "4 £60.00 £72.00 £15.00 £18.00" in text
        assert "The old hall" in text
    assert "Version 3, first offered on" in words(browser.get(page))
    assert "You have not said yes" in words(signed_in(people[3]).get(page))

    browser.post(reverse("pool_question", args=[pool.pk, question.pk]), YES)
    assert "to exactly what is offered now." in words(browser.get(page))


def pool_now(pool):
    pool.refresh_from_db()
    return pool


def test_a_bill_that_changes_is_shown_before_it_counts(core):
    people = make_people(4)
    pool = make_pool(people)
    pledge = say_yes(pool, people[0], 1500, make_source(people[0]))
    office_agrees([pledge], make_officer(), bill_change="yes", bill_change_pence=350)
    question = PrivateQuestion.objects.get()
    browser, page = signed_in(people[0]), reverse("pool_question", args=[pool.pk, question.pk])

    assert "would change by £3.50 a week" in words(browser.get(page))
    hers = reverse("pool", args=[pool.pk])
    changes = "What you pay the council yourself changes by £3.50 a week."
    assert "The office agreed to pay. This part counts once you have answered it." in words(
        browser.get(hers)
    )
    browser.post(page, YES)

    assert Part.objects.get().state == PartState.CONFIRMED
    assert changes in words(browser.get(hers))
    assert changes in Message.objects.get(kind="asked_bill_change").text
    assert changes not in words(signed_in(people[1]).get(hers))


def test_a_bill_that_stays_the_same_is_said_to_her_alone(core):
    people = make_people(4)
    pool = make_pool(people)
    office_agrees([say_yes(pool, people[0], 1500, make_source(people[0]))], make_officer())
    page, same = (
        reverse("pool", args=[pool.pk]),
        "What you pay the council yourself stays the same.",
    )

    assert same in words(signed_in(people[0]).get(page))
    assert same not in words(signed_in(people[1]).get(page))
    assert same in Message.objects.get(kind="commitment_agreed").text
