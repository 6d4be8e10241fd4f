"""Two who hold one power together: each alone stops (P18), both together add money, and the other's
answer comes on paper too (P5, M144)."""

from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions import decision_records
from community.people.actions.decision_records import answer_joint_decision, enter_joint_answer
from community.people.actions.representations import end_representation
from community.people.models.decisions import DecisionRecord
from community.people.models.logins import Role
from community.people.queries.acting import acting_on_paper
from community.people.queries.decisions import joint_answers_to_enter
from community.people.rules.authority import NotYours, check_authority
from community.people.rules.decisions import AboutSomethingElse, DoesNotCount, SourceNotByRecord
from community.people.states import (
    DecisionRecordKind,
    DecisionRecordState,
    RepresentationScope,
    RoleKind,
)
from groups.actions.membership import leave_group
from groups.actions.resting import set_resting
from groups.states import MemberState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.sources import add_source, change_source, keep_more_aside
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.pledges import MoneySource
from pooling.pools.states import PledgeState, SourceKind
from tests.factories.at_once import at_once
from tests.factories.decision_records import by_record, write_down, write_down_all
from tests.factories.joint_holders import two_attorneys
from tests.factories.pools import make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_someone
from tests.waits import TEST_WAIT_SECONDS

GRANT = "source:grant"


@pytest.fixture
def alice(db) -> Acting:
    return make_someone("alice")


@pytest.fixture
def pair(alice) -> tuple[Acting, Acting]:
    return two_attorneys(alice)


def add_grant(by: Acting) -> MoneySource:
    return add_source(kind=SourceKind.GRANT, rail=Rail.TRANSFER, amount_pence=5000, by=by, now=NOW)


# ---- one press, by one


def stop_money(by, pool, source):
    return end_source(source_id=source.pk, by=by, now=NOW).ended_at == NOW


def keep_aside(by, pool, source):
    change = keep_more_aside(source_id=source.pk, more_pence=300, by=by, now=NOW)
    return change.keep_aside_pence == 300


def not_this_time(by, pool, source):
    return leave_pool(pool_id=pool.pk, by=by, now=NOW).state != PledgeState.IN


def out_of_the_group(by, pool, source):
    return leave_group(group_id=pool.group_id, by=by, now=NOW).state == MemberState.LEFT


def rest(by, pool, source):
    return set_resting(group_id=pool.group_id, rests=True, by=by, now=NOW).state != MemberState.IN


@pytest.mark.holds("P18")
@pytest.mark.parametrize(
    "stop",
    [stop_money, keep_aside, not_this_time, out_of_the_group, rest],
    ids=lambda f: f.__name__,
)
def test_one_of_the_two_alone_stops_in_one_press(db, stop):
    alice, *others = make_people(4)
    pool = make_pool([alice, *others])
    source = make_source(alice, SourceKind.OWN, Rail.TRANSFER, amount_pence=9000)
    say_yes(pool, alice, 1500, source)
    bob, _charlie = two_attorneys(alice)

    assert stop(bob, pool, source)


def test_whoever_only_suggests_and_whose_authority_ended_stops_nothing(alice, pair):
    source = make_source(alice, SourceKind.OWN, Rail.TRANSFER)
    bob, _charlie = pair
    end_representation(representation_id=bob.representation_id, by=bob, now=NOW)
    bob.representation.refresh_from_db()

    with pytest.raises(NotFound):
        stop_money(bob, None, source)
    with pytest.raises(NotYours):
        stop_money(act_for(alice, "rita", RepresentationScope.SUGGEST), None, source)


@pytest.mark.holds("P18")
def test_what_frees_money_or_begins_again_still_takes_both(db):
    alice, *others = make_people(4)
    pool = make_pool([alice, *others])
    source = make_source(alice, SourceKind.OWN, Rail.TRANSFER, amount_pence=9000)
    bob, _charlie = two_attorneys(alice)
    keep_aside(bob, pool, source)
    rest(bob, pool, source)

    with pytest.raises(NotYours, match="only together"):
        change_source(source_id=source.pk, amount_pence=9000, keep_aside_pence=0, by=bob, now=NOW)
    with pytest.raises(NotYours, match="only together"):
        set_resting(group_id=pool.group_id, rests=False, by=bob, now=NOW)


# ---- money is added by both


@pytest.mark.holds("P5", "M144")
def test_both_say_yes_and_money_of_that_kind_is_added_once(alice, pair):
    bob, charlie = pair
    with pytest.raises(NotYours, match="only together"):
        add_grant(bob)
    record = write_down(bob, GRANT)
    with pytest.raises(DoesNotCount):
        add_grant(by_record(record, bob))

    answer_joint_decision(record_id=record.pk, agrees=True, by=charlie, now=NOW)
    with pytest.raises(AboutSomethingElse):
        add_source(kind=SourceKind.OWN, rail=Rail.CARD, by=by_record(record, bob), now=NOW)
    source = add_grant(by_record(record, bob))

    record.refresh_from_db()
    assert (source.person, source.kind) == (alice.person, SourceKind.GRANT)
    assert (record.kind, record.state) == (DecisionRecordKind.JOINT, DecisionRecordState.DONE)
    with pytest.raises(DoesNotCount):
        add_grant(by_record(record, bob))


