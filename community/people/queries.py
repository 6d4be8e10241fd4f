from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet
from knox.models import AuthToken

from community.common.refusals import or_not_found
from community.messaging.queries import contact_plan_of

from .acting import Acting
from .models import Login, Person, Representation, Role, SafeguardingConcern, StaffApproval
from .rules import check_any_role
from .states import (
    ApprovalState,
    AuthorityBasis,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)

PAPER_ENTRY_ROLES = frozenset({RoleKind.CONNECTOR, RoleKind.WORKER})
AUTHORITY_ROLES = (RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER, RoleKind.WORKER)
DAYS_SHOWN_AFTER_END = 30
SAFEGUARDING_ROLES = (RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY)


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


def acting_on_paper(*, login: Login, person: Person) -> Acting:
    """The Acting of a connector or worker who enters what a person put on a sheet of paper.

    Only for a person of an area where they hold that role; for anybody else there is nobody.
    """
    check_any_role(roles_of(login.pk), PAPER_ENTRY_ROLES, person.area_id)
    return Acting(login=login, person=person, on_paper=True)


def representations_of_person(person_id: UUID, *, now: datetime) -> list[Representation]:
    """Who acts for a person, or has asked to, or did until a month ago, the newest first."""
    return list(_with_both(_recent(Representation.objects.filter(person_id=person_id), now)))


def representation_of_person(representation_id: int, person_id: UUID) -> Representation:
    """One that is not over. For anybody else it is not there."""
    live = Representation.objects.exclude(state=RepresentationState.ENDED)
    return or_not_found(_with_both(live).filter(pk=representation_id, person_id=person_id).first())


def deciding_representatives(person_id: UUID) -> list[Representation]:
    """Who may decide for a person, or will once the wait is over, by name."""
    deciding = Representation.objects.filter(
        person_id=person_id,
        state=RepresentationState.ACTIVE,
        scope__gte=RepresentationScope.DECIDE,
    )
    return list(deciding.select_related("login").order_by("login__name", "pk"))


def representations_to_answer(person_id: UUID) -> list[Representation]:
    """Who has asked a person to act for them, and waits for their word, the newest first."""
    return list(
        _with_both(
            Representation.objects.filter(person_id=person_id, state=RepresentationState.ASKED)
        )
    )


def representations_of_login(login_id: int, *, now: datetime) -> list[Representation]:
    """Those a login asked for or holds, or held until a month ago, the newest first."""
    return list(_with_both(_recent(Representation.objects.filter(login_id=login_id), now)))


def name_known_to_login(person_id: UUID, *, login_id: int) -> str | None:
    """What somebody likes to be called, for a login that acts for them or once did."""
    agreed = Representation.objects.filter(
        login_id=login_id, person_id=person_id, agreed_at__isnull=False
    )
    return agreed.values_list("person__preferred_name", flat=True).first()


def _recent(representations: QuerySet[Representation], now: datetime) -> QuerySet[Representation]:
    since = now - timedelta(days=DAYS_SHOWN_AFTER_END)
    return representations.exclude(state=RepresentationState.ENDED, ended_at__lt=since)


def representations_to_agree(area_ids: list[int]) -> list[Representation]:
    """Asked for, about persons of these areas: for a connector or officer who has seen why."""
    return list(_with_both(_representations_to_agree(area_ids)).order_by("pk"))


def representation_to_agree(representation_id: int, area_ids: list[int]) -> Representation:
    """One of them. In another area it is not there."""
    representations = _with_both(_representations_to_agree(area_ids))
    return or_not_found(representations.filter(pk=representation_id).first())


def _representations_to_agree(area_ids: list[int]) -> QuerySet[Representation]:
    return Representation.objects.filter(
        state=RepresentationState.ASKED, person__area_id__in=area_ids
    )


def representations_in_areas(area_ids: list[int]) -> list[Representation]:
    """Those in force for persons of these areas, and those agreed in them, wherever the person
    lives by now (P17); whoever has still to be told first."""
    return list(
        _with_both(_representations_in(area_ids)).order_by(
            F("told_at").asc(nulls_first=True), "ends_on", "pk"
        )
    )


def representation_in_areas(representation_id: int, area_ids: list[int]) -> Representation:
    """One of them. In another area it is not there."""
    return or_not_found(
        _with_both(_representations_in(area_ids)).filter(pk=representation_id).first()
    )


def _representations_in(area_ids: list[int]) -> QuerySet[Representation]:
    here = Q(person__area_id__in=area_ids) | Q(agreed_in_id__in=area_ids)
    return Representation.objects.filter(here, state=RepresentationState.ACTIVE)


def last_end_for(login_id: int, person_id: UUID) -> datetime | None:
    """When the last authority of this login for this person was over, however it ended."""
    ended = Representation.objects.filter(
        login_id=login_id, person_id=person_id, state=RepresentationState.ENDED
    )
    return ended.aggregate(last=Max("ended_at"))["last"]


