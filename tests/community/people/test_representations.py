"""Acting for somebody: by whose word it begins and ends, and what is written of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from community.audit.models import AuditEntry
from community.common.lifecycle import TransitionRefused
from community.common.refusals import NotFound
from community.messaging.actions import set_contact_plan
from community.messaging.models import ContactPlan, Message
from community.messaging.queries import next_visit_items
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.approvals import answer_approval
from community.people.actions.references import make_reference, refuse_for_good
from community.people.actions.representations import (
    agree_to_representation,
    end_past_its_day,
    end_representation,
    record_person_told,
)
from community.people.bases import BASES
from community.people.message_kinds import PeopleMessage
from community.people.models import Login, Representation, StaffApproval
from community.people.queries import (
    acting_as,
    representations_in_areas,
    representations_of_login,
    representations_of_person,
    representations_to_agree,
)
from community.people.rules import (
    AlreadyRequested,
    AskAgainLater,
    NoSuchReference,
    NothingSeen,
    NotToldYet,
    NotYours,
    OwnRequest,
    PaidByAsker,
    TooWide,
    TwoWhoPay,
    check_authority,
    scope_in_force,
)
from community.people.states import (
    ApprovalPurpose,
    AuthorityBasis,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
)
from community.people.tasks import keep_authority_true
from providers.models.supply import ProviderMember
from tests.factories.places import make_area
from tests.factories.representations import act_for, ask_for, second_agrees
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_login,
    make_provider,
    make_someone,
)
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db
SEEN = "The letter. They nodded when we spoke of her."
LOOK, SUGGEST, DECIDE, PAY = RepresentationScope


def agree(row: Representation, by: Acting, *, now=NOW, **facts) -> Representation:
    return agree_to_representation(representation_id=row.pk, by=by, now=now, **facts)


def see(row: Representation, by: Acting, basis=AuthorityBasis.NOMINATED_PERSON, **facts):
    return agree(row, by, basis=basis, seen_words=SEEN, **facts)


def tell(row: Representation, by: Acting, *, now=NOW, told_on: date | None = None):
    return record_person_told(
        representation_id=row.pk,
        told_on=told_on or now.date(),
        with_words="alone with her",
        by=by,
        now=now,
    )


def end(row: Representation, by: Acting, *, now=NOW, **facts) -> Representation:
    return end_representation(representation_id=row.pk, by=by, now=now, **facts)


def deeds_about(row: Representation) -> list[tuple]:
    return list(
        AuditEntry.objects.filter(about=f"representation:{row.pk}")
        .order_by("pk")
        .values_list("deed", "login_id", "for_person")
    )


def told_in_person(person: Acting, through: Acting) -> None:
    set_contact_plan(
        person_id=person.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=through.login_id,
        by=person,
        now=NOW,
    )


def test_it_is_requested_agreed_by_the_person_and_ended_with_a_line_each():
    alice, bob = make_someone("alice"), make_login("bob")

    row = ask_for(alice, bob)
    agreed = agree(row, alice)
    ended = end(row, bob)

    assert (agreed.basis, agreed.agreed_by) == (AuthorityBasis.OWN_WORD, alice.login)
    assert (ended.state, ended.ended_at) == (RepresentationState.ENDED, NOW)
    assert deeds_about(row) == [
        ("request_representation", bob.login_id, alice.person_id),
        ("agree_to_representation", alice.login_id, alice.person_id),
        ("end_representation", bob.login_id, alice.person_id),
    ]
    to_alice = Message.objects.filter(person_id=alice.person_id).order_by("pk")
    assert list(to_alice.values_list("kind", flat=True)) == [
        PeopleMessage.REPRESENTATION_REQUESTED,
        PeopleMessage.REPRESENTATION_IN_FORCE,
        PeopleMessage.REPRESENTATION_ENDED,
    ]


@pytest.mark.holds("M144", "I10")
def test_it_is_asked_for_once():
    alice, bob = make_someone("alice"), make_login("bob")
    ask_for(alice, bob)

    with pytest.raises(AlreadyRequested):
        ask_for(alice, bob)

    assert Representation.objects.count() == 1


# --- nobody agrees to their own request (A1, P4)


@pytest.mark.holds("fault:A1", "P4", "M144")
@pytest.mark.parametrize("basis", list(AuthorityBasis))
def test_nobody_agrees_to_their_own_request_with_any_basis_in_any_role(basis):
    alice, connie = make_someone("alice"), make_connector("connie", area())
    row = ask_for(alice, connie, scope=PAY)

    with pytest.raises(OwnRequest):
        see(row, connie, basis=basis)
    with pytest.raises(OwnRequest):
        see(row, Acting(login=connie.login, person=alice.person, on_paper=True), basis=basis)

    row.refresh_from_db()
    assert row.state == RepresentationState.ASKED


@pytest.mark.holds("fault:A1", "P4")
@pytest.mark.parametrize(
    "change",
    [
        "agreed_by_id = login_id",
        "told_by_id = login_id",
        "basis = 'own_word'",
        "paying_agreed_at = now()",
        "deciding_starts_at = now()",
        "deciding_starts_at = agreed_at + interval '71 hours', told_at = agreed_at",
        "kind = 'advocate'",
    ],
)
def test_the_database_refuses_what_takes_two_people_or_three_days(change):
    """As the app's own role, past every rule."""
    row = see(ask_for(make_someone("alice"), make_login("bob"), scope=PAY), make_connector())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_representation SET {change} WHERE id = %s", [row.pk])


