"""Providers, who speaks for them, their listings, and which of them have been vetted."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from community.common import clock
from community.common.narrowing import lookups_with_values
from community.common.refusals import or_not_found
from community.common.shared_words import Words
from community.people.models.logins import Login
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from providers.models.supply import Check, Listing, Provider, ProviderMember
from providers.queries.directories import SourceCredit
from providers.rules import vetting
from providers.rules.listings import (
    PLAIN_FIELDS,
    access_where,
    check_not_paused,
    is_open_to_everybody,
    openness_of_listing,
)
from providers.states import AttendingAccess, CheckKind, ListingState, Openness, PriceKind
from providers.wording.places import places_text

GRANT_TOLD_BEFORE = timedelta(days=30)


def provider_members(provider_id: int) -> list[Login]:
    """The logins that speak for a provider, who began it first."""
    members = Login.objects.filter(provider_memberships__provider_id=provider_id)
    return list(members.order_by("provider_memberships__pk"))


def ids_spoken_for(provider_ids: Collection[int]) -> set[int]:
    """Those of these providers that somebody speaks for here."""
    members = ProviderMember.objects.filter(provider_id__in=provider_ids)
    return set(members.values_list("provider_id", flat=True))


def is_provider_member(provider_id: int, login_id: int | None) -> bool:
    """Does this login speak for the provider? Nobody does who has not signed in."""
    if login_id is None:
        return False
    return ProviderMember.objects.filter(provider_id=provider_id, login_id=login_id).exists()


def login_ids_of_providers(providers: QuerySet[Provider]) -> list[int]:
    """Of everybody who speaks for one of them, each once."""
    members = ProviderMember.objects.filter(provider__in=providers)
    return sorted(set(members.values_list("login_id", flat=True)))


def provider_ids_of_login(login_id: int) -> list[int]:
    """The ids of the providers that a login speaks for, in their order."""
    members = ProviderMember.objects.filter(login_id=login_id)
    return list(members.order_by("provider_id").values_list("provider_id", flat=True))


def providers_of_login(login_id: int) -> list[Provider]:
    """The providers a login speaks for, with how many listings each shows (`shown`)."""
    shown = Count("listings", filter=Q(listings__state=ListingState.SHOWN), distinct=True)
    return list(
        Provider.objects.filter(members__login_id=login_id)
        .select_related("area")
        .annotate(shown=shown)
        .order_by("name", "pk")
    )


def provider_of_login(provider_id: int, *, login_id: int | None) -> Provider:
    """A provider this login speaks for. Any other is not there."""
    provider = None
    if login_id is not None:
        own = ProviderMember.objects.filter(provider=OuterRef("pk"), login_id=login_id)
        providers = Provider.objects.filter(Exists(own), pk=provider_id)
        provider = providers.select_related("area").first()
    return or_not_found(provider)


def listings_of_login(login_id: int, *, state: str = "", price_kind: str = "") -> list[Listing]:
    """The listings of the providers a login speaks for, newest change first; narrowed to a state
    or a kind of price where one is named."""
    asked_for = lookups_with_values(state=state, price_kind=price_kind)
    return list(_listings_of_login(login_id).filter(**asked_for))


def listings_of_provider(provider_id: int, *, login_id: int) -> list[Listing]:
    """Those of one provider that this login speaks for."""
    return list(_listings_of_login(login_id).filter(provider_id=provider_id))


def listing_of_login(listing_id: int, *, login_id: int | None) -> Listing:
    """A listing of a provider this login speaks for. Any other is not there."""
    return or_not_found(
        _listings_of_login(login_id).filter(pk=listing_id).first() if login_id is not None else None
    )


def _listings_of_login(login_id: int) -> QuerySet[Listing]:
    return (
        Listing.objects.filter(provider__members__login_id=login_id)
        .select_related("provider", "provider__area")
        .order_by("-changed_at", "-pk")
    )


def public_listing(listing_id: int) -> Listing:
    """A listing that anybody may read, with its provider and area. One that is paused says so."""
    public = Listing.objects.filter(state__in=[ListingState.SHOWN, ListingState.PAUSED])
    listing = or_not_found(
        public.filter(pk=listing_id).select_related("provider", "provider__area").first()
    )
    check_not_paused(listing.title, is_paused=listing.state == ListingState.PAUSED)
    return listing


def titles_of_public_listings(listing_ids: Collection[int]) -> dict[int, str]:
    """Of those that are shown, in the order that was asked for."""
    shown = Listing.objects.filter(pk__in=listing_ids, state=ListingState.SHOWN)
    titles = dict(shown.values_list("pk", "title"))
    return {pk: titles[pk] for pk in listing_ids if pk in titles}


def paused_listing(listing_id: int) -> Listing:
    return or_not_found(Listing.objects.filter(pk=listing_id, state=ListingState.PAUSED).first())


def listings_out_of_date(on: date) -> list[int]:
    """The ids of listings whose grant, or whose full time, ended before this day and which still
    say so."""
    has_ended = Q(price_kind=PriceKind.GRANT, grant_until__lt=on) | Q(full_until__lt=on)
    return list(Listing.objects.filter(has_ended).order_by("pk").values_list("pk", flat=True))


def listings_with_grant_ending(on: date) -> list[int]:
    """The ids of those that are shown or paused and whose grant ends within 30 days (M06)."""
    listings = Listing.objects.filter(
        state__in=[ListingState.SHOWN, ListingState.PAUSED],
        price_kind=PriceKind.GRANT,
        grant_until__gte=on,
        grant_until__lte=on + GRANT_TOLD_BEFORE,
    )
    return list(listings.order_by("pk").values_list("pk", flat=True))


def live_checks(on: date) -> QuerySet[Check]:
    """Checks that have been seen and have not run out."""
    return Check.objects.filter(seen_on__lte=on).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    )


def _with_entries(on: date) -> QuerySet[Check]:
    """With where each body is looked up."""
    return live_checks(on).select_related("register_entry")


def checks_of_provider(provider_id: int, on: date) -> list[Check]:
    """The live ones, with where a body is looked up."""
    return list(_with_entries(on).filter(provider=provider_id).order_by("kind", "pk"))


def live_check_kinds(provider_id: int, on: date) -> set[str]:
    """Which kinds of check of a provider are live."""
    return set(live_checks(on).filter(provider_id=provider_id).values_list("kind", flat=True))


def is_vetted(provider_id: int, on: date, *, hands_on: bool = False, at_home: bool = False) -> bool:
    """Has a connector recorded identity and insurance, both live (M143), or a public register and
    its own word (P109)?"""
    kinds = live_check_kinds(provider_id, on)
    return vetting.is_vetted(kinds, hands_on=hands_on, at_home=at_home)


@dataclass(frozen=True)
class WhoChecked:
    """Of a listing: does a council's directory say it, and nobody who runs it looks after it here;
    and has a connector seen who runs it, their insurance, and what help this close needs? Its words
    are whoever runs it's own either way. And how one comes to it, which is as little known by what
    finds it. `places_words`: how open it is today, to the day where it is full (M92)."""

    is_from_directory: bool
    is_checked: bool
    attending_access: AttendingAccess
    places_words: str
    is_full: bool
    credit: SourceCredit | None = None


@dataclass(frozen=True)
class ListedPlaces:
    """What says how open a listing is, as read from its row."""

    attending_access: str
    places_left: int | None
    full_until: date | None
    reopens_on: date | None
    feed: str


# Written as SQL because every page of results asks it: the same by querysets takes a tenth of one.
WHO_CHECKED = """
SELECT listing.id,
    listing.feed <> '' AND NOT EXISTS (
        SELECT FROM providers_providermember AS member
        WHERE member.provider_id = listing.provider_id
    ),
    listing.is_hands_on,
    listing.attending_access, listing.is_place_private,
    listing.places_left, listing.full_until, listing.reopens_on, listing.feed, today,
    source.name, source.licence_name, source.licence_url,
    ARRAY(
        SELECT kind FROM providers_check AS seen
        WHERE seen.provider_id = listing.provider_id AND seen_on <= today
            AND (valid_until IS NULL OR valid_until >= today)
    )
