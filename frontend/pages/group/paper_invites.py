"""A card with which somebody who has no page invites others, made and printed for them (M122)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from groups.actions.invites import make_invite, stop_invite
from groups.queries.members import invite_for_member

from .invites import show_card


@paper_entry_required
@require_POST
def paper_invite(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    invite = make_invite(group_id=member.group_id, is_card=True, by=acting, now=clock.now())
    return redirect("paper_invite_card", member.paper_code, invite.pk)


@paper_entry_required
def paper_invite_card(request: RoleRequest, code: str, invite_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    invite = invite_for_member(invite_id, acting, clock.today())
    return show_card(request, invite, back=reverse("paper_sheet", args=[member.paper_code]))


@paper_entry_required
@require_POST
def paper_invite_stop(request: RoleRequest, code: str, invite_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    stop_invite(invite_id=invite_id, by=acting, now=clock.now())
    messages.success(request, _("That invitation no longer opens the group."))
    return redirect("paper_sheet", member.paper_code)


urlpatterns = [
    path("paper/<str:code>/invite/", paper_invite, name="paper_invite"),
    path("paper/<str:code>/invite/<int:invite_id>/", paper_invite_card, name="paper_invite_card"),
    path(
        "paper/<str:code>/invite/<int:invite_id>/stop/", paper_invite_stop, name="paper_invite_stop"
    ),
]
