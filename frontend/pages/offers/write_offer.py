"""Writing an offer page by page. Nothing is written down for the group before it is sent."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.clock import LONDON
from community.common.refusals import NotFound, Refused
from frontend.components.before_yes import before_provider_yes
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.comparison import provider_offer_rows
from frontend.pages.group.forms import Nothing
from frontend.pages.offers.change_offer import typed_again
from frontend.pages.offers.forms import EVERY, OfferMoreForm, OfferPeopleForm, Price, What
from frontend.templatetags.formats import moment_in_words
from groups.actions.offers import change_offer, send_offer
from groups.queries.briefs import brief_for_provider
from groups.queries.offers import live_offer, offer_for_provider, preview_offer, provider_spoken_for
from groups.rules.offers import OfferTerms

STEPS = ("what", "price", "people", "more")
SHOWN_AT = {"starts": "first_day"}  # a refusal about what several boxes make


class Draft:
    """What one login has typed of one offer, kept as it was typed."""

    def __init__(self, request, brief, provider_id):
        self.session, self.brief = request.session, brief
        self.key = f"offer:{brief.id}:{provider_id}"
        self.typed = self.session.get(self.key, {})

    def keep(self, step, data: QueryDict) -> None:
        self.typed[step] = data.urlencode()
        self.session[self.key] = self.typed

    def begin_from(self, typed: dict[str, str]) -> None:
        """With all that an offer said that was sent before."""
        self.typed = self.session[self.key] = typed

    def forget(self) -> None:
        self.session.pop(self.key, None)

    def form(self, step, data=None):
        """A page's form, with what is sent now or was typed before."""
        if data is None and step in self.typed:
            data = QueryDict(self.typed[step])
        if step == "what":
            return What(data)
        if step == "price":
            what = self.form("what")
            if not what.is_valid():
                return None
            said = what.cleaned_data
            return Price(data, smallest=said["smallest"], largest=said["largest"])
        return (
            OfferPeopleForm(data)
            if step == "people"
            else OfferMoreForm(data, points=self.brief.points)
        )

    def unfinished(self) -> str | None:
        """The first page that is not whole yet."""
        for step in STEPS:
            form = self.form(step)
            if form is None or not form.is_bound or not form.is_valid():
                return step
        return None

    def terms(self) -> OfferTerms:
        what, price, people, more = (self.form(step) for step in STEPS)
        for form in (what, price, people, more):
            form.full_clean()
        said = what.cleaned_data | people.cleaned_data | more.cleaned_data
        first = datetime.combine(said.pop("first_day"), said.pop("starts_at"))
        step = timedelta(days=EVERY[said.pop("every")])
        # By the calendar first, so that half past ten stays half past ten when the clocks change.
        starts = tuple(
            (first + step * turn).replace(tzinfo=LONDON) for turn in range(said.pop("how_many"))
        )
        prices = price.prices()
        one = price.cleaned_data.get("price_for_one_pence")
        return OfferTerms(
            **said
            | {
                "starts": starts,
                "prices": prices,
                "price_for_one_pence": prices.get(1, one),
                "meets": tuple(said.get("meets", ())),
                "missed_words": price.cleaned_data["missed_words"],
                "missed_notice_hours": price.cleaned_data["missed_notice_hours"],
                "try_once_words": price.cleaned_data["try_once_words"],
            }
        )


def _draft(request, brief_id, provider_id) -> Draft:
    provider_spoken_for(provider_id, request.acting)
    brief = brief_for_provider(brief_id, request.user.pk, clock.today())
    return Draft(request, brief, provider_id)


@login_required
def write(request, brief_id, provider_id, step):
    if step not in STEPS:
        raise NotFound("")
    draft = _draft(request, brief_id, provider_id)
    form = draft.form(step, post_data(request))
    if form is None:
        return redirect("write_offer", brief_id, provider_id, "what")
    if request.method == "POST":
        draft.keep(step, request.POST)
        if form.is_valid():
            later = draft.unfinished()
            if later:
                return redirect("write_offer", brief_id, provider_id, later)
            return redirect("review_offer", brief_id, provider_id)
    return _page(request, draft, provider_id, step, form)


