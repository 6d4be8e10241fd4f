"""Telling a place about somebody, on one page (M79): help is ticked first, and at the limit it is
refused before anything is typed."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound, Refused
from community.people.queries.acting import has_connector
from frontend.access import ActingRequest, LoginRequest, login_required
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.find.result_cards import result_cards
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.review import ReviewStep, review_step, show_review
from frontend.pages.refer.forms import ReferForm
from frontend.pages.visits.forms import HelpFirstForm
from frontend.shared.form_guard.unfinished import kept_for
from marketplace.referrals.actions.referring import check_place, check_referral, refer
from marketplace.referrals.queries.bodies import body_of_login
from marketplace.referrals.referral_request import ReferralRequest
from marketplace.referrals.rules.outlines import marked_in
from marketplace.referrals.rules.referring import under_eighteen
from marketplace.referrals.states import ReachedBy, ReferralState, ReferrerKind
from marketplace.referrals.wording import agreement_text, days_text, duty_text
from marketplace.search.queries.similar import with_similar
from providers.models.supply import Listing
from providers.models.visit_requests import help_words
from providers.queries.capacity import listing_counts_units
from providers.queries.supply import public_listing
from providers.rules.listings import ListingPaused, attending_access_of_listing
from providers.states import AttendingAccess

TWO_LIKE_IT = 2
DRAFT_KEPT_FOR = timedelta(days=7)


@kept_for(DRAFT_KEPT_FOR, unless="is_under_18")
@login_required
def refer_to_listing(request: LoginRequest, listing_id: int) -> HttpResponse:
    try:
        listing = public_listing(listing_id)
    except ListingPaused:
        return redirect("listing", listing_id)
    first = _help_first_form(request, listing)
    if first is not None and not first.is_valid():
        return _show(request, listing, first)
    if request.method != "POST" and (refused := _refused(request, listing)) is not None:
        return refused
    body = body_of_login(request.user.pk)
    form = ReferForm(
        None if first else post_data(request),
        is_worker=body is not None,
        has_connector=has_connector(listing.provider.area_id),
        asks_first=attending_access_of_listing(listing) == AttendingAccess.ASK_FIRST,
        initial={
            "referrer_kind": ReferrerKind.WORKER if body else None,
            "help_asked": first.cleaned_data["help_asked"] if first else [],
        },
    )
    step = None if first else review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        with catch_refusals(form):
            told = form.told(listing.pk)
            if step == ReviewStep.LOOK:
                check_referral(request=told, by=request.acting, now=clock.now())
                return _look_over(request, listing, told)
            referral = refer(request=told, by=request.acting, now=clock.now())
            messages.success(request, thanks_text(referral.state))
            return redirect("referral", referral.pk)
    if "is_under_18" in request.POST:
        return _under_18(request)
    return _show(request, listing, form)


def thanks_text(state: str) -> str:
    if state == ReferralState.DRAFT:
        return _("We ask them first. Nobody at the place hears of it before they have said yes.")
    return _("The place is asked. It reads no name before it has said yes.")


def _help_first_form(request: LoginRequest, listing: Listing) -> HelpFirstForm | None:
    """None where nothing is counted there, and once it was ticked."""
    if request.method == "POST" and "ticked" not in request.POST:
        return None
    if not listing_counts_units(listing, on=clock.today()):
        return None
    form = HelpFirstForm(post_data(request))
    if form.is_valid():
        with catch_refusals(form):
            asked = tuple(form.cleaned_data["help_asked"])
            check_place(listing_id=listing.pk, help_asked=asked, now=clock.now())
    return form


def _refused(request: LoginRequest, listing: Listing) -> HttpResponse | None:
    """Before anything is typed: full, not vetted, not read here. To it goes the sheet (P71)."""
    try:
        check_place(listing_id=listing.pk, help_asked=(), now=clock.now())
    except NotFound:
        raise
    except Refused as refusal:
        context = {
            "listing": listing,
            "lines": [refusal.message, refusal.next_step],
            "cards": _like_it(listing),
        }
        return render(request, "refer/not_told.html", context, status=409)
    return None


def _like_it(listing: Listing) -> list:
    found = with_similar(listing)
    return result_cards(found.similar, found.near)[:TWO_LIKE_IT] if found.near else []


def _show(request: LoginRequest, listing: Listing, form: ReferForm | HelpFirstForm) -> HttpResponse:
    back = reverse("listing", args=[listing.pk])
    is_full = form.has_error("help_asked") or bool(form.non_field_errors())
    return show_form(
        request,
        form,
        "refer/tell.html",
        heading=_("Tell them about somebody"),
        listing=listing,
        kept_until=clock.today() + DRAFT_KEPT_FOR,
        area=listing.provider.area,
        duty=duty_text(listing.provider.area),
        is_first=isinstance(form, HelpFirstForm),
        cards=_like_it(listing) if is_full else [],
        confirm=_("Go on"),
        back=back,
        not_now=back,
    )


def _look_over(request: ActingRequest, listing: Listing, told: ReferralRequest) -> HttpResponse:
    marks = [f"“{words}” ({kind})" for kind, words in marked_in(told.outline_line)]
    names_nobody = told.reached_by == ReachedBy.NOBODY_NAMED
    rows = [
        Row(_("The place reads first"), listing.title),
        Row(_("Near"), told.outward_code),
        Row(_("On which days"), days_text(told.days)),
        Row(_("What help is asked of the place"), help_words(told.help_asked)),
        Row(_("In a line"), told.outline_line),
        Row(_("Look again: this may say who it is"), ", ".join(marks)),
        Row(_("Once they have said yes: what to call them"), told.called),
        Row(_("Once they have said yes: the line"), told.line),
    ]
    return show_review(
        request,
        heading=_("Look it over"),
        intro=[],
        rows=[row for row in rows if row.value],
        what_next=[*_what_next(told, listing, names_nobody=names_nobody)],
        confirm=_("Send it"),
        not_now=reverse("listing", args=[listing.pk]),
        talk="",
    )


def _what_next(told: ReferralRequest, listing: Listing, *, names_nobody: bool) -> list[str]:
    duty = duty_text(listing.provider.area)
    if names_nobody:
        return [_("The place is asked, without a name. You stay with it."), duty]
    if told.referrer_kind == ReferrerKind.ONESELF:
        return [agreement_text(listing.title), duty]
    if told.agreement is not None:
        first = _(
            "The place is asked, and they are told that you told it, what, and how to end it."
        )
        return [first, duty]
    return [
        _("We ask them first, by that way. They read who told us, and what."),
        _("Until they say yes nobody at the place hears of it. If they say nothing, it is gone."),
        duty,
    ]


def _under_18(request: LoginRequest) -> HttpResponse:
    """A page without what was typed, and nothing of it is kept (P67)."""
    refusal = under_eighteen()
    context = {"lines": [refusal.message, refusal.next_step]}
    response = render(request, "refer/under_18.html", context, status=422)
    response.headers["Cache-Control"] = "no-store"
    return response
