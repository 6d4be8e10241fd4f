"""A group ends: proposing it, what is next for each, going on, and the connector's list (P125)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.states import RepresentationScope, TalkAbout
from frontend.access import (
    PersonRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    member_of_sheet,
    paper_entry_required,
    person_required,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.ending_forms import EndGroupForm, NextStepForm, NextStepSpokenForm
from frontend.pages.group.motions import WAITS_FOR_SECOND_TEXT, press_to_propose
from frontend.pages.pool.texts import talk_url
from frontend.pages.row_forms import row_ids, with_forms
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.ending_sheets import check_end_sheet, check_next_step_sheet
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.reaching import reaching_texts_of
from groups.actions.endings import answer_next_step, say_next_step
from groups.actions.motions import propose_step
from groups.models.endings import NextStep
from groups.models.members import Member
from groups.queries.endings import (
    EndingDetail,
    ended_groups_counted,
    my_ending,
    next_steps_for_connector,
)
from groups.queries.members import membership
from groups.queries.motion_subjects import step_shown
from groups.states import GroupState, MotionPurpose, MotionState, NextStepKind
from groups.wording_of_endings import (
    asked_until_text,
    ended_groups_text,
    has_ended_text,
    who_reads_text,
)


@person_required
@takes(RepresentationScope.DECIDE)
def end_group(request: PersonRequest, group_id: int) -> HttpResponse:
    """Why, and what it means, before anybody proposes it."""
    member, now = membership(group_id, request.acting), clock.now()
    form = EndGroupForm(post_data(request), for_somebody=request.acting.is_by_other_hands)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            motion = propose_step(
                purpose=MotionPurpose.END_GROUP,
                about_id=group_id,
                reason=form.cleaned_data["reason"],
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=now,
            )
            if motion is not None and motion.state == MotionState.WAITING:
                messages.success(request, WAITS_FOR_SECOND_TEXT)
            return redirect("group", group_id)
    return show_form(
        request,
        form,
        heading=_("Shall “%(group)s” end?") % {"group": member.group.name},
        shown=step_shown(MotionPurpose.END_GROUP, member.group),
        confirm=_("Propose that it ends"),
        not_now=reverse("group", args=[group_id]),
        talk=talk_url(TalkAbout.GROUP, group_id),
    )


@person_required
@takes(RepresentationScope.DECIDE)
def next_step(request: PersonRequest, group_id: int) -> HttpResponse:
    member, detail = my_ending(group_id, request.acting)
    form = NextStepForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_next_step(group_id=group_id, **_said(form), by=request.acting, now=clock.now())
            messages.success(request, _("It is kept. You can change it."))
            return redirect("group", group_id)
    return show_form(
        request,
        form,
        heading=_("What is next for you, as “%(group)s” ends") % {"group": member.group.name},
        intro=[*_until(detail), *_said_before(detail.mine), who_reads_text(member.group)],
        confirm=_("Keep this"),
        not_now=reverse("group", args=[group_id]),
    )


def _said(form: NextStepForm) -> dict[str, Any]:
    return {
        "kind": NextStepKind(form.cleaned_data["kind"]),
        "words": form.cleaned_data["words"],
    }


def _until(detail: EndingDetail) -> list[str]:
    ending = detail.ending
    return [has_ended_text(ending) or asked_until_text(ending.closes_at)]


def _said_before(mine: NextStep | None) -> list[str]:
    """A new answer takes its place."""
    if mine is None or not mine.kind:
        return []
    words = f" “{mine.words}”" if mine.words else ""
    return [
        _("You have said: %(answer)s.%(words)s A new answer takes its place.")
        % {"answer": NextStepKind(mine.kind).label, "words": words}
    ]


@person_required
@require_POST
def go_on(request: PersonRequest, group_id: int) -> HttpResponse:
    """It goes on while it is ending; ended, it begins again."""
    member = membership(group_id, request.acting)
    is_over = member.group.state == GroupState.ENDED
    purpose = MotionPurpose.BEGIN_AGAIN if is_over else MotionPurpose.KEEP_GROUP
    return press_to_propose(request, purpose, group_id, back=reverse("group", args=[group_id]))


@paper_entry_required
def paper_end(request: RoleRequest, code: str) -> HttpResponse:
    """They propose that their group ends, from their sheet."""
    member, acting = member_of_sheet(code, login=request.user)
    group = membership(member.group_id, acting).group
    form = EndGroupForm(post_data(request), for_somebody=True)
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_end_sheet(member, take_version(form))
            propose_step(
                purpose=MotionPurpose.END_GROUP,
                about_id=group.pk,
                reason=form.cleaned_data["reason"],
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=acting,
                now=clock.now(),
            )
            return _entered(request, member)
    return show_form(
        request,
        form,
        heading=_("%(name)s proposes that the group ends") % {"name": member.known_as},
        shown=step_shown(MotionPurpose.END_GROUP, group),
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


@paper_entry_required
def paper_next_step(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    _member, detail = my_ending(member.group_id, acting)
    form = NextStepForm(post_data(request))
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_next_step_sheet(member, take_version(form))
            say_next_step(group_id=member.group_id, **_said(form), by=acting, now=clock.now())
            return _entered(request, member)
    return show_form(
        request,
        form,
        heading=_("What is next for %(name)s?") % {"name": member.known_as},
        intro=_until(detail),
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


def _entered(request: RoleRequest, member: Member) -> HttpResponse:
    messages.success(request, _("It is entered."))
    return redirect("paper_sheet", member.paper_code)


@connector_required
def connector_endings(request: RoleRequest) -> HttpResponse:
    """Whose group ends or has ended, and who asks for a connector or was not reached."""
    return _show_next_steps(request)


@connector_required
@require_POST
def connector_next_step(request: RoleRequest, next_step_id: int) -> HttpResponse:
    form = NextStepSpokenForm(post_data(request), auto_id=row_ids(next_step_id))
    if form.is_valid():
        with catch_refusals(form):
            answer_next_step(
                next_step_id=next_step_id,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is noted."))
            return redirect("connector_endings")
    return _show_next_steps(request, form)


def _show_next_steps(request: RoleRequest, sent: NextStepSpokenForm | None = None) -> HttpResponse:
    waiting = next_steps_for_connector(request.area_ids, clock.now())
    forms = with_forms(waiting, NextStepSpokenForm, sent)
    reaching = reaching_texts_of([step.member.person_id for step, _form in forms])
    return render(
        request,
        "group/connector_endings.html",
        {
            "steps": [(each, form, reaching[each.member.person_id]) for each, form in forms],
            "form": sent,
            "ended": [
                (each.reason.label, ended_groups_text(each.count))
                for each in ended_groups_counted(request.area_ids, clock.now())
            ],
        },
        status=422 if sent is not None and sent.errors else 200,
    )
