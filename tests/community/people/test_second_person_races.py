"""A second person's yes and an agreement, by several at the same moment, on real commits (P4)."""

from threading import Barrier

import pytest

from community.audit.models import AuditEntry
from community.people.actions import approvals
from community.people.actions.approvals import answer_approval
from community.people.actions.representations import agree_to_representation
from community.people.models.approvals import StaffApproval
from community.people.states import AuthorityBasis, RepresentationScope
from tests.factories.at_once import at_once
from tests.factories.how_put import HOW_PUT
from tests.factories.representations import ask_for
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.waits import TEST_WAIT_SECONDS

HANDS = 4
SEEN = "The letter, and a nod."


def agree(representation_id, by):
    return agree_to_representation(
        representation_id=representation_id,
        basis=AuthorityBasis.NOMINATED_PERSON,
        seen_words=SEEN,
        by=by,
        now=NOW,
    )


def times_agreed_by_a_second() -> int:
    """By as many who press yes at once."""
    row = ask_for(make_someone("alice"), make_login("bob"), scope=RepresentationScope.PAY)
    agree(row.pk, make_connector("first", area()))
    approval_id = StaffApproval.objects.get().pk
    seconds = [make_connector(f"second-{number}", area()) for number in range(HANDS)]

    def say_yes(by):
        return answer_approval(
            approval_id=approval_id,
            agrees=True,
            seen_words=SEEN,
            told_on=NOW.date(),
            how_put=HOW_PUT,
            by=by,
            now=NOW,
        )

    at_once(*(lambda by=by: say_yes(by) for by in seconds))
    return AuditEntry.objects.filter(deed="agree_as_second").count()


@pytest.mark.holds("P4")
def test_the_first_of_several_second_persons_at_once_is_the_second(committed_db):
    assert times_agreed_by_a_second() == 1


def test_the_control_without_its_lock_takes_several(committed_db, monkeypatch):
    all_have_read = Barrier(HANDS)

    def unlocked(approval_id):
        approval = StaffApproval.objects.get(pk=approval_id)
        all_have_read.wait(timeout=TEST_WAIT_SECONDS)
        return approval

    monkeypatch.setattr(approvals, "_lock_approval", unlocked)

    assert times_agreed_by_a_second() > 1


@pytest.mark.holds("fault:A5", "P4")
def test_of_two_who_would_pay_agreed_at_once_one_does(committed_db):
    """The person's row is held, so that the second is looked at after the first."""
    alice = make_someone("alice")
    workers = [make_connector(name, area()) for name in ("connie", "dora")]
    rows = [
        ask_for(alice, make_login(name), scope=RepresentationScope.PAY) for name in ("bob", "carla")
    ]

    answers = at_once(
        *(lambda row=row, by=by: agree(row.pk, by) for row, by in zip(rows, workers, strict=True))
    )

    assert sorted(getattr(answer, "code", "agreed") for answer in answers) == [
        "agreed",
        "somebody_else_pays",
    ]
