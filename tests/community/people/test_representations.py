"""Acting for somebody: by whose word it begins, and what is written of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.approvals import answer_approval
from community.people.bases import BASES
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StaffApproval
from community.people.models.representations import Representation
from community.people.queries.representations import (
    representations_of_login,
    representations_of_person,
    representations_to_agree,
)
from community.people.rules.authority import scope_in_force
from community.people.rules.representations import (
    AlreadyRequested,
    NothingSeen,
    OwnRequest,
    PaidByAsker,
    TooWide,
)
from community.people.states import (
    AuthorityBasis,
    RepresentationKind,
    RepresentationState,
)
from providers.models.supply import ProviderMember
from tests.factories.places import make_area
from tests.factories.representations import ask_for, second_agrees
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_login,
    make_provider,
    make_someone,
)

from .agreeing import DECIDE, LOOK, PAY, SEEN, SUGGEST, agree, deeds_about, end, see, tell

pytestmark = pytest.mark.django_db


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
    assert "Bob may act for you until Saturday 1 January 2028: suggest." in told.text
    assert "Connie agreed to it" in told.text
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


@pytest.mark.parametrize("act", [see, end])
def test_to_somebody_else_it_is_not_there(act):
    row = ask_for(make_someone("alice"), make_login("bob"))
    elsewhere = make_connector("connie", make_area("Eastsea", authority_code="E09999999"))

    for by in (make_someone("charlie"), elsewhere, Acting()):
        with pytest.raises(NotFound):
            act(row, by)

    row.refresh_from_db()
    assert row.state == RepresentationState.ASKED


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
