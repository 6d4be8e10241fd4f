"""May this listing be shown, what must it say, and has it places?

A listing here is anything with these fields of one: rules read no database.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from community.common.refusals import Refused
from providers.states import HOMES, AttendingAccess, Engager, Openness, PriceKind

from .prices import check_pay_floor

NEARLY_FULL_PLACES = 2  # places left
PLAIN_FIELDS = frozenset(
    {
        "title",
        "what_happens",
        "kinds",
        "when_words",
        "how_many_words",
        "place_words",
        "getting_there_words",
        "price_kind",
        "price_words",
        "grant_until",
        "after_grant_words",
        "companion_words",
        "engager",
        "is_hands_on",
        "hourly_pay_pence",
        "places_left",
        "full_until",
        "website",
        "is_place_private",
        "venue_kind",
        "attending_access",
        "ask_first_words",
        "who_meets_words",
    }
)


class ListingPaused(Refused):
    code = "listing_paused"


class ListingFacts(Protocol):
    """What rules and sentences read of a listing; its model says what each field holds."""

    title: str
    what_happens: str
    when_words: str
    venue_kind: str
    is_place_private: bool
    attending_access: str
    ask_first_words: str
    latitude: float | None
    price_kind: str
    price_words: str
    prices: Mapping[str, int]
    grant_until: date | None
    after_grant_words: str
    suits: Mapping[str, Mapping[str, Any]]
    quality: Mapping[str, Mapping[str, Any]]
    is_hands_on: bool
    is_example: bool
    hourly_pay_pence: int | None
    engager: str
    places_left: int | None
    full_until: date | None
    reopens_on: date | None
    feed: str


class PlacesFacts(Protocol):
    """What says how open a listing is."""

    @property
    def attending_access(self) -> str: ...
    @property
    def places_left(self) -> int | None: ...
    @property
    def full_until(self) -> date | None: ...
    @property
    def reopens_on(self) -> date | None: ...
    @property
    def feed(self) -> str: ...


class NotReady(Refused):
    """Something that people need to know has not been said yet; `field` is where to say it."""

    code = "listing_not_ready"


def check_can_be_shown(
    listing: ListingFacts, *, floor_pence: int, area_words: str, on: date
) -> None:
    """Everything a person needs before going: what, when, where, the price, and fair pay."""
    if not listing.title.strip():
        raise NotReady(_("Say what it is called."), field="title")
    if not listing.what_happens.strip():
        raise NotReady(_("Say what happens, in a few sentences."), field="what_happens")
    if not listing.when_words.strip():
        raise NotReady(_("Say when it happens."), field="when_words")
    if listing.latitude is None:
        raise NotReady(_("Say where it happens: the postcode."), field="postcode")
    check_ask_first_says_why(listing)
    check_price_is_given(listing, on=on)
    if listing.is_hands_on:
        check_hands_on(listing, floor_pence=floor_pence, area_words=area_words)


def check_venue_is_said(venue_kind: str) -> None:
    """Asked once, of whoever shows it: a home is never shown by its place (P101)."""
    if not venue_kind:
        raise NotReady(
            _("Say where it happens: in a public place, or at a home."),
            next_step=_("A home is shown only by its part of town."),
            field="venue_kind",
        )


def check_attending_access(listing: ListingFacts) -> None:
    """Asked once, of whoever shows it: its button says it; and nobody just comes to a place that
    they are not told (P107)."""
    if listing.attending_access == AttendingAccess.NOT_KNOWN:
        raise NotReady(
            _("Say how people come: just come, say so first, or ask first."),
            next_step=_("Where there is room for whoever comes, let them just come."),
            field="attending_access",
        )
    if attending_access_of_listing(listing) == AttendingAccess.NOT_KNOWN:
        raise NotReady(
            _("Nobody can just come where the place is kept back."),
            next_step=_("Choose “say you are coming” or “ask first”, and tell them where."),
            field="attending_access",
        )


def check_ask_first_says_why(listing: ListingFacts) -> None:
    """It is for what is one-to-one, at a home, or has a real limit (P107)."""
    is_ask_first = listing.attending_access == AttendingAccess.ASK_FIRST
    if is_ask_first and not listing.ask_first_words.strip():
        raise NotReady(
            _("Say in a line why people ask first."),
            next_step=_("Like “there are only four chairs”. Or let people just come."),
            field="ask_first_words",
        )


def first_missing_answer(
    listing: ListingFacts, *, floor_pence: int, area_words: str, on: date
) -> Refused | None:
    """The first thing that would be refused if it were shown now, to say before it is tried."""
    try:
        check_venue_is_said(listing.venue_kind)
        check_attending_access(listing)
        check_can_be_shown(listing, floor_pence=floor_pence, area_words=area_words, on=on)
    except Refused as refusal:
        return refusal
    return None


def check_price_is_given(listing: ListingFacts, *, on: date) -> None:
    if listing.price_kind == PriceKind.ON_THE_DAY and not (listing.prices or listing.price_words):
        raise NotReady(_("Say what people pay on the day."), field="price_for_one")
    if listing.price_kind == PriceKind.BY_GROUP and not listing.prices:
        raise NotReady(_("Give a price for at least one size of group."), field="price_for_one")
    if listing.price_kind == PriceKind.GRANT:
        check_grant(listing.grant_until, listing.after_grant_words, on=on)


def check_grant(until: date | None, after_words: str, *, on: date) -> None:
    """A grant ends: what happens after is said from the first day (M06)."""
    if until is None:
        raise NotReady(_("Say until when the grant pays."), field="grant_until")
    if until < on:
        raise NotReady(
            _("That day has passed. Enter the day the grant runs until."), field="grant_until"
        )
    if not after_words.strip():
        raise NotReady(_("Say what happens after the grant ends."), field="after_grant_words")


def check_hands_on(listing: ListingFacts, *, floor_pence: int, area_words: str) -> None:
    """Hands-on help says what the helper is paid, never below the area's floor (M21), and who
    the employer would be (M25)."""
    if listing.hourly_pay_pence is None:
        raise NotReady(_("Say what the helper is paid an hour."), field="hourly_pay_pence")
    check_pay_floor(listing.hourly_pay_pence, floor_pence, area_words)
    _check_price_explained(listing, listing.hourly_pay_pence)
    if listing.engager == Engager.NOT_KNOWN:
        raise NotReady(_("Say who employs the helper."), field="engager")


def _check_price_explained(listing: ListingFacts, hourly_pay_pence: int) -> None:
    """A price below an hour's pay may be right, for half an hour or where somebody else pays the
    rest: then it says so (M21)."""
    lowest_pence = min(listing.prices.values(), default=None)
    if lowest_pence is not None and lowest_pence < hourly_pay_pence and not listing.price_words:
        raise NotReady(
            _("The price %(price)s is less than the helper is paid an hour. Say why, in a line.")
            % {"price": format_pounds(lowest_pence)},
            next_step=_("Like “for half an hour”, or who pays the rest. Or ask a higher price."),
            field="price_words",
        )


def engager_of_listing(listing: ListingFacts) -> Engager:
    """As people are told. Where nobody is helped by hand, whoever runs it was not asked, and nobody
    becomes an employer by going there; a row of a directory says nothing of either (fault I13)."""
    engager = Engager(listing.engager)
    is_answered_by_itself = not listing.is_hands_on and not listing.feed
    if is_answered_by_itself and engager in (Engager.NOT_KNOWN, Engager.PROVIDER):
        return Engager.NOBODY
    return engager


def attending_access_of_listing(listing: ListingFacts) -> AttendingAccess:
    """As people are told."""
    return access_where(listing.attending_access, is_place_private=listing.is_place_private)


def access_where(attending_access: str, *, is_place_private: bool) -> AttendingAccess:
    """A place may be kept back later, by what else is there: then nobody can just come."""
    if attending_access == AttendingAccess.JUST_COME and is_place_private:
        return AttendingAccess.NOT_KNOWN
    return AttendingAccess(attending_access)


def is_open_to_everybody(listing: ListingFacts) -> bool:
    """Is it an ordinary place, as far as is said: at no home, nobody helped by hand, and not for
    one person at a time (P108)? Anything closer waits for the full check."""
    if listing.is_hands_on or listing.is_place_private or listing.venue_kind in HOMES:
        return False
    return listing.attending_access != AttendingAccess.ASK_FIRST


def openness_of_listing(listing: PlacesFacts, *, on: date) -> Openness:
    """How open it is on a day. Whoever published it has places unless they say otherwise; of what
    came from a directory nobody has said."""
    if is_said_to_be_full(listing, on=on) or is_closed_by_units(listing, on=on):
        return Openness.FULL
    if listing.places_left is not None and listing.places_left <= NEARLY_FULL_PLACES:
        return Openness.NEARLY_FULL
    if listing.feed and listing.places_left is None:
        return Openness.NOT_KNOWN
    return Openness.OPEN


def is_said_to_be_full(listing: PlacesFacts, *, on: date) -> bool:
    """By whoever runs it, in as many words."""
    until = listing.full_until
    return listing.places_left == 0 or (until is not None and on <= until)


def is_closed_by_units(listing: PlacesFacts, *, on: date) -> bool:
    """Its provider's units are taken until a day (M18)."""
    asks_first = listing.attending_access == AttendingAccess.ASK_FIRST
    return asks_first and listing.reopens_on is not None and on < listing.reopens_on


def check_not_paused(title: str, *, is_paused: bool) -> None:
    if is_paused:
        raise ListingPaused(
            _("“%(listing)s” is paused for now.") % {"listing": title},
            next_step=_("Look for something like it near there, or come back another day."),
        )
