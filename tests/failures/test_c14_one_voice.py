"""C14: one person, one vote across web, phone and representative; nothing leaks to a non-voter.

Loomio #4102, #9796.
"""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from community.people.acting import Acting
from groups.models.decisions import Ballot
from tests.factories.at_once import at_once
from tests.factories.demand import (
    AFTER_ANSWERS,
    AFTER_CLOSING,
    ask,
    count_votes_of,
    join,
    make_group_of,
    make_offers,
    start_choosing,
    vote,
)
from tests.factories.how_put import READ_ALOUD
from tests.factories.representations import act_for
from tests.factories.supply import make_connector, make_someone
from tests.frontend.markup import without_made_anew
from tests.frontend.visiting import set_clock, signed_in
from tests.waits import TEST_WAIT_SECONDS

WATCHED = (
    "choose",
    "brief",
    "offers",
    "choose_sheet",
)


def begin(*names):
    """A group that chooses between two offers: (decision, offers, people)."""
    group, people = make_group_of(*names)
    brief = ask(group, people[0])
    offers = make_offers(brief, "museum", "garden")
    return start_choosing(brief, people[0]), offers, people


@pytest.mark.holds("C14", "M37")
@pytest.mark.django_db
def test_web_phone_paper_and_representative_make_one_voice():
    decision, [museum, garden], [alice, bob] = begin("alice", "bob")
    set_clock(AFTER_ANSWERS)
    page, call = _ways(decision)
    rita, connie = act_for(bob), make_connector("connie", bob.person.area)
    sheet = bob.person.memberships.get().paper_code

    signed_in(bob).post(page, {"approves": [museum.pk]})
    signed_in(bob).post(call, {"approves": [garden.pk]}, "application/json")
    signed_in(rita).post(page, {"approves": ["none"]})
    paper = reverse("paper_choose", args=[sheet, decision.brief_id])
    signed_in(connie).post(paper, {"approves": [garden.pk], **READ_ALOUD})
    signed_in(rita).post(call, {"approves": [museum.pk], **READ_ALOUD}, "application/json")

    ballot = Ballot.objects.get()
    assert (ballot.member.person, list(ballot.approved_offers.all())) == (bob.person, [museum])
    vote(decision, alice, garden)
    assert count_votes_of(decision).ballots.count() == 2


@pytest.mark.holds("C14")
@pytest.mark.django_db
def test_whoever_comes_later_is_refused_in_the_same_words_by_every_way():
    """A crowd that joins an open group while it chooses does not choose for it."""
    decision, [museum, _garden], [alice, _bob] = begin("alice", "bob")
    late = make_someone("late")
    sheet = join(decision.brief.group, late, now=AFTER_ANSWERS).paper_code
    set_clock(AFTER_ANSWERS)
    page, call = _ways(decision)
    own, rita = signed_in(late), signed_in(act_for(late))
    connie = signed_in(make_connector("connie", alice.person.area))
    paper = reverse("paper_choose", args=[sheet, decision.brief_id])
    ticked = {"approves": [museum.pk]}

    pages = [own.post(page, ticked), rita.post(page, ticked), connie.post(paper, ticked)]
    calls = [each.post(call, ticked, "application/json") for each in (own, rita)]

    assert [answer.status_code for answer in pages + calls] == [422, 422, 422, 409, 409]
    for no in (answer.json() for answer in calls):
        assert no["code"] == "began_before_they_came"
        for answer in pages:
            assert no["message"] in answer.text
            assert no["next_step"] in answer.text
    assert not Ballot.objects.exists()


@pytest.mark.holds("C14")
@pytest.mark.django_db
def test_whoever_comes_later_reads_why_and_sees_nothing_until_it_has_closed():
    decision, [museum, _garden], [alice, _bob] = begin("alice", "bob")
    late = make_someone("late")
    sheet = join(decision.brief.group, late, now=AFTER_ANSWERS).paper_code
    set_clock(AFTER_ANSWERS)
    before = everything_seen_by(late, decision)
    connie = signed_in(make_connector("connie", alice.person.area))
    entry = connie.get(reverse("paper_choose", args=[sheet, decision.brief_id]), follow=True)

    vote(decision, alice, museum)

    assert everything_seen_by(late, decision) == before
    assert "began before you came into the group" in before["choose"]
    assert "You will have one in the next." in before["choose"]
    assert "approves" not in before["choose"]
    assert "is choosing: A morning" not in before["home"]
    assert "began before late came" in entry.text
    set_clock(AFTER_CLOSING)
    ended = signed_in(late).get(_ways(decision)[0]).text
    assert "How the group chose" in ended
    assert "What people answered" not in ended  # of two, a number would tell who (P43)


def test_all_ways_at_once_make_one_voice(committed_db):
    decision, [museum, garden], [_alice, bob] = begin("alice", "bob")
    set_clock(AFTER_ANSWERS)
    page, call = _ways(decision)
    own, rita = signed_in(bob), signed_in(act_for(bob))
    both = [museum.pk, garden.pk]
    ways = [
        lambda: own.post(page, {"approves": [museum.pk]}),
        lambda: own.post(call, {"approves": [garden.pk]}, "application/json"),
        lambda: rita.post(page, {"approves": ["none"], **READ_ALOUD}),
        lambda: rita.post(call, {"approves": both, **READ_ALOUD}, "application/json"),
    ]

    answers = at_once(*ways * 2)

    assert {answer.status_code for answer in answers} <= {200, 302}
    assert Ballot.objects.count() == 1


