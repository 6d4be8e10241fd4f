"""What only time decides: by state, one bad row apart from the rest, and never in silence."""

import logging

import pytest

from groups import tasks
from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.states import BriefState, DecisionOutcome
from groups.tasks import close_due_answers, close_due_decisions
from tests.factories.demand import (
    AFTER_ANSWERS,
    AFTER_CLOSING,
    ask,
    make_group_of,
    make_offers,
    start_choosing,
    vote,
)
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db


def two_choices():
    group, [alice] = make_group_of("alice")
    decisions = []
    for name in ("museum", "garden"):
        brief = ask(group, alice)
        [offer] = make_offers(brief, name)
        decision = start_choosing(brief, alice)
        vote(decision, alice, offer)
        decisions.append(decision)
    return decisions


def test_every_closed_choice_is_counted_however_late():
    two_choices()
    set_clock(AFTER_CLOSING.replace(year=2029))

    close_due_decisions()

    assert set(Decision.objects.values_list("outcome", flat=True)) == {DecisionOutcome.CHOSEN}


def test_one_that_fails_does_not_stop_the_rest_and_is_said_loudly(monkeypatch, caplog):
    first, second = two_choices()
    real = tasks.close_decision

    def failing(*, decision_id, **rest):
        if decision_id == first.pk:
            raise RuntimeError("a corrupt row")
        return real(decision_id=decision_id, **rest)

    monkeypatch.setattr(tasks, "close_decision", failing)
    set_clock(AFTER_CLOSING)

    with caplog.at_level(logging.ERROR):
        close_due_decisions()

    second.refresh_from_db()
    assert (second.outcome, "expected 2, did 1" in caplog.text) == (DecisionOutcome.CHOSEN, True)
    monkeypatch.undo()
    close_due_decisions()
    first.refresh_from_db()
    assert first.outcome == DecisionOutcome.CHOSEN


def test_answers_are_closed_once_their_day_is_over():
    group, [alice] = make_group_of("alice")
    answered, unanswered = ask(group, alice), ask(group, alice)
    make_offers(answered, "museum")
    close_due_answers()
    assert set(Brief.objects.values_list("state", flat=True)) == {BriefState.ASKING}

    set_clock(AFTER_ANSWERS)
    close_due_answers()

    answered.refresh_from_db(), unanswered.refresh_from_db()
    assert (answered.state, unanswered.state) == (BriefState.COMPARING, BriefState.CLOSED)
