"""Before it chooses, a group asks about an offer; the provider answers, or changes it (M35)."""

from datetime import UTC, datetime, time, timedelta

import pytest

from community.common.refusals import EmptyText, NotFound
from community.conversations.models import RelayedMessage
from community.messaging.models import Message
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from groups.actions.offers import answer_about_offer, ask_about_offer, change_offer
from groups.models.offers import Offer
from groups.queries.offers import messages_about_offer, offers_to_compare
from groups.rules import offers as rules
from groups.rules.offers import NotToChange, TooManyOfferMessages
from groups.states import OfferState
from providers.rules.prices import BelowPayFloor
from providers.rules.vetting import NotVetted
from providers.states import CheckKind
from tests.factories.demand import (
    AFTER_ANSWERS,
    AFTER_CLOSING,
    ask,
    count_votes_of,
    make_group_of,
    make_terms,
    make_vetted,
    offer_to,
    start_choosing,
    vote,
)
from tests.factories.motions import choose_together, stop_together
from tests.factories.representations import act_for
from tests.factories.supply import NEXT_YEAR, NOW, TODAY, make_connector, make_someone, vet

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent_offer():
    """An offer to a group of two: (offer, acting, people)."""
    group, people = make_group_of("alice", "bob")
    acting, provider = make_vetted("museum")
    return offer_to(ask(group, people[0]), acting, provider), acting, people


def ask_them(offer, by, words="Could it be an hour later?"):
    return ask_about_offer(offer_id=offer.pk, text=words, by=by, now=NOW)


def answer(offer, by, words="Yes, at half past eleven."):
    return answer_about_offer(offer_id=offer.pk, text=words, by=by, now=NOW)


def change(offer, by, now=NOW, **words):
    return change_offer(offer_id=offer.pk, terms=make_terms(**words), by=by, now=now)


def test_a_question_reaches_the_provider_and_its_answer_the_whole_group(sent_offer):
    offer, acting, [alice, bob] = sent_offer

    ask_them(offer, alice)
    answer(offer, acting)

    message = Message.objects.get(kind="offer_question")
    assert (message.login_id, "alice" in message.text) == (acting.login_id, False)
    messages = Message.objects.filter(kind="offer_answer")
    assert {message.person_id for message in messages} == {alice.person_id, bob.person_id}
    lines = [(line.words, line.is_from_asking) for line in messages_about_offer(offer)]
    assert lines == [("Could it be an hour later?", True), ("Yes, at half past eleven.", False)]


@pytest.mark.holds("M35")
def test_a_changed_offer_takes_the_place_of_the_first_which_stays_word_for_word(sent_offer):
    offer, acting, [alice, bob] = sent_offer
    ask_them(offer, alice)

    changed = change(offer, acting, who_comes="The same two people every time")

    offer.refresh_from_db()
    _brief, [comparison] = offers_to_compare(offer.brief_id, alice, TODAY)
    assert (offer.state, comparison.offer) == (OfferState.WITHDRAWN, changed)
    assert comparison.previous.offer.who_comes == "One of two people from the museum"
    assert len(messages_about_offer(changed)) == 1
    messages = Message.objects.filter(kind="offer_changed")
    assert {message.person_id for message in messages} == {alice.person_id, bob.person_id}


def test_a_changed_offer_is_as_fair_as_a_first_one(sent_offer):
    offer, acting, _people = sent_offer

    with pytest.raises(BelowPayFloor):
        change(offer, acting, hourly_pay_pence=1299)

    offer.refresh_from_db()
    assert (offer.state, Offer.objects.count()) == (OfferState.SENT, 1)


@pytest.mark.holds("M143")
def test_a_changed_offer_needs_checks_that_have_not_run_out(sent_offer):
    offer, acting, _people = sent_offer
    late = datetime.combine(NEXT_YEAR, time(12), tzinfo=UTC) + timedelta(days=1)
    starts = tuple(late + timedelta(weeks=week) for week in range(1, 5))

    with pytest.raises(NotVetted):
        change(offer, acting, now=late, starts=starts, good_until=NEXT_YEAR + timedelta(days=90))

    offer.refresh_from_db()
    assert (offer.state, Offer.objects.count()) == (OfferState.SENT, 1)


@pytest.mark.holds("M143")
def test_an_offer_that_becomes_hands_on_needs_the_check_for_that(sent_offer):
    offer, acting, _people = sent_offer
    closer = {"is_hands_on": True, "hourly_pay_pence": 1500}

    with pytest.raises(NotVetted):
        change(offer, acting, **closer)
    vet(offer.provider, make_connector("another"), CheckKind.DBS_ENHANCED)

    assert change(offer, acting, **closer).is_hands_on


