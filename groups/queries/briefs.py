"""What groups want: whole to their members, without a name to providers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from community.common.clock import today
from community.common.narrowing import lookups_with_values
from community.common.refusals import NotFound, or_not_found
from community.moderation.queries.items import reach_of_words, with_words
from community.moderation.rules.contacts import hold_back_contacts
from community.moderation.states import ModerationState, WordsReach
from community.people.acting import Acting
from community.places.queries import distance_km
from groups.models.briefs import Brief
from groups.models.members import Member
from groups.models.offers import Offer
from groups.queries.brief_words import FREE_WORDS
from groups.queries.members import asking_member
from groups.states import CURRENT_STATES, BriefState, OfferState
from providers.models.supply import Listing, Provider
from providers.queries.supply import (
    login_ids_of_providers,
    vetted_providers,
    vetted_providers_of_login,
)
from providers.states import ListingState

REACH_KM = 25
# Degrees that hold REACH_KM anywhere in the United Kingdom: a first sieve, refined by distance.
REACH_LATITUDE, REACH_LONGITUDE = 0.25, 0.5


@dataclass(frozen=True)
class BriefForProvider:
    """All of a brief that a provider is shown: what is wanted, about where, about how many.

    Never the group's name, nor anybody's in it, nor how anybody pays. Its free words stay empty
    until they reach checked providers.
    """

    id: int
    words_state: str
    what: str
    when_words: str
    where_words: str
    who_must_be_able: str
    good_looks_like: str
    requirements: tuple[str, ...]
    people_about: int | None
    money_in_hand: str
    outward_code: str
    area_name: str
    answers_by: date
    is_answering: bool
    is_about_my_listing: bool
    is_for_one: bool

    @classmethod
    def of(cls, brief: Any, provider_ids: Collection[int], now: datetime) -> "BriefForProvider":
        reach = reach_of_words(brief, nation=brief.group.area.nation, now=now)
        words = {
            name: "" if reach == WordsReach.NOBODY else hold_back_contacts(getattr(brief, name))
            for name in FREE_WORDS
        }
        if brief.group.is_solo and brief.listing and not words["what"]:
            words["what"] = brief.listing.title  # their own words, which wait for nobody
        return cls(
            id=brief.pk,
            words_state=brief.words_state or ModerationState.WAITING,
            **words,
            requirements=tuple(brief.requirements),
            people_about=brief.people_about,
            money_in_hand=brief.money_in_hand,
            outward_code=brief.group.outward_code,
            area_name=brief.group.area.name,
            answers_by=brief.answers_by,
            is_answering=brief.state == BriefState.ASKING and today(now) <= brief.answers_by,
            is_about_my_listing=bool(brief.listing and brief.listing.provider_id in provider_ids),
            is_for_one=brief.group.is_solo,
        )


@dataclass(frozen=True)
class ListingLocation:
    latitude: float
    longitude: float


def brief_for_member(brief_id: int, by: Acting) -> Brief:
    """A brief of a group that `by` is in, with its `live_offers` counted."""
    return brief_and_member(brief_id, by)[0]


def brief_and_member(brief_id: int, by: Acting) -> tuple[Brief, Member]:
    """The same, with the membership by which it may be seen."""
    brief = or_not_found(
        with_words(Brief.objects.select_related("group__area", "listing"), "brief")
        .annotate(live_offers=Count("offers", filter=~Q(offers__state=OfferState.WITHDRAWN)))
        .filter(pk=brief_id)
        .first()
    )
    return brief, asking_member(brief.group_id, by)


def lock_brief(brief_id: int, by: Acting) -> Brief:
    """A brief of a group that `by` is in, held until the transaction ends."""
    brief = or_not_found(Brief.objects.select_for_update(no_key=True).filter(pk=brief_id).first())
    asking_member(brief.group_id, by)
    return brief


def briefs_of_group(me: Member) -> list[Brief]:
    """A group's briefs for one of its members, the newest first."""
    return list(Brief.objects.filter(group_id=me.group_id).order_by("-created_at", "-pk"))


def briefs_of_person(
    person_id: UUID, *, state: str = "", group_id: int | None = None
) -> list[Brief]:
    """The living briefs of every group a person is in, with the group; narrowed to a state or to
    one group where it is named."""
    return list(
        Brief.objects.filter(
            group__members__person_id=person_id,
            group__members__state__in=CURRENT_STATES,
            group__is_solo=False,
        )
        .filter(**lookups_with_values(state=state, group_id=group_id))
        .exclude(state=BriefState.CLOSED)
        .select_related("group")
        .order_by("-created_at", "-pk")
    )


