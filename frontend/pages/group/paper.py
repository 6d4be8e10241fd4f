"""Paper, entered by a connector or worker of the area: joining, choosing, leaving (M122).

A sheet's code names its member. Without a role in that person's area the code opens nothing.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.codes import format_code
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.actions.references import make_reference
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.decisions import ballot_form, current_decision
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.leaving import name_choices_of_leaver
from frontend.shared.paper_cards import (
    deputy_choices,
    enter_card,
    version_of_card,
    visited_choices,
)
from frontend.shared.paper_sheets import choice_sheet
from frontend.shared.reaching import reaching_texts
from frontend.shared.sheet_versions import check_version
from groups.actions.decisions import cast_ballot
from groups.models.members import Member
from groups.queries.brief_words import held_back_briefs
from groups.queries.decisions import decisions_opened_before, open_decisions_of_member
from groups.queries.group_words import are_group_words_held_back
from groups.queries.ideas import rounds_to_like
from groups.queries.members import (
    invite_by_code,
    invites_of_group,
    member_by_paper_code,
    newcomers_of_group,
)
from groups.queries.motions import steps_to_propose, waiting_motions_of_group
from groups.queries.offers import offers_to_ask_about
from groups.queries.pauses import pause_of_group
from groups.queries.posted_sheets import posted_sheets_of
from groups.queries.removals import open_removal_about, removals_to_answer
from groups.queries.reviews import open_review
from groups.rules.endings import is_alive
from groups.rules.motions import check_sheet
from groups.wording import group_shown
from pooling.pools.actions.leaving import leave_group_with_costs
from pooling.pools.queries.private_questions import questions_in_group

from .forms import CodeForm, JoinOnPaperForm, LeaveGroupForm, PaperBallotForm


@paper_entry_required
def paper_page(request: RoleRequest) -> HttpResponse:
    form = CodeForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            return _to_sheet_or_card(form.cleaned_data["code"], request.area_ids)
    return show_form(
        request,
        form,
        heading=_("Enter a sheet of paper"),
        intro=[
            _("Type the code from the sheet. What you enter shows as done on paper, by you."),
            _("For a card to come into a group, type the card’s code."),
        ],
        confirm=_("Go on"),
        not_now=reverse("home"),
    )


def _to_sheet_or_card(text: str, area_ids: list[int]) -> HttpResponse:
    """The sheet of another area reads like a code that never was."""
    member = member_by_paper_code(text)
    if member and member.person.area_id in area_ids:
        return redirect("paper_sheet", member.paper_code)
    return redirect("join_on_paper", invite_by_code(text, clock.today()).code)


@paper_entry_required
def paper_sheet(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    context = {
        "member": member,
        "code": format_code(member.paper_code),
        "reaching": reaching_texts(member.person_id),
        "posted_sheets": posted_sheets_of(member),
        "ends": not is_alive(member.group.state),
        "own_removal": open_removal_about(member),
    }
    if member.is_current:
        context |= _what_waits(member, acting)
    return render(request, "group/paper_sheet.html", context)


def _what_waits(member: Member, acting: Acting) -> dict[str, Any]:
    """In the group; nothing of it before it has begun for them (P44)."""
    return {
        "choices": open_decisions_of_member(member, clock.now()),
        "begun_before": decisions_opened_before(member, clock.now()),
        "motions": waiting_motions_of_group(member.group_id, acting),
        "steps": steps_to_propose(member.group_id),
        "is_group_held_back": are_group_words_held_back(member.group_id),
        "held_back": held_back_briefs(member.group_id),
        "pause": pause_of_group(member.group_id),
        "newcomers": newcomers_of_group(member.group_id),
        "questions": questions_in_group(member.person_id, member.group_id),
        "invites": invites_of_group(member.group_id, acting, clock.today()),
        "idea_rounds": rounds_to_like(member),
        "removals": removals_to_answer(member),
        "is_asked_to_go_on": open_review(member.group_id, now=clock.now()) is not None,
        "can_ask": bool(offers_to_ask_about(member.group_id)),
    }


@paper_entry_required
@require_POST
def paper_reference(request: RoleRequest, code: str) -> HttpResponse:
    """The number by which somebody may ask to act for them; whoever makes it here may not."""
    member, acting = member_of_sheet(code, login=request.user)
    reference = make_reference(by=acting, now=clock.now())
    context = {
        "code": format_code(reference.code),
        "runs_out": reference.runs_out_at,
        "back": reverse("paper_sheet", args=[member.paper_code]),
    }
    return render(request, "group/paper_reference.html", context)


@paper_entry_required
def paper_choose(request: RoleRequest, code: str, brief_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    detail = current_decision(brief_id, acting)
    if detail is None or detail.decision.closed_at is not None:
        return redirect("paper_sheet", member.paper_code)
    if request.method == "GET" and not detail.can_vote:
        return redirect("paper_sheet", member.paper_code)
    # Whoever enters the paper sees the question: not how it stands, nor what was said before.
    form = ballot_form(
        request, detail, with_previous=False, form_class=PaperBallotForm, for_somebody=True
    )
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), choice_sheet(detail, member))
            cast_ballot(
                decision_id=detail.decision.pk,
                offer_ids=form.cleaned_data["approves"],
                without_me=form.is_without_them,
                given_on=form.cleaned_data["given_on"],
                how_put=form.how_put(),
                by=acting,
                now=clock.now(),
            )
            messages.success(request, _("Their answer is in."))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("What is ticked on the sheet of %(name)s?") % {"name": member.known_as},
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


@paper_entry_required
def paper_leave(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    form = LeaveGroupForm(post_data(request), choices=name_choices_of_leaver(member.group_id))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            leave_group_with_costs(
                group_id=member.group_id,
                name_goes=form.name_answer(),
                by=acting,
                now=clock.now(),
            )
            messages.success(request, _("They have left the group. Nobody in it is told."))
            return redirect("paper")
    return show_form(
        request,
        form,
        heading=_("%(name)s wants to leave the group") % {"name": member.known_as},
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


@paper_entry_required
def join_on_paper_page(request: RoleRequest, code: str) -> HttpResponse:
    """A card that somebody with no login has filled in."""
    invite = invite_by_code(code, clock.today())
    if invite.group.area_id not in request.area_ids:
        raise NotFound("")
    visited = visited_choices(request.user.pk, request.area_ids, clock.today())
    form = JoinOnPaperForm(
        post_data(request),
        visited=[(str(pk), words) for pk, words in visited],
        deputies=deputy_choices(invite.group.area_id, but=request.user.pk),
    )
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_sheet(take_version(form), version_of_card(invite.group))
            member = _enter_card(request, code, form.other_answers() | {"how_put": form.how_put()})
            messages.success(request, _("They are in the group. You tell them what happens in it."))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("A filled-in card for “%(group)s”") % {"group": invite.group.name},
        shown=group_shown(invite.group),
        confirm=_("Enter this"),
        not_now=reverse("paper"),
    )


def _enter_card(request: RoleRequest, code: str, answers: dict[str, Any]) -> Member:
    who, sheet = answers.pop("who"), answers.pop("sheet")
    named: dict[str, Any] = {"preferred_name": answers.pop("called")}
    if who == JoinOnPaperForm.SHEET:
        named["sheet"] = sheet
    elif who != JoinOnPaperForm.NEW:
        named["person_id"] = UUID(who)
    return enter_card(
        login=request.user,
        area_ids=request.area_ids,
        code=code,
        **answers,
        **named,
        shown_digest=digest_shown(request),
        now=clock.now(),
    )
