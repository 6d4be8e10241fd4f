"""Deciding waits until the person was told, and paying for a second person (P1, P2, P4)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from community.common.lifecycle import TransitionRefused
from community.common.refusals import NotFound
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.telling import next_visit_items
from community.people.actions.approvals import answer_approval
from community.people.actions.representations import (
    record_person_told,
)
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StaffApproval
from community.people.models.logins import Login
from community.people.models.representations import Representation
from community.people.rules.authority import scope_in_force
from community.people.rules.representations import NothingSeen, NotToldYet, OwnRequest, TwoWhoPay
from community.people.states import (
    ApprovalPurpose,
    AuthorityBasis,
)
from community.people.tasks import keep_authority_true
from tests.factories.representations import ask_for, second_agrees
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_login,
    make_someone,
)

from .agreeing import DECIDE, PAY, SEEN, SUGGEST, agree, keep_told_lines, see, tell, told_in_person

pytestmark = pytest.mark.django_db


@pytest.mark.holds("P1", "fault:A1")
def test_deciding_starts_72_hours_after_a_worker_told_the_person():
    alice, bob, connie = make_someone("alice"), make_login("bob"), make_connector("connie", area())
    row = see(ask_for(alice, bob), connie)
    later = NOW + timedelta(days=2)
    assert scope_in_force(row, now=later) == SUGGEST

    row = tell(row, connie, now=later)

    wait = timedelta(hours=72)
    assert row.told_with_words == "alone with her"
    assert scope_in_force(row, now=later + wait - timedelta(seconds=1)) == SUGGEST
    assert scope_in_force(row, now=later + wait) == DECIDE


@pytest.mark.holds("P1")
def test_told_on_an_earlier_day_the_wait_runs_from_the_end_of_that_day():
    row = see(ask_for(make_someone("alice"), make_login("bob")), make_connector())

    row = tell(row, make_connector("other"), now=NOW + timedelta(days=2), told_on=NOW.date())

    assert row.deciding_starts_at - row.told_at == timedelta(hours=72)
    assert row.told_at.isoformat().startswith("2027-05-05T00:00")


@pytest.mark.holds("P1", "fault:A2")
def test_nobody_tells_the_person_of_their_own_authority():
    alice, connie = make_someone("alice"), make_connector("connie", area())
    told_in_person(alice, connie)
    other = make_connector("other", area())
    row = see(ask_for(alice, connie), other)
    keep_told_lines()

    with pytest.raises(OwnRequest):
        tell(row, connie)

    kinds = {item.kind for item in next_visit_items(connie.required_login.pk)}
    assert PeopleMessage.REPRESENTATION_IN_FORCE not in kinds


@pytest.mark.parametrize(
    ("told_on", "words"),
    [
        (NOW.date() + timedelta(days=1), "alone"),
        (NOW.date() - timedelta(days=1), "alone"),
        (NOW.date(), " "),
    ],
)
def test_being_told_has_a_day_since_it_was_agreed_and_says_who_was_there(told_on, words):
    connie = make_connector()
    row = see(ask_for(make_someone("alice"), make_login("bob")), connie)

    with pytest.raises((NotToldYet, NothingSeen)):
        record_person_told(
            representation_id=row.pk, told_on=told_on, with_words=words, by=connie, now=NOW
        )


@pytest.mark.holds("P1")
@pytest.mark.parametrize(
    ("address", "waits_for_a_worker"),
    [("alice@example.org", False), ("BOB@example.org", True)],
)
def test_a_message_tells_the_person_unless_it_goes_to_whoever_asked(address, waits_for_a_worker):
    alice, connie = make_someone("alice"), make_connector("connie", area())
    ContactPlan.objects.filter(person_id=alice.person_id).update(address=address)
    row = see(ask_for(alice, make_login("bob")), connie)
    Message.objects.filter(kind=PeopleMessage.REPRESENTATION_IN_FORCE).update(
        state="sent", sent_at=NOW
    )

    keep_authority_true.func()

    row.refresh_from_db()
    assert (row.deciding_starts_at is None) == waits_for_a_worker
    if not waits_for_a_worker:
        assert row.deciding_starts_at == NOW + timedelta(hours=72)


@pytest.mark.holds("P2")
@pytest.mark.parametrize(
    ("change", "is_plain"),
    [
        ("none", True),
        ("made 29 days ago", False),
        ("the asker's address", False),
        ("the asker's number", False),
        ("another address to sign in, lately", False),
        ("reached another way, lately", False),
    ],
)
def test_the_wait_falls_away_only_for_a_login_that_is_plainly_theirs(change, is_plain):
    alice, bob = make_someone("alice"), make_someone("bob")
    plan = ContactPlan.objects.filter(person_id=alice.person_id)
    match change:
        case "made 29 days ago":
            Login.objects.filter(pk=alice.login_id).update(joined_at=NOW - timedelta(days=29))
        case "the asker's address":
            plan.update(address="Bob@Example.org")
        case "the asker's number":
            plan.update(channel="text", address="+44 7700 900001")
            ContactPlan.objects.filter(person_id=bob.person_id).update(
                channel="text", address="07700 900 001"
            )
            plan.update(changed_at=None)
        case "another address to sign in, lately":
            Login.objects.filter(pk=alice.login_id).update(email_changed_at=NOW)
        case "reached another way, lately":
            plan.update(changed_at=NOW - timedelta(days=3))

    row = agree(ask_for(alice, bob), alice)

    assert (row.deciding_starts_at == NOW) == is_plain
    assert scope_in_force(row, now=NOW) == (DECIDE if is_plain else SUGGEST)


@pytest.mark.holds("P2")
def test_the_database_keeps_when_a_way_to_sign_in_or_be_reached_changed():
    alice = make_someone("alice")
    plan = ContactPlan.objects.get(person_id=alice.person_id)
    assert (alice.required_login.email_changed_at, plan.changed_at) == (None, None)

    Login.objects.filter(pk=alice.login_id).update(email="other@example.org")
    ContactPlan.objects.filter(pk=plan.pk).update(address="other@example.org")

    plan.refresh_from_db()
    assert Login.objects.get(pk=alice.login_id).email_changed_at is not None
    assert plan.changed_at is not None


@pytest.mark.holds("P4", "M144")
def test_paying_waits_for_a_second_person_who_neither_asked_nor_agreed_first():
    alice, bob, connie = make_someone("alice"), make_login("bob"), make_connector("connie", area())
    row = tell(see(ask_for(alice, bob, scope=PAY), connie), connie)
    later = NOW + timedelta(days=4)
    assert scope_in_force(row, now=later) == DECIDE
    approval = StaffApproval.objects.get(purpose=ApprovalPurpose.PAY_FOR_SOMEBODY)

    with pytest.raises(OwnRequest):
        answer_approval(approval_id=approval.pk, agrees=True, seen_words=SEEN, by=connie, now=later)
    with pytest.raises(NotFound):
        answer_approval(approval_id=approval.pk, agrees=True, seen_words=SEEN, by=bob, now=later)
    second_agrees(row)

    row.refresh_from_db()
    assert scope_in_force(row, now=later) == PAY


@pytest.mark.holds("P4")
def test_the_first_answer_of_a_second_person_stands():
    row = see(ask_for(make_someone("alice"), make_login("bob"), scope=PAY), make_connector())
    approval = StaffApproval.objects.get()
    answer_approval(
        approval_id=approval.pk, agrees=False, by=make_connector("other", area()), now=NOW
    )

    with pytest.raises(TransitionRefused):
        second_agrees(row)

    row.refresh_from_db()
    assert row.paying_agreed_at is None


@pytest.mark.holds("M144")
def test_nothing_is_paid_before_somebody_outside_the_household_told_the_person():
    alice = make_someone("alice")
    agree(ask_for(alice, make_login("bob"), scope=PAY), alice)
    approval = StaffApproval.objects.get()

    with pytest.raises(NotToldYet):
        answer_approval(
            approval_id=approval.pk, agrees=True, seen_words=SEEN, by=make_connector(), now=NOW
        )

    approval.refresh_from_db()
    assert approval.state == "waiting"


@pytest.mark.holds("fault:A5", "I10")
def test_one_person_pays_for_another_at_a_time():
    alice, connie = make_someone("alice"), make_connector("connie", area())
    see(ask_for(alice, make_login("bob"), scope=PAY), connie)
    row = ask_for(alice, make_login("carla"), scope=PAY)

    with pytest.raises(TwoWhoPay):
        see(row, connie, basis=AuthorityBasis.AUTHORISED_PERSON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Representation.objects.filter(pk=row.pk).update(
            state="active", agreed_at=NOW, basis="authorised_person", agreed_by=connie.login
        )