@pytest.mark.holds("P4")
@pytest.mark.parametrize("whose", ["requested_by_id", "for_login_id"])
def test_the_database_refuses_a_second_person_who_is_the_first_or_gains_by_it(whose):
    see(ask_for(make_someone("alice"), make_login("bob"), scope=PAY), make_connector())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_staffapproval SET answered_by_id = {whose}")


def test_whoever_agrees_for_somebody_says_what_they_saw():
    row = ask_for(make_someone("alice"), make_login("bob"))

    with pytest.raises(NothingSeen):
        agree(row, make_connector(), basis=AuthorityBasis.NOMINATED_PERSON, seen_words=" ")


@pytest.mark.holds("fault:A3")
def test_own_word_is_written_only_by_the_person_s_own_hands():
    alice, connie = make_someone("alice"), make_connector("connie", area())
    row = ask_for(alice, make_login("bob"), scope=LOOK)

    agreed = see(row, connie, basis="")

    assert agreed.basis == AuthorityBasis.SEEN_BY_WORKER
    assert (agreed.agreed_by, agreed.seen_words) == (connie.login, SEEN)


@pytest.mark.holds("fault:A11")
def test_with_nothing_seen_it_is_agreed_as_looking_and_suggesting_and_both_read_so():
    alice, bob, connie = make_someone("alice"), make_login("bob"), make_connector("connie", area())
    row = ask_for(alice, bob, scope=PAY, limit_pence=2000)

    agreed = see(row, connie, basis="")

    assert (agreed.scope, agreed.limit_pence) == (SUGGEST, None)
    told = Message.objects.get(kind=PeopleMessage.REPRESENTATION_IN_FORCE)
    assert "bob may act for you until Saturday 1 January 2028: suggest." in told.text
    assert "connie agreed to it" in told.text
    assert not StaffApproval.objects.exists()


@pytest.mark.holds("P5")
@pytest.mark.parametrize("basis", [basis for basis in BASES if basis != AuthorityBasis.OWN_WORD])
def test_each_basis_covers_as_much_as_its_row_says(basis):
    row = ask_for(make_someone("alice"), make_login("bob"), scope=PAY)

    assert see(row, make_connector(), basis=basis).scope == BASES[basis].widest


@pytest.mark.holds("P5")
def test_every_basis_has_a_row():
    assert set(BASES) == set(AuthorityBasis)
    assert all(rule.needs for rule in BASES.values())


@pytest.mark.holds("P7", "M68")
def test_an_advocate_looks_and_suggests():
    alice, ada = make_someone("alice"), make_login("ada")

    with pytest.raises(TooWide):
        ask_for(alice, ada, kind=RepresentationKind.ADVOCATE, scope=DECIDE)

    assert ask_for(alice, ada, kind=RepresentationKind.ADVOCATE, scope=SUGGEST).pk


@pytest.mark.holds("P4", "P8")
@pytest.mark.parametrize("act", ["agrees", "tells", "is the second"])
def test_whoever_speaks_for_one_provider_with_the_asker_neither_agrees_tells_nor_is_the_second(act):
    alice, bob, connie = make_someone("alice"), make_login("bob"), make_connector("connie", area())
    provider = make_provider(bob)
    ProviderMember.objects.create(provider=provider, login=connie.login)
    row = ask_for(alice, bob, scope=PAY)
    if act != "agrees":
        row = see(row, make_connector("other", area()))

    with pytest.raises(PaidByAsker):
        match act:
            case "agrees":
                see(row, connie)
            case "tells":
                tell(row, connie)
            case _:
                tell(row, make_connector("third", area()))
                answer_approval(
                    approval_id=StaffApproval.objects.get().pk,
                    agrees=True,
                    seen_words=SEEN,
                    by=connie,
                    now=NOW,
                )