def _page(request, draft, provider_id, step, form):
    words = {"page": STEPS.index(step) + 1, "pages": len(STEPS)}
    return show_form(
        request,
        form,
        heading=form.heading_words,
        intro=[_("Page %(page)d of %(pages)d. What you type is kept.") % words],
        confirm=_("Go on"),
        send_to=reverse("write_offer", args=[draft.brief.id, provider_id, step]),
        not_now=reverse("brief_near_me", args=[draft.brief.id]),
    )


@login_required
def review(request, brief_id, provider_id):
    """Every word and every date once more. Sending it is for good, until it is taken back."""
    draft = _draft(request, brief_id, provider_id)
    unfinished = draft.unfinished()
    if unfinished:
        return redirect("write_offer", brief_id, provider_id, unfinished)
    terms = draft.terms()
    before = live_offer(brief_id, provider_id)
    form = Nothing(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            try:
                offer = _send(before, brief_id, provider_id, terms, request.acting)
            except Refused as no:
                return _back_to_its_page(request, draft, provider_id, no)
            draft.forget()
            messages.success(request, _("Your offer is with the group."))
            return redirect("my_offer", offer.pk)
    return show_form(
        request,
        form,
        "offers/review.html",
        rows=_rows(terms, draft, provider_id),
        questions=before_provider_yes(
            {
                "for_how_many": _("From %(smallest)d to %(largest)d people.")
                % {"smallest": terms.smallest, "largest": terms.largest},
                "when_paid": _("After each session, once somebody who came has said it happened."),
                "call_off_by": _("You can take it back until the group has chosen it."),
            }
        ),
        what_next=_(
            "This takes the place of the offer you sent. The group is told, and sees what is "
            "different: before and now. No other provider sees it."
        )
        if before
        else _(
            "The group looks at your offer beside others, may ask you about it, and chooses. No "
            "other provider sees it. You can change it until the group begins to choose."
        ),
        confirm=_("Send the changed offer") if before else _("Send the offer"),
        not_now_url=reverse("brief_near_me", args=[brief_id]),
    )


def _send(before, brief_id, provider_id, terms, by):
    """The offer; in the place of the one that was sent `before`, if there is one."""
    if before:
        return change_offer(offer_id=before.pk, terms=terms, by=by, now=clock.now())
    return send_offer(
        brief_id=brief_id, provider_id=provider_id, terms=terms, by=by, now=clock.now()
    )


@login_required
@require_POST
def change(request, offer_id):
    """Begin a change: all that was said, page by page, to go through again."""
    offer = offer_for_provider(offer_id, request.user.pk)
    draft = _draft(request, offer.brief_id, offer.provider_id)
    draft.begin_from(typed_again(offer))
    return redirect("review_offer", offer.brief_id, offer.provider_id)


def _back_to_its_page(request, draft, provider_id, no: Refused):
    """Show a refusal on the page that has its box; on the review itself when none has."""
    for step in STEPS:
        form = draft.form(step)
        box = form.box_of(no.field) if step == "price" else SHOWN_AT.get(no.field or "", no.field)
        if box in form.fields:
            form.full_clean()
            with catch_refusals(form):
                no.field = box
                raise no
            return _page(request, draft, provider_id, step, form)
    raise no


def _rows(terms: OfferTerms, draft: Draft, provider_id) -> list[Row]:
    """All of it, as the group will read it, and each date."""
    seen = preview_offer(terms, draft.brief.points, provider_id, clock.today())

    def change(step):
        return reverse("write_offer", args=[draft.brief.id, provider_id, step])

    dates = "\n".join(moment_in_words(start) for start in terms.starts)
    return [
        Row(_("What"), terms.summary, change("what")),
        Row(_("Each session"), dates, change("what")),
        *(Row(question, answer) for question, answer in provider_offer_rows(seen)),
        Row(_("Price, people and the rest"), _("Change any of it"), change("price")),
    ]