FROM providers_listing AS listing
LEFT JOIN providers_directorysource AS source ON source.feed = listing.feed,
    (SELECT (app_now() AT TIME ZONE %(zone)s)::date AS today) AS clock
WHERE listing.id = ANY(%(ids)s)
"""


def who_checked_listings(listing_ids: Collection[int]) -> dict[int, WhoChecked]:
    """By listing, as of today, in one statement. None for none."""
    if not listing_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(WHO_CHECKED, {"ids": list(listing_ids), "zone": clock.LONDON.key})
        return {pk: _who_checked(*facts) for pk, *facts in cursor.fetchall()}


def _who_checked(
    is_from_directory: bool,
    is_hands_on: bool,
    access: str,
    is_private: bool,
    places_left: int | None,
    full_until: date | None,
    reopens_on: date | None,
    feed: str,
    today: date,
    credit_name: str | None,
    licence_name: str,
    licence_url: str,
    live: Iterable[str],
) -> WhoChecked:
    places = ListedPlaces(access, places_left, full_until, reopens_on, feed)
    return WhoChecked(
        is_from_directory,
        vetting.is_vetted(set(live), hands_on=is_hands_on, at_home=is_private),
        access_where(access, is_place_private=is_private),
        places_text(places, on=today),
        openness_of_listing(places, on=today) == Openness.FULL,
        SourceCredit(credit_name, licence_name, licence_url) if credit_name else None,
    )


def ids_open_to_everybody(listing_ids: Iterable[int]) -> set[int]:
    """Those of these listings that are ordinary places, in one statement (P108)."""
    listings = Listing.objects.filter(pk__in=list(listing_ids)).only(
        "is_hands_on", "is_place_private", "venue_kind", "attending_access"
    )
    return {listing.pk for listing in listings if is_open_to_everybody(listing)}


def vetted_providers(on: date) -> QuerySet[Provider]:
    """Every provider that a name may pass to, for what is not close."""
    checks = live_checks(on).filter(provider=OuterRef("pk"))
    has_papers = Q()
    for kind in sorted(vetting.CHECKS_ALWAYS):
        has_papers &= Q(Exists(checks.filter(kind=kind)))
    on_register = Exists(checks.filter(kind=CheckKind.PUBLIC_REGISTER))
    return Provider.objects.filter(has_papers | Q(on_register))


def vetted_providers_of_login(login_id: int, on: date) -> list[Provider]:
    """Those of them that a login speaks for."""
    return list(vetted_providers(on).filter(members__login_id=login_id).order_by("pk"))


@dataclass(frozen=True)
class VettingSummary:
    """A provider in a connector's area: the checks that are live, and what is still to see."""

    provider: Provider
    checks: list[Check]
    to_see: list[CheckKind]

    @property
    def is_vetted(self) -> bool:
        return not self.to_see

    @property
    def is_by_register(self) -> bool:
        """For what is close their papers are still to be seen."""
        kinds = {check.kind for check in self.checks}
        return self.is_vetted and not kinds >= vetting.CHECKS_ALWAYS


