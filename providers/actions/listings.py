"""Writing a listing in sittings, showing it, pausing it, taking it down."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from community.common.changes import values_of
from community.common.clock import today
from community.common.shared_words import check_began_from
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from community.places.queries import find_location
from providers.actions.private_places import (
    asks_for_privacy,
    forget_place,
    hide_place_in_about,
    is_at_place_kept_back,
    keep_place_back,
    keys_to_mark,
    mark_place,
)
from providers.actions.provider_access import (
    acting_for_provider,
    lock_listing,
    lock_own_listing,
)
from providers.actions.search_index import index_listing, unindex_listing
from providers.actions.transitions import transition_listing
from providers.deeds import ProviderDeed
from providers.models.supply import Listing
from providers.queries.supply import words_of_listing
from providers.rules.first_visits import merge_first_visit
from providers.rules.imported_parts import parts_changed
from providers.rules.listing_prices import is_grant_running
from providers.rules.listings import (
    PLAIN_FIELDS,
    check_attending_access,
    check_can_be_shown,
    check_venue_is_said,
)
from providers.rules.prices import check_ladder, ladder_from_steps
from providers.rules.published_phones import check_published_phone
from providers.states import LISTING, FactSource, ImportedPart, ListingState, PriceKind, SuitFact
from providers.wording.facts import dated_answer, merge_answers


@transaction.atomic
def start_listing(*, provider_id: int, by: Acting, now: datetime, **answers: Any) -> Listing:
    """Begin a listing. It is kept from the first word and shown to nobody (M120)."""
    acting = acting_for_provider(by, provider_id)
    listing = Listing(provider_id=provider_id, created_at=now, changed_at=now)
    # Whatever is made up is made up in an area of its own; each price there says so.
    listing.is_example = listing.provider.area.is_example
    _set_fields(listing, answers, on=today(now))
    keys = _keep_place_back_if_asked(listing)
    listing.save()
    mark_place(listing, keys)
    record_deed(by=acting, deed=ProviderDeed.START_LISTING, about=f"listing:{listing.pk}", now=now)
    return listing


@transaction.atomic
def save_listing(
    *, listing_id: int, began_from: str | None = None, by: Acting, now: datetime, **answers: Any
) -> Listing:
    """Keep what is answered so far; whatever is not among `answers` stays as it was.

    `answers` holds plain fields, `postcode`, `prices` ({people: pence in all}) or `price_steps`
    ([(from, to, pence in all)]), and `suits` and `quality` ({fact: answer}). What is shown
    already must still say all it has to.
    """
    listing, acting = lock_own_listing(listing_id, by)
    check_began_from(began_from, words_of_listing(listing), written=answers)
    before = values_of(listing)
    _set_fields(listing, answers, on=today(now))
    _note_changed_here(listing, *parts_changed(before, values_of(listing)))
    keys = _keep_place_back_if_asked(listing)
    if values_of(listing) == before:
        return listing
    if listing.state == ListingState.SHOWN:
        _keep_back_with_others(listing, on=today(now))
    listing.changed_at = now
    if listing.state == ListingState.SHOWN:
        if "venue_kind" in answers:
            check_venue_is_said(listing.venue_kind)
        if "attending_access" in answers:
            check_attending_access(listing)
        _check_can_be_shown(listing, on=today(now))
    listing.save()
    if listing.state == ListingState.SHOWN:
        index_listing(listing, on=today(now))
    mark_place(listing, keys)
    if not listing.is_place_private:
        forget_place(listing)
    record_deed(by=acting, deed=ProviderDeed.SAVE_LISTING, about=f"listing:{listing.pk}", now=now)
    return listing


@transaction.atomic
def publish_listing(*, listing_id: int, by: Acting, now: datetime) -> Listing:
    """Show it to people: the first time, or again after a pause. Twice is the same as once."""
    listing, acting = lock_own_listing(listing_id, by)
    if listing.state == ListingState.SHOWN:
        return listing
    LISTING.check(listing.state, ListingState.SHOWN)
    check_venue_is_said(listing.venue_kind)
    check_attending_access(listing)
    _check_can_be_shown(listing, on=today(now))
    _keep_back_with_others(listing, on=today(now))
    listing.changed_here = [part for part in listing.changed_here if part != ImportedPart.SHOWN]
    listing.save()
    index_listing(listing, on=today(now))
    transition_listing(listing, ListingState.SHOWN, by=acting, now=now)
    return listing


@transaction.atomic
def pause_listing(*, listing_id: int, by: Acting, now: datetime) -> Listing:
    """Out of every search at once. No reason is asked (M18). Twice is the same as once."""
    listing, acting = lock_own_listing(listing_id, by)
    if listing.state == ListingState.PAUSED:
        return listing
    transition_listing(listing, ListingState.PAUSED, by=acting, now=now)
    unindex_listing(listing)
    return listing


@transaction.atomic
def withdraw_listing(*, listing_id: int, by: Acting, now: datetime) -> Listing:
    """Take it down. It is kept, and can be written up again; no reading of a directory shows it."""
    listing, acting = lock_own_listing(listing_id, by)
    _note_changed_here(listing, ImportedPart.SHOWN)
    listing.save(update_fields=["changed_here"])
    transition_listing(listing, ListingState.WITHDRAWN, by=acting, now=now)
    unindex_listing(listing)
    return listing


@transaction.atomic
def reopen_listing(*, listing_id: int, by: Acting, now: datetime) -> Listing:
    """A listing that was taken down becomes a draft again."""
    listing, acting = lock_own_listing(listing_id, by)
    transition_listing(listing, ListingState.DRAFT, by=acting, now=now)
    return listing


@transaction.atomic
def record_checked_fact(
    *, listing_id: int, fact: SuitFact, answer: str, by: Acting, now: datetime
) -> Listing:
    """A connector of the area has seen for themselves whether something holds (M08)."""
    listing = lock_listing(listing_id)
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, listing.provider.area_id)
    listing.suits = listing.suits | {
        SuitFact(fact).value: dated_answer(answer, source=FactSource.CONNECTOR, on=today(now))
    }
    listing.changed_at = now
    listing.save(update_fields=["suits", "changed_at"])
    if listing.state == ListingState.SHOWN:
        index_listing(listing, on=today(now))
    record_deed(
        by=Acting(login=by.login),
        deed=ProviderDeed.RECORD_CHECKED_FACT,
        about=f"listing:{listing.pk}",
        now=now,
    )
    return listing


@transaction.atomic
def bring_up_to_date(*, listing_id: int, now: datetime) -> Listing:
    """For the day: a grant that has ended gives way to what comes after, a full time that is over
    to places again. Changes nothing when nothing has ended."""
    listing = lock_listing(listing_id)
    on = today(now)
    has_grant = listing.price_kind == PriceKind.GRANT and listing.grant_until is not None
    if has_grant and not is_grant_running(listing, on=on):
        listing.price_kind, listing.price_words = PriceKind.NOT_KNOWN, listing.after_grant_words
    if listing.full_until is not None and listing.full_until < on:
        listing.full_until = None
    listing.save(update_fields=["price_kind", "price_words", "full_until"])
    if listing.state == ListingState.SHOWN:
        index_listing(listing, on=on)
    return listing


def _note_changed_here(listing: Listing, *parts: ImportedPart) -> None:
    if listing.feed:
        listing.changed_here = sorted({*listing.changed_here, *parts})


def _set_fields(listing: Listing, answers: Mapping[str, Any], *, on: date) -> None:
    for field, value in answers.items():
        if field in PLAIN_FIELDS:
            setattr(listing, field, value)
        else:
            FIELD_SETTERS[field](listing, value, on)


def _keep_place_back_if_asked(listing: Listing) -> tuple[str, ...]:
    """In a listing that is still to be saved. Gives by what its place is known again."""
    if not (listing.is_place_private or asks_for_privacy(listing)):
        return ()
    keys = keys_to_mark(listing)
    hide_place_in_about(listing)
    keep_place_back(listing)
    return keys


def _keep_back_with_others(listing: Listing, *, on: date) -> None:
    """At a place that something else keeps back, this one's would show it (fault E8)."""
    if not listing.is_place_private and is_at_place_kept_back(listing, on=on):
        keep_place_back(listing)


