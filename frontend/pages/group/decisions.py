"""Looking at offers side by side, and choosing together: one person, one voice."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import RepresentationScope, TalkAbout
from frontend.access import (
    PersonRequest,
    RoleRequest,
    person_required,
    shows,
    takes,
)
from frontend.components.before_yes import before_choosing
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.comparison import comparison_rows, offer_rows, what_changed
from frontend.pages.group.forms import BallotForm, OfferMessageForm, OpenDecisionForm
from frontend.pages.group.motions import WAITS_FOR_SECOND_TEXT
from frontend.pages.pool.texts import talk_url
from frontend.pages.printing import print_sheets
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.paper_sheets import choice_sheet
from groups.actions.decisions import cast_ballot, close_if_over, note_sheet_printed
from groups.actions.motions import propose_step
from groups.actions.offers import ask_about_offer
from groups.queries.briefs import brief_for_member
from groups.queries.decisions import DecisionDetail, decision_detail
from groups.queries.members import membership
from groups.queries.motion_subjects import step_shown
from groups.queries.motions import needs_second_text
from groups.queries.offers import (
    OfferComparison,
    messages_about_offer,
    offer_for_member,
    offers_to_compare,
)
from groups.rules.decisions import (
    DECISION_PERIOD,
    joined_after_opening,
)
from groups.rules.offers import takes_messages
from groups.states import BriefState, DecisionOutcome, MotionPurpose, MotionState, OfferState
from groups.wording import voting_rule_text
from pooling.pools.wording.cards import card_notes


@person_required
@shows(Seen.GROUPS)
def offers_page(request: PersonRequest, brief_id: int) -> HttpResponse:
    brief, comparisons = offers_to_compare(brief_id, request.acting, clock.today())
    context = {
        "brief": brief,
        "comparisons": comparisons,
        "rows": comparison_rows(comparisons),
        "lists": [(comparison.offer, offer_rows(comparison)) for comparison in comparisons],
        "changes": [
            (comparison.offer, what_changed(comparison))
            for comparison in comparisons
            if comparison.previous
        ],
        "is_comparing": brief.state == BriefState.COMPARING,
        "as_list": request.GET.get("as") == "list",
        "card_notes": _card_notes(comparisons),
    }
    return render(request, "group/offers.html", context)


def _card_notes(comparisons: Iterable[OfferComparison]) -> list[str]:
    return card_notes(comparison.offer.provider for comparison in comparisons)


@person_required
@takes(RepresentationScope.SUGGEST)
def offer_messages(request: PersonRequest, offer_id: int) -> HttpResponse:
    """What was asked about one offer and answered, and a box to ask more."""
    offer = offer_for_member(offer_id, request.acting)
    shows_words = may_see(request.acting, Seen.OTHERS_WORDS, now=clock.now())
    form = OfferMessageForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            ask_about_offer(
                offer_id=offer_id,
                text=form.cleaned_data["words"],
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("They have your question. You are told the answer."))
            return redirect("offer_messages", offer_id)
    context = {
        "offer": offer,
        "is_solo": offer.brief.group.is_solo,
        "offer_messages": messages_about_offer(offer) if shows_words else [],
        "may_ask": takes_messages(offer.state),
        "may_change": offer.state == OfferState.SENT,
    }
    return show_form(request, form, "group/offer_messages.html", **context)


@person_required
@shows(Seen.GROUPS)
def choose(request: PersonRequest, brief_id: int) -> HttpResponse:
    detail = current_decision(brief_id, request.acting)
    if detail is None:
        return redirect("open_choice", brief_id)
    if not detail.is_open:
        context = {
            "detail": detail,
            "outcomes": DecisionOutcome,
            "rule": voting_rule_text(),
        }
        return render(request, "group/chosen.html", context)
    shows_ballot = may_see(request.acting, Seen.BALLOT, now=clock.now())
    form = ballot_form(
        request,
        detail,
        with_previous=shows_ballot,
        for_somebody=request.acting.is_by_other_hands,
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            cast_ballot(
                decision_id=detail.decision.pk,
                offer_ids=form.cleaned_data["approves"],
                without_me=form.is_without_them,
                how_put=form.how_put(),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Your answer is in. You can change it until it closes."))
            return redirect("choose", brief_id)
    came_later = None if detail.can_vote else joined_after_opening()
    context = {
        "detail": detail,
        "rule": voting_rule_text(),
        "came_later": came_later,
        "talk": talk_url(TalkAbout.DECISION, detail.decision.pk),
        "card_notes": _card_notes(detail.offers),
        "questions": before_choosing(
            detail.brief.group.area, reverse("offers", args=[detail.brief.pk])
        ),
    }
    return show_form(request, form, "group/choose.html", **context)


def current_decision(brief_id: int, by: Acting) -> DecisionDetail | None:
    """The newest choice; counted first if it has closed and no task has come by."""
    now = clock.now()
    detail = decision_detail(brief_id, by, now)
    if detail and close_if_over(decision=detail.decision, now=now):
        detail = decision_detail(brief_id, by, now)
    return detail


def ballot_form(
    request: PersonRequest | RoleRequest,
    detail: DecisionDetail,
    *,
    with_previous: bool = True,
    form_class: type[BallotForm] = BallotForm,
    for_somebody: bool = False,
) -> BallotForm:
    """`with_previous`: with what was answered before, for whoever it is the answer of."""
    offers = [comparison.offer for comparison in detail.offers]
    initial = None
    if with_previous and detail.has_voted:
        none = BallotForm.WITHOUT if detail.is_without_me else BallotForm.NONE
        initial = {"approves": [str(pk) for pk in detail.my_approvals or ()] or [none]}
    return form_class(post_data(request), offers=offers, initial=initial, for_somebody=for_somebody)


@person_required
@takes(RepresentationScope.DECIDE)
def open_choice(request: PersonRequest, brief_id: int) -> HttpResponse:
    brief = brief_for_member(brief_id, request.acting)
    form = OpenDecisionForm(
        post_data(request),
        initial={"closes_on": clock.today() + DECISION_PERIOD},
        for_somebody=request.acting.is_by_other_hands,
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            motion = propose_step(
                purpose=MotionPurpose.OPEN_CHOICE,
                about_id=brief_id,
                last_day=form.cleaned_data["closes_on"],
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=clock.now(),
            )
            if motion is not None and motion.state == MotionState.WAITING:
                messages.success(request, WAITS_FOR_SECOND_TEXT)
                return redirect("brief", brief_id)
            messages.success(request, _("Everybody in the group is asked now."))
            return redirect("choose", brief_id)
    return show_form(
        request,
        form,
        "group/open_choice.html",
        heading=_("Choose together"),
        shown=step_shown(MotionPurpose.OPEN_CHOICE, brief),
        rule=voting_rule_text(),
        needs_second=needs_second_text(brief.group_id),
        confirm=_("Ask everybody"),
        not_now=reverse("offers", args=[brief_id]),
    )


@person_required
@shows(Seen.CODES)
def choose_sheet(request: PersonRequest, brief_id: int) -> HttpResponse:
    """The choice on half a sheet of paper, with this member's own code."""
    detail = decision_detail(brief_id, request.acting, clock.now())
    if detail is None or not (detail.is_open and detail.can_vote):
        return redirect("choose", brief_id)
    member = membership(detail.brief.group_id, request.acting)
    note_sheet_printed(decision_id=detail.decision.pk, by=request.acting, now=clock.now())
    sheet = choice_sheet(detail, member)
    return print_sheets(request, [sheet], heading=sheet.title)
