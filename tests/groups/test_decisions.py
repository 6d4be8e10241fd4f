"""Choosing together: opened by anybody in the group, one voice each, counted when it has closed."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from community.audit.queries import entries_of_person
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from groups.actions.membership import leave_group
from groups.actions.offers import withdraw_offer
from groups.models.decisions import Ballot, Decision
from groups.queries.decisions import (
    chosen_offer,
    decision_detail,
    decisions_to_close,
    open_decisions_of_person,
)
from groups.rules.decisions import (
    DecisionIsClosed,
    JoinedAfterOpening,
    NotACandidate,
    StillOpen,
    TooSoonToDecide,
)
from groups.states import BriefState, DecisionOutcome, OfferState
from tests.factories.demand import (
    AFTER_ANSWERS,
    AFTER_CLOSING,
    CLOSES_ON,
    ask,
    count_votes_of,
    join,
    make_group,
    make_group_of,
    make_offers,
    start_choosing,
    vote,
)
from tests.factories.motions import choose_together
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone

pytestmark = pytest.mark.django_db


def choosing(*names, offers=("museum", "garden"), **words):
    """A group that has begun to choose: (decision, offers, people)."""
    group, people = make_group_of(*names)
    brief = ask(group, people[0])
    sent = make_offers(brief, *offers)
    return start_choosing(brief, people[0], **words), sent, people


def test_most_people_happy_is_chosen_and_everybody_is_told():
    decision, [museum, garden], [alice, bob, carol] = choosing("alice", "bob", "carol")
    vote(decision, alice, museum, garden)
    vote(decision, bob, museum)
    vote(decision, carol)

    decision = count_votes_of(decision)

    museum.refresh_from_db(), garden.refresh_from_db()
    brief = decision.brief
    assert (decision.outcome, chosen_offer(brief)) == (DecisionOutcome.CHOSEN, museum)
    assert (museum.state, garden.state) == (OfferState.CHOSEN, OfferState.NOT_CHOSEN)
    assert brief.__class__.objects.get(pk=brief.pk).state == BriefState.DECIDED
    assert Message.objects.filter(kind="group_chose").count() == 3
    [kind_no] = Message.objects.filter(kind="offer_declined")
    assert not any(letter.isdigit() for letter in kind_no.text + kind_no.subject)


@pytest.mark.holds("M37")
def test_the_last_answer_before_it_closes_is_the_one():
    decision, [museum, garden], [alice] = choosing("alice")

    vote(decision, alice, museum)
    vote(decision, alice, garden)

    [ballot] = Ballot.objects.all()
    assert list(ballot.approved_offers.all()) == [garden]


@pytest.mark.holds("M37")
def test_nobody_answers_after_it_has_closed():
    decision, [museum, _garden], [alice] = choosing("alice")

    with pytest.raises(DecisionIsClosed):
        vote(decision, alice, museum, now=decision.closes_at)

    assert vote(decision, alice, museum, now=decision.closes_at - timedelta(seconds=1))


def test_it_closes_at_the_end_of_its_day_by_the_calendar_here():
    decision, _offers, _people = choosing("alice")

    assert decision.closes_at == datetime.fromisoformat("2027-05-27T00:00:00+01:00")


@pytest.mark.holds("M37")
def test_only_somebody_in_the_group_has_a_voice():
    decision, [museum, _garden], _people = choosing("alice")
    bob, charlie = make_someone("bob"), make_someone("charlie")
    make_group(charlie, name="Another")

    for stranger in (bob, charlie):
        with pytest.raises(NotFound):
            vote(decision, stranger, museum)
        with pytest.raises(NotFound):
            decision_detail(decision.brief_id, stranger, AFTER_ANSWERS)


def test_an_offer_of_another_brief_is_not_among_these():
    decision, _offers, [alice] = choosing("alice")
    other = ask(decision.brief.group, alice)
    [elsewhere] = make_offers(other, "elsewhere")

    with pytest.raises(NotACandidate):
        vote(decision, alice, elsewhere)


def test_level_asks_everybody_again_among_those():
    decision, [museum, garden, choir], [alice, bob] = choosing(
        "alice", "bob", offers=("museum", "garden", "choir")
    )
    vote(decision, alice, museum)
    vote(decision, bob, garden)

    count_votes_of(decision)

    again = decision_detail(decision.brief_id, alice, AFTER_CLOSING)
    assert again.decision.number == 2
    assert [comparison.offer for comparison in again.offers] == [museum, garden]
    assert (again.is_open, again.my_approvals) == (True, None)
    assert Message.objects.filter(kind="decision_opened", text__contains="level").count() == 2


def test_level_again_is_the_one_that_needs_the_fewest_people():
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    [big] = make_offers(brief, "big", smallest=4, prices={4: 7500, 5: 7500})
    [small] = make_offers(brief, "small")
    decision = start_choosing(brief, alice)
    for _round in range(2):
        vote(decision, alice, big, now=decision.opened_at)
        vote(decision, bob, small, now=decision.opened_at)
        count_votes_of(decision, now=decision.closes_at)
        decision = Decision.objects.order_by("number").last()

    assert chosen_offer(brief) == small


def test_too_few_keeps_what_was_said_when_asked_again():
    decision, [museum, _garden], [alice, bob, carol] = choosing("alice", "bob", "carol")
    vote(decision, alice, museum)
    count_votes_of(decision)

    again = choose_together(decision.brief, bob, AFTER_CLOSING)

    detail = decision_detail(decision.brief_id, alice, AFTER_CLOSING)
    assert (detail.decision, detail.my_approvals) == (again, frozenset({museum.pk}))
    message = Message.objects.filter(kind="nothing_chosen", person_id=carol.person_id)
    assert "Too few people answered" in message.get().text


def test_none_of_these_is_an_answer_that_can_win():
    decision, _offers, [alice, bob] = choosing("alice", "bob")
    vote(decision, alice)
    vote(decision, bob)

    decision = count_votes_of(decision)

    assert (decision.outcome, decision.chosen) == (DecisionOutcome.NONE, None)


def test_whoever_left_no_longer_counts():
    decision, [museum, garden], [alice, bob, carol] = choosing("alice", "bob", "carol")
    vote(decision, alice, museum)
    vote(decision, bob, garden)
    vote(decision, carol, garden)
    for leaver in (bob, carol):
        leave_group(group_id=decision.brief.group_id, by=leaver, now=AFTER_ANSWERS)

    count_votes_of(decision)

    assert chosen_offer(decision.brief) == museum


def test_an_offer_taken_back_while_choosing_is_out_and_everybody_is_told():
    decision, [museum, garden], [alice, bob] = choosing("alice", "bob")
    vote(decision, alice, museum)
    vote(decision, bob, museum, garden)
    login = museum.provider.members.get().login
    withdraw_offer(offer_id=museum.pk, by=Acting(login=login), now=AFTER_ANSWERS)

    count_votes_of(decision)

    assert chosen_offer(decision.brief) == garden
    assert Message.objects.filter(kind="offer_withdrawn").count() == 2


def test_settling_twice_counts_once_and_never_before_it_has_closed():
    decision, [museum, _garden], [alice] = choosing("alice")
    vote(decision, alice, museum)
    with pytest.raises(StillOpen):
        count_votes_of(decision, now=AFTER_ANSWERS)
    assert decisions_to_close(AFTER_CLOSING) == [decision.pk]

    for _look in range(2):
        count_votes_of(decision)

    assert (
        decisions_to_close(AFTER_CLOSING),
        Message.objects.filter(kind="group_chose").count(),
    ) == ([], 1)


def test_opened_twice_at_once_it_is_one_choice():
    decision, _offers, [alice] = choosing("alice")

    again = choose_together(decision.brief, alice, AFTER_ANSWERS)

    assert again == decision


def test_not_before_the_answers_are_in():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    make_offers(brief, "museum")

    with pytest.raises(TooSoonToDecide):
        choose_together(brief, alice, NOW, closes_on=CLOSES_ON)


@pytest.mark.holds("M37")
def test_a_represented_voice_counts_once_and_shows_in_the_persons_own_history():
    decision, [museum, garden], [alice, bob] = choosing("alice", "bob")
    rita = act_for(bob)
    vote(decision, bob, garden)

    vote(decision, rita, museum)

    [ballot] = Ballot.objects.filter(member__person=bob.person)
    line = entries_of_person(bob.person_id).filter(deed="cast_ballot").first()
    assert (list(ballot.approved_offers.all()), ballot.cast_by) == ([museum], rita.login)
    assert line.representation_id == rita.representation_id


@pytest.mark.holds("M37")
def test_whoever_may_only_suggest_has_no_voice_for_another():
    decision, [museum, _garden], [alice] = choosing("alice")

    with pytest.raises(NotYours):
        vote(decision, act_for(alice, scope=RepresentationScope.SUGGEST), museum)


@pytest.mark.holds("M37", "M122")
def test_a_voice_on_paper_is_a_voice():
    decision, [museum, _garden], [alice] = choosing("alice")
    connie = make_connector("connie", alice.person.area)
    on_paper = Acting(login=connie.login, person=alice.person, on_paper=True)

    ballot = vote(decision, on_paper, museum)

    assert (ballot.on_paper, ballot.member.person) == (True, alice.person)


@pytest.mark.holds("M37")
def test_whoever_comes_while_it_is_open_has_a_voice_in_the_next_one():
    decision, [museum, _garden], [alice] = choosing("alice")
    bob = make_someone("bob")
    join(decision.brief.group, bob, now=AFTER_ANSWERS)

    with pytest.raises(JoinedAfterOpening) as refusal:
        vote(decision, bob, museum)

    assert "began before you came" in refusal.value.message
    assert "You will have one in the next" in refusal.value.next_step
    assert "you can still say yes to it" in refusal.value.next_step
    assert not decision_detail(decision.brief_id, bob, AFTER_ANSWERS).can_vote
    count_votes_of(decision)
    again = choose_together(decision.brief, bob, AFTER_CLOSING)
    assert vote(again, bob, museum, now=AFTER_CLOSING).member.person == bob.person


def test_people_who_come_late_change_neither_what_counts_nor_what_is_chosen():
    """C14: a provider cannot pack a group; nor can a crowd make the quorum out of reach."""
    decision, [museum, garden], [alice, bob, carol] = choosing("alice", "bob", "carol")
    crowd = [make_someone(f"friend {number}") for number in range(5)]
    for friend in crowd:
        join(decision.brief.group, friend, now=AFTER_ANSWERS)
    for friend in crowd:
        with pytest.raises(JoinedAfterOpening):
            vote(decision, friend, garden)
    vote(decision, alice, museum)
    vote(decision, bob, museum)

    decision = count_votes_of(decision)

    assert (decision.outcome, decision.chosen) == (DecisionOutcome.CHOSEN, museum)
    assert open_decisions_of_person(crowd[0].person_id, AFTER_ANSWERS) == []


def test_a_level_choice_asks_the_same_people_again():
    decision, [museum, garden], [alice, bob] = choosing("alice", "bob")
    vote(decision, alice, museum)
    vote(decision, bob, garden)
    late = make_someone("late")
    join(decision.brief.group, late, now=AFTER_ANSWERS)

    count_votes_of(decision)

    again = Decision.objects.get(number=2)
    assert {member.person for member in again.voters.all()} == {alice.person, bob.person}
    assert not Message.objects.filter(kind="decision_opened", person_id=late.person_id).exists()
    with pytest.raises(JoinedAfterOpening):
        vote(again, late, museum, now=AFTER_CLOSING)


def test_whoever_left_and_came_back_has_the_voice_they_had():
    decision, [museum, _garden], [alice, bob] = choosing("alice", "bob")
    leave_group(group_id=decision.brief.group_id, by=bob, now=AFTER_ANSWERS)
    join(decision.brief.group, bob, now=AFTER_ANSWERS)

    assert vote(decision, bob, museum).member.person == bob.person


def test_the_database_keeps_no_ballot_of_somebody_without_a_voice():
    decision, _offers, [alice] = choosing("alice")
    late = join(decision.brief.group, make_someone("late"), now=AFTER_ANSWERS)

    with pytest.raises(IntegrityError, match="ballot_of_a_voter"), transaction.atomic():
        Ballot.objects.create(
            decision=decision, member=late, given_on=CLOSES_ON, cast_at=AFTER_ANSWERS
        )


def test_looking_at_a_choice_costs_the_same_for_one_offer_and_three(django_assert_num_queries):
    statements = 7
    decision, _offers, [alice] = choosing("alice", offers=("one",))
    vote(decision, alice)
    with django_assert_num_queries(statements):
        decision_detail(decision.brief_id, alice, AFTER_ANSWERS)
    three, offers, [bob] = choosing("bob", offers=("two", "three", "four"))
    vote(three, bob, *offers)
    with django_assert_num_queries(statements):
        decision_detail(three.brief_id, bob, AFTER_ANSWERS)
