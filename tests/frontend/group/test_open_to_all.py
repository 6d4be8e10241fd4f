"""A group is for every kind of money and for none: the same pages, one voice each, no test set."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.membership import start_group
from groups.models.members import Member
from groups.queries.decisions import decision_detail
from groups.states import DecisionOutcome
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pledge
from pooling.pools.states import SourceKind
from tests.factories.demand import (
    AFTER_ANSWERS,
    ask,
    count_votes_of,
    make_invite,
    make_offers,
    start_choosing,
    vote,
)
from tests.factories.places import HOME, make_postcode
from tests.factories.pools import make_chosen_offer, make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_someone
from tests.frontend.markup import without_made_anew
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

MONEY = [
    (SourceKind.DIRECT_PAYMENT, Rail.TRANSFER),
    (SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT),
    (SourceKind.OWN, Rail.TRANSFER),
    None,  # no budget, nothing said
]


@pytest.fixture
def of_every_kind():
    """A direct payment, money the council looks after, own money, and none: in one group."""
    people = make_people(4)
    for person, money in zip(people, MONEY, strict=True):
        if money:
            make_source(person, *money)
    return people


def screens_of(person, pages) -> dict[str, str]:
    """Each page as one member reads it, with their own mark among the names taken out."""
    client = signed_in(person)
    answers = {page: client.get(page) for page in pages}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {
        page: " ".join(without_made_anew(answer.text).split()).replace(" (you)", "")
        for page, answer in answers.items()
    }


@pytest.mark.holds("M32", "M33")
def test_every_member_s_screens_are_the_same_bytes_whatever_their_money(of_every_kind):
    """M32: membership never depends on how, or whether, somebody can pay."""
    people = of_every_kind
    offer = make_chosen_offer(people)
    group, brief = offer.brief.group, offer.brief
    again = ask(group, people[0], what="A second thing", answers_by=brief.answers_by)
    make_offers(again, "garden")
    start_choosing(again, people[0])
    set_clock(AFTER_ANSWERS)
    pages = [
        reverse("group", args=[group.pk]),
        *(reverse(name, args=[brief.pk]) for name in ("brief", "offers", "choose")),
        *(reverse(name, args=[again.pk]) for name in ("brief", "offers", "choose")),
        reverse("offer_messages", args=[offer.pk]),
        reverse("start_brief", args=[group.pk]),
        reverse("invite", args=[group.pk]),
        reverse("leave_group", args=[group.pk]),
        reverse("groups"),
    ]

    first, *others = [screens_of(person, pages) for person in people]

    assert "Which of these would you be happy with?" in first[pages[6]]
    for other in others:
        assert other == first


def test_the_shared_cost_itself_looks_the_same_before_anybody_says_yes(of_every_kind):
    """M32: not even the page about money shows who has which."""
    people = of_every_kind
    pool = make_pool([make_someone("opener"), *people])
    pages = [reverse(name, args=[pool.pk]) for name in ("pool", "pool_status", "pool_plan_words")]

    first, *others = [screens_of(person, pages) for person in people]

    assert [other == first for other in others] == [True, True, True]


@pytest.mark.holds("M37")
def test_ten_times_the_money_is_still_one_voice():
    """M37: decisions count people, not pounds."""
    people = make_people(4)
    rich, poor, third, _fourth = people
    pool = make_pool(people)
    say_yes(pool, rich, 12_000, make_source(rich, SourceKind.OWN, Rail.TRANSFER))
    say_yes(pool, poor, 1_200, make_source(poor, SourceKind.OWN, Rail.TRANSFER))
    most = dict(Pledge.objects.values_list("person__preferred_name", "max_pence"))
    assert most[rich.person.preferred_name] == 10 * most[poor.person.preferred_name]
    brief = ask(pool.group, rich, what="What comes after")
    dear, cheap = make_offers(brief, "dear", "cheap")
    decision = start_choosing(brief, rich)

    vote(decision, rich, dear)
    vote(decision, act_for(poor), cheap)
    assert decision_detail(brief.pk, rich, AFTER_ANSWERS).counts is None
    vote(decision, third, cheap)

    decision = count_votes_of(decision)
    assert (decision.outcome, decision.chosen) == (DecisionOutcome.CHOSEN, cheap)


@pytest.mark.holds("M37")
def test_the_rule_is_said_before_anybody_joins():
    """M37: one person, one voice, and a represented voice the same; read before saying yes."""
    alice = make_someone("alice")
    group = start_group(**_a_group(alice))
    invite = make_invite(group, alice)
    anybody, bob = Client(), signed_in(make_someone("bob"))

    before_joining = [
        anybody.get(f"/join/{invite.code}/"),
        anybody.get(f"/group/{group.pk}/"),
        bob.get(f"/join/{invite.code}/"),
        bob.get(f"/group/{group.pk}/join/"),
    ]

    for page in before_joining:
        assert "It does not matter who pays what" in page.text
        assert "If somebody answers for you" in page.text
        assert "in the group when a choice begins has a voice in it" in page.text


# All that is asked of somebody from their first search to their own place in a group and a choice.
# M80: a question that is not here was never agreed; add it only if nobody needs money, a test or
# a paper to answer it.
ASKED = {
    "What would be good?",
    "Where are you?",
    "What are you looking for?",
    "How far?",
    "When does the group begin for somebody who comes in?",
    "What kind?",
    "It must be so that",
    "In what order?",
    "Which day?",
    "What time of day?",
    "How many on a page?",
    "What shall we call the group?",
    "Where?",
    "How often?",
    "Why do you come together?",
    "In your own words",
    "What shall the others in the group call you?",
    "I agree to this",
    "The code on your card",
    "Which of these would you be happy with?",
    "What is missing?",
}
QUESTION = re.compile(
    r"<(?:label|legend)[^>]*>\s*(?:<h1[^>]*>)?\s*([^<]*?)\s*(?:</h1>\s*)?</(?:label|legend)>"
)
ANSWER = re.compile(r'class="govuk-label govuk-(?:radios|checkboxes)__label"[^>]*>[^<]*</label>')


def questions_on(client, page) -> set[str]:
    answer = client.get(page, follow=True)
    assert answer.status_code == 200, page
    questions = QUESTION.findall(ANSWER.sub("", answer.text))
    return {" ".join(question.split()).removesuffix(" (optional)") for question in questions}


@pytest.mark.holds("M80")
def test_no_page_asks_for_a_budget_an_assessment_or_a_proof():
    """M80: browse, join, choose and come as somebody never assessed; all the questions."""
    people = make_people(2)
    group = start_group(**_a_group(people[0]))
    invite = make_invite(group, people[0])
    newcomer = make_someone("newcomer")
    client = signed_in(newcomer)
    joins = ["/", "/find/", "/find/?postcode=ZZ1+1AA&words=kiln", "/groups/start/", "/join/"]
    joins += [f"/join/{invite.code}/", f"/group/{group.pk}/join/"]

    questions = set().union(*(questions_on(client, page) for page in joins))
    client.post(f"/group/{group.pk}/join/", {"known_as": "New", "agrees": "on"})
    brief = ask(group, people[0])
    make_offers(brief, "museum")
    start_choosing(brief, people[0])
    set_clock(AFTER_ANSWERS)
    questions |= questions_on(client, reverse("choose", args=[brief.pk]))
    questions |= questions_on(client, reverse("my_sessions"))

    assert questions <= ASKED, questions - ASKED
    assert {"Which of these would you be happy with?", "What is missing?"} <= questions
    assert Member.objects.filter(group=group, person=newcomer.person).exists()
    assert not newcomer.person.sources.exists()


def _a_group(by) -> dict:
    make_postcode()
    area()
    return {
        "name": "Tuesday people",
        "postcode": HOME,
        "how_often": "Once a week",
        "purposes": ["company"],
        "known_as": "First",
        "agrees": True,
        "is_findable": True,
        "by": by,
        "now": NOW,
    }