@pytest.mark.holds("P8")
def test_the_wait_never_falls_away_for_whoever_is_paid_to_support_the_person():
    alice = make_someone("alice")

    row = agree(ask_for(alice, make_login("bob"), is_paid=True), alice)

    assert (row.told_at, scope_in_force(row, now=NOW + timedelta(days=9))) == (None, SUGGEST)


@pytest.mark.holds("M144", "P5")
def test_of_those_who_hold_one_power_together_none_decides_alone():
    alice = make_someone("alice")
    row = agree(ask_for(alice, make_login("bob"), scope=PAY), alice)
    second_agrees(row)
    row.refresh_from_db()
    assert scope_in_force(row, now=NOW) == PAY

    row.held_jointly = uuid4()

    assert scope_in_force(row, now=NOW) == SUGGEST


# --- the wait (P1, P2) and the second person (P4)


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


def keep_told_lines() -> None:
    """As the sender does for somebody who is told everything face to face."""
    for message in Message.objects.filter(person_id__isnull=False, state="queued"):
        Message.objects.filter(pk=message.pk).update(state="on_sheet", channel="in_person")


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


# --- the number by which one asks (A4)


@pytest.mark.holds("fault:A4")
def test_a_reference_works_once_runs_out_and_is_not_for_whoever_made_it():
    alice, bob = make_someone("alice"), make_login("bob")
    connie = make_connector("connie", area())
    used = make_reference(by=alice, now=NOW).code
    ask_for(alice, bob, reference=used)
    on_paper = Acting(login=connie.login, person=alice.person, on_paper=True)
    old = make_reference(by=alice, now=NOW).code
    on_a_sheet = make_reference(by=on_paper, now=NOW).code

    for code, by, now in [
        (used, make_login("carla"), NOW),
        (old, make_login("dora"), NOW),
        (on_a_sheet, connie, NOW),
        (on_a_sheet, make_login("ella"), NOW + timedelta(days=14)),
        (str(alice.person_id), make_login("fay"), NOW),
    ]:
        with pytest.raises(NoSuchReference):
            ask_for(alice, by, reference=code, now=now)
    assert ask_for(alice, make_login("gina"), reference=on_a_sheet.lower()).pk


@pytest.mark.holds("fault:A4")
def test_nobody_makes_a_number_for_a_person_they_act_for():
    with pytest.raises(NotYours):
        make_reference(by=act_for(make_someone("alice")), now=NOW)


@pytest.mark.holds("P10")
def test_never_this_one_is_not_there_to_be_asked():
    alice, bob = make_someone("alice"), make_login("bob")
    refuse_for_good(login_id=bob.required_login.pk, by=alice, now=NOW)

    with pytest.raises(NoSuchReference):
        ask_for(alice, bob)


# --- ending it (P9, P10, P14, A10, A12)


@pytest.mark.holds("P10")
@pytest.mark.parametrize("how", ["no", "ended", "ran out"])
def test_asking_again_waits_thirty_days_in_the_same_words_however_it_ended(how):
    alice, bob = make_someone("alice"), make_login("bob")
    row = ask_for(alice, bob, ends_on=NOW.date())
    if how != "no":
        agree(row, alice)
    over_at = NOW
    if how == "ran out":
        over_at = NOW + timedelta(days=1)
        end_past_its_day(representation_id=row.pk, now=over_at)
    else:
        end(row, alice)

    with pytest.raises(AskAgainLater) as refusal:
        ask_for(alice, bob, now=over_at + timedelta(days=13))

    assert refusal.value.message == "This is not in force."
    later = NOW + timedelta(days=32)
    again = make_reference(by=alice, now=later).code
    assert ask_for(alice, bob, reference=again, now=later).pk


@pytest.mark.holds("P10", "fault:A10")
def test_the_person_hears_two_weeks_before_and_the_representative_only_then():
    alice, bob = make_someone("alice"), make_login("bob")
    set_clock(NOW)
    agree(ask_for(alice, bob, ends_on=NOW.date() + timedelta(days=14)), alice)
    ends = Message.objects.filter(kind=PeopleMessage.REPRESENTATION_ENDS)

    keep_authority_true.func()
    assert [message.person_id for message in ends] == [alice.person_id]
    ends.update(state="sent", sent_at=NOW)
    keep_authority_true.func()

    assert [message.login_id for message in ends.order_by("pk")] == [None, bob.login_id]


