"""Acting for somebody: by whose word it begins and ends, and what is written of it."""

from datetime import date

import pytest

from community.audit.models import AuditEntry
from community.common.lifecycle import TransitionRefused
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.representations import (
    agree_to_representation,
    end_representation,
    request_representation,
)
from community.people.message_kinds import PeopleMessage
from community.people.models import Representation
from community.people.queries import (
    acting_as,
    representations_of_login,
    representations_of_person,
    representations_to_agree,
)
from community.people.rules import AlreadyRequested, NeedsABasis
from community.people.states import AuthorityBasis, RepresentationScope, RepresentationState
from tests.factories.places import make_area
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone

pytestmark = pytest.mark.django_db


def request(person: Acting, by: Acting) -> Representation:
    return request_representation(
        person_id=person.person_id,
        kind="supporter",
        scope=RepresentationScope.DECIDE,
        ends_on=date(2028, 1, 1),
        by=by,
        now=NOW,
    )


def agree(row: Representation, by: Acting, **facts) -> Representation:
    return agree_to_representation(representation_id=row.pk, by=by, now=NOW, **facts)


def end(row: Representation, by: Acting) -> Representation:
    return end_representation(representation_id=row.pk, by=by, now=NOW)


def deeds_about(row: Representation) -> list[tuple]:
    return list(
        AuditEntry.objects.filter(about=f"representation:{row.pk}")
        .order_by("pk")
        .values_list("deed", "login_id", "for_person")
    )


def test_it_is_requested_agreed_by_the_person_and_ended_with_a_line_each():
    alice, bob = make_someone("alice"), make_login("bob")

    row = request(alice, bob)
    agreed = agree(row, alice)
    ended = end(row, bob)

    assert (agreed.basis, agreed.agreed_by) == (AuthorityBasis.OWN_WORD, alice.login)
    assert (ended.state, ended.ended_at) == (RepresentationState.ENDED, NOW)
    assert deeds_about(row) == [
        ("request_representation", bob.login_id, alice.person_id),
        ("agree_to_representation", alice.login_id, alice.person_id),
        ("end_representation", bob.login_id, alice.person_id),
    ]
    assert list(Message.objects.order_by("pk").values_list("kind", flat=True)) == [
        PeopleMessage.REPRESENTATION_REQUESTED,
        PeopleMessage.REPRESENTATION_AGREED,
    ]


@pytest.mark.holds("M144", "I10")
def test_it_is_asked_for_once():
    alice, bob = make_someone("alice"), make_login("bob")
    request(alice, bob)

    with pytest.raises(AlreadyRequested):
        request(alice, bob)

    assert Representation.objects.count() == 1


def test_a_connector_of_the_area_needs_a_basis_that_they_have_seen():
    alice, bob, connie = make_someone("alice"), make_login("bob"), make_connector("connie", area())
    row = request(alice, bob)

    with pytest.raises(NeedsABasis):
        agree(row, connie)
    agreed = agree(row, connie, basis=AuthorityBasis.ATTORNEY)

    assert (agreed.state, agreed.basis) == (RepresentationState.ACTIVE, AuthorityBasis.ATTORNEY)


@pytest.mark.parametrize("act", [agree, end])
def test_to_somebody_else_it_is_not_there(act):
    row = request(make_someone("alice"), make_login("bob"))
    elsewhere = make_connector("connie", make_area("Eastsea", authority_code="E09999999"))

    for by in (make_someone("charlie"), elsewhere, Acting()):
        with pytest.raises(NotFound):
            act(row, by)

    row.refresh_from_db()
    assert row.state == RepresentationState.ASKED


@pytest.mark.holds("T12")
def test_what_has_ended_stays_ended_and_bites_at_the_next_request():
    alice, bob = make_someone("alice"), make_login("bob")
    row = agree(request(alice, bob), alice)
    assert acting_as(login=bob.login, person_id=alice.person_id, on=NOW.date()).person

    end(row, alice)

    with pytest.raises(TransitionRefused):
        agree(row, alice)
    with pytest.raises(NotFound):
        acting_as(login=bob.login, person_id=alice.person_id, on=NOW.date())


@pytest.mark.parametrize("count", [1, 3])
def test_each_list_of_them_takes_one_statement_with_the_names_of_both(
    count: int, django_assert_num_queries
):
    rita, ann = make_login("rita"), make_someone("ann")
    people = [make_someone(f"person-{number}") for number in range(count)]
    for person in people:
        request(person, rita)
    for number in range(count):
        request(ann, make_login(f"login-{number}"))

    for rows in (
        lambda: representations_of_login(rita.required_login.pk),
        lambda: representations_of_person(ann.required_person.pk),
    ):
        with django_assert_num_queries(1):
            names = {(row.login.name, row.person.preferred_name) for row in rows()}
        assert len(names) == count
    area_ids = [area().pk]
    with django_assert_num_queries(1):
        waiting = representations_to_agree(area_ids)
        names = {(row.login.name, row.person.preferred_name) for row in waiting}
    assert len(names) == 2 * count
