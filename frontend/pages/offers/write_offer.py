"""Writing an offer page by page. Nothing is written down for the group before it is sent."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.clock import LONDON
from community.common.dates import format_moment
from community.common.lifecycle import not_none
from community.common.refusals import NotFound, Refused
from community.people.acting import Acting
from frontend.access import LoginRequest, login_required
from frontend.components.before_yes import before_provider_yes
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import began_from_of
from frontend.pages.form_page import EmptyForm, parse_id, post_data, show_form
from frontend.pages.group.comparison import provider_offer_rows, what_changed
from frontend.pages.offers.change_offer import texts_of_offer
from frontend.pages.offers.forms import (
    INTERVAL_DAYS,
    OfferMoreForm,
    OfferPeopleForm,
    OfferPriceForm,
    OfferStepForm,
    OfferWhatForm,
)
from groups.actions.offers import change_offer, check_offer, send_offer
from groups.models.offers import Offer
from groups.queries.briefs import BriefForProvider, brief_for_provider
from groups.queries.offers import live_offer, offer_for_provider, preview_offer, provider_for_offer
from groups.rules.offers import OfferTerms, too_late_to_answer

OFFER_STEPS = ("what", "price", "people", "more")


class Draft:
    """What one login has typed of one offer, kept as it was typed."""

    def __init__(self, request: LoginRequest, brief: BriefForProvider, provider_id: int) -> None:
        self.session, self.brief = request.session, brief
        self.key = _draft_key(brief.id, provider_id)
        self.texts = self.session.get(self.key, {})

    def store_step(self, step: str, data: QueryDict) -> None:
        self.texts[step] = data.urlencode()
        self.session[self.key] = self.texts

    def begin_from(self, offer: Offer) -> None:
        """With all that an offer said that was sent before."""
        self.texts = self.session[self.key] = texts_of_offer(offer)
        self.session[f"{self.key}:instead_of"] = offer.pk

    @property
    def began_from(self) -> int | None:
        """The id of the offer that it takes the place of; None for a first one."""
        return self.session.get(f"{self.key}:instead_of")

    def forget(self) -> None:
        self.session.pop(self.key, None)
        self.session.pop(f"{self.key}:instead_of", None)

    def form(self, step: str, data: QueryDict | None = None) -> OfferStepForm | None:
        """A page's form, with what is sent now or was typed before. None for the price as long
        as it is not known for how many people."""
        if step == "what":
            return self._what_form(data)
        if step == "price":
            return self._price_form(data)
        return self._people_form(data) if step == "people" else self._more_form(data)

    def _data(self, step: str, data: QueryDict | None) -> QueryDict | None:
        return QueryDict(self.texts[step]) if data is None and step in self.texts else data

    def _what_form(self, data: QueryDict | None = None) -> OfferWhatForm:
        one = {"smallest": 1, "largest": 1} if self.brief.is_for_one else {}
        return OfferWhatForm(self._data("what", data), initial=one)

    def _price_form(self, data: QueryDict | None = None) -> OfferPriceForm | None:
        what = self._what_form()
        if not what.is_valid():
            return None
        smallest, largest = what.cleaned_data["smallest"], what.cleaned_data["largest"]
        return OfferPriceForm(self._data("price", data), smallest=smallest, largest=largest)

    def _people_form(self, data: QueryDict | None = None) -> OfferPeopleForm:
        return OfferPeopleForm(self._data("people", data))

    def _more_form(self, data: QueryDict | None = None) -> OfferMoreForm:
        return OfferMoreForm(self._data("more", data), requirements=self.brief.requirements)

    def unfinished(self) -> str | None:
        """The first page that is not whole yet."""
        for step in OFFER_STEPS:
            form = self.form(step)
            if form is None or not form.is_bound or not form.is_valid():
                return step
        return None

    def terms(self) -> OfferTerms:
        what, people, more = self._what_form(), self._people_form(), self._more_form()
        price = not_none(self._price_form())
        for form in (what, price, people, more):
            form.full_clean()
        values = what.cleaned_data | people.cleaned_data | more.cleaned_data
        first = datetime.combine(values.pop("first_day"), values.pop("starts_at"))
        interval = timedelta(days=INTERVAL_DAYS[values.pop("every")])
        # By the calendar first, so that half past ten stays half past ten when the clocks change.
        starts = tuple(
            (first + interval * number).replace(tzinfo=LONDON)
            for number in range(values.pop("how_many"))
        )
        prices = price.prices()
        price_for_one = price.cleaned_data.get("price_for_one_pence")
        return OfferTerms(
            **values
            | {
                "starts": starts,
                "prices": prices,
                "price_for_one_pence": prices.get(1, price_for_one),
                "requirements_met": tuple(values.get("requirements_met", ())),
                "missed_rule": price.cleaned_data["missed_rule"],
                "missed_notice_hours": price.cleaned_data["missed_notice_hours"],
                "change_of_mind": price.cleaned_data["change_of_mind"],
                "address_words": price.cleaned_data["address_words"],
                "try_first": price.cleaned_data["try_first"],
            }
        )


def _draft(request: LoginRequest, brief_id: int, provider_id: int) -> Draft:
    provider_for_offer(provider_id, request.acting)
    try:
        brief = brief_for_provider(brief_id, request.user.pk, clock.now())
    except NotFound:
        if _draft_key(brief_id, provider_id) in request.session:
            raise too_late_to_answer() from None  # who was writing is told why it is gone
        raise
    return Draft(request, brief, provider_id)


def _draft_key(brief_id: int, provider_id: int) -> str:
    return f"offer:{brief_id}:{provider_id}"


@login_required
def write_offer(request: LoginRequest, brief_id: int, provider_id: int, step: str) -> HttpResponse:
    if step not in OFFER_STEPS:
        raise NotFound("")
    draft = _draft(request, brief_id, provider_id)
    form = draft.form(step, post_data(request))
    if form is None:
        return redirect("write_offer", brief_id, provider_id, "what")
    if request.method == "POST":
        draft.store_step(step, request.POST)
        if form.is_valid():
            unfinished = draft.unfinished()
            if unfinished:
                return redirect("write_offer", brief_id, provider_id, unfinished)
            return redirect("review_offer", brief_id, provider_id)
    return _page(request, draft, provider_id, step, form)


def _page(
    request: LoginRequest, draft: Draft, provider_id: int, step: str, form: OfferStepForm
) -> HttpResponse:
    numbers = {"page": OFFER_STEPS.index(step) + 1, "pages": len(OFFER_STEPS)}
    return show_form(
        request,
        form,
        heading=form.heading_words,
        intro=[_("Page %(page)d of %(pages)d. What you type is kept.") % numbers],
        confirm=_("Go on"),
        send_to=reverse("write_offer", args=[draft.brief.id, provider_id, step]),
        not_now=reverse("brief_near_me", args=[draft.brief.id]),
    )


@login_required
def review_offer(request: LoginRequest, brief_id: int, provider_id: int) -> HttpResponse:
    """Every word and every date once more, and nothing that would be refused. Sending it is for
    good, until it is taken back. Where another who speaks for the provider has changed the offer
    meanwhile, theirs stands beside."""
    draft = _draft(request, brief_id, provider_id)
    unfinished = draft.unfinished()
    if unfinished:
        return redirect("write_offer", brief_id, provider_id, unfinished)
    terms = draft.terms()
    form = EmptyForm(request.POST)
    form.is_valid()
    with catch_refusals(form):
        try:
            if request.method == "POST":
                shown_id = _shown_id(request, draft)
                offer = _send(shown_id, brief_id, provider_id, terms, request.acting)
                draft.forget()
                messages.success(request, _("Your offer is with the group."))
                return redirect("my_offer", offer.pk)
            _check(brief_id, provider_id, terms, request.acting)
        except Refused as refusal:
            return _back_to_its_page(request, draft, provider_id, refusal)
    previous = live_offer(brief_id, provider_id)
    context = _review_context(draft, provider_id, terms, previous)
    return show_form(request, form, "offers/review_offer.html", **context)


def _shown_id(request: LoginRequest, draft: Draft) -> int | None:
    """Of the offer that stood beside this one when it was looked over."""
    sent = began_from_of(request)
    return draft.began_from if sent is None else parse_id(sent)


def _check(brief_id: int, provider_id: int, terms: OfferTerms, by: Acting) -> None:
    previous = live_offer(brief_id, provider_id)
    check_offer(
        brief_id=brief_id,
        provider_id=provider_id,
        terms=terms,
        instead_of=previous.pk if previous else None,
        by=by,
        now=clock.now(),
    )


def _review_context(
    draft: Draft, provider_id: int, terms: OfferTerms, previous: Offer | None
) -> dict[str, Any]:
    """The offer as the group will read it, what comes next, and what the button says."""
    what_next = (
        _(
            "This takes the place of the offer you sent. The group is told, and sees what is "
            "different: before and now. No other provider sees it."
        )
        if previous
        else _(
            "The group looks at your offer beside others, may ask you about it, and chooses. No "
            "other provider sees it. You can change it until the group begins to choose."
        )
    )
    return {
        "rows": _rows(terms, draft, provider_id),
        "questions": before_provider_yes(
            {
                "for_how_many": _("From %(smallest)d to %(largest)d people.")
                % {"smallest": terms.smallest, "largest": terms.largest},
                "when_paid": _("After each session, once somebody who came has said it happened."),
                "call_off_by": _("You can take it back until the group has chosen it."),
            }
        ),
        "what_next": what_next,
        "confirm": _("Send the changed offer") if previous else _("Send the offer"),
        "began_from": previous.pk if previous else "",
        "beside": _beside(draft, provider_id, terms, previous),
        "not_now_url": reverse("brief_near_me", args=[draft.brief.id]),
    }


def _beside(
    draft: Draft, provider_id: int, terms: OfferTerms, previous: Offer | None
) -> list[tuple[str, str, str]]:
    """(question, theirs, mine) where another who speaks for the provider has sent or changed the
    offer since this draft began."""
    if previous is None or previous.pk == draft.began_from:
        return []
    written = preview_offer(terms, draft.brief.requirements, provider_id, clock.today())
    written.offer.instead_of, written.offer.brief = previous, previous.brief
    return what_changed(written)


def _send(
    shown_id: int | None, brief_id: int, provider_id: int, terms: OfferTerms, by: Acting
) -> Offer:
    """The offer; in the place of the one that was shown beside it, if there was one."""
    if shown_id:
        return change_offer(offer_id=shown_id, terms=terms, by=by, now=clock.now())
    return send_offer(
        brief_id=brief_id, provider_id=provider_id, terms=terms, by=by, now=clock.now()
    )


@login_required
@require_POST
def change_offer_page(request: LoginRequest, offer_id: int) -> HttpResponse:
    """Begin a change: all that was said, page by page, to go through again."""
    offer = offer_for_provider(offer_id, request.user.pk)
    draft = _draft(request, offer.brief_id, offer.provider_id)
    draft.begin_from(offer)
    return redirect("review_offer", offer.brief_id, offer.provider_id)


def _back_to_its_page(
    request: LoginRequest, draft: Draft, provider_id: int, refusal: Refused
) -> HttpResponse:
    """Show a refusal on the page that has its box; on the review itself when none has."""
    for step in OFFER_STEPS:
        form = not_none(draft.form(step))
        box = form.box_of(refusal.field)
        if box in form.fields:
            form.full_clean()
            with catch_refusals(form):
                refusal.field = box
                raise refusal
            return _page(request, draft, provider_id, step, form)
    raise refusal


def _rows(terms: OfferTerms, draft: Draft, provider_id: int) -> list[Row]:
    """All of it, as the group will read it, and each date."""
    comparison = preview_offer(terms, draft.brief.requirements, provider_id, clock.today())

    def change(step: str) -> str:
        return reverse("write_offer", args=[draft.brief.id, provider_id, step])

    dates = "\n".join(format_moment(start) for start in terms.starts)
    return [
        Row(_("What"), terms.summary, change("what")),
        Row(_("Each session"), dates, change("what")),
        *(Row(question, answer) for question, answer in provider_offer_rows(comparison)),
        Row(_("Price, people and the rest"), _("Change any of it"), change("price")),
    ]
