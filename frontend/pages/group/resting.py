"""Resting from a group for now, and being back: one press, or a line on a sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
)
from groups.actions.resting import set_resting


@person_required
@require_POST
def rest(request: PersonRequest, group_id: int) -> HttpResponse:
    rests = request.POST.get("rests") != "no"
    set_resting(group_id=group_id, rests=rests, by=request.acting, now=clock.now())
    messages.success(
        request,
        _("Rest well. Your place here stays yours.")
        if rests
        else _("It is good to have you back."),
    )
    return redirect("group", group_id)


@paper_entry_required
@require_POST
def paper_rest(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    rests = request.POST.get("rests") != "no"
    set_resting(group_id=member.group_id, rests=rests, by=acting, now=clock.now())
    messages.success(request, _("It is entered. Nobody in the group is told why."))
    return redirect("paper_sheet", member.paper_code)