@pytest.mark.holds("P6")
def test_a_record_of_one_adds_no_money(alice):
    rita = act_for(alice, "rita", RepresentationScope.SUGGEST)
    with pytest.raises(SourceNotByRecord):
        write_down(rita, GRANT)

    record = write_down_all(rita, "group:1")
    with pytest.raises(IntegrityError, match="two_together"), transaction.atomic():
        DecisionRecord.objects.filter(pk=record.pk).update(about=GRANT)


# ---- the other's answer, on paper


def enter(record, holder, worker, person, agrees=True):
    return enter_joint_answer(
        record_id=record.pk,
        representation_id=holder.representation_id,
        agrees=agrees,
        by=acting_on_paper(login=worker.login, person=person.person),
        now=NOW,
    )


@pytest.mark.holds("P5", "M144")
@pytest.mark.parametrize("agrees", [True, False])
def test_the_other_answers_on_paper_and_is_told_that_it_was_entered(alice, pair, agrees):
    bob, charlie = pair
    dora = make_connector("dora", area())
    record = write_down(bob, GRANT)
    [(waiting, others)] = joint_answers_to_enter(alice.person_id, dora.login_id, now=NOW)
    assert (waiting, [each.pk for each in others]) == (record, [charlie.representation_id])

    record = enter(record, charlie, dora, alice, agrees)

    answered_by = charlie.login if agrees else None
    assert (record.confirmed_by, record.confirmed_on_paper) == (answered_by, agrees)
    states = {True: DecisionRecordState.COUNTS, False: DecisionRecordState.REFUSED}
    assert record.state == states[agrees]
    told = Message.objects.get(kind="joint_answer_entered")
    assert told.login_id == charlie.login_id
    line = AuditEntry.objects.get(deed__in=["count_decision", "refuse_decision"])
    assert (line.login_id, line.for_person) == (dora.login_id, alice.person_id)
    assert joint_answers_to_enter(alice.person_id, dora.login_id, now=NOW) == []


@pytest.mark.holds("P5")
@pytest.mark.parametrize("whose", ["the writer", "another who acts", "a stranger's other"])
def test_on_paper_nobody_else_is_the_other(alice, pair, whose):
    bob, _charlie = pair
    record = write_down(bob, GRANT)
    holder = {
        "the writer": lambda: bob,
        "another who acts": lambda: act_for(alice, "rita"),
        "a stranger's other": lambda: act_for(make_someone("eve"), "erik"),
    }[whose]()

    with pytest.raises(NotFound):
        enter(record, holder, make_connector("dora", area()), alice)


@pytest.mark.holds("P5")
def test_nobody_enters_the_answer_to_what_they_wrote_nor_their_own(alice, pair):
    bob, charlie = pair
    record = write_down(bob, GRANT)
    for holder in pair:
        make_role(holder)
        with pytest.raises(NotFound):
            enter(record, charlie, holder, alice)
        assert joint_answers_to_enter(alice.person_id, holder.login_id, now=NOW) == []
    with pytest.raises(NotFound):  # by the holder's own hands, as if it came from paper
        enter_joint_answer(
            record_id=record.pk,
            representation_id=charlie.representation_id,
            agrees=True,
            by=charlie,
            now=NOW,
        )


def make_role(holder: Acting) -> None:
    Role.objects.create(login=holder.login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW)


def test_where_the_other_s_power_is_over_their_sheet_counts_for_nothing(alice, pair):
    bob, charlie = pair
    record = write_down(bob, GRANT)
    end_representation(representation_id=charlie.representation_id, by=charlie, now=NOW)

    with pytest.raises(NotFound):
        enter(record, charlie, make_connector("dora", area()), alice)


# ---- by login and from paper at the same moment


def times_answered() -> int:
    alice = make_someone("alice")
    bob, charlie = two_attorneys(alice)
    dora = make_connector("dora", area())
    record = write_down(bob, GRANT)
    at_once(
        lambda: answer_joint_decision(record_id=record.pk, agrees=True, by=charlie, now=NOW),
        lambda: enter(record, charlie, dora, alice),
    )
    return AuditEntry.objects.filter(deed="count_decision").count()


@pytest.mark.holds("P5")
def test_answered_by_login_and_on_paper_at_once_it_is_one_answer(committed_db):
    assert times_answered() == 1


def test_the_control_without_its_lock_answers_twice(committed_db, monkeypatch):
    both_have_read = Barrier(2)

    def unlocked(record_id):
        record = DecisionRecord.objects.select_related("person__area", "by_login").get(pk=record_id)
        both_have_read.wait(timeout=TEST_WAIT_SECONDS)
        return record

    monkeypatch.setattr(decision_records, "_lock", unlocked)

    assert times_answered() == 2


def test_stopping_by_a_record_stays_for_nothing_else(alice, pair):
    """A decision of both lets its one thing happen, and is no power to stop besides."""
    bob, charlie = pair
    record = write_down(bob, GRANT)
    answer_joint_decision(record_id=record.pk, agrees=True, by=charlie, now=NOW)
    with pytest.raises(AboutSomethingElse):
        check_authority(by_record(record, bob), RepresentationScope.DECIDE, now=NOW, about="pool:1")
