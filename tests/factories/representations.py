"""Somebody who acts for somebody else, as far as they were given leave."""

from datetime import date

from community.people.acting import Acting
from community.people.actions.approvals import answer_approval
from community.people.actions.references import make_reference
from community.people.actions.representations import agree_to_representation, request_representation
from community.people.models.approvals import StaffApproval
from community.people.models.logins import Role
from community.people.models.representations import Representation
from community.people.states import RepresentationKind, RepresentationScope, RoleKind
from tests.factories.how_put import HOW_PUT
from tests.factories.supply import NOW, area, make_login


def ask_for(person: Acting, by: Acting, **facts) -> Representation:
    """A request by a number that the person gave."""
    usual = {
        "kind": RepresentationKind.SUPPORTER,
        "scope": RepresentationScope.DECIDE,
        "ends_on": date(2028, 1, 1),
        "by": by,
        "now": NOW,
    }
    given = usual | facts
    if "reference" not in given:
        given["reference"] = make_reference(by=person, now=given["now"]).code
    return request_representation(**given)


def act_for(
    person: Acting,
    name: str = "rita",
    scope: RepresentationScope = RepresentationScope.DECIDE,
    limit_pence: int | None = None,
) -> Acting:
    """A representative whose authority the person agreed to themselves, in force since then: to
    pay, with a second person's yes."""
    login = make_login(name)
    representation = ask_for(person, login, scope=scope, limit_pence=limit_pence)
    agree_to_representation(representation_id=representation.pk, by=person, now=NOW)
    if scope == RepresentationScope.PAY:
        second_agrees(representation)
    representation = Representation.objects.select_related("person").get(pk=representation.pk)
    return Acting(login=login.login, person=representation.person, representation=representation)


def second_agrees(representation: Representation) -> None:
    """An officer who spoke with the person today agrees that they may pay."""
    officer = make_login(f"second-{representation.pk}")
    Role.objects.create(
        login=officer.login, kind=RoleKind.COUNCIL_OFFICER, area=area(), started_at=NOW
    )
    approval = StaffApproval.objects.get(about=f"representation:{representation.pk}")
    answer_approval(
        approval_id=approval.pk,
        agrees=True,
        seen_words="Their own word, at their table.",
        told_on=NOW.date(),
        how_put=HOW_PUT,
        by=officer,
        now=NOW,
    )