def briefs_near(login_id: int, now: datetime) -> list[BriefForProvider]:
    """What groups within reach of this login's vetted providers ask for, soonest day first."""
    providers = vetted_providers_of_login(login_id, today(now))
    provider_ids = {provider.pk for provider in providers}
    briefs = (
        _briefs_about(providers)
        .filter(Q(is_theirs=True) | Q(has_listing_near=True))
        .filter(state=BriefState.ASKING, answers_by__gte=today(now))
        .order_by("answers_by", "pk")
    )
    return [BriefForProvider.of(brief, provider_ids, now) for brief in briefs if _is_reached(brief)]


def brief_for_provider(brief_id: int, login_id: int | None, now: datetime) -> BriefForProvider:
    """One brief, for a vetted provider within reach while it is asking. After that it is there
    for whoever answered it, and for no other."""
    brief, provider_ids = _brief_within_reach(brief_id, login_id, today(now))
    detail = BriefForProvider.of(brief, provider_ids, now)
    if not (detail.is_answering or brief.is_answered):
        raise NotFound("")
    return detail


def check_within_reach(brief_id: int, login_id: int | None, on: date) -> None:
    """Only who may read a brief while it is asking may answer it: by an answer it is read."""
    _brief_within_reach(brief_id, login_id, on)


def _brief_within_reach(brief_id: int, login_id: int | None, on: date) -> tuple[Any, set[int]]:
    """The brief, and which providers of this login are vetted."""
    if login_id is None:
        raise NotFound("")
    providers = vetted_providers_of_login(login_id, on)
    answers = Offer.objects.filter(brief=OuterRef("pk"), provider__members__login_id=login_id)
    brief = or_not_found(
        _briefs_about(providers)
        .annotate(is_answered=Exists(answers))
        .filter(Q(is_answered=True) | Q(is_theirs=True) | Q(has_listing_near=True))
        .filter(pk=brief_id, published_at__isnull=False)
        .first()
    )
    if not (brief.is_answered or _is_reached(brief)):
        raise NotFound("")
    return brief, {provider.pk for provider in providers}


def logins_within_reach(brief: Brief, on: date) -> list[int]:
    """Whoever speaks for a vetted provider of the brief's area, or with a listing near it; of who
    arranges it alone, for the one that runs what they asked for."""
    group = brief.group
    if group.is_solo:
        return login_ids_of_providers(vetted_providers(on).filter(listings=brief.listing_id))
    near = _listings_in_box(group.latitude, group.longitude)
    provider_ids = {
        listing.provider_id
        for listing in near.only("provider_id", "latitude", "longitude")
        if distance_km(group, listing) <= REACH_KM
    }
    if brief.listing:
        provider_ids.add(brief.listing.provider_id)
    return login_ids_of_providers(
        vetted_providers(on).filter(Q(area_id=group.area_id) | Q(pk__in=provider_ids))
    )


def briefs_to_close(on: date) -> list[int]:
    """Briefs whose day for answers has passed and that still say they are waiting."""
    overdue = Brief.objects.filter(state=BriefState.ASKING, answers_by__lt=on)
    return list(overdue.order_by("answers_by", "pk").values_list("pk", flat=True))


def _briefs_about(providers: Collection[Provider]) -> "QuerySet[Any]":
    """Briefs that say how near they are to these: `is_theirs`, in an area of theirs or about a
    listing of theirs (what one arranges alone is only that); `has_listing_near`, in the box around
    the group; and `near`, where those listings are, to be measured."""
    provider_ids = {provider.pk for provider in providers}
    area_ids = {provider.area_id for provider in providers}
    listings = _listings_in_box(OuterRef("group__latitude"), OuterRef("group__longitude")).filter(
        provider_id__in=provider_ids
    )
    location = JSONObject(latitude=F("latitude"), longitude=F("longitude"))
    briefs = with_words(Brief.objects.select_related("group__area", "listing"), "brief")
    return briefs.annotate(
        is_theirs=Q(listing__provider_id__in=provider_ids)
        | Q(group__area_id__in=area_ids, group__is_solo=False),
        has_listing_near=Q(Exists(listings), group__is_solo=False),
        near=ArraySubquery(listings.values_list(location)),
    )


def _listings_in_box(latitude: Any, longitude: Any) -> QuerySet[Listing]:
    """What is shown about REACH_KM from somewhere: the box that holds the circle."""
    return Listing.objects.filter(
        state=ListingState.SHOWN,
        latitude__range=(latitude - REACH_LATITUDE, latitude + REACH_LATITUDE),
        longitude__range=(longitude - REACH_LONGITUDE, longitude + REACH_LONGITUDE),
    )


def _is_reached(brief: Any) -> bool:
    """Only what the box leaves is measured."""
    return brief.is_theirs or any(
        distance_km(brief.group, ListingLocation(**location)) <= REACH_KM for location in brief.near
    )
