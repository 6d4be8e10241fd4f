"""Two who hold one power together: what binds waits for the other's yes; looking, suggesting and
what is written down, each alone (P5, P15, M144)."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from community.audit.models import AuditEntry
from community.common.refusals import NotFound, Refused
from community.messaging.models import Message
from community.people.actions import decision_records
from community.people.actions.decision_records import answer_joint_decision, say_not_wanted
from community.people.actions.representations import end_representation
from community.people.models.decisions import DecisionRecord
from community.people.models.representations import Representation
from community.people.rules.authority import NotYours, check_authority, scope_in_force
from community.people.rules.decisions import DoesNotCount, MoreThanWritten
from community.people.rules.representations import NotOnePower, TwoWhoPay
from community.people.states import (
    AuthorityBasis,
    DecisionRecordKind,
    DecisionRecordState,
    RepresentationScope,
)
from pooling.payments.states.charges import Rail
from pooling.pools.states import PledgeState, SourceKind
from tests.community.people.agreeing import see
from tests.factories.at_once import at_once
from tests.factories.decision_records import by_record, write_down
from tests.factories.joint_holders import two_attorneys
from tests.factories.pools import make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.waits import TEST_WAIT_SECONDS

DECIDE, SUGGEST = RepresentationScope.DECIDE, RepresentationScope.SUGGEST
OWN_MONEY = (SourceKind.OWN, Rail.TRANSFER)


def a_cost():
    alice, *others = make_people(4)
    pool = make_pool([alice, *others])
    bob, charlie = two_attorneys(alice)
    return pool, alice, make_source(alice, *OWN_MONEY), bob, charlie


@pytest.fixture
def cost(db):
    return a_cost()


def write(by, pool, pence=1500) -> DecisionRecord:
    return write_down(by, f"pool:{pool.pk}", max_pence=pence)


def answer(record, by, agrees=True, now=NOW) -> DecisionRecord:
    return answer_joint_decision(record_id=record.pk, agrees=agrees, by=by, now=now)


@pytest.mark.holds("P5", "P15", "M144")
def test_each_alone_suggests_and_a_yes_with_money_takes_both(cost):
    pool, alice, source, bob, charlie = cost
    assert scope_in_force(bob.representation, now=NOW) == SUGGEST
    with pytest.raises(NotYours, match="only together"):
        say_yes(pool, bob, 1500, source)

    record = write(bob, pool)
    assert (record.kind, record.state) == (DecisionRecordKind.JOINT, DecisionRecordState.HELD)
    with pytest.raises(DoesNotCount):
        say_yes(pool, by_record(record, bob), 1500, source)
    message = Message.objects.get(kind="joint_yes_asked")
    assert message.login_id == charlie.login_id

    answer(record, charlie)
    yes = say_yes(pool, by_record(record, bob), 1500, source)

    record.refresh_from_db()
    assert (yes.person, yes.state, yes.said_by) == (alice.person, PledgeState.IN, bob.login)
    assert (record.state, record.confirmed_by) == (DecisionRecordState.DONE, charlie.login)
    line = AuditEntry.objects.get(deed="count_decision")
    assert (line.login_id, line.for_person) == (charlie.login_id, alice.person_id)
    with pytest.raises(DoesNotCount):
        say_yes(pool, by_record(record, bob), 1500, source)


@pytest.mark.holds("P5")
def test_the_yes_is_to_no_more_than_was_written_and_to_nothing_else(cost):
    pool, _alice, source, bob, charlie = cost
    record = write(bob, pool)
    answer(record, charlie)

    with pytest.raises(MoreThanWritten):
        say_yes(pool, by_record(record, bob), 1600, source)
    with pytest.raises(Refused):
        check_authority(by_record(record, bob), DECIDE, now=NOW, about="group:1")


@pytest.mark.holds("P5", "P15")
@pytest.mark.parametrize("who", ["the writer", "another who acts", "the person", "a stranger"])
def test_nobody_else_is_the_other(cost, who):
    pool, alice, _source, bob, _charlie = cost
    record = write(bob, pool)
    by = {
        "the writer": lambda: bob,
        "another who acts": lambda: act_for(alice, "rita"),
        "the person": lambda: alice,
        "a stranger": lambda: make_someone("eve"),
    }[who]()

    with pytest.raises(NotFound):
        answer(record, by)


def test_a_no_is_a_no_and_a_late_yes_is_none(cost):
    pool, _alice, _source, bob, charlie = cost
    late = write(bob, pool)
    with pytest.raises(DoesNotCount):
        answer(late, charlie, now=NOW + timedelta(days=31))
    again = write(bob, pool)

    assert answer(again, charlie, agrees=False).state == DecisionRecordState.REFUSED
    with pytest.raises(DoesNotCount):
        answer(again, charlie)


@pytest.mark.holds("P18")
def test_the_person_stops_it_in_one_press(cost):
    pool, alice, source, bob, charlie = cost
    record = answer(write(bob, pool), charlie)
    say_not_wanted(record_id=record.pk, by=alice, now=NOW)

    with pytest.raises(DoesNotCount):
        say_yes(pool, by_record(record, bob), 1500, source)


@pytest.mark.holds("P5")
def test_where_one_of_them_is_over_the_other_does_nothing_more(cost):
    pool, _alice, source, bob, charlie = cost
    record = answer(write(bob, pool), charlie)
    end_representation(representation_id=charlie.representation_id, by=charlie, now=NOW)

    with pytest.raises(DoesNotCount, match="no more"):
        say_yes(pool, by_record(record, bob), 1500, source)


# ---- how it comes about


@pytest.mark.holds("fault:A5", "P5")
def test_two_of_one_power_pay_for_one_person_and_two_of_different_ones_do_not(db):
    alice = make_someone("alice")
    bob, charlie = two_attorneys(alice)
    numbers = {bob.representation.held_jointly, charlie.representation.held_jointly}
    assert len(numbers) == 1 and None not in numbers

    worker = make_connector("dora", area())
    dan = ask_for(alice, make_login("dan"), scope=RepresentationScope.PAY)
    with pytest.raises(TwoWhoPay):
        see(dan, worker, basis=AuthorityBasis.ATTORNEY_PROPERTY)
    with pytest.raises(NotOnePower):
        see(
            dan,
            worker,
            basis=AuthorityBasis.DEPUTY_PROPERTY,
            jointly_with=bob.representation_id,
        )


@pytest.mark.holds("P5", "I10")
@pytest.mark.parametrize("fault", ["no other", "by themselves", "by somebody else"])
def test_the_database_counts_nothing_that_both_have_not_said(cost, fault):
    pool, alice, _source, bob, _charlie = cost
    record = write(bob, pool)
    other = {
        "no other": None,
        "by themselves": bob.login_id,
        "by somebody else": act_for(alice, "rita").login_id,
    }[fault]

    with (
        pytest.raises(IntegrityError, match="by both"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE people_decisionrecord SET state = 'counts', counts_from = now(),"
            " confirmed_by_id = %s WHERE id = %s",
            [other, record.pk],
        )


# ---- at the same moment


def times_answered(pressed: int = 3) -> int:
    pool, _alice, _source, bob, charlie = a_cost()
    record = write(bob, pool)
    at_once(*[lambda: answer(record, charlie)] * pressed)
    return AuditEntry.objects.filter(deed="count_decision").count()


@pytest.mark.holds("P5")
def test_pressed_several_times_at_once_it_is_one_yes(committed_db):
    assert times_answered() == 1


def test_the_control_without_its_lock_counts_it_more_than_once(committed_db, monkeypatch):
    all_have_read = Barrier(3)

    def unlocked(record_id):
        record = DecisionRecord.objects.select_related("person__area", "by_login").get(pk=record_id)
        all_have_read.wait(timeout=TEST_WAIT_SECONDS)
        return record

    monkeypatch.setattr(decision_records, "_lock", unlocked)

    assert times_answered() > 1


def test_the_two_have_one_number_in_the_table(cost):
    alice = cost[1]
    rows = Representation.objects.filter(person=alice.person, held_jointly__isnull=False)
    assert rows.count() == 2
