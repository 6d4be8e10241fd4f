from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.common.refusals import NotFound

from .acting import Acting
from .models import Login, Person, Representation, Role
from .states import RepresentationState, RoleKind


def roles_of(login_id: int) -> set[tuple[str, int]]:
    """The (kind, area id) pairs a login holds now."""
    return set(
        Role.objects.filter(login_id=login_id, ended_at__isnull=True).values_list("kind", "area_id")
    )


def live_representations(login_id: int, on) -> QuerySet[Representation]:
    """Whom this login may act for on a day, with the persons, in the order they were agreed."""
    return (
        Representation.objects.filter(
            login_id=login_id, state=RepresentationState.ACTIVE, starts_on__lte=on, ends_on__gte=on
        )
        .select_related("person", "person__area")
        .order_by("agreed_at")
    )


def acting_as(*, login: Login, person_id: UUID | None, on) -> Acting:
    """The Acting of a signed-in login: for itself, or for the person it chose.

    Authority is checked here at every request, so an ended one bites on the next (M144).
    """
    own = Person.objects.select_related("area").filter(login=login).first()
    if person_id is None or (own and own.pk == person_id):
        return Acting(login=login, person=own)
    grant = live_representations(login.pk, on).filter(person_id=person_id).first()
    if grant is None:
        raise NotFound(_("We cannot find that page."))
    return Acting(login=login, person=grant.person, representation=grant)


def login_address(login_id: int) -> str:
    return Login.objects.values_list("email", flat=True).get(pk=login_id)


def logins_with_role(kind: RoleKind, area_id: int) -> QuerySet[Login]:
    return Login.objects.filter(
        roles__kind=kind, roles__area_id=area_id, roles__ended_at__isnull=True, is_active=True
    ).order_by("pk")
