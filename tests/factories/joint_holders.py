"""Who holds a power, alone or two together, as its paper says; with a second worker's yes."""

from community.people.acting import Acting
from community.people.actions.representations import agree_to_representation, record_person_told
from community.people.models.representations import Representation
from community.people.rules.representations import WAIT_BEFORE_DECIDING
from community.people.states import AuthorityBasis, RepresentationScope
from tests.factories.representations import ask_for, second_agrees
from tests.factories.supply import NOW, area, make_connector, make_login

AGREED_AT = NOW - 2 * WAIT_BEFORE_DECIDING


def two_attorneys(
    person: Acting, *, basis: AuthorityBasis = AuthorityBasis.ATTORNEY_PROPERTY
) -> tuple[Acting, Acting]:
    """Bob and Charlie, property power to pay: each was told of, and a second worker agreed."""
    worker = make_connector("who-read-the-paper", area())
    bob = _holder(person, "bob", worker, basis)
    charlie = _holder(person, "charlie", worker, basis, jointly_with=bob.pk)
    return _acting(bob), _acting(charlie)


def one_attorney(person: Acting, basis: AuthorityBasis) -> Acting:
    """Bob, with a power of this kind that he holds alone, to pay."""
    return _acting(_holder(person, "bob", make_connector("who-read-the-paper", area()), basis))


def _holder(person, name, worker, basis, jointly_with=None) -> Representation:
    row = ask_for(
        person,
        make_login(name),
        scope=RepresentationScope.PAY,
        now=AGREED_AT,
    )
    row = agree_to_representation(
        representation_id=row.pk,
        basis=basis,
        seen_words="The registered power.",
        jointly_with=jointly_with,
        by=worker,
        now=AGREED_AT,
    )
    if row.scope == RepresentationScope.PAY:
        second_agrees(row)
    record_person_told(
        representation_id=row.pk,
        told_on=AGREED_AT.date(),
        with_words="alone with her",
        by=worker,
        now=AGREED_AT,
    )
    Representation.objects.filter(pk=row.pk).update(
        told_at=AGREED_AT, deciding_starts_at=AGREED_AT + WAIT_BEFORE_DECIDING
    )
    return row


def _acting(row: Representation) -> Acting:
    row = Representation.objects.select_related("person", "login").get(pk=row.pk)
    return Acting(login=row.login, person=row.person, representation=row)
