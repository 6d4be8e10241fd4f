"""“Say you are coming”, “ask if you can come”, “tell them I may come” (P107)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_moment
from community.common.refusals import NotFound, Refused
from community.people.states import RepresentationScope, TalkAbout
from frontend.access import PersonRequest, person_required, takes
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.find.result_cards import result_cards
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.review import ReviewStep, review_step, show_review
from frontend.pages.pool.texts import talk_url
from frontend.pages.visits.forms import ComeForm, HelpFirstForm
from frontend.pages.visits.waiting import day_of_wait, wait_text
from frontend.shared.stops import ASKED_FIRST_TEXT
from marketplace.search.queries.listing_detail import ListingDetail, listing_detail
from marketplace.search.queries.similar import with_similar
from providers.actions.visit_requests import (
    check_help_asked,
    check_takes_visits,
    check_visit,
    request_visit,
    withdraw_visit,
)
from providers.models.supply import Listing
from providers.models.visit_requests import help_words
from providers.queries.capacity import listing_counts_units
from providers.rules.listings import ListingPaused
from providers.states import AttendingAccess, HelpAsked, VisitRequestState

TWO_LIKE_IT = 2


def heading_of(access: AttendingAccess) -> str:
    match access:
        case AttendingAccess.JUST_COME:
            return _("Tell them I may come")
        case AttendingAccess.ASK_FIRST:
            return _("Ask if you can come")
        case _other:
            return _("Say you are coming")


def confirm_of(access: AttendingAccess) -> str:
    match access:
        case AttendingAccess.JUST_COME:
            return _("Tell them")
        case AttendingAccess.ASK_FIRST:
            return _("Ask them")
        case _other:
            return _("I am coming")


def next_of(detail: ListingDetail) -> list[str]:
    """What they are told, and what comes after."""
    match detail.attending_access:
        case AttendingAccess.JUST_COME:
            return [_("They are told this name. You need no answer, and nothing binds you.")]
        case AttendingAccess.ASK_FIRST:
            return [
                _("They read which help you ask for, and not who you are before they say yes."),
                _("You are told their answer in your own way. Nothing binds you."),
            ]
        case _other:
            return [
                _("They are told this name, and that you are coming. The place is yours."),
                _("If you do not come after all, one press says so. Nobody asks why."),
            ]


@person_required
@takes(RepresentationScope.DECIDE)
def come_to_listing(request: PersonRequest, listing_id: int) -> HttpResponse:
    """A form that is looked over before it counts. Full, paused or not read here is said on the
    listing's page, before anything is typed."""
    try:
        detail = listing_detail(listing_id, on=clock.today())
        if request.method != "POST":
            check_takes_visits(detail.listing, now=clock.now())
    except (ListingPaused, Refused) as refusal:
        if isinstance(refusal, NotFound):
            raise
        return redirect("listing", listing_id)
    if detail.are_times_full and request.method != "POST":
        return redirect("listing", listing_id)
    first = help_first_form(request, detail)
    if first is not None and not first.is_valid():
        return _ask_help_first(request, detail, first)
    form = ComeForm(
        None if first else post_data(request),
        times=detail.next_times,
        access=detail.attending_access,
        initial={
            "known_as": request.acting.person.preferred_name,
            "help_asked": first.cleaned_data["help_asked"] if first else [],
        },
    )
    step = None if first else review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        said = {**form.answers(), "by": request.acting, "now": clock.now()}
        try:
            with catch_refusals(form):
                if step == ReviewStep.LOOK:
                    check_visit(listing_id=listing_id, **said)
                    return _look_over(request, detail, form)
                visit = request_visit(listing_id=listing_id, **said)
                messages.success(request, thanks_text(visit.state, detail.attending_access))
                return redirect("my_sessions")
        except ListingPaused:
            return redirect("listing", listing_id)
    return show_form(
        request,
        form,
        "come.html",
        **facts_of(detail),
        **like_it(detail.listing, form),
        heading=heading_of(detail.attending_access),
        confirm=_("Go on"),
        back=reverse("listing", args=[listing_id]),
        not_now=reverse("listing", args=[listing_id]),
        talk=talk_url(TalkAbout.LISTING, listing_id),
    )