@pytest.mark.holds("fault:A10")
def test_past_its_last_day_it_is_over_and_reads_so():
    alice, bob = make_someone("alice"), make_login("bob")
    row = agree(ask_for(alice, bob), alice)
    Representation.objects.filter(pk=row.pk).update(
        starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2)
    )

    keep_authority_true.func()

    row.refresh_from_db()
    assert row.state == RepresentationState.ENDED


@pytest.mark.holds("fault:A12", "P14")
def test_whoever_is_ended_hears_and_confirms_nothing_more():
    alice, bob, connie = make_someone("alice"), make_login("bob"), make_connector("connie", area())
    told_in_person(alice, bob)
    row = agree(ask_for(alice, bob), alice)
    keep_told_lines()

    end(row, connie)

    plan = ContactPlan.objects.get(person_id=alice.person_id)
    assert (plan.through_login_id, plan.deputy_login_id) == (connie.login_id, None)
    assert next_visit_items(bob.required_login.pk) == []
    asked = Message.objects.get(kind=PeopleMessage.WHO_TELLS_NOW)
    assert asked.login_id == connie.login_id


@pytest.mark.holds("P9")
def test_whoever_asked_reads_nothing_of_why_and_nothing_at_all_if_the_person_says_so():
    alice, bob = make_someone("alice"), make_login("bob")
    to_bob = Message.objects.filter(login_id=bob.login_id, kind="representation_ended")

    end(agree(ask_for(alice, bob), alice), alice, is_end_told=False)
    assert not to_bob.exists()
    carla = make_login("carla")
    end(ask_for(alice, carla), alice)

    [told] = Message.objects.filter(login_id=carla.login_id, kind="representation_ended")
    assert told.text == "This is not in force. The connector can tell you more."


@pytest.mark.parametrize("act", [see, end])
def test_to_somebody_else_it_is_not_there(act):
    row = ask_for(make_someone("alice"), make_login("bob"))
    elsewhere = make_connector("connie", make_area("Eastsea", authority_code="E09999999"))

    for by in (make_someone("charlie"), elsewhere, Acting()):
        with pytest.raises(NotFound):
            act(row, by)

    row.refresh_from_db()
    assert row.state == RepresentationState.ASKED


@pytest.mark.holds("T12")
def test_what_has_ended_stays_ended_and_bites_at_the_next_request():
    alice, bob = make_someone("alice"), make_login("bob")
    row = agree(ask_for(alice, bob), alice)
    assert acting_as(login=bob.login, person_id=alice.person_id, on=NOW.date()).person

    end(row, alice)

    with pytest.raises(TransitionRefused):
        agree(row, alice)
    with pytest.raises(NotFound):
        acting_as(login=bob.login, person_id=alice.person_id, on=NOW.date())


@pytest.mark.holds("P1")
def test_what_waits_is_refused_in_words_that_say_what_is_there_now():
    alice, bob = make_someone("alice"), make_login("bob")
    row = see(ask_for(alice, bob), make_connector())
    by = Acting(login=bob.login, person=alice.person, representation=row)

    check_authority(by, SUGGEST, now=NOW)
    with pytest.raises(NotYours) as refusal:
        check_authority(by, DECIDE, now=NOW)

    assert refusal.value.message == (
        "You can suggest for alice. This needs somebody who can decide."
    )


@pytest.mark.holds("fault:A7", "P17")
def test_an_authority_is_seen_and_ended_where_it_was_agreed_wherever_the_person_lives():
    alice, connie = make_someone("alice"), make_connector("connie", area())
    row = see(ask_for(alice, make_login("bob")), connie)
    type(alice.person).objects.filter(pk=alice.person_id).update(area=None)

    assert representations_in_areas([area().pk]) == [row]
    assert end(row, connie).state == RepresentationState.ENDED


@pytest.mark.parametrize("count", [1, 3])
def test_each_list_of_them_takes_one_statement_with_the_names_of_both(
    count: int, django_assert_num_queries
):
    rita, ann = make_login("rita"), make_someone("ann")
    people = [make_someone(f"person-{number}") for number in range(count)]
    for person in people:
        ask_for(person, rita)
    for number in range(count):
        ask_for(ann, make_login(f"login-{number}"))

    for rows in (
        lambda: representations_of_login(rita.required_login.pk, now=NOW),
        lambda: representations_of_person(ann.required_person.pk, now=NOW),
    ):
        with django_assert_num_queries(1):
            names = {(row.login.name, row.person.preferred_name) for row in rows()}
        assert len(names) == count
    area_ids = [area().pk]
    with django_assert_num_queries(1):
        waiting = representations_to_agree(area_ids)
        names = {(row.login.name, row.person.preferred_name) for row in waiting}
    assert len(names) == 2 * count