def providers_to_vet(area_ids: Collection[int], on: date) -> list[VettingSummary]:
    """The providers in these areas that somebody speaks for, those still to be vetted first."""
    providers = list(
        Provider.objects.filter(area_id__in=area_ids, members__isnull=False)
        .distinct()
        .order_by("name", "pk")
    )
    checks = defaultdict(list)
    for check in _with_entries(on).filter(provider__in=providers).order_by("seen_on", "pk"):
        checks[check.provider_id].append(check)
    rows = [_vetting_summary(provider, checks[provider.pk]) for provider in providers]
    return sorted(rows, key=lambda row: row.is_vetted)


def provider_to_vet(provider_id: int, on: date, *, login_id: int) -> VettingSummary:
    """One provider, for a connector of its own area only."""
    provider = or_not_found(Provider.objects.select_related("area").filter(pk=provider_id).first())
    check_role(roles_of(login_id), RoleKind.CONNECTOR, provider.area_id)
    checks = _with_entries(on).filter(provider=provider).order_by("seen_on", "pk")
    return _vetting_summary(provider, list(checks))


def _vetting_summary(provider: Provider, checks: list[Check]) -> VettingSummary:
    kinds = {check.kind for check in checks}
    missing = set() if vetting.is_vetted(kinds) else vetting.CHECKS_ALWAYS - kinds
    return VettingSummary(provider, checks, [kind for kind in CheckKind if kind in missing])


def words_of_listing(listing: Listing) -> Words:
    """What those who speak for its provider write, by the names of their answers."""
    answered = ("postcode", "phone", "prices", "suits", "quality", "first_visit")
    words = {name: getattr(listing, name) for name in (*PLAIN_FIELDS, *answered)}
    return words | {"price_steps": listing.prices}
