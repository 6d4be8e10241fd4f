"""Choosing together by pages, and on paper."""

import re

import pytest
from django.urls import reverse

from groups.models.decisions import Ballot, Decision
from groups.models.members import Member
from groups.states import DecisionOutcome
from tests.factories.demand import (
    AFTER_ANSWERS,
    AFTER_CLOSING,
    CLOSES_ON,
    ask,
    count_votes_of,
    make_group_of,
    make_offers,
    start_choosing,
    vote,
)
from tests.factories.how_put import READ_ALOUD
from tests.factories.representations import act_for
from tests.factories.supply import make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import day, set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def choosing():
    group, people = make_group_of("alice", "bob", "carol")
    brief = ask(group, people[0])
    offers = make_offers(brief, "museum", "garden")
    decision = start_choosing(brief, people[0])
    set_clock(AFTER_ANSWERS)
    return decision, offers, people


def page_of(decision, name="choose"):
    return reverse(name, args=[decision.brief_id])


@pytest.mark.holds("P38")
def test_a_choice_is_opened_by_two_with_its_rule_beside_it():
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    make_offers(brief, "museum")
    pages = [signed_in(alice), signed_in(bob)]
    for page in pages:
        page.post(reverse("brief_stop", args=[brief.pk]))

    answer = pages[0].get(reverse("choose", args=[brief.pk]), follow=True)
    assert answer.redirect_chain == [(f"/brief/{brief.pk}/choose/open/", 302)]
    assert "One person, one voice" in answer.text
    assert "when the other of you agrees, or a connector does" in answer.text

    for page in pages:
        assert not Decision.objects.exists()
        page.post(reverse("open_choice", args=[brief.pk]), day("closes_on", CLOSES_ON))

    assert Decision.objects.get().quorum == 2
    page = pages[0].get(reverse("choose", args=[brief.pk]))
    assert "until the end of Wednesday 26 May 2027" in page.text


@pytest.mark.holds("fault:D4", "P43")
def test_how_it_stands_is_not_seen_after_one_s_own_answer_either(choosing):
    decision, [museum, _garden], [alice, bob, _carol] = choosing
    vote(decision, bob, museum)
    client = signed_in(alice)

    before = client.get(page_of(decision)).text
    client.post(page_of(decision), {"approves": [str(museum.pk)]})
    after = client.get(page_of(decision)).text

    for page in (before, after):
        assert "Would be happy with it" not in page
        assert "How it stands" not in page


@pytest.mark.holds("P43")
def test_go_on_without_me_is_no_answer_and_nobody_waits_for_it(choosing):
    decision, [museum, _garden], [alice, bob, carol] = choosing
    signed_in(alice).post(page_of(decision), {"approves": ["without"]})
    for by in (bob, carol):
        vote(decision, by, museum)

    assert count_votes_of(decision).chosen == museum
    assert Ballot.objects.get(member__person=alice.person).without_me


def test_none_of_these_is_ticked_alone(choosing):
    decision, [museum, _garden], [alice, *_rest] = choosing
    client = signed_in(alice)

    both = client.post(page_of(decision), {"approves": [str(museum.pk), "none"]})
    none = client.post(page_of(decision), {})
    client.post(page_of(decision), {"approves": ["none"]})

    assert (both.status_code, none.status_code) == (422, 422)
    assert list(Ballot.objects.get().approved_offers.all()) == []


def test_a_closed_choice_is_counted_when_somebody_looks(choosing):
    decision, [museum, _garden], [alice, bob, _carol] = choosing
    vote(decision, alice, museum)
    vote(decision, bob, museum)
    set_clock(AFTER_CLOSING)

    page = signed_in(alice).get(page_of(decision))

    decision.refresh_from_db()
    assert decision.outcome == DecisionOutcome.CHOSEN
    assert "The group chose: Museum mornings, from Museum." in re.sub(r"\s+", " ", page.text)


def test_too_few_offers_to_ask_again(choosing):
    decision, [museum, _garden], [alice, *_rest] = choosing
    vote(decision, alice, museum)
    set_clock(AFTER_CLOSING)

    page = signed_in(alice).get(page_of(decision))

    assert "Too few people answered" in page.text
    assert reverse("open_choice", args=[decision.brief_id]) in page.text


def test_a_choice_that_nobody_answered_says_so(choosing):
    decision, _offers, [alice, *_rest] = choosing
    set_clock(AFTER_CLOSING)

    page = signed_in(alice).get(page_of(decision))

    assert "Too few people answered, so nothing was chosen." in page.text


def test_an_answer_through_a_representative_shows_in_the_person_s_own_history(choosing):
    decision, [museum, _garden], [_alice, bob, _carol] = choosing
    rita = act_for(bob)

    signed_in(rita).post(page_of(decision), {"approves": [str(museum.pk)], **READ_ALOUD})

    history = words(signed_in(bob).get(reverse("history")))
    assert re.search(r"Answered what the group is choosing[^.]*, by rita, for you", history)
    assert Ballot.objects.get().member.person == bob.person


def test_an_answer_on_paper_is_entered_by_the_sheet_s_code(choosing):
    decision, [museum, _garden], [alice, bob, _carol] = choosing
    vote(decision, bob, museum)
    sheet = signed_in(alice).get(page_of(decision, "choose_sheet"))
    member = Member.objects.get(person=alice.person)
    assert f"{member.paper_code[:5]} {member.paper_code[5:]}" in sheet.text
    assert "None of these" in sheet.text
    connie = signed_in(make_connector("connie", alice.person.area))
    entry = reverse("paper_choose", args=[member.paper_code, decision.brief_id])

    answer = connie.get(entry)
    connie.post(entry, {"approves": [str(museum.pk)], **READ_ALOUD})

    ballot = Ballot.objects.get(member=member)
    assert (ballot.on_paper, ballot.cast_by.name) == (True, "connie")
    assert "have answered" not in answer.text and "has answered" not in answer.text
    history = signed_in(alice).get(reverse("history")).text
    assert "on paper, entered by connie" in history
