"""Decisions written down for somebody where nobody holds authority: what each needs, who writes
and seconds it, when it counts, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.actions.decision_records import (
    record_decision,
)
from community.people.actions.representations import end_representation
from community.people.models.approvals import StaffApproval
from community.people.models.decisions import DecisionRecord
from community.people.models.representations import Representation
from community.people.queries.approvals import waiting_approvals
from community.people.rules.authority import NotYours
from community.people.rules.decisions import (
    InterpretedByWhoGains,
    MoneyIsCareful,
    NothingShown,
    NotWrittenDown,
    ReviewDayOutOfReach,
    WhyOnlyForBestInterests,
)
from community.people.rules.representations import OwnRequest
from community.people.states import (
    DecisionBasis,
    DecisionRecordState,
    Interpreter,
    RepresentationKind,
    RepresentationScope,
)
from tests.factories.decision_records import (
    ONE_LINE,
    from_paper,
    look_at,
    waiting_look,
    write_down,
    write_down_all,
)
from tests.factories.places import make_area
from tests.factories.representations import act_for
from tests.factories.supply import NOW, TODAY, area, make_connector, make_login, make_someone

pytestmark = pytest.mark.django_db
HELD, COUNTS = DecisionRecordState.HELD, DecisionRecordState.COUNTS


def looker(person, name="rita", scope=RepresentationScope.SUGGEST):
    return act_for(person, name, scope=scope)


@pytest.mark.holds("fault:A16", "P6", "M70")
def test_who_may_suggest_writes_one_line_and_it_counts_at_once():
    alice = make_someone("alice")
    rita = looker(alice)

    record = write_down(rita, "group:12")

    assert (record.state, record.counts_from, record.by_login) == (COUNTS, NOW, rita.login)
    assert record.person == alice.person
    assert not StaffApproval.objects.filter(about=f"decision_record:{record.pk}").exists()


@pytest.mark.holds("fault:A16", "P6", "M70")
def test_with_money_at_a_home_or_one_to_one_it_is_held_until_a_second_person_has_looked():
    alice = make_someone("alice")
    record = write_down_all(looker(alice), "pool:7", max_pence=1500)
    before = (record.state, record.counts_from)

    look_at(record, now=NOW + timedelta(days=1))

    assert before == (HELD, None)
    assert (record.state, record.counts_from) == (COUNTS, NOW + timedelta(days=1))


@pytest.mark.holds("P6")
def test_what_a_second_person_refuses_counts_never():
    alice = make_someone("alice")
    rita = looker(alice)
    record = look_at(write_down_all(rita, "group:12"), agrees=False)

    told = Message.objects.get(kind="decision_counts", login_id=rita.login_id)
    assert (record.state, record.counts_from) == (DecisionRecordState.REFUSED, None)
    assert told.text == "It does not count. The connector can tell you more."


def test_the_second_person_has_two_working_days():
    friday = NOW + timedelta(days=3)
    alice = make_someone("alice")

    record = write_down_all(looker(alice), "group:12", now=friday)

    assert "Tuesday 11 May 2027" in waiting_look(record).words


NEEDED = [
    ("nothing shown", ONE_LINE | {"what_they_showed": "  "}, NothingShown, "what_they_showed"),
    (
        "why, though they decided",
        ONE_LINE | {"why_words": "this time"},
        WhyOnlyForBestInterests,
        "why_words",
    ),
    ("money in one line", ONE_LINE | {"max_pence": 100}, MoneyIsCareful, "kind"),
    ("reviewed today", ONE_LINE | {"review_on": TODAY}, ReviewDayOutOfReach, "review_on"),
    (
        "reviewed after years",
        ONE_LINE | {"review_on": TODAY + timedelta(days=800)},
        ReviewDayOutOfReach,
        "review_on",
    ),
]


@pytest.mark.holds("M70", "P24")
@pytest.mark.parametrize(
    ("facts", "refusal", "field"), [row[1:] for row in NEEDED], ids=[row[0] for row in NEEDED]
)
def test_what_a_record_has_to_say(facts, refusal, field):
    with pytest.raises(refusal) as refused:
        record_decision(**facts, by=looker(make_someone("alice")), now=NOW)

    assert (refused.value.field, DecisionRecord.objects.count()) == (field, 0)
    assert refused.value.next_step


@pytest.mark.holds("M70")
@pytest.mark.parametrize(
    "field", ["who_was_asked", "least_limiting_words", "review_on", "why_words"]
)
def test_a_careful_one_says_all_of_it(field):
    rita = looker(make_someone("alice"))

    with pytest.raises(NotWrittenDown) as refused:
        write_down_all(rita, **{field: None if field == "review_on" else " "})

    assert (refused.value.field, DecisionRecord.objects.count()) == (field, 0)


@pytest.mark.holds("P24")
@pytest.mark.parametrize("who", Interpreter)
def test_about_money_neither_who_acts_nor_a_relative_interprets(who):
    rita = looker(make_someone("alice"))
    gains = who in (Interpreter.REPRESENTATIVE, Interpreter.RELATIVE)

    write_down_all(rita, interpreted_by=who)  # not about money: anybody who can
    if gains:
        with pytest.raises(InterpretedByWhoGains):
            write_down_all(rita, max_pence=100, interpreted_by=who)
    else:
        assert write_down_all(rita, max_pence=100, interpreted_by=who).state == HELD


@pytest.mark.holds("P6")
def test_who_may_only_look_a_stranger_and_who_was_ended_write_nothing_down():
    alice = make_someone("alice")
    bob = looker(alice, "bob", RepresentationScope.LOOK)
    charlie = looker(alice, "charlie")
    end_representation(representation_id=charlie.representation_id, by=alice, now=NOW)
    charlie.representation.refresh_from_db()

    with pytest.raises(NotYours):
        write_down(bob)
    with pytest.raises(NotFound):
        write_down(charlie)
    with pytest.raises(NotYours):
        write_down(make_login("stranger"))
    assert not DecisionRecord.objects.exists()


def test_a_worker_of_the_area_writes_it_down_and_one_of_another_does_not():
    alice = make_someone("alice")
    connie = make_connector("connie", area())
    elsewhere = make_connector("ellie", make_area("Eastsea", authority_code="E06999998"))

    record = write_down(from_paper(connie, alice), "group:12")

    assert (record.by_login, record.on_paper, record.state) == (connie.login, True, COUNTS)
    with pytest.raises(NotFound):
        from_paper(elsewhere, alice)


@pytest.mark.holds("P7")
def test_an_advocate_s_yes_for_somebody_is_a_decision_record():
    alice = make_someone("alice")
    adele = looker(alice, "adele")
    Representation.objects.filter(pk=adele.representation_id).update(
        kind=RepresentationKind.ADVOCATE
    )
    with pytest.raises(IntegrityError, match="advocate_looks"), transaction.atomic():
        Representation.objects.filter(pk=adele.representation_id).update(
            scope=RepresentationScope.DECIDE
        )

    assert write_down(adele, "group:12").state == COUNTS


@pytest.mark.holds("P8")
def test_whoever_is_paid_to_support_somebody_never_agrees_alone():
    alice = make_someone("alice")
    rita = looker(alice)
    rita.representation.is_paid = True

    record = write_down(rita, "group:12")

    assert record.state == HELD
    assert look_at(record).state == COUNTS


@pytest.mark.holds("fault:A16", "P6")
def test_whoever_wrote_it_down_is_never_the_second_nor_sees_it_waiting():
    alice = make_someone("alice")
    connie, dora = make_connector("connie", area()), make_connector("dora", area())
    record = write_down_all(from_paper(connie, alice), "group:12")

    with pytest.raises(OwnRequest):
        look_at(record, by=connie)
    record.refresh_from_db()

    assert record.state == HELD
    assert waiting_approvals([area().pk], connie.login_id) == []
    assert waiting_approvals([area().pk], dora.login_id) == [waiting_look(record)]


@pytest.mark.holds("fault:A16", "P6")
def test_the_database_refuses_a_record_that_its_writer_seconded():
    alice = make_someone("alice")
    connie = make_connector("connie", area())
    record = write_down_all(from_paper(connie, alice), "group:12")
    approval = waiting_look(record)

    def attack(*statements):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return str(refused.value)

    counts = (
        f"UPDATE people_decisionrecord SET state='counts', counts_from=now() WHERE id={record.pk}"
    )
    agree = (
        "UPDATE people_staffapproval SET state='agreed', answered_at=now(), seen_words='x', "
        f"answered_by_id={connie.login_id}"
    )
    as_if_asked_by_nobody = f"{agree}, requested_by_id=NULL WHERE id={approval.pk}"
    assert "decision_seen_by_a_second" in attack(counts)
    assert "second_is_somebody_else" in attack(f"{agree} WHERE id={approval.pk}")
    assert "decision_seen_by_a_second" in attack(as_if_asked_by_nobody, counts)
    assert "decision_counts_from" in attack(
        f"UPDATE people_decisionrecord SET kind='ordinary', state='counts' WHERE id={record.pk}"
    )
    assert "decision_seen_by_a_second" in attack(
        f"UPDATE people_decisionrecord SET by_login_id=NULL WHERE id={record.pk}",
        counts,
        f"UPDATE people_decisionrecord SET by_login_id={connie.login_id} WHERE id={record.pk}",
    )


def test_the_database_refuses_money_in_one_line_and_a_life_story_that_goes_back():
    alice = make_someone("alice")
    record = write_down(looker(alice), "group:12")

    for name, change in [
        ("decision_with_money", {"max_pence": 100}),
        ("may not move", {"state": HELD}),
        ("best_interests", {"basis": DecisionBasis.BEST_INTERESTS, "what_they_showed": ""}),
    ]:
        with pytest.raises(Exception, match=name), transaction.atomic():
            DecisionRecord.objects.filter(pk=record.pk).update(**change)
