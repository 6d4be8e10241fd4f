"""Who a login is, and for whom it acts."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from knox.models import AuthToken

from community.common.refusals import or_not_found
from community.messaging.queries.contact_plans import contact_plan_of
from community.people.acting import Acting
from community.people.models.logins import Login, Role
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.rules.authority import check_any_role
from community.people.states import (
    RepresentationState,
    RoleKind,
)

PAPER_ENTRY_ROLES = frozenset({RoleKind.CONNECTOR, RoleKind.WORKER})


def roles_of(login_id: int | None) -> set[tuple[str, int]]:
    """The (kind, area id) pairs a login holds now."""
    if login_id is None:
        return set()
    live = Role.objects.filter(login_id=login_id, ended_at__isnull=True)
    return set(live.values_list("kind", "area_id"))


def live_representations(login_id: int, on: date) -> list[Representation]:
    """Whom this login may act for on a day, with the persons, in the order they were agreed."""
    return list(_live_representations(login_id, on))


def _live_representations(login_id: int, on: date) -> QuerySet[Representation]:
    return (
        Representation.objects.filter(
            login_id=login_id, state=RepresentationState.ACTIVE, starts_on__lte=on, ends_on__gte=on
        )
        .select_related("person", "person__area")
        .order_by("agreed_at", "pk")
    )


def acting_as(*, login: Login, person_id: UUID | None, on: date) -> Acting:
    """The Acting of a signed-in login: for itself, or for the person it chose.

    Authority is checked here at every request, so an ended one bites on the next (M144).
    """
    own = Person.objects.select_related("area").filter(login=login).first()
    if person_id is None or (own and own.pk == person_id):
        return Acting(login=login, person=own)
    representation = or_not_found(
        _live_representations(login.pk, on).filter(person_id=person_id).first()
    )
    return Acting(login=login, person=representation.person, representation=representation)


def api_keys_of_login(login_id: int) -> list[AuthToken]:
    """The keys with which a login's programs sign in, the newest first. No key itself is kept."""
    return list(AuthToken.objects.filter(user_id=login_id).order_by("-created", "token_key"))


def logins_with_role(kind: RoleKind, area_id: int) -> QuerySet[Login]:
    return Login.objects.filter(
        roles__kind=kind, roles__area_id=area_id, roles__ended_at__isnull=True, is_active=True
    ).order_by("pk")


def kinds_that_enter_paper(area_id: int | None) -> set[str]:
    """Of those who enter paper, the kinds that somebody works as there."""
    if area_id is None:
        return set()
    roles = Role.objects.filter(
        area_id=area_id,
        kind__in=PAPER_ENTRY_ROLES,
        ended_at__isnull=True,
        login__is_active=True,
    )
    return set(roles.values_list("kind", flat=True))


def has_connector(area_id: int | None) -> bool:
    """Whether one works there now: nobody is promised who is not there (fault F11)."""
    return area_id is not None and logins_with_role(RoleKind.CONNECTOR, area_id).exists()


def acting_on_paper(*, login: Login, person: Person) -> Acting:
    """The Acting of a connector or worker who enters what a person put on a sheet of paper.

    Only for a person of an area where they hold that role; for anybody else there is nobody.
    """
    check_any_role(roles_of(login.pk), PAPER_ENTRY_ROLES, person.area_id)
    return Acting(login=login, person=person, on_paper=True)


def addresses_of_login(login: Login) -> list[str]:
    """Every address and number by which whoever has this login is reached."""
    person = Person.objects.filter(login=login).first()
    plan = contact_plan_of(person.pk) if person else None
    return [login.email, *([plan.address] if plan else [])]


def logins_about(person_ids: Collection[UUID]) -> set[int]:
    """Their own logins, and those that act for one of them now."""
    own = Person.objects.filter(pk__in=person_ids, login__isnull=False)
    acting = Representation.objects.filter(
        person_id__in=person_ids, state=RepresentationState.ACTIVE
    )
    return {*own.values_list("login_id", flat=True), *acting.values_list("login_id", flat=True)}
