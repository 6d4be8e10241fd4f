from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from knox.models import AuthToken

from community.common.refusals import NotFound

from .acting import Acting
from .models import Login, Person, Representation, Role, Worry
from .states import Help, RepresentationState, RoleKind

ENTERS_PAPER = frozenset({RoleKind.CONNECTOR, RoleKind.WORKER})
READS_WORRIES = (RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY)


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


def keys_of(login_id: int) -> QuerySet[AuthToken]:
    """The keys with which a login's programs sign in, the newest first. No key itself is kept."""
    return AuthToken.objects.filter(user_id=login_id).order_by("-created", "token_key")


def login_address(login_id: int) -> str:
    return Login.objects.values_list("email", flat=True).get(pk=login_id)


def logins_with_role(kind: RoleKind, area_id: int) -> QuerySet[Login]:
    return Login.objects.filter(
        roles__kind=kind, roles__area_id=area_id, roles__ended_at__isnull=True, is_active=True
    ).order_by("pk")


def acting_on_paper(*, login: Login, person: Person) -> Acting:
    """The Acting of a connector or worker who enters what a person put on a sheet of paper.

    Only for a person of an area where they hold that role; for anybody else there is nobody.
    """
    held = roles_of(login.pk)
    if not any((kind, person.area_id) in held for kind in ENTERS_PAPER):
        raise NotFound(_("We cannot find that page."))
    return Acting(login=login, person=person, on_paper=True)


def helps_in_words(helps: list[str]) -> list[str]:
    """What helps a person, as they would say it: known codes become words, own words stay."""
    return [str(Help(each).label) if each in Help.values else each for each in helps]


def representations_of(person_id: UUID) -> QuerySet[Representation]:
    """Who acts for a person, or has asked to, the newest first."""
    return (
        Representation.objects.filter(person_id=person_id)
        .exclude(state=RepresentationState.ENDED)
        .select_related("login")
        .order_by("-pk")
    )


def asked_representations(login_id: int) -> QuerySet[Representation]:
    """Those a login asked for or holds, ended ones left out, with the persons."""
    return (
        Representation.objects.filter(login_id=login_id)
        .exclude(state=RepresentationState.ENDED)
        .select_related("person")
        .order_by("-pk")
    )


def waiting_representations(area_ids: list[int]) -> QuerySet[Representation]:
    """Asked for, about persons of these areas: for a connector or officer who has seen why."""
    return (
        Representation.objects.filter(state=RepresentationState.ASKED, person__area_id__in=area_ids)
        .select_related("person", "login")
        .order_by("pk")
    )


def waiting_representation(representation_id: int, area_ids: list[int]) -> Representation:
    """One of them. In another area it is not there."""
    grant = waiting_representations(area_ids).filter(pk=representation_id).first()
    if grant is None:
        raise NotFound(_("We cannot find that page."))
    return grant


def who_could_tell(person: Person) -> list[Login]:
    """Who might tell a person things face to face: whoever acts for them, their adviser, and the
    connectors and workers of their area."""
    acts = Q(representations__person=person, representations__state=RepresentationState.ACTIVE)
    works = Q(
        roles__area_id=person.area_id, roles__kind__in=ENTERS_PAPER, roles__ended_at__isnull=True
    )
    wanted = acts | works | Q(advises=person)
    return list(Login.objects.filter(wanted, is_active=True).distinct().order_by("name", "pk"))


def names_of_logins(login_ids) -> dict[int, str]:
    """How each login is named beside its deeds."""
    return dict(Login.objects.filter(pk__in=login_ids).values_list("pk", "name"))


def called_by_id(person_ids) -> dict[UUID, str]:
    """What each person is called, for whoever is to tell them something."""
    return dict(Person.objects.filter(pk__in=person_ids).values_list("pk", "called"))


def who_reads_worries(area_id: int) -> list[int]:
    """The logins of an area's safeguarding lead and deputy."""
    return sorted({login.pk for kind in READS_WORRIES for login in logins_with_role(kind, area_id)})


def worries_for(login_id: int | None) -> QuerySet[Worry]:
    """Every worry of the areas where a login is lead or deputy, unread first, oldest first."""
    held = roles_of(login_id) if login_id else set()
    areas = {area_id for kind, area_id in held if kind in READS_WORRIES}
    return (
        Worry.objects.filter(area_id__in=areas)
        .select_related("area", "read_by", "by_login")
        .order_by(F("read_at").asc(nulls_first=True), "written_at", "pk")
    )


def worry_for(worry_id: int, login_id: int | None) -> Worry:
    """One of them. To everybody else it is not there."""
    worry = worries_for(login_id).filter(pk=worry_id).first()
    if worry is None:
        raise NotFound(_("We cannot find that page."))
    return worry


def unread_worries() -> list[tuple[int, datetime]]:
    """(id, written at) of those that nobody has read and no alarm was raised for."""
    waiting = Worry.objects.filter(read_at__isnull=True, alarmed_at__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", "written_at"))
