"""What becomes of a decision that was written down: who is told and reads it, who acts by it, who
says that it was not wanted, and its day to be looked at again."""

from datetime import timedelta

import pytest

from community.audit.models import AuditEntry
from community.common.lifecycle import TransitionRefused
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.actions.decision_records import (
    record_decision,
    request_review,
    say_not_wanted,
)
from community.people.actions.representations import end_representation
from community.people.models.approvals import StaffApproval
from community.people.queries.acting import live_representations
from community.people.queries.decisions import decisions_for_reader, decisions_to_review
from community.people.rules.authority import NotYours
from community.people.states import (
    ApprovalState,
    DecisionBasis,
    DecisionRecordKind,
    DecisionRecordState,
    Interpreter,
    RepresentationScope,
)
from community.people.tasks import review_decisions
from tests.factories.decision_records import (
    IN_AUGUST,
    by_record,
    look_at,
    waiting_look,
    write_down,
    write_down_all,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, TODAY, area, make_connector, make_someone
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db
HELD, COUNTS = DecisionRecordState.HELD, DecisionRecordState.COUNTS


def looker(person, name="rita", scope=RepresentationScope.SUGGEST):
    return act_for(person, name, scope=scope)


@pytest.mark.holds("P6", "P16", "M69")
def test_it_is_of_one_decision_and_grows_into_no_standing_one():
    alice = make_someone("alice")
    rita = looker(alice)
    own = record_decision(
        question="A coffee morning?",
        chosen="Yes",
        basis=DecisionBasis.OWN,
        interpreted_by=Interpreter.NOBODY,
        by=alice,
        now=NOW,
    )
    look_at(write_down_all(rita, "pool:7", max_pence=1500))
    [held] = live_representations(rita.login_id, TODAY)

    assert (own.state, own.why_words) == (COUNTS, "")
    assert held.scope == RepresentationScope.SUGGEST
    names = {field.name for field in alice.person._meta.get_fields()}
    assert not any("capac" in name or "decide" in name for name in names)


def test_a_newer_one_takes_the_place_of_one_that_was_not_done():
    alice = make_someone("alice")
    rita = looker(alice)
    first = write_down_all(rita, "group:12")
    look = waiting_look(first)

    second = write_down(rita, "group:12")

    first.refresh_from_db(), look.refresh_from_db()
    assert (first.state, look.state) == (
        DecisionRecordState.SUPERSEDED,
        ApprovalState.WITHDRAWN,
    )
    assert second.state == COUNTS


@pytest.mark.holds("P6")
def test_the_person_is_told_of_each_by_somebody_else_than_the_writer():
    alice = make_someone("alice")
    rita = looker(alice)

    record = write_down(rita, "group:12")

    told = Message.objects.get(key=f"decision-record:{record.pk}:written")
    assert told.person_id == alice.person_id
    assert told.not_told_by_login_id == rita.login_id
    assert "She held on to the programme" in told.text and "It counts now" in told.text


@pytest.mark.holds("P6")
def test_the_person_reads_all_of_them_and_the_writer_their_own_only():
    alice, bob = make_someone("alice"), make_someone("bob")
    rita, sam = looker(alice), looker(alice, "sam")
    first, second = write_down(rita), write_down(sam)

    assert decisions_for_reader(alice) == [second, first]
    assert decisions_for_reader(rita) == [first]
    assert decisions_for_reader(bob) == []


@pytest.mark.parametrize("was", [HELD, COUNTS])
def test_the_person_did_not_want_it_and_nothing_is_done_by_it(was):
    alice = make_someone("alice")
    rita, connie = looker(alice), make_connector("connie", area())
    record = (write_down_all if was == HELD else write_down)(rita, "group:12")

    say_not_wanted(record_id=record.pk, by=alice, now=NOW)
    say_not_wanted(record_id=record.pk, by=alice, now=NOW)

    record.refresh_from_db()
    assert record.state == DecisionRecordState.NOT_WANTED
    assert not StaffApproval.objects.filter(state=ApprovalState.WAITING).exists()
    [told] = Message.objects.filter(kind="decision_not_wanted")
    assert told.login_id == connie.login_id


def test_nobody_says_it_for_them_and_nobody_of_somebody_else_s():
    alice, bob = make_someone("alice"), make_someone("bob")
    rita = looker(alice)
    record = write_down(rita, "group:12")

    with pytest.raises(NotYours):
        say_not_wanted(record_id=record.pk, by=rita, now=NOW)
    with pytest.raises(NotFound):
        say_not_wanted(record_id=record.pk, by=bob, now=NOW)
    refused = look_at(write_down_all(rita, "group:13"), agrees=False)
    with pytest.raises(TransitionRefused):
        say_not_wanted(record_id=refused.pk, by=alice, now=NOW)


@pytest.mark.holds("P6", "M70")
def test_on_its_day_the_person_and_the_writer_are_asked_once_whether_it_is_still_right():
    alice = make_someone("alice")
    rita = looker(alice)
    record = write_down(rita, review_on=IN_AUGUST)
    on_its_day = NOW + timedelta(days=92)

    before = decisions_to_review(IN_AUGUST - timedelta(days=1))
    due = decisions_to_review(IN_AUGUST)
    for _again in range(2):
        request_review(record_id=record.pk, now=on_its_day)

    told = Message.objects.filter(kind="decision_to_review").order_by("pk")
    assert (before, due) == ([], [record.pk])
    assert [(each.person_id, each.login_id) for each in told] == [
        (alice.person_id, None),
        (None, rita.login_id),
    ]
    assert decisions_to_review(IN_AUGUST) == []


def test_whoever_may_write_no_more_is_not_asked_and_the_connector_is():
    alice = make_someone("alice")
    rita, connie = looker(alice), make_connector("connie", area())
    record = write_down(rita, review_on=IN_AUGUST)
    end_representation(representation_id=rita.representation_id, by=alice, now=NOW)

    request_review(record_id=record.pk, now=NOW + timedelta(days=92))

    messages = Message.objects.filter(kind="decision_to_review", person_id=None)
    assert [each.login_id for each in messages] == [connie.login_id]


@pytest.mark.holds("P6")
def test_only_the_writer_acts_by_it_while_they_may():
    alice = make_someone("alice")
    rita, sam = looker(alice), looker(alice, "sam")
    record = write_down(rita, "group:12")

    acting = by_record(record, rita)
    assert (acting.decision, acting.representation) == (record, rita.representation)
    for other in (sam, alice, make_connector("connie", area())):
        with pytest.raises(NotFound):
            by_record(record, other)
    end_representation(representation_id=rita.representation_id, by=alice, now=NOW)
    with pytest.raises(NotFound):
        by_record(record, rita)


@pytest.mark.holds("fault:A16")
def test_each_step_has_its_line_in_the_person_s_history():
    alice = make_someone("alice")
    record = look_at(write_down_all(looker(alice), "group:12"))
    say_not_wanted(record_id=record.pk, by=alice, now=NOW)

    about = AuditEntry.objects.filter(about=f"decision_record:{record.pk}").order_by("pk")
    assert {entry.for_person for entry in about} == {alice.person_id}
    assert {"record_decision", "count_decision", "not_wanted"} <= {entry.deed for entry in about}


def test_a_careful_one_takes_an_area_with_somebody_in_it():
    alice = make_someone("alice")
    alice.person.area = None
    alice.person.save()

    with pytest.raises(Exception, match="Nobody works where they live"):
        write_down_all(looker(alice), kind=DecisionRecordKind.CAREFUL)


@pytest.mark.holds("P6")
def test_after_two_working_days_the_second_persons_are_asked_once_more_and_the_review_goes_out():
    alice, connie = make_someone("alice"), make_connector("connie", area())
    rita = looker(alice)
    held = write_down_all(rita, "group:12")
    reviewed = write_down(rita, review_on=TODAY + timedelta(days=3))

    def work_at(moment):
        set_clock(moment)
        for _twice in range(2):
            review_decisions()

    work_at(NOW + timedelta(days=1))
    early = Message.objects.filter(key__contains=":late").count()
    work_at(NOW + timedelta(days=3))

    late = Message.objects.filter(key__contains=":late")
    assert early == 0
    assert [each.login_id for each in late] == [connie.login_id]
    assert waiting_look(held).words in late.get().text
    reviewed.refresh_from_db()
    assert reviewed.review_asked_at is not None
