"""My groups; starting one; looking at one; coming in; leaving."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.lifecycle import not_none
from community.common.shown import digest_of
from community.moderation.states import ModerationState
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import RepresentationScope, TalkAbout
from community.pictures.queries.pictures import ShownPicture, shown_pictures
from frontend.access import (
    ActingRequest,
    PersonRequest,
    person_required,
    shows,
    stops,
    takes,
)
from frontend.components.before_yes import before_joining
from frontend.components.blocks import ResultCard
from frontend.components.refusals import catch_refusals
from frontend.drawings.kind_pictures import picture_of_kinds
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.forms import JoinGroupForm, LeaveGroupForm, StartGroupForm
from frontend.pages.group.motions import press_to_propose
from frontend.pages.pool.texts import talk_url
from frontend.pages.printing import print_sheets
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.leaving import leaving_texts_of, name_choices_of_leaver
from frontend.shared.paper_sheets import leaving_sheet
from groups.actions.membership import join_open_group, start_group
from groups.queries.briefs import briefs_of_group
from groups.queries.endings import ending_of_member
from groups.queries.gatherings import ON_THE_GROUPS_PAGE, next_gatherings_for
from groups.queries.members import (
    GroupDetail,
    GroupSummary,
    group_detail,
    group_summaries_of_person,
    invites_for,
    is_read_by_others,
    names_shown_to,
    newcomers_shown_to,
    place_in_group,
)
from groups.queries.motion_subjects import step_shown
from groups.queries.motions import second_word_text, steps_of_group, waiting_motions_for
from groups.queries.removals import open_removal_about, removals_to_answer
from groups.states import GroupBeginning, GroupState, MotionPurpose
from groups.wording import group_shown, hears_text, voting_rule_text
from pooling.pools.actions.leaving import leave_group_with_costs
from pooling.pools.queries.leaving import costs_after_leaving
from pooling.pools.queries.pool_lists import pools_of_group


@person_required
@shows(Seen.GROUPS)
def groups_page(request: PersonRequest) -> HttpResponse:
    cards = [_group_card(row) for row in group_summaries_of_person(request.acting.person_id)]
    still_paid = costs_after_leaving(request.acting.person_id)
    return render(request, "group/groups.html", {"cards": cards, "still_paid": still_paid})


def _group_card(summary: GroupSummary) -> ResultCard:
    group = summary.group
    return ResultCard(
        title=group.name,
        url=reverse("group", args=[group.pk]),
        picture=picture_of_kinds([]),
        facts=(
            (_("How often"), group.how_often),
            (_("Where"), _("Near %(outward)s") % {"outward": group.outward_code}),
            (_("People"), str(summary.people)),
        ),
    )


@person_required
@takes(RepresentationScope.DECIDE)
def start_group_page(request: PersonRequest) -> HttpResponse:
    form = StartGroupForm(post_data(request), for_somebody=request.acting.is_by_other_hands)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            group = start_group(
                **form.other_answers(),
                how_put=form.how_put(),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Your group is here. You can invite people now."))
            return redirect("group", group.pk)
    return show_form(request, form, "group/start_group.html", rule=voting_rule_text())


def group_page(request: ActingRequest, group_id: int) -> HttpResponse:
    """A member sees the names others chose; a visitor sees what the group is for."""
    now = clock.now()
    detail = group_detail(group_id, request.acting, now=now)
    if detail.me is None:
        context = {"detail": detail, "rule": voting_rule_text(), "pictures": _pictures(group_id)}
        return render(request, "group/visitor.html", context)
    if detail.me.is_suspended:
        return redirect("my_place", group_id)
    if detail.me.is_newcomer:
        context = {
            "detail": detail,
            "hears": hears_text(detail.me),
            "ending_detail": ending_of_member(detail.me, detail.group),
        }
        return render(request, "group/newcomer.html", context)
    return render(request, "group/group.html", _context_for_member(request, detail, now))


def _context_for_member(
    request: ActingRequest, detail: GroupDetail, now: datetime
) -> dict[str, Any]:
    group_id, shows_codes = detail.group.pk, may_see(request.acting, Seen.CODES, now=now)
    me = not_none(detail.me)
    return {
        "detail": detail,
        "me": me,
        "dates": next_gatherings_for(me, request.acting, now=now, at_most=ON_THE_GROUPS_PAGE),
        "begins_open": detail.group.begins == GroupBeginning.OPEN,
        "digests": {
            str(step): digest_of(step_shown(step, detail.group))
            for step in steps_of_group(detail.group)
        },
        "needs_second": second_word_text(detail.group, detail.in_it),
        "newcomers": newcomers_shown_to(detail, request.acting, now=now),
        "names": names_shown_to(detail, request.acting, now=now),
        "is_read_by_others": is_read_by_others(detail, now=now),
        "briefs": briefs_of_group(me),
        "invites": invites_for(me, clock.today(now)) if shows_codes else [],
        "costs": pools_of_group(group_id),
        "motions": waiting_motions_for(me) if detail.has_motions else [],
        "shows_names": may_see(request.acting, Seen.OTHERS_WORDS, now=now),
        "is_open": detail.group.state == GroupState.FORMING,
        "ending_detail": ending_of_member(me, detail.group),
        "not_here": detail.not_here,
        "is_asked_to_go_on": detail.is_asked_to_go_on,
        "pictures": _pictures(group_id) if detail.has_pictures else [],
        "own_removal": open_removal_about(me) if detail.has_removals else None,
        "removals": removals_to_answer(me) if detail.has_removals else [],
        **_own_words(detail),
    }


def _pictures(group_id: int) -> list[ShownPicture]:
    return shown_pictures(f"group:{group_id}", on=clock.today())


def _own_words(detail: GroupDetail) -> dict[str, Any]:
    """Whether they wait for a look, or why they are held back."""
    group = detail.group
    return {
        "words": detail.words,
        "words_states": ModerationState,
        "mend_url": reverse("group_words", args=[group.pk]),
        "look_again_url": reverse("group_look_again", args=[group.pk]),
    }


@person_required
@takes(RepresentationScope.DECIDE)
def join_group(request: PersonRequest, group_id: int) -> HttpResponse:
    now = clock.now()
    detail = group_detail(group_id, request.acting, now=now)
    if detail.me:
        return redirect("group", group_id)
    form = JoinGroupForm(post_data(request), for_somebody=request.acting.is_by_other_hands)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            join_open_group(
                group_id=group_id,
                **form.other_answers(),
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=now,
            )
            messages.success(request, _("You are in the group."))
            return redirect("group", group_id)
    return show_form(
        request,
        form,
        "group/join_group.html",
        group=detail.group,
        shown=group_shown(detail.group),
        rule=voting_rule_text(),
        questions=before_joining(detail.group.area),
        not_now=reverse("group", args=[group_id]),
        talk=talk_url(TalkAbout.GROUP, group_id),
    )


@person_required
@stops
def leave_group_page(request: PersonRequest, group_id: int) -> HttpResponse:
    now = clock.now()
    detail = group_detail(group_id, request.acting, now=now)
    form = LeaveGroupForm(post_data(request), choices=name_choices_of_leaver(group_id))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            leave_group_with_costs(
                group_id=group_id, name_goes=form.name_answer(), by=request.acting, now=now
            )
            messages.success(request, _("You have left. You need not say why."))
            return redirect("groups")
    return show_form(
        request,
        form,
        "group/leave_group.html",
        group=detail.group,
        heading=_("Leave “%(group)s”") % {"group": detail.group.name},
        intro=[
            _("You can leave at any time, and you need not say why."),
            _("The others may notice that you are not there. We never say why, or who left."),
            _("You can come back if you want to."),
            *leaving_texts_of(group_id, request.acting),
        ],
        confirm=_("Leave the group"),
        not_now=reverse("group", args=[group_id]),
        talk=talk_url(TalkAbout.GROUP, group_id),
    )


@person_required
@shows(Seen.CODES)
def leave_sheet(request: PersonRequest, group_id: int) -> HttpResponse:
    """Leaving, on half a sheet of paper."""
    member = place_in_group(group_id, request.acting)
    sheet = leaving_sheet(member, request.acting)
    return print_sheets(request, [sheet], heading=sheet.title)


@person_required
@require_POST
def open_group(request: PersonRequest, group_id: int) -> HttpResponse:
    is_open = request.POST.get("open") == "yes"
    purpose = MotionPurpose.OPEN_GROUP if is_open else MotionPurpose.CLOSE_GROUP
    back = reverse("group", args=[group_id])
    return press_to_propose(request, purpose, group_id, back=back, kept=["open"])