def untold_representations() -> list[Representation]:
    """Agreed, not yet told to the person by anybody, and of those whom a message can tell."""
    waiting = Representation.objects.filter(
        state=RepresentationState.ACTIVE, told_at__isnull=True, is_own_plain_word=False
    ).exclude(basis=AuthorityBasis.OWN_WORD)
    return list(waiting.select_related("login", "person").order_by("pk"))


def representation_ids_past_their_day(on: date) -> list[int]:
    """Agreed or asked for, and their last day is over."""
    over = Representation.objects.filter(ends_on__lt=on).exclude(state=RepresentationState.ENDED)
    return list(over.order_by("pk").values_list("pk", flat=True))


def representations_ending_by(day: date, *, on: date) -> list[Representation]:
    """In force today, their last day no later than `day`."""
    ending = Representation.objects.filter(
        state=RepresentationState.ACTIVE, ends_on__lte=day, ends_on__gte=on
    )
    return list(_with_both(ending).order_by("pk"))


def addresses_of_login(login: Login) -> list[str]:
    """Every address and number by which whoever has this login is reached."""
    person = Person.objects.filter(login=login).first()
    plan = contact_plan_of(person.pk) if person else None
    return [login.email, *([plan.address] if plan else [])]


def waiting_approvals(area_ids: list[int], login_id: int) -> list[StaffApproval]:
    """What a second person is asked to look at in these areas, the oldest first; not what this
    login asked for or gains by."""
    return list(_waiting_approvals(area_ids, login_id).order_by("requested_at", "pk"))


def waiting_approval(approval_id: int, area_ids: list[int], login_id: int) -> StaffApproval:
    """One of them. For anybody else it is not there."""
    approvals = _waiting_approvals(area_ids, login_id)
    return or_not_found(approvals.filter(pk=approval_id).first())


def _waiting_approvals(area_ids: list[int], login_id: int) -> QuerySet[StaffApproval]:
    is_own = Q(requested_by_id=login_id) | Q(for_login_id=login_id)
    own = StaffApproval.objects.filter(is_own)
    return (
        StaffApproval.objects.filter(area_id__in=area_ids, state=ApprovalState.WAITING)
        .exclude(pk__in=own.values("pk"))
        .select_related("person", "requested_by")
    )


def _with_both(representations: QuerySet[Representation]) -> QuerySet[Representation]:
    """With the persons and the logins of both sides, the newest first."""
    return representations.select_related("person", "login").order_by("-pk")


def in_person_contacts(person: Person) -> list[Login]:
    """Who might tell a person things face to face: whoever acts for them, their adviser, and the
    connectors and workers of their area."""
    represents = Q(
        representations__person=person, representations__state=RepresentationState.ACTIVE
    )
    works_there = Q(
        roles__area_id=person.area_id,
        roles__kind__in=PAPER_ENTRY_ROLES,
        roles__ended_at__isnull=True,
    )
    is_contact = represents | works_there | Q(advises=person)
    return list(Login.objects.filter(is_contact, is_active=True).distinct().order_by("name", "pk"))


def login_names(login_ids: Iterable[int]) -> dict[int, str]:
    """How each login is named beside its deeds."""
    return dict(Login.objects.filter(pk__in=login_ids).values_list("pk", "name"))


def preferred_names(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What each person is called, for whoever is to tell them something."""
    return dict(Person.objects.filter(pk__in=person_ids).values_list("pk", "preferred_name"))


def safeguarding_logins(area_id: int) -> list[int]:
    """The logins of an area's safeguarding lead and deputy."""
    return sorted(
        {login.pk for kind in SAFEGUARDING_ROLES for login in logins_with_role(kind, area_id)}
    )


def concerns_of_login(login_id: int | None) -> list[SafeguardingConcern]:
    """Every concern of the areas where a login is lead or deputy, unread first, oldest first."""
    return list(_concerns_of_login(login_id))


def concern_of_login(concern_id: int, login_id: int | None) -> SafeguardingConcern:
    """One of them. To everybody else it is not there."""
    return or_not_found(_concerns_of_login(login_id).filter(pk=concern_id).first())


def _concerns_of_login(login_id: int | None) -> QuerySet[SafeguardingConcern]:
    roles = roles_of(login_id)
    area_ids = {area_id for kind, area_id in roles if kind in SAFEGUARDING_ROLES}
    return (
        SafeguardingConcern.objects.filter(area_id__in=area_ids)
        .select_related("area", "read_by", "by_login")
        .order_by(F("read_at").asc(nulls_first=True), "written_at", "pk")
    )


def unread_concerns() -> list[tuple[int, datetime, str]]:
    """(id, written at, nation) of those that nobody has read, and that more were not told of."""
    waiting = SafeguardingConcern.objects.filter(read_at__isnull=True, escalated_at__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", "written_at", "area__nation"))
