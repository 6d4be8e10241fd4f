"""Whoever settles the estate of somebody who died asks where that one lived, and is given a dated
statement on paper (P22). They sign in nowhere."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.people.actions.life_events import record_estate_reached, record_settler
from community.people.queries.life_events import death_in_areas, settled_death_in_areas
from frontend.access import RoleRequest, acting_as_login, paper_entry_required
from frontend.components.fields import DateInWords, PenceField
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form
from frontend.shared.estates import estate_sheet, estate_statements
from frontend.shared.files import pdf_of


class SettlerForm(forms.Form):
    settler_words = TypedText(
        label=gettext_lazy("Who settles the estate, and what did they show?"),
        help_text=gettext_lazy("For example a grant of probate, read by you."),
        max_length=300,
    )


class EstateReachedForm(forms.Form):
    reached_pence = PenceField(label=gettext_lazy("How much, in all?"))
    reached_on = DateInWords(label=gettext_lazy("On which day did it reach them?"))
    reached_words = TypedText(
        label=gettext_lazy("How?"),
        help_text=gettext_lazy("Like “by bank transfer to her son”. No number of an account."),
        max_length=300,
    )


@paper_entry_required
def estate(request: RoleRequest, life_event_id: int) -> HttpResponse:
    """Who asks, in one line; entered again it is somebody else who asks."""
    event = death_in_areas(life_event_id, request.area_ids)
    form = SettlerForm(post_data(request), initial={"settler_words": event.settler_words})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_settler(
                life_event_id=event.pk,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            return redirect("estate_statements", event.pk)
    return show_form(
        request,
        form,
        heading=_("Who settles the estate of %(name)s?") % {"name": event.person.preferred_name},
        intro=[
            _("They are given a dated statement of what was paid, spent and given back."),
            _("They read nothing else of the life of who died."),
        ],
        confirm=_("Make the statement"),
        not_now=reverse("connect_life"),
    )


@paper_entry_required
def estate_statements_page(request: RoleRequest, life_event_id: int) -> HttpResponse:
    """A statement for each thing that paid, to be printed and handed over."""
    event = settled_death_in_areas(life_event_id, request.area_ids)
    statements = estate_statements(event, by=acting_as_login(request), now=clock.now())
    context = {"event": event, "statements": statements}
    return render(request, "estates/estate_statements.html", context)


@paper_entry_required
def estate_statement_file(request: RoleRequest, life_event_id: int, source_id: int) -> HttpResponse:
    event = settled_death_in_areas(life_event_id, request.area_ids)
    return pdf_of(estate_sheet(event, source_id, by=acting_as_login(request), now=clock.now()))


@paper_entry_required
def estate_reached(request: RoleRequest, life_event_id: int) -> HttpResponse:
    """What could not go back by itself is with whoever settles the estate. Entered again it takes
    the place of what was entered."""
    event = settled_death_in_areas(life_event_id, request.area_ids)
    names = ("reached_pence", "reached_on", "reached_words")
    form = EstateReachedForm(
        post_data(request), initial={name: getattr(event, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_estate_reached(
                life_event_id=event.pk,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is noted, with your name."))
            return redirect("connect_life")
    return show_form(
        request,
        form,
        heading=_("The money reached whoever settles the estate of %(name)s")
        % {"name": event.person.preferred_name},
        intro=[
            _("Say it once the money is there. Nothing is sent by it."),
            _("Ask the office that runs this site first, so that it is not given back twice."),
        ],
        confirm=_("It is there"),
        not_now=reverse("connect_life"),
    )


urlpatterns = [
    path("connect/life/<int:life_event_id>/estate/", estate, name="estate"),
    path(
        "connect/life/<int:life_event_id>/estate/statements/",
        estate_statements_page,
        name="estate_statements",
    ),
    path(
        "connect/life/<int:life_event_id>/estate/reached/",
        estate_reached,
        name="estate_reached",
    ),
    path(
        "connect/life/<int:life_event_id>/estate/<int:source_id>.pdf",
        estate_statement_file,
        name="estate_statement_file",
    ),
]
