"""Who acts for whom, and what waits."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.bases import JOINT_BASES
from community.people.models.approvals import StaffApproval
from community.people.models.representations import Representation
from community.people.states import (
    AuthorityBasis,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)

AUTHORITY_ROLES = (RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER, RoleKind.WORKER)


DAYS_SHOWN_AFTER_END = 30


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


def representations_to_end(by: Acting) -> list[Representation]:
    """All that ends where somebody leaves everything: by which others act for them, or have asked
    to, and, by their own login, by which they act for others."""
    own = Q(person=by.required_person)
    if not by.is_by_other_hands:
        own |= Q(login=by.login)
    live = Representation.objects.exclude(state=RepresentationState.ENDED)
    return list(_with_both(live).filter(own).order_by("pk"))


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


def holders_besides(representation: Representation) -> list[Representation]:
    """Who else may decide for the same person by a power that two can hold together, by name."""
    others = Representation.objects.filter(
        person_id=representation.person_id,
        state=RepresentationState.ACTIVE,
        basis__in=JOINT_BASES,
    ).exclude(login_id=representation.login_id)
    return list(others.select_related("login").order_by("login__name", "pk"))


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


def representation_to_pay(approval: StaffApproval) -> Representation | None:
    """The authority that a second person is asked about, where it is one."""
    kind, _colon, number = approval.about.partition(":")
    if kind != "representation":
        return None
    return _with_both(Representation.objects.filter(pk=int(number))).first()


def _with_both(representations: QuerySet[Representation]) -> QuerySet[Representation]:
    """With the persons and the logins of both sides, the newest first."""
    return representations.select_related("person", "login").order_by("-pk")


def has_representative(person_id: UUID) -> bool:
    """Is somebody recorded, and agreed, who acts for this person?"""
    agreed = Representation.objects.filter(state=RepresentationState.ACTIVE)
    return agreed.filter(person_id=person_id).exists()
