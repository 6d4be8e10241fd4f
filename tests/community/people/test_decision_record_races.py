"""A decision that was written down, pressed twice at once, on real commits."""

from threading import Barrier

import pytest
from django.db import transaction

from community.audit.models import AuditEntry
from community.people.actions import decision_records
from community.people.actions.approvals import answer_approval
from community.people.actions.decision_records import say_not_wanted, use_decision
from community.people.models.decisions import DecisionRecord
from community.people.states import RepresentationScope
from tests.factories.at_once import at_once
from tests.factories.decision_records import by_record, waiting_look, write_down, write_down_all
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_someone
from tests.waits import TEST_WAIT_SECONDS

PRESSES = 4


def times_done() -> int:
    """By as many who press at once, each with the record as they have read it."""
    rita = act_for(make_someone("alice"), scope=RepresentationScope.SUGGEST)
    record = write_down(rita, "group:12")

    def press(by):
        with transaction.atomic():
            use_decision("group:12", by=by, now=NOW)

    hands = [by_record(record, rita) for _press in range(PRESSES)]
    at_once(*(lambda by=by: press(by) for by in hands))
    return AuditEntry.objects.filter(deed="do_by_decision").count()


@pytest.mark.holds("P6", "M69")
def test_it_is_spent_once(committed_db):
    assert times_done() == 1


def test_the_control_without_its_lock_spends_it_more_than_once(committed_db, monkeypatch):
    barrier = Barrier(PRESSES)

    def unlocked(record_id):
        record = DecisionRecord.objects.get(pk=record_id)
        barrier.wait(timeout=TEST_WAIT_SECONDS)
        return record

    monkeypatch.setattr(decision_records, "_lock", unlocked)

    assert times_done() > 1


def test_answered_and_not_wanted_at_once_neither_waits_for_the_other_for_ever(committed_db):
    alice = make_someone("alice")
    rita = act_for(alice, scope=RepresentationScope.SUGGEST)
    dora = make_connector("dora", area())
    for number in range(1, 9):
        record = write_down_all(rita, f"group:{number}")
        look = waiting_look(record).pk
        at_once(
            lambda look=look: answer_approval(
                approval_id=look, agrees=True, seen_words="I asked.", by=dora, now=NOW
            ),
            lambda record=record: say_not_wanted(record_id=record.pk, by=alice, now=NOW),
        )

    assert set(DecisionRecord.objects.values_list("state", flat=True)) == {"not_wanted"}
