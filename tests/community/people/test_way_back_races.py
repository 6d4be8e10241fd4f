""" "This was not me" against the moment at which it counts, on real commits (P48)."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError

from community.common.refusals import Refused
from community.people.actions import slow_changes
from community.people.actions.getting_back_in import get_back_in_as_agreed
from community.people.actions.slow_changes import stop_by_link
from community.people.models.approvals import SlowChange
from community.people.models.logins import Login
from community.people.states import SlowChangeState
from tests.factories.at_once import at_once
from tests.factories.supply import NOW, make_someone
from tests.factories.ways_back import NEW_ADDRESS, way_back_that_counts
from tests.waits import TEST_WAIT_SECONDS

LATER = NOW + timedelta(hours=73)


def stop_and_count_at_once() -> tuple[list[object], str, str]:
    alice = make_someone("alice")
    change = way_back_that_counts(alice, told_at=NOW)
    answers = at_once(
        lambda: stop_by_link(change_id=change.pk, now=LATER),
        lambda: get_back_in_as_agreed(change_id=change.pk, now=LATER),
        expected=(Refused, DatabaseError),
    )
    change.refresh_from_db()
    return answers, change.state, Login.objects.get(pk=alice.login_id).email


@pytest.mark.holds("P48")
def test_stopped_at_the_moment_it_counts_it_is_one_or_the_other(committed_db):
    answers, state, email = stop_and_count_at_once()

    assert not any(isinstance(answer, DatabaseError) for answer in answers)
    assert (state, email) in [
        (SlowChangeState.DONE, NEW_ADDRESS),
        (SlowChangeState.NOT_WANTED, "alice@example.org"),
    ]


def test_the_control_without_its_lock_meets_the_database(committed_db, monkeypatch):
    """Both have looked, and go on: one of them ends in a fault of ours."""
    both_have_looked = Barrier(2)
    transition = slow_changes.transition_slow_change

    def unlocked(change_id):
        return SlowChange.objects.select_related("person", "requested_by").get(pk=change_id)

    def late(*args, **facts):
        both_have_looked.wait(timeout=TEST_WAIT_SECONDS)
        return transition(*args, **facts)

    monkeypatch.setattr(slow_changes, "_lock", unlocked)
    monkeypatch.setattr(slow_changes, "transition_slow_change", late)

    answers, _state, _email = stop_and_count_at_once()

    assert any(isinstance(answer, DatabaseError) for answer in answers)