@pytest.mark.holds("M35")
def test_it_may_change_when_the_answers_are_in_and_not_while_the_group_chooses(sent_offer):
    offer, acting, [alice, _bob] = sent_offer
    stop_together(offer.brief, alice, NOW)
    offer = change(offer, acting)
    choose_together(offer.brief, alice, NOW)

    with pytest.raises(NotToChange) as refusal:
        change(offer, acting)

    assert "choosing now" in refusal.value.message
    assert answer(offer, acting).conversation.about == f"offer:{offer.pk}"


def test_after_a_choice_that_ended_with_none_it_may_change_and_be_chosen(sent_offer):
    offer, acting, [alice, bob] = sent_offer
    decision = start_choosing(offer.brief, alice)
    vote(decision, alice), vote(decision, bob)
    count_votes_of(decision)

    changed = change(offer, acting, now=AFTER_CLOSING, good_until=TODAY.replace(year=2028))
    again = choose_together(offer.brief, bob, AFTER_CLOSING)

    assert list(again.candidates.all()) == [changed]


def test_after_a_level_choice_a_changed_offer_is_among_those_asked_about():
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    big = offer_to(brief, *make_vetted("big"))
    acting, provider = make_vetted("small")
    small = offer_to(brief, acting, provider)
    decision = start_choosing(brief, alice)
    for _round in range(2):
        vote(decision, alice, big, now=decision.opened_at)
        vote(decision, bob, small, now=decision.opened_at)
        count_votes_of(decision, now=decision.closes_at)
        decision = brief.decisions.order_by("number").last()
    later = decision.closes_at + timedelta(hours=1)

    changed = change(small, acting, now=later, good_until=TODAY.replace(year=2028))
    again = choose_together(brief, bob, later)

    assert set(again.candidates.all()) == {big, changed}


def test_nobody_else_reads_asks_answers_or_changes(sent_offer):
    offer, acting, [alice, _bob] = sent_offer
    ask_them(offer, alice, words="Only ours to read")
    charlie, stranger = make_vetted("charlie")[0], make_someone("stranger")

    for other, refusal in ((charlie, NotYours), (acting, NotYours), (stranger, NotFound)):
        with pytest.raises(refusal):
            ask_them(offer, other)
    for other in (charlie, stranger, alice):
        with pytest.raises(NotFound):
            answer(offer, other)
        with pytest.raises(NotFound):
            change(offer, other)
    assert RelayedMessage.objects.filter(conversation__about=f"offer:{offer.pk}").count() == 1
    assert not Message.objects.filter(text__contains="Only ours", login_id=charlie.login_id)


def test_whoever_acts_for_somebody_may_ask_and_whoever_only_looks_may_not(sent_offer):
    offer, _acting, [alice, bob] = sent_offer

    assert ask_them(offer, act_for(alice, scope=RepresentationScope.SUGGEST)).is_from_asking
    with pytest.raises(NotYours):
        ask_them(offer, act_for(bob, name="larry", scope=RepresentationScope.LOOK))


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_nothing_said_is_refused(sent_offer, words):
    offer, acting, [alice, _bob] = sent_offer

    with pytest.raises(EmptyText):
        ask_them(offer, alice, words=words)
    with pytest.raises(EmptyText):
        answer(offer, acting, words=words)


def test_after_a_no_nothing_more_is_said_and_after_a_yes_nothing_more_changed(sent_offer):
    offer, acting, [alice, bob] = sent_offer
    other_acting, other_provider = make_vetted("mill")
    other = offer_to(offer.brief, other_acting, other_provider)
    decision = start_choosing(offer.brief, alice)
    vote(decision, alice, offer), vote(decision, bob, offer)
    count_votes_of(decision)

    ask_them(offer, alice), answer(offer, acting)  # what stands open beside a yes
    with pytest.raises(NotToChange):
        ask_them(other, alice)
    for each, by in ((offer, acting), (other, other_acting)):
        with pytest.raises(NotToChange):
            change(each, by, now=AFTER_ANSWERS)
    with pytest.raises(NotToChange):
        answer(other, other_acting)
    abouts = RelayedMessage.objects.values_list("conversation__about", flat=True)
    of_offers = {about for about in abouts if about.startswith("offer:")}
    assert of_offers == {f"offer:{offer.pk}"}


def test_what_may_be_said_about_one_offer_has_an_end(sent_offer, monkeypatch):
    offer, acting, [alice, _bob] = sent_offer
    monkeypatch.setattr(rules, "MAX_OFFER_MESSAGES", 2)
    ask_them(offer, alice)
    answer(offer, acting)

    with pytest.raises(TooManyOfferMessages):
        ask_them(offer, alice)
