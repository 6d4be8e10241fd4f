"""How one comes to a listing, in the words that its button, card and sheet have (P107)."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.dates import format_moment
from frontend.pages.visits.wording import left_text
from frontend.shared.named_contact import named_contact_text
from marketplace.search.queries.listing_detail import ListingDetail
from providers.states import AttendingAccess


@dataclass(frozen=True)
class Coming:
    """`heading` is how one comes; `text` what that asks of whoever comes; `button` and where it
    leads, empty where nothing leads there. `asked_text`: whom one may ask where the place itself
    publishes no way. `may_come_url`: where whoever just comes may leave a name, if they like.
    `without_account_url`: the same for whoever has not signed in. `times`: the next ones, each
    with whether there are places."""

    heading: str
    text: str
    button: str
    button_url: str
    phone_url: str
    asked_text: str
    may_come_url: str
    without_account_url: str
    times: list[tuple[str, str]]


def coming_of(detail: ListingDetail) -> Coming:
    listing = detail.listing
    phone_url = f"tel:{re.sub(r'[^0-9+]', '', detail.phone)}" if detail.phone else ""
    own_way = phone_url or listing.website
    is_open = not (detail.is_full or detail.waits_for_checks)
    come_url = reverse("come_to_listing", args=[listing.pk]) if detail.takes_visits else ""
    without_account = reverse("come_without_account", args=[listing.pk])
    just_come = detail.attending_access == AttendingAccess.JUST_COME
    return Coming(
        heading=access_heading(detail),
        text=_text(detail, come_url or own_way),
        button=_button(detail),
        button_url=_button_url(detail, come_url or own_way) if is_open else "",
        phone_url=phone_url,
        asked_text=""
        if come_url or own_way
        else named_contact_text(listing.provider.area.authority_code),
        may_come_url=come_url if just_come else "",
        without_account_url=without_account if come_url else "",
        times=[
            (format_moment(each.session.starts_at), left_text(each)) for each in detail.shown_times
        ],
    )


def access_heading(detail: ListingDetail) -> str:
    if detail.attending_access == AttendingAccess.NOT_KNOWN:
        return _("How people come is not known: ask")
    return str(capfirst(detail.attending_access.label))


def _text(detail: ListingDetail, own_way: str) -> str:
    match detail.attending_access:
        case AttendingAccess.JUST_COME:
            return _("There is no form, and you need not tell anybody.")
        case AttendingAccess.SAY_COMING if own_way:
            return _("Tell them that you are coming. Nobody decides whether you may.")
        case AttendingAccess.SAY_COMING:
            return _(
                "They like to know who comes, and publish neither a number nor a page. Nobody "
                "decides whether you may."
            )
        case AttendingAccess.ASK_FIRST:
            why = detail.listing.ask_first_words
            return _("They ask you to ask first: %(why)s") % {"why": why}
        case AttendingAccess.NOT_KNOWN:
            return _("Nobody has told us whether one can just come.")


def _button(detail: ListingDetail) -> str:
    match detail.attending_access:
        case AttendingAccess.JUST_COME:
            return _("Just come: print when and where")
        case AttendingAccess.SAY_COMING:
            return _("Say you are coming")
        case AttendingAccess.ASK_FIRST:
            return _("Ask if you can come")
        case AttendingAccess.NOT_KNOWN:
            return _("Ask how people come")


def _button_url(detail: ListingDetail, own_way: str) -> str:
    """`own_way`: the page that says it to them, else the place's own number or page."""
    if detail.attending_access == AttendingAccess.JUST_COME:
        return reverse("listing_sheet", args=[detail.listing.pk], query={"pictures": "yes"})
    return own_way
