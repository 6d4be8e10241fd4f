"""Pausing newcomers and letting them in again: one press, a line on a sheet, or a connector's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import (
    PersonRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    member_of_sheet,
    paper_entry_required,
    person_required,
)
from groups.actions.pauses import agree_to_end_pause, end_pause_as_connector, pause_newcomers
from groups.models.members import NewcomerPause
from groups.queries.pauses import paused_groups


@person_required
@require_POST
def pause_newcomers_page(request: PersonRequest, group_id: int) -> HttpResponse:
    pauses = request.POST.get("pauses") != "no"
    step = pause_newcomers if pauses else agree_to_end_pause
    messages.success(
        request, _paused_text(step(group_id=group_id, by=request.acting, now=clock.now()))
    )
    return redirect("group", group_id)


@paper_entry_required
@require_POST
def paper_pause(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    step = pause_newcomers if request.POST.get("pauses") != "no" else agree_to_end_pause
    step(group_id=member.group_id, by=acting, now=clock.now())
    messages.success(request, _("It is entered."))
    return redirect("paper_sheet", member.paper_code)


def _paused_text(paused: NewcomerPause | None) -> str:
    if paused is None or paused.ended_at:
        return _("Newcomers are not paused any more. All in the group are told.")
    if paused.needs_first:
        return _("Newcomers are paused. All in the group are told, and nobody reads who did it.")
    return _("Your word is in. One more person has to agree.")


@connector_required
def connector_pauses(request: RoleRequest) -> HttpResponse:
    """Groups of your areas in which newcomers are paused: by whom, nobody reads."""
    context = {"groups": paused_groups(request.area_ids, request.user.pk)}
    return render(request, "group/connector_pauses.html", context)


@connector_required
@require_POST
def connector_end_pause(request: RoleRequest, group_id: int) -> HttpResponse:
    end_pause_as_connector(group_id=group_id, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("Newcomers are not paused any more. The group is told."))
    return redirect("connector_pauses")