def _set_postcode(listing: Listing, text: str, on: date) -> None:
    listing.postcode, listing.latitude, listing.longitude = "", None, None
    if text:
        location = find_location(text)
        listing.postcode = location.label
        listing.latitude, listing.longitude = location.latitude, location.longitude
        listing.has_location = True


def _set_phone(listing: Listing, text: str, on: date) -> None:
    listing.phone = check_published_phone(text)


def _set_prices(listing: Listing, prices: Mapping[int, int], on: date) -> None:
    group_sizes = [size for size in prices if size > 1] or list(prices)
    if prices:
        check_ladder(dict(prices), min(group_sizes), max(group_sizes))
    listing.prices = {str(size): pence for size, pence in sorted(prices.items())}


def _set_price_steps(listing: Listing, steps: Iterable[tuple[int, int, int]], on: date) -> None:
    _set_prices(listing, ladder_from_steps(steps), on)


def _set_suits(listing: Listing, answers: Mapping[str, str], on: date) -> None:
    listing.suits = merge_answers(listing.suits, answers, source=FactSource.PROVIDER, on=on)


def _set_quality(listing: Listing, answers: Mapping[str, str], on: date) -> None:
    listing.quality = merge_answers(listing.quality, answers, source=FactSource.PROVIDER, on=on)


def _set_first_visit(listing: Listing, answers: Mapping[str, str], on: date) -> None:
    listing.first_visit = merge_first_visit(listing.first_visit, answers)


FIELD_SETTERS: dict[str, Callable[[Listing, Any, date], None]] = {
    "postcode": _set_postcode,
    "phone": _set_phone,
    "prices": _set_prices,
    "price_steps": _set_price_steps,
    "suits": _set_suits,
    "quality": _set_quality,
    "first_visit": _set_first_visit,
}


def _check_can_be_shown(listing: Listing, *, on: date) -> None:
    area = listing.provider.area
    check_can_be_shown(
        listing, floor_pence=area.pay_floor_pence, area_words=area.pay_floor_words, on=on
    )