def help_first_form(request: PersonRequest, detail: ListingDetail) -> HelpFirstForm | None:
    """Where whoever runs it counts units the kind of help is ticked before anything is typed, and
    at the limit it is refused there (M18); None anywhere else, and once it was ticked."""
    if request.method == "POST" and "ticked" not in request.POST:
        return None
    if not listing_counts_units(detail.listing, on=clock.today()):
        return None
    form = HelpFirstForm(post_data(request))
    if form.is_valid():
        with catch_refusals(form):
            check_help_asked(
                listing_id=detail.listing.pk,
                help_asked=form.cleaned_data["help_asked"],
                by=request.acting,
                now=clock.now(),
            )
    return form


def _ask_help_first(
    request: PersonRequest, detail: ListingDetail, form: HelpFirstForm
) -> HttpResponse:
    back = reverse("listing", args=[detail.listing.pk])
    ticked = form["help_asked"].value() or []
    asked = [each for each in HelpAsked.values if each in ticked]
    day = day_of_wait(detail.listing.pk, asked, request) if form.errors else None
    return show_form(
        request,
        form,
        "come.html",
        **facts_of(detail),
        **like_it(detail.listing, form),
        wait_day=day,
        wait_help=asked,
        wait_text=wait_text(day) if day else "",
        heading=heading_of(detail.attending_access),
        confirm=_("Go on"),
        back=back,
        not_now=back,
    )


def thanks_text(state: str, access: AttendingAccess) -> str:
    if state == VisitRequestState.REQUESTED:
        return _("They are asked. You are told what they answer.")
    if access == AttendingAccess.JUST_COME:
        return _("They know that you may come.")
    return _("You are expected. When and where stands here.")


def facts_of(detail: ListingDetail) -> dict[str, Any]:
    return {"detail": detail, "listing": detail.listing}


def like_it(listing: Listing, form: ComeForm | HelpFirstForm) -> dict[str, Any]:
    """Two like it, where it filled up meanwhile: what was typed stands, and so does another way."""
    refused = form.has_error("session") or form.has_error("help_asked")
    if not refused and not form.non_field_errors():
        return {"cards": []}
    found = with_similar(listing)
    cards = result_cards(found.similar, found.near) if found.near else []
    return {"near": found.near, "cards": cards[:TWO_LIKE_IT]}


def talk_about_coming(listing: Listing, session_id: int | None) -> str:
    """Where a time was chosen, a place in it is held till then."""
    if session_id:
        return talk_url(TalkAbout.SESSION, session_id)
    return talk_url(TalkAbout.LISTING, listing.pk)


def rows_of(detail: ListingDetail, form: ComeForm) -> list[Row]:
    said = form.answers()
    times = {each.session.pk: each.session.starts_at for each in detail.next_times}
    starts_at = times.get(said["session_id"])
    helps = help_words(said.get("help_asked", []))
    rows = [
        Row(_("What"), detail.listing.title),
        Row(_("When"), format_moment(starts_at) if starts_at else detail.listing.when_words),
        Row(_("What it costs"), detail.price_text),
        Row(_("What they may call you"), said["known_as"]),
        Row(_("Help you ask of them"), helps),
        Row(_("Somebody you know comes along"), _("Yes") if said["comes_with_somebody"] else ""),
    ]
    return [row for row in rows if row.value]


def _look_over(request: PersonRequest, detail: ListingDetail, form: ComeForm) -> HttpResponse:
    return show_review(
        request,
        heading=heading_of(detail.attending_access),
        intro=[],
        rows=rows_of(detail, form),
        what_next=next_of(detail),
        confirm=confirm_of(detail.attending_access),
        not_now=reverse("listing", args=[detail.listing.pk]),
        talk=talk_about_coming(detail.listing, form.answers().get("session_id")),
    )


@person_required
@require_POST
def visit_withdraw(request: PersonRequest, visit_request_id: int) -> HttpResponse:
    visit = withdraw_visit(visit_request_id=visit_request_id, by=request.acting, now=clock.now())
    text = _("That is fine. They are told, and nobody asks why.")
    messages.success(request, text if not visit.is_open else ASKED_FIRST_TEXT)
    return redirect("my_sessions")
