"""Somebody who acts for somebody else, as far as they were given leave."""

from datetime import date

from community.people.acting import Acting
from community.people.actions.representations import agree_to_representation, request_representation
from community.people.models import Representation
from community.people.states import RepresentationKind, RepresentationScope
from tests.factories.supply import NOW, make_login


def act_for(
    person: Acting,
    name: str = "rita",
    scope: RepresentationScope = RepresentationScope.DECIDE,
    limit_pence: int | None = None,
) -> Acting:
    """A representative whose authority the person agreed to themselves."""
    login = make_login(name)
    representation = request_representation(
        person_id=person.required_person.pk,
        kind=RepresentationKind.SUPPORTER,
        scope=scope,
        limit_pence=limit_pence,
        ends_on=date(2028, 1, 1),
        by=login,
        now=NOW,
    )
    agree_to_representation(representation_id=representation.pk, by=person, now=NOW)
    representation = Representation.objects.select_related("person").get(pk=representation.pk)
    return Acting(login=login.login, person=representation.person, representation=representation)
