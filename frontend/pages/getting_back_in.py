"""Another way to sign in after a lost mailbox or telephone: asked for at a visit or from a sheet,
and stopped in one press, by the message to the old address or by whoever works there (P48)."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.people.acting import Acting
from community.people.actions.getting_back_in import request_way_back
from community.people.actions.slow_changes import stop_by_link, stop_slow_change
from community.people.queries.acting import acting_on_paper
from community.people.queries.getting_back_in import change_of_token, way_back_in_areas
from community.people.queries.persons import person_in_areas
from community.people.states import SlowChangeState
from frontend.access import (
    ActingRequest,
    RoleRequest,
    acting_as_login,
    member_of_sheet,
    paper_entry_required,
)
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedAddress, TypedText
from frontend.pages.authorities import authority_required
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.shared.reaching import reaching_texts

STOPPED_TEXT = gettext_lazy("It is stopped. Nothing has changed.")


class WayBackForm(forms.Form):
    email = TypedAddress(
        label=gettext_lazy("The address that they read now"),
        help_text=gettext_lazy("One that nobody reads but them."),
    )
    what_they_showed = TypedText(
        label=gettext_lazy("How did they ask for it, and what has been lost?"),
        help_text=gettext_lazy("One line is enough. They read it."),
        max_length=400,
    )
    has_met = forms.BooleanField(
        label=gettext_lazy("I had met them before, and it was them"), required=False
    )


@paper_entry_required
def paper_back_in(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    return _ask(request, acting, back=reverse("paper_sheet", args=[member.paper_code]))


@paper_entry_required
def visit_back_in(request: RoleRequest, person_id: UUID) -> HttpResponse:
    person = person_in_areas(person_id, request.area_ids)
    acting = acting_on_paper(login=request.user, person=person)
    return _ask(request, acting, back=reverse("next_visits"))


def _ask(request: RoleRequest, acting: Acting, *, back: str) -> HttpResponse:
    form = WayBackForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            request_way_back(**form.cleaned_data, by=acting, now=clock.now())
            messages.success(request, _("It is noted, and a second person is asked to look."))
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("They cannot sign in any more"),
        intro=[
            _("Only if they asked you themselves, face to face or on paper."),
            *reaching_texts(acting.required_person.pk),
            _(
                "Their old address and a second way are told at once. When a second person has"
                " agreed, the new address lets them look. It counts three days after they were"
                " told; then the old ways to sign in end."
            ),
            _("Meanwhile everything goes on on paper."),
        ],
        confirm=_("Ask a second person"),
        not_now=back,
    )


def not_me(request: ActingRequest, token: str) -> HttpResponse:
    """From the message to the old address. Opening it does nothing; nobody need sign in."""
    change = change_of_token(token)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            stop_by_link(change_id=change.pk, now=clock.now())
            messages.success(request, STOPPED_TEXT)
            return redirect("start")
    waits = change.state == SlowChangeState.WAITING
    return show_form(
        request,
        form,
        heading=_("Was it not you?"),
        intro=[
            _("Somebody asked for another way to sign in, as this address was lost.")
            if waits
            else _("This is over. Ring whoever works for your area if it was not you."),
        ],
        confirm=_("This was not me: stop it"),
        not_now=reverse("start"),
    )


@authority_required
def back_in_stop(request: RoleRequest, change_id: int) -> HttpResponse:
    """What protects is one press, by one who works there (P18)."""
    change = way_back_in_areas(change_id, request.area_ids)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            stop_slow_change(change_id=change.pk, by=acting_as_login(request), now=clock.now())
            messages.success(request, STOPPED_TEXT)
            return redirect("authorities_to_agree")
    return show_form(
        request,
        form,
        heading=_("Stop that %(person)s signs in another way")
        % {"person": change.person.preferred_name},
        intro=[_("Whoever looks by the new address is signed out at once.")],
        confirm=_("This was not them: stop it"),
        not_now=reverse("authorities_to_agree"),
    )


urlpatterns = [
    path("paper/<str:code>/back-in/", paper_back_in, name="paper_back_in"),
    path("visits/<uuid:person_id>/back-in/", visit_back_in, name="visit_back_in"),
    path("back-in/<str:token>/", not_me, name="not_me"),
    path("acting/back-in/<int:change_id>/stop/", back_in_stop, name="back_in_stop"),
]
