"""Inviting by link or by printed card, and coming in by either."""

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.codes import format_code, parse_code
from community.people.scope_table import Seen
from community.people.states import RepresentationScope, TalkAbout
from frontend.access import ActingRequest, PersonRequest, person_required, shows, takes
from frontend.components.before_yes import before_joining
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.texts import talk_url
from frontend.shared.connectors import fill_in_card_text, give_to_text
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.paper_cards import version_of_card
from frontend.shared.sheet_versions import how_put_line, version_line
from groups.actions.invites import make_invite, stop_invite
from groups.actions.membership import join_by_code
from groups.models.members import Invite
from groups.queries.members import invite_by_code, invite_for_member, membership
from groups.wording import group_shown, peer_consent_text, voting_rule_text

from .forms import CodeForm, InviteForm, JoinGroupForm


@person_required
@takes(RepresentationScope.DECIDE)
def invite_page(request: PersonRequest, group_id: int) -> HttpResponse:
    member = membership(group_id, request.acting)
    form = InviteForm(post_data(request))
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
        talk=talk_url(TalkAbout.GROUP, group_id),
    )


@person_required
@shows(Seen.CODES)
def invite_card(request: PersonRequest, invite_id: int) -> HttpResponse:
    """The link to send; or the card, to print and to fill in by hand."""
    invite = invite_for_member(invite_id, request.acting, clock.today())
    return show_card(request, invite, back=reverse("group", args=[invite.group_id]))


def show_card(request: ActingRequest, invite: Invite, *, back: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("join_by_code", args=[invite.code]))
    svg = segno.make(address, error="m").svg_inline(scale=4, border=4, title=_("The same link"))
    context = {
        "invite": invite,
        "address": address,
        "typed_at": request.build_absolute_uri(reverse("join")),
        "code": format_code(invite.code),
        "square": mark_safe(svg),  # made here, from our own address
        "what_others_see": peer_consent_text(),
        "card": fill_in_card_text(invite.group.area_id),
        "how_put": how_put_line(),
        "give_to": give_to_text(invite.group.area_id),
        "version": version_line(version_of_card(invite.group)),
        "back_url": back,
    }
    return render(request, "group/invite_card.html", context)


@person_required
@require_POST
def stop_invite_page(request: PersonRequest, invite_id: int) -> HttpResponse:
    invite = stop_invite(invite_id=invite_id, by=request.acting, now=clock.now())
    messages.success(request, _("That invitation no longer opens the group."))
    return redirect("group", invite.group_id)


def join(request: ActingRequest) -> HttpResponse:
    """For whoever has a card and no camera."""
    form = CodeForm(post_data(request))
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


def join_by_code_page(request: ActingRequest, code: str) -> HttpResponse:
    """What the group is and what the others would see, before anybody signs in or says yes."""
    parsed_code = parse_code(code)
    if parsed_code and parsed_code != code:
        return redirect("join_by_code", parsed_code)
    invite = invite_by_code(code, clock.today())
    if request.acting.person is None:
        return render(
            request,
            "group/join_by_code.html",
            {
                "group": invite.group,
                "rule": voting_rule_text(),
                "card": fill_in_card_text(invite.group.area_id),
            },
        )
    form = JoinGroupForm(post_data(request), for_somebody=request.acting.is_by_other_hands)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            join_by_code(
                code=code,
                **form.other_answers(),
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("You are in the group."))
            return redirect("group", invite.group_id)
    return show_form(
        request,
        form,
        "group/join_group.html",
        group=invite.group,
        shown=group_shown(invite.group),
        card=code,
        rule=voting_rule_text(),
        questions=before_joining(invite.group.area),
        not_now="/",
        talk=_talk_of(invite),
    )


def _talk_of(invite: Invite) -> str:
    """About a group that anybody may find; of another, whoever has no place in it asks nothing."""
    return talk_url(TalkAbout.GROUP, invite.group_id) if invite.group.is_findable else ""