def test_a_race_without_the_lock_would_have_made_more(committed_db):
    """The control: check, then write, with nothing held and no constraint, makes several."""
    decision, [museum, _garden], [_alice, bob] = begin("alice", "bob")
    member = bob.person.memberships.get()
    gate, made = threading.Barrier(4), []

    def naive():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM groups_ballot WHERE decision_id = %s AND member_id = %s",
                [decision.pk, member.pk],
            )
            value = cursor.fetchone()[0]
        gate.wait(TEST_WAIT_SECONDS)
        if not value:
            made.append(1)

    at_once(*[naive] * 4)

    assert len(made) == 4


@pytest.mark.holds("C14")
def test_a_vote_and_the_counting_at_once_are_in_one_order(committed_db):
    """Either the voice was in and counted, or it was refused: never in and not counted."""
    decision, [museum, garden], [alice, bob] = begin("alice", "bob")
    vote(decision, alice, garden)
    outcomes = []

    def late():
        try:
            vote(decision, bob, museum, garden)
            outcomes.append("in")
        except Exception as no:
            outcomes.append(type(no).__name__)

    at_once(late, lambda: count_votes_of(decision))

    decision.refresh_from_db()
    expected = {"in": "chosen", "DecisionIsClosed": "too_few"}[outcomes[0]]
    assert (decision.outcome, outcomes[0]) == (expected, outcomes[0])


@pytest.mark.holds("C14")
@pytest.mark.django_db
def test_nothing_that_a_non_voter_can_open_changes_when_others_answer():
    decision, [museum, garden], [alice, bob, carol] = begin("alice", "bob", "carol")
    set_clock(AFTER_ANSWERS)
    before = everything_seen_by(carol, decision)

    vote(decision, alice, museum)
    vote(decision, bob, museum, garden)

    assert everything_seen_by(carol, decision) == before


@pytest.mark.holds("fault:D4", "P43", "C14")
@pytest.mark.django_db
def test_nothing_that_somebody_who_answered_can_open_changes_when_others_answer():
    decision, [museum, garden], [alice, bob, carol] = begin("alice", "bob", "carol")
    set_clock(AFTER_ANSWERS)
    vote(decision, carol, museum)
    before = everything_seen_by(carol, decision)

    vote(decision, alice, museum)
    vote(decision, bob, museum, garden)

    assert everything_seen_by(carol, decision) == before


@pytest.mark.holds("fault:D4", "P43")
@pytest.mark.django_db
@pytest.mark.parametrize(("people", "is_counted"), [(4, False), (5, True)])
def test_numbers_are_said_after_it_closed_and_only_of_five_or_more(people, is_counted):
    decision, [museum, _garden], voters = begin(*"abcde"[:people])
    for voter in voters:
        vote(decision, voter, museum)
    count_votes_of(decision)
    set_clock(AFTER_CLOSING)

    page, call = _ways(decision)
    client = signed_in(voters[0])

    assert ("What people answered" in client.get(page).text) == is_counted
    answer = client.get(call.removesuffix("ballot/")).json()
    assert (answer["standing"] is not None) == is_counted
    assert answer["chosen"] == museum.pk


@pytest.mark.django_db
def test_a_provider_never_learns_a_number():
    decision, [museum, garden], people = begin("alice", "bob")
    for person in people:
        vote(decision, person, museum)
    count_votes_of(decision)
    set_clock(AFTER_CLOSING)
    loser = signed_in_as_voice(garden)

    pages = [loser.get(reverse("my_offer", args=[garden.pk])), loser.get(reverse("my_offers"))]
    pages.append(loser.get(f"/api/offers/{garden.pk}/"))

    for page in pages:
        assert page.status_code == 200
        assert "happy" not in page.text
        assert "answered" not in page.text
    assert loser.get(f"/api/decisions/{decision.pk}/").status_code == 404
    assert loser.get(reverse("choose", args=[decision.brief_id])).status_code in (302, 404)


def everything_seen_by(someone, decision) -> dict[str, str]:
    """Every page, message and answer of the API that a member could look at."""
    client = signed_in(someone)
    group = decision.brief.group_id
    pages = {name: client.get(reverse(name, args=[decision.brief_id])) for name in WATCHED}
    pages |= {name: client.get(reverse(name)) for name in ("home", "messages", "history", "groups")}
    pages["group"] = client.get(reverse("group", args=[group]))
    calls = (
        f"/api/decisions/{decision.pk}/",
        f"/api/briefs/{decision.brief_id}/",
        f"/api/briefs/{decision.brief_id}/offers/",
        "/api/briefs/",
        f"/api/groups/{group}/",
        "/api/groups/",
        "/api/me/",
    )
    pages |= {call: client.get(call) for call in calls}
    assert {page.status_code for page in pages.values()} <= {200, 302}
    return {name: without_made_anew(page.text) for name, page in pages.items()}


def signed_in_as_voice(offer):
    return signed_in(Acting(login=offer.provider.members.get().login))


def _ways(decision):
    return (
        reverse("choose", args=[decision.brief_id]),
        f"/api/decisions/{decision.pk}/ballot/",
    )
