"""An option sheet in words: the same on its page, in its PDF and by program (P85, P83, P68)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import segno
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common import clock
from community.common.codes import format_code
from community.common.dates import format_date
from community.people.queries.named_contact import ContactKind, named_contact
from community.places.models.areas import Area
from community.places.models.search_index import SearchEntry
from frontend.drawings.kind_pictures import picture_address, picture_name
from frontend.pdf.option_sheet import option_sheet_pdf
from frontend.shared.named_contact import contact_text
from marketplace.referrals.queries.option_sheets import OptionSheetDetail
from marketplace.referrals.states import WhomToAsk
from marketplace.search.queries.listing_detail import ListingDetail
from providers.states import AttendingAccess, SuitFact
from providers.wording.facts import Fact


@dataclass(frozen=True)
class OptionText:
    """One thing on a sheet: (question, answer) of what is known, and the questions that nobody has
    answered. `picture`: the name of a drawing that says nothing more."""

    listing_id: int | None
    group_id: int | None
    title: str
    picture: str
    lines: list[tuple[str, str]]
    not_known: list[str]

    @property
    def picture_url(self) -> str:
        return picture_address(self.picture)

    @property
    def not_known_text(self) -> str:
        if not self.not_known:
            return ""
        return _("Not known, ask: %(questions)s.") % {"questions": "; ".join(self.not_known)}


@dataclass(frozen=True)
class OptionSheetText:
    """`ask`, `duty` and `by_relay`, for each number (P57), stand once, under all of them."""

    title: str
    made: str
    options: list[OptionText]
    gone: str
    ask: str
    duty: str
    by_relay: str
    code: str


def option_sheet_text(detail: OptionSheetDetail) -> OptionSheetText:
    sheet = detail.sheet
    return OptionSheetText(
        title=_("Things you may like"),
        made=_("Made on %(day)s. Ring before you set out: days and prices change.")
        % {"day": format_date(sheet.made_on)},
        options=[_option_text(each) for each in detail.options],
        gone=_("Some of what stood here is not on any more.") if detail.gone else "",
        ask=_ask_text(detail),
        duty=_duty_text(sheet.authority_code),
        by_relay=_("By relay: 18001, and then the number."),
        code=format_code(sheet.code),
    )


def option_sheet_file(detail: OptionSheetDetail) -> HttpResponse:
    code = detail.sheet.code
    pdf = option_sheet_pdf(
        option_sheet_text(detail),
        address=sheet_address(code),
        square=sheet_square(code),
        made_at=clock.now(),
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="sheet.pdf"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _ask_text(detail: OptionSheetDetail) -> str:
    sheet = detail.sheet
    match sheet.whom_to_ask:
        case WhomToAsk.NAMED:
            who = {"name": sheet.ask_name, "phone": sheet.ask_phone}
            return _("To talk about these, ask for %(name)s: %(phone)s.") % who
        case WhomToAsk.CONNECTOR:
            contact = named_contact(sheet.authority_code)
            return "" if contact.kind == ContactKind.NOBODY else contact_text(contact)
    return ""


def _duty_text(authority_code: str) -> str:
    """A sheet closes no duty, and says so (P83). Source: Care Act 2014, sections 9, 10 and 67."""
    area = Area.objects.filter(authority_code=authority_code).exclude(authority_code="").first()
    phone = area.social_care_phone if area else ""
    number = _("Ring %(phone)s.") % {"phone": phone} if phone else _("Ask your council.")
    return _(
        "This is not instead of help from the council. You, and whoever cares for you, can ask for"
        " an assessment at any time. %(number)s If it is hard to take part, you can have an"
        " advocate."
    ) % {"number": number}


def sheet_address(code: str) -> str:
    return settings.SITE_URL + reverse("option_sheet", args=[code])


def sheet_square(code: str) -> str:
    """The square that opens the same page, and says nothing of anybody."""
    square = segno.make(sheet_address(code), error="m")
    return square.svg_inline(scale=4, border=4, title=_("The same page"))


def _option_text(thing: ListingDetail | SearchEntry) -> OptionText:
    if isinstance(thing, SearchEntry):
        return _text_of(_group_lines(thing), thing.title, slugs=(), group_id=thing.object_id)
    slugs = [kind.slug for kind in thing.kinds]
    return _text_of(_lines(thing), thing.listing.title, slugs, listing_id=thing.listing.pk)


def _text_of(
    lines: Iterable[tuple[str, str]],
    title: str,
    slugs: Collection[str],
    *,
    listing_id: int | None = None,
    group_id: int | None = None,
) -> OptionText:
    asked = list(lines)
    return OptionText(
        listing_id=listing_id,
        group_id=group_id,
        title=title,
        picture=picture_name(slugs),
        lines=[(question, _one_line(answer)) for question, answer in asked if answer.strip()],
        not_known=[question for question, answer in asked if not answer.strip()],
    )


def _group_lines(group: SearchEntry) -> Iterator[tuple[str, str]]:
    """What anybody who finds it reads; its place and its people's names come with being in it."""
    yield _("What it is for"), group.summary
    yield _("When"), group.when_words
    yield _("Where"), group.place_words
    yield _("What it costs"), group.price_words
    yield _("How you come"), _("Say on its page that you would like to come.")


def _lines(detail: ListingDetail) -> Iterator[tuple[str, str]]:
    """Every question of P85, answered or not."""
    listing = detail.listing
    suits = {fact.key: fact for fact in detail.suits}
    is_access_known = detail.attending_access != AttendingAccess.NOT_KNOWN
    yield _("When"), listing.when_words
    yield _("Where"), listing.place_words
    yield _("How to get there and home"), listing.getting_there_words
    yield _("How you come"), str(capfirst(detail.attending_access.label)) if is_access_known else ""
    yield _("Who meets you"), listing.who_meets_words
    yield _("What it costs"), detail.price_text
    yield _("A helper who comes along"), _helper_text(detail, suits[SuitFact.COMPANION_WELCOME])
    yield _("Time off for whoever cares"), _answer(suits[SuitFact.STAY_WITHOUT_CARER])
    yield _("Help in the toilet"), _answer(suits[SuitFact.TOILET_HELP])
    yield _("To ask, ring"), detail.phone
    if detail.is_full:
        yield _("Places"), _("Full just now")
    if not detail.is_checked:
        yield _("Checked"), _("Not yet by a connector")
    if not (detail.is_checked or detail.waits_for_checks):
        # To an unvetted ordinary place goes the sheet, and never a name (P71, P108).
        yield _("Come along"), _("Go or ring them yourself: nothing was passed on to them.")


def _helper_text(detail: ListingDetail, fact: Fact) -> str:
    return detail.listing.companion_words or _answer(fact)


def _answer(fact: Fact) -> str:
    return str(capfirst(fact.words)) if fact.is_known else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
