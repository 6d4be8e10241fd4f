"""What groups want: whole to their members, without a name to providers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from community.common.refusals import NotFound, or_not_found
from community.places.queries import distance_km
from providers.models.supply import Listing, Provider, ProviderMember
from providers.queries.supply import vetted_providers
from providers.states import ListingState

from ..models import Brief, Member
from ..states import BriefState, MemberState, OfferState
from .members import membership

REACH_KM = 25
# Degrees that hold REACH_KM anywhere in the United Kingdom: a first sieve, refined by distance.
REACH_LATITUDE, REACH_LONGITUDE = 0.25, 0.5


@dataclass(frozen=True)
class BriefForProvider:
    """All of a brief that a provider is shown: what is wanted, about where, about how many.

    Never the group's name, nor anybody's in it, nor how anybody pays.
    """

    id: int
    what: str
    when_words: str
    where_words: str
    who_must_be_able: str
    good_looks_like: str
    points: tuple[str, ...]
    people_about: int | None
    outward_code: str
    area_name: str
    answers_by: date
    is_answering: bool
    is_about_my_listing: bool

    @classmethod
    def of(cls, brief: Brief, provider_ids: set[int], on: date) -> "BriefForProvider":
        return cls(
            id=brief.pk,
            what=brief.what,
            when_words=brief.when_words,
            where_words=brief.where_words,
            who_must_be_able=brief.who_must_be_able,
            good_looks_like=brief.good_looks_like,
            points=tuple(brief.points),
            people_about=brief.people_about,
            outward_code=brief.group.outward_code,
            area_name=brief.group.area.name,
            answers_by=brief.answers_by,
            is_answering=brief.state == BriefState.ASKING and on <= brief.answers_by,
            is_about_my_listing=bool(brief.listing and brief.listing.provider_id in provider_ids),
        )


def brief_for_member(brief_id: int, by) -> Brief:
    """A brief of a group that `by` is in, with `offers_standing` counted."""
    return brief_and_member(brief_id, by)[0]


def brief_and_member(brief_id: int, by) -> tuple[Brief, Member]:
    """The same, with the membership by which it may be seen."""
    brief = or_not_found(
        Brief.objects.select_related("group__area", "listing")
        .annotate(offers_standing=Count("offers", filter=~Q(offers__state=OfferState.WITHDRAWN)))
        .filter(pk=brief_id)
        .first()
    )
    return brief, membership(brief.group_id, by)


def briefs_of(group_id: int, by) -> QuerySet[Brief]:
    """A group's briefs for its members, the newest first."""
    membership(group_id, by)
    return Brief.objects.filter(group_id=group_id).order_by("-created_at", "-pk")


def briefs_of_person(person_id) -> QuerySet[Brief]:
    """The living briefs of every group a person is in, with the group."""
    return (
        Brief.objects.filter(
            group__members__person_id=person_id, group__members__state=MemberState.IN
        )
        .exclude(state=BriefState.CLOSED)
        .select_related("group")
        .order_by("-created_at", "-pk")
    )


def briefs_near(login_id: int, on: date) -> list[BriefForProvider]:
    """What groups within reach of this login's vetted providers ask for, soonest day first."""
    providers = list(_vetted_of(login_id, on))
    asking = (
        Brief.objects.filter(state=BriefState.ASKING, answers_by__gte=on)
        .select_related("group__area", "listing")
        .order_by("answers_by", "pk")
    )
    ids = {provider.pk for provider in providers}
    listings = _shown_by(ids)
    areas = {provider.area_id for provider in providers}
    return [
        BriefForProvider.of(brief, ids, on)
        for brief in asking
        if _reaches(brief, ids, areas, listings)
    ]


def brief_for_provider(brief_id: int, login_id: int | None, on: date) -> BriefForProvider:
    """One brief, for a vetted provider within reach, or one that has answered it."""
    brief = (
        Brief.objects.select_related("group__area", "listing")
        .filter(pk=brief_id, asked_at__isnull=False)
        .first()
    )
    if brief is None or login_id is None:
        raise NotFound("")
    providers = list(_vetted_of(login_id, on))
    ids = {provider.pk for provider in providers}
    areas = {provider.area_id for provider in providers}
    answered = brief.offers.filter(provider__members__login_id=login_id).exists()
    if not (answered or _reaches(brief, ids, areas, _shown_by(ids))):
        raise NotFound("")
    return BriefForProvider.of(brief, ids, on)


def logins_within_reach(brief: Brief, on: date) -> list[int]:
    """Whoever speaks for a vetted provider of the brief's area, or with a listing near it."""
    group = brief.group
    near = Listing.objects.filter(
        state=ListingState.SHOWN,
        latitude__range=(group.latitude - REACH_LATITUDE, group.latitude + REACH_LATITUDE),
        longitude__range=(group.longitude - REACH_LONGITUDE, group.longitude + REACH_LONGITUDE),
    )
    within = {
        listing.provider_id
        for listing in near.only("provider_id", "latitude", "longitude")
        if distance_km(group, listing) <= REACH_KM
    }
    if brief.listing:
        within.add(brief.listing.provider_id)
    reached = vetted_providers(on).filter(Q(area_id=group.area_id) | Q(pk__in=within))
    voices = ProviderMember.objects.filter(provider__in=reached)
    return sorted(set(voices.values_list("login_id", flat=True)))


def briefs_to_close(on: date) -> list[int]:
    """Briefs whose day for answers has passed and that still say they are waiting."""
    late = Brief.objects.filter(state=BriefState.ASKING, answers_by__lt=on)
    return list(late.order_by("answers_by", "pk").values_list("pk", flat=True))


def _vetted_of(login_id: int, on: date) -> QuerySet[Provider]:
    return vetted_providers(on).filter(members__login_id=login_id)


def _shown_by(provider_ids: set[int]) -> list[Listing]:
    shown = Listing.objects.filter(
        provider_id__in=provider_ids, state=ListingState.SHOWN, latitude__isnull=False
    )
    return list(shown.only("latitude", "longitude"))


def _reaches(brief: Brief, provider_ids, area_ids, listings) -> bool:
    return bool(provider_ids) and (
        brief.group.area_id in area_ids
        or (brief.listing is not None and brief.listing.provider_id in provider_ids)
        or any(distance_km(brief.group, listing) <= REACH_KM for listing in listings)
    )
