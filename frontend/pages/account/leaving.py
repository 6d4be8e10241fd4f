"""Leaving everything at once: what comes first, what ends, what stays; and the calm page after."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.people.queries.representations import representations_to_end
from community.people.rules.authority import check_acts_for_self
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.texts import talk_url
from frontend.shared.leaving import everything_left
from frontend.shared.stops import ASKED_FIRST_TEXT
from pooling.pools.actions.leaving_everything import leave_everything
from pooling.pools.queries.statements import ended_sources_of_person


class LeaveEverythingForm(forms.Form):
    is_end_told = forms.BooleanField(
        label=gettext_lazy("Whoever acts for them hears that it has ended"),
        help_text=gettext_lazy("Without a tick they find it the next time they look."),
        required=False,
    )


class OwnLeavingForm(LeaveEverythingForm):
    is_end_told = forms.BooleanField(
        label=gettext_lazy("Whoever acts for me hears that it has ended"),
        help_text=gettext_lazy("Without a tick they find it the next time they look."),
        required=False,
    )

    def __init__(self, *args: Any, somebody_acts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not somebody_acts:
            del self.fields["is_end_told"]  # there is nobody to hear it


@person_required
def leave_everything_page(request: PersonRequest) -> HttpResponse:
    """One press: it stops and protects (P18). Each line above the button says what it does."""
    check_acts_for_self(request.acting)
    authorities = representations_to_end(request.acting)
    acts = any(each.person_id == request.acting.person_id for each in authorities)
    form = OwnLeavingForm(post_data(request), somebody_acts=acts)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            leave_everything(**form.cleaned_data, by=request.acting, now=clock.now())
            request.user.refresh_from_db()
            update_session_auth_hash(request, request.user)  # this browser alone stays signed in
            return redirect("everything_left")
    return show_form(
        request,
        form,
        "account/leave_everything.html",
        left=everything_left(request.acting),
        heading=_("Leave everything"),
        intro=[
            _("You can do this at any time, and need not say why."),
            _("In your groups they may notice that you are not there. We never say why, or who."),
        ],
        confirm=_("Leave everything"),
        back=reverse("my_sign_in"),
        not_now=reverse("my_sign_in"),
        talk=talk_url(),
    )


@person_required
def everything_left_page(request: PersonRequest) -> HttpResponse:
    check_acts_for_self(request.acting)
    sources = ended_sources_of_person(request.acting.person_id)
    return render(request, "account/everything_left.html", {"sources": sources, "talk": talk_url()})


@paper_entry_required
def paper_leave_everything(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    form = LeaveEverythingForm(post_data(request))
    back = reverse("paper_stops", args=[member.paper_code])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            is_done = leave_everything(**form.cleaned_data, by=acting, now=clock.now())
            messages.success(request, _("It is entered.") if is_done else ASKED_FIRST_TEXT)
            return redirect("paper" if is_done else back)
    return show_form(
        request,
        form,
        heading=_("%(name)s wants to leave everything") % {"name": member.known_as},
        intro=[
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
            _("Every group, all their money here, and that anybody acts for them, ends at once."),
            _("What is paid stays paid. Their own places are kept for 14 days."),
        ],
        confirm=_("Enter this"),
        not_now=back,
    )
