"""Inviting by link or by printed card, and coming in by either."""

import segno
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import person_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from groups.actions.invites import make_invite, stop_invite
from groups.actions.membership import join_by_code
from groups.queries.members import invite_by_code, invite_of_mine, membership
from groups.rules.codes import format_code, parse_code
from groups.rules.decisions import voting_rule_text
from groups.rules.members import peer_consent_text

from .forms import Naming, NewInvite, TypedCode


@person_required
def make(request, group_id):
    member = membership(group_id, request.acting)
    form = NewInvite(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            invite = make_invite(
                group_id=group_id, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            return redirect("invite_card", invite.pk)
    return show_form(
        request,
        form,
        heading=_("Invite somebody to “%(group)s”") % {"group": member.group.name},
        intro=[
            _("Whoever has the link or the card can come in, until the day you choose."),
            _("You can stop it at any time."),
        ],
        confirm=_("Make the invitation"),
        not_now=reverse("group", args=[group_id]),
    )


@person_required
def card(request, invite_id):
    """The link to send; or the card, to print and to fill in by hand."""
    invite = invite_of_mine(invite_id, request.acting, clock.today())
    address = request.build_absolute_uri(reverse("join_by_code", args=[invite.code]))
    square = segno.make(address, error="m").svg_inline(scale=4, border=4, title=_("The same link"))
    context = {
        "invite": invite,
        "address": address,
        "typed_at": request.build_absolute_uri(reverse("join")),
        "code": format_code(invite.code),
        "square": mark_safe(square),  # made here, from our own address
        "what_others_see": peer_consent_text(),
    }
    return render(request, "group/card.html", context)


@person_required
@require_POST
def stop(request, invite_id):
    invite = stop_invite(invite_id=invite_id, by=request.acting, now=clock.now())
    messages.success(request, _("That invitation no longer opens the group."))
    return redirect("group", invite.group_id)


def type_a_code(request):
    """For whoever has a card and no camera."""
    form = TypedCode(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            invite = invite_by_code(form.cleaned_data["code"], clock.today())
            return redirect("join_by_code", invite.code)
    return show_form(
        request,
        form,
        heading=_("I have a card with a code"),
        intro=[_("Somebody gave you a card to come to a group. Type its code here.")],
        confirm=_("Go on"),
        not_now="/",
    )


def come_in(request, code):
    """What the group is and what the others would see, before anybody signs in or says yes."""
    tidy = parse_code(code)
    if tidy and tidy != code:
        return redirect("join_by_code", tidy)
    invite = invite_by_code(code, clock.today())
    if request.acting.person is None:
        return render(
            request, "group/invited.html", {"group": invite.group, "rule": voting_rule_text()}
        )
    form = Naming(post_data(request), initial={"known_as": request.acting.person.called})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            join_by_code(code=code, **form.cleaned_data, by=request.acting, now=clock.now())
            messages.success(request, _("You are in the group."))
            return redirect("group", invite.group_id)
    return show_form(
        request, form, "group/join.html", group=invite.group, rule=voting_rule_text(), not_now="/"
    )
