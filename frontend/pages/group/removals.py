"""Whether somebody stays in a group: asked, answered by the one and the others, decided (P118)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_day
from community.moderation.rules.looking import EVER_LOOK
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from frontend.access import (
    PersonRequest,
    RoleRequest,
    acting_as_login,
    member_of_sheet,
    paper_entry_required,
    person_required,
    role_required,
    shows,
    stops,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.removal_forms import (
    AskRemovalForm,
    DecideForm,
    PaperWhoStaysForm,
    SideForm,
    WhoStaysForm,
)
from frontend.shared.bodies import bodies_of
from frontend.shared.form_guard.guards import digest_shown
from groups.actions.removal_decisions import decide_removal
from groups.actions.removals import ask_removal, say_side, say_who_stays, take_back_removal
from groups.queries.members import membership, others_in_group
from groups.queries.removals import (
    OwnRemoval,
    RemovalToAnswer,
    own_removal,
    removal_to_answer,
    removal_to_look_at,
    removals_asked_by,
    removals_to_look_at,
    shown_to_others,
    shown_to_who_decides,
)
from groups.removal_states import RemovalAbout
from groups.wording_of_removals import ask_means, own_texts

decides_required = role_required(*EVER_LOOK)


@person_required
@takes(RepresentationScope.DECIDE)
@shows(Seen.OTHERS_WORDS)
def ask_removal_page(request: PersonRequest, group_id: int) -> HttpResponse:
    me = membership(group_id, request.acting)
    others = [(each.pk, each.known_as) for each in others_in_group(group_id, request.acting)]
    form = AskRemovalForm(post_data(request), others=others)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            ask_removal(
                group_id=group_id,
                **form.cleaned_data | {"about": RemovalAbout(form.cleaned_data["about"])},
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is asked. They are told, and not by whom."))
            return redirect("group", group_id)
    back = reverse("group", args=[group_id])
    return show_form(
        request,
        form,
        "group/ask_removal.html",
        heading=_("Ask that somebody does not stay in “%(group)s”") % {"group": me.group.name},
        intro=ask_means(),
        asked=removals_asked_by(me),
        confirm=_("Ask this"),
        back=back,
        not_now=back,
    )


@person_required
@require_POST
def take_back_removal_page(request: PersonRequest, removal_id: int) -> HttpResponse:
    removal = take_back_removal(removal_id=removal_id, by=request.acting, now=clock.now())
    messages.success(request, _("It is taken back."))
    return redirect("group", removal.group_id)


@person_required
@stops
def my_place(request: PersonRequest, group_id: int) -> HttpResponse:
    """To whom it is about: what is asked, their side, and another look."""
    own = own_removal(group_id, request.acting)
    form = SideForm(post_data(request), initial={"words": own.removal.side_words})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_side(group_id=group_id, **form.cleaned_data, by=request.acting, now=clock.now())
            messages.success(request, _side_said(own))
            return redirect("my_place", group_id)
    return show_form(request, form, "group/my_place.html", **_about_side(own))


def _about_side(own: OwnRemoval) -> dict[str, Any]:
    ask_again = _("Ask somebody else to look")
    return {
        "heading": _("Your place in “%(group)s”") % {"group": own.removal.group.name},
        "intro": own_texts(own.removal),
        "confirm": ask_again if own.may_ask_again else _("Keep what I say"),
        "can_say": own.waits or own.may_ask_again,
        "group": own.removal.group,
        "is_out": not own.member.is_current,
        "back": reverse("groups"),
        "not_now": reverse("groups"),
    }


def _side_said(own: OwnRemoval) -> str:
    if own.may_ask_again:
        return _("Somebody else is asked to look at it. Your place is held until then.")
    return _("It is kept. Whoever decides reads it. You can change it until it is decided.")


@person_required
@takes(RepresentationScope.DECIDE)
@shows(Seen.OTHERS_WORDS)
def who_stays(request: PersonRequest, removal_id: int) -> HttpResponse:
    detail = removal_to_answer(removal_id, request.acting)
    form = WhoStaysForm(post_data(request), for_somebody=request.acting.is_by_other_hands)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_who_stays(
                removal_id=removal_id,
                stays=form.cleaned_data["stays"],
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Your answer is kept."))
            return redirect("group", detail.removal.group_id)
    back = reverse("group", args=[detail.removal.group_id])
    return show_form(
        request,
        form,
        heading=_("Does %(name)s stay in your group?") % {"name": detail.known_as},
        intro=_about_choosing(detail),
        shown=shown_to_others(detail.removal),
        confirm=_("This is my answer"),
        back=back,
        not_now=back,
    )


def _about_choosing(detail: RemovalToAnswer) -> list[str]:
    answered = [_("You have answered. A new answer takes its place.")] if detail.answer else []
    return [
        _("Answer until the end of %(day)s. No count is shown, now or later.")
        % {"day": format_day(detail.last_day)},
        _(
            "They do not stay where more than half of those who answered say so, and at least two."
            " They can then ask somebody outside to look again."
        ),
        *answered,
    ]


@decides_required
def removals_to_decide(request: RoleRequest) -> HttpResponse:
    removals = removals_to_look_at(request.user.pk)
    return render(request, "group/removals_to_decide.html", {"removals": removals})


@decides_required
def decide_removal_page(request: RoleRequest, removal_id: int) -> HttpResponse:
    removal = removal_to_look_at(removal_id, request.user.pk)
    form = DecideForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            decide_removal(
                removal_id=removal_id,
                **form.cleaned_data,
                bodies=bodies_of(request.user.pk),
                shown_digest=digest_shown(request),
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is decided. Both are told, the others are not."))
            return redirect("removals_to_decide")
    back = reverse("removals_to_decide")
    return show_form(
        request,
        form,
        heading=_("Does %(name)s stay in the group?") % {"name": removal.member.known_as},
        shown=shown_to_who_decides(removal),
        confirm=_("Decide it"),
        back=back,
        not_now=back,
    )


@paper_entry_required
def paper_my_place(request: RoleRequest, code: str) -> HttpResponse:
    """Their side, or that somebody else is to look. Whoever enters it reads nobody else's words."""
    member, acting = member_of_sheet(code, login=request.user)
    own = own_removal(member.group_id, acting)
    form = SideForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_side(group_id=member.group_id, **form.cleaned_data, by=acting, now=clock.now())
            messages.success(request, _("It is entered."))
            return redirect("paper_sheet", member.paper_code)
    back = reverse("paper_sheet", args=[member.paper_code])
    return show_form(
        request,
        form,
        heading=_("What %(name)s says to whether they stay") % {"name": member.known_as},
        intro=own_texts(own.removal),
        confirm=_("Enter this"),
        not_now=back,
    )


@paper_entry_required
def paper_who_stays(request: RoleRequest, code: str, removal_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    detail = removal_to_answer(removal_id, acting)
    form = PaperWhoStaysForm(post_data(request), for_somebody=True)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            say_who_stays(
                removal_id=removal_id,
                stays=form.cleaned_data["stays"],
                given_on=form.cleaned_data["given_on"],
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=acting,
                now=clock.now(),
            )
            messages.success(request, _("It is entered."))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("What %(name)s answers") % {"name": member.known_as},
        intro=_about_choosing(detail)[:2],
        shown=shown_to_others(detail.removal),
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )
