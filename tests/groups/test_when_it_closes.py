"""When a choice closes, whose paper it waits for, and who is in the count (P41 to P43)."""

from datetime import timedelta

import pytest

from community.common.dates import last_day_before
from community.messaging.models import Message
from community.people.acting import SYSTEM
from community.people.queries.acting import acting_on_paper
from groups.actions.decisions import cast_ballot, close_decision, note_sheet_printed
from groups.models.decisions import Decision
from groups.rules.decisions import GivenOutOfRange, LaterAnswerStands
from groups.states import DecisionOutcome
from tests.factories.demand import (
    AFTER_ANSWERS,
    CLOSES_ON,
    ask,
    count_votes_of,
    make_group_of,
    make_offers,
    start_choosing,
    vote,
)
from tests.factories.how_put import HOW_PUT
from tests.factories.motions import choose_together
from tests.factories.supply import make_connector

DAY = timedelta(days=1)


@pytest.fixture
def choosing(db):
    group, people = make_group_of("alice", "bob", "carol", "dan")
    brief = ask(group, people[0])
    [museum] = make_offers(brief, "museum")
    return start_choosing(brief, people[0]), museum, people


def word_to(decision, person) -> Message:
    return Message.objects.get(key=f"decision:{decision.pk}:opened:{person.person_id}")


def state_word(decision, person, **facts) -> None:
    """Word of it to one of them, as far as it has come."""
    word = word_to(decision, person)
    Message.objects.filter(pk=word.pk).delete()
    word.pk, word.sent_at = None, None
    for name, value in facts.items():
        setattr(word, name, value)
    word.save(force_insert=True)


def paper_of(person):
    return acting_on_paper(login=make_connector("connie").login, person=person.person)


@pytest.mark.holds("P41")
def test_its_day_moves_in_words_where_somebody_was_told_late(choosing):
    decision, museum, [alice, bob, carol, dan] = choosing
    for by in (alice, bob, carol):
        vote(decision, by, museum)
    state_word(decision, dan, state="sent", sent_at=decision.closes_at - DAY)

    moved = count_votes_of(decision, now=decision.closes_at)

    assert moved.closed_at is None
    assert last_day_before(moved.closes_at) == CLOSES_ON + 3 * DAY
    told = Message.objects.filter(kind="decision_moved")
    assert {each.person_id for each in told} == {each.person_id for each in choosing[2]}
    assert count_votes_of(decision, now=moved.closes_at).chosen == museum


@pytest.mark.holds("P41")
def test_it_is_over_after_four_weeks_though_somebody_was_never_told(choosing):
    decision, museum, [alice, bob, *_others] = choosing
    for by in (alice, bob):
        vote(decision, by, museum)
    for person in choosing[2][2:]:
        state_word(decision, person, state="queued")
    for _visit in range(9):
        decision.refresh_from_db()
        decision = close_decision(decision_id=decision.pk, by=SYSTEM, now=decision.closes_at)

    assert decision.closed_at <= AFTER_ANSWERS + 29 * DAY
    assert decision.chosen == museum


@pytest.mark.holds("P42")
def test_paper_given_in_time_counts_though_it_is_entered_after_the_close(choosing):
    decision, museum, [alice, bob, carol, dan] = choosing
    note_sheet_printed(decision_id=decision.pk, by=dan, now=AFTER_ANSWERS)
    vote(decision, alice, museum)
    after = decision.closes_at + timedelta(hours=20)

    assert count_votes_of(decision, now=after).closed_at is None
    entered = {"decision_id": decision.pk, "offer_ids": [museum.pk], "by": paper_of(dan)}
    entered["how_put"] = HOW_PUT
    with pytest.raises(GivenOutOfRange):
        cast_ballot(given_on=CLOSES_ON + DAY, now=after, **entered)
    cast_ballot(given_on=CLOSES_ON, now=after, **entered)

    assert count_votes_of(decision, now=after).chosen == museum


@pytest.mark.holds("P42")
def test_counting_waits_two_working_days_for_a_sheet_and_no_longer(choosing):
    decision, museum, [alice, bob, carol, dan] = choosing
    note_sheet_printed(decision_id=decision.pk, by=dan, now=AFTER_ANSWERS)
    for by in (alice, bob):
        vote(decision, by, museum)

    assert count_votes_of(decision, now=decision.closes_at + DAY).closed_at is None
    assert count_votes_of(decision, now=decision.closes_at + 5 * DAY).chosen == museum


@pytest.mark.holds("P42")
def test_a_sheet_given_before_a_later_answer_does_not_take_its_place(choosing):
    decision, museum, [alice, *_others] = choosing
    vote(decision, alice, museum, now=AFTER_ANSWERS + 2 * DAY)

    with pytest.raises(LaterAnswerStands):
        cast_ballot(
            decision_id=decision.pk,
            offer_ids=[],
            given_on=(AFTER_ANSWERS + DAY).date(),
            by=paper_of(alice),
            now=AFTER_ANSWERS + 3 * DAY,
        )


@pytest.mark.holds("P43")
def test_whoever_could_not_be_told_is_not_in_the_count(choosing):
    decision, museum, [alice, bob, carol, dan] = choosing
    for by in (alice, bob):
        vote(decision, by, museum)
    state_word(decision, carol, state="failed", not_sent_because="server")

    assert count_votes_of(decision).chosen == museum


@pytest.mark.holds("fault:D1", "P43")
def test_one_answer_of_four_chooses_nothing_until_it_was_missed_twice(choosing):
    decision, museum, [alice, *_others] = choosing
    vote(decision, alice, museum)
    assert count_votes_of(decision).outcome == DecisionOutcome.TOO_FEW

    again = choose_together(decision.brief, alice, decision.closes_at + DAY)
    counted = count_votes_of(again, now=again.closes_at)

    assert (counted.outcome, counted.chosen) == (DecisionOutcome.CHOSEN, museum)
    assert Decision.objects.count() == 2
