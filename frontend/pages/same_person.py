"""Two whom one visits are one person: chosen, looked over, and asked for (fault G3, M77)."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.refusals import or_not_found
from community.people.rules.same_person import check_nothing_stops
from frontend.access import RoleRequest, acting_as_login, paper_entry_required
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.paper_cards import visited_choices
from pooling.pools.actions.same_person import request_bring_together
from pooling.pools.queries.same_person import TwoWhoAreOne, two_who_are_one


class WhoElseForm(forms.Form):
    other_id = forms.ChoiceField(label=gettext_lazy("Who is the same person?"), widget=Radios)


class OnePersonForm(forms.Form):
    what_they_showed = TypedText(
        label=gettext_lazy("How do you know, and what did they say or show?"),
        help_text=gettext_lazy("One line is enough. They read it."),
        max_length=400,
    )


@paper_entry_required
def in_here_twice(request: RoleRequest, person_id: UUID) -> HttpResponse:
    visited = visited_choices(request.user.pk, request.area_ids, clock.today())
    called = or_not_found(dict(visited).get(person_id))
    form = WhoElseForm(post_data(request))
    others = [(str(pk), words) for pk, words in visited if pk != person_id]
    set_choices(form, "other_id", others)
    if request.method == "POST" and form.is_valid():
        other_id = UUID(form.cleaned_data["other_id"])
        with catch_refusals(form):
            check_nothing_stops(_two(request, person_id, other_id).stops)
            return redirect("one_person", person_id, other_id)
    return show_form(
        request,
        form,
        heading=_("Is %(name)s in here twice?") % {"name": called},
        intro=[
            _("Choose among those you visit. A name says nothing: ask them, and look at sheets.")
        ],
        confirm=_("Look at what would happen"),
        not_now=reverse("people_visited"),
    )


@paper_entry_required
def one_person(request: RoleRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    two = _two(request, person_id, other_id)
    check_nothing_stops(two.stops)
    form = OnePersonForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            request_bring_together(
                person_id=person_id,
                other_id=other_id,
                **form.cleaned_data,
                shown_digest=digest_shown(request),
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(
                request, _("Nothing has changed yet. A second person is asked to look.")
            )
            return redirect("people_visited")
    return show_form(
        request,
        form,
        heading=_("These two are one person"),
        intro=[
            _(
                "Nothing changes now. They are told, by somebody else than you, a second person"
                " looks, and it is done three days after they were told."
            )
        ],
        shown=two.shown,
        confirm=_("They are one person: ask a second person"),
        not_now=reverse("people_visited"),
    )


def _two(request: RoleRequest, person_id: UUID, other_id: UUID) -> TwoWhoAreOne:
    return two_who_are_one(login=request.user, person_ids=[person_id, other_id], now=clock.now())


urlpatterns = [
    path("visits/<uuid:person_id>/twice/", in_here_twice, name="in_here_twice"),
    path("visits/<uuid:person_id>/twice/<uuid:other_id>/", one_person, name="one_person"),
]
