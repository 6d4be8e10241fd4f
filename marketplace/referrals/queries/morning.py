"""What a connector reads first in the morning, least supported first (M136).

No name stands here, and nothing is counted, narrowed or sorted by who works here (P82).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from community.common.clock import today
from community.messaging.models import ContactPlan
from community.messaging.queries.contact_plans import IS_IN_OURS
from community.messaging.states import TOLD_BY_SOMEBODY, Channel
from community.people.models.representations import Representation
from community.people.states import RepresentationState
from groups.models.posted_sheets import PostedSheet
from groups.queries.posted_sheets import sheets_to_post
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.states import ReferralState
from providers.models.visit_requests import VisitRequest
from providers.queries.nearly_full import NearlyFull, nearly_full_in
from providers.rules.visit_answers import ANSWERABLE

MAX_ROWS = 50
REACHED_FROM_AFAR = (Channel.EMAIL, Channel.TEXT, Channel.POST)


class AskingKind(StrEnum):
    VISIT = "visit"  # they asked themselves, or whoever acts for them
    REFERRAL = "referral"


@dataclass(frozen=True)
class WaitsForAnswer:
    """One asking that a place has not answered."""

    kind: AskingKind
    pk: int
    title: str
    place: str
    since: datetime

    @property
    def is_visit(self) -> bool:
        return self.kind == AskingKind.VISIT


@dataclass(frozen=True)
class Morning:
    waits: list[WaitsForAnswer]
    nearly_full: list[NearlyFull]
    to_post: list[PostedSheet]
    has_more: bool = False


def morning_of(login_id: int, area_ids: Collection[int], *, now: datetime) -> Morning:
    """Four statements, however many wait."""
    waits = [*_visits(area_ids, now), *_referrals(area_ids)]
    first = [each for _key, each in sorted(waits, key=lambda row: row[0])]
    return Morning(
        first[:MAX_ROWS],
        nearly_full_in(area_ids, on=today(now)),
        sheets_to_post(login_id),
        has_more=len(first) > MAX_ROWS,
    )


type SupportKey = tuple[bool, bool, datetime, str, int]


def _least_supported_first[Row: (VisitRequest, Referral)](
    rows: QuerySet[Row], person: str, since: str
) -> QuerySet[Row]:
    """Who comes on their own (P74), then who can be reached neither by post nor by phone nor by
    mail, then who has waited longest. Of whoever is not known here neither is known."""
    plans = ContactPlan.objects.filter(person_id=OuterRef(person))
    through_somebody = Q(channel__in=TOLD_BY_SOMEBODY) | ~IS_IN_OURS
    represented = Representation.objects.filter(
        person_id=OuterRef(person), state=RepresentationState.ACTIVE
    )
    return rows.annotate(
        is_supported=Q(Exists(represented)) & ~Q(Exists(plans.filter(through_somebody))),
        is_reached=Exists(plans.filter(channel__in=REACHED_FROM_AFAR)),
    ).order_by("is_supported", "is_reached", since, "pk")[: MAX_ROWS + 1]


def _visits(area_ids: Collection[int], now: datetime) -> list[tuple[SupportKey, WaitsForAnswer]]:
    waiting = VisitRequest.objects.filter(
        Q(session=None) | Q(session__starts_at__gt=now),
        state__in=ANSWERABLE,
        listing__provider__area_id__in=area_ids,
    ).select_related("listing__provider")
    return [
        _row(visit, AskingKind.VISIT, visit.listing.title, visit.listing.provider.name)
        for visit in _least_supported_first(
            waiting.annotate(since=F("asked_at")), "person_id", "since"
        )
    ]


def _referrals(area_ids: Collection[int]) -> list[tuple[SupportKey, WaitsForAnswer]]:
    waiting = (
        Referral.objects.filter(state=ReferralState.REQUESTED, area_id__in=area_ids)
        .annotate(
            whose=Coalesce("agreement__consent__person_id", "agreement__decision__person_id"),
            since=F("sent_at"),
        )
        .select_related("listing__provider", "group")
    )
    return [
        _row(
            referral,
            AskingKind.REFERRAL,
            referral.target_title,
            referral.listing.provider.name if referral.listing else "",
        )
        for referral in _least_supported_first(waiting, "whose", "since")
    ]


def _row(
    asking: VisitRequest | Referral, kind: AskingKind, title: str, place: str
) -> tuple[SupportKey, WaitsForAnswer]:
    facts = vars(asking)
    key = (facts["is_supported"], facts["is_reached"], facts["since"], kind.value, asking.pk)
    return key, WaitsForAnswer(kind, asking.pk, title, place, facts["since"])
