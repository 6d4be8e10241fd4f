"""Waiting for a place: agreed to with a real day, answered, left (P72, P75, M92)."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_day
from community.people.states import RepresentationScope
from frontend.access import PersonRequest, person_required, takes
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.visits.forms import WhichTimeForm, help_asked_field
from providers.actions.waiting import (
    leave_waiting_list,
    let_waiting_place_go,
    take_waiting_place,
    wait_for_place,
)
from providers.queries.capacity import day_to_wait_for
from providers.queries.supply import public_listing
from providers.queries.visit_requests import next_times
from providers.queries.waiting import own_waiting
from providers.states import HelpAsked


class WaitForm(forms.Form):
    """Which help, and the day that was shown."""

    help_asked = help_asked_field()
    opens_on = forms.DateField(widget=forms.HiddenInput)


@person_required
@takes(RepresentationScope.DECIDE)
def wait_for_listing(request: PersonRequest, listing_id: int) -> HttpResponse:
    """Agreed to with the day that stands there: where it moved, it is asked anew."""
    listing = public_listing(listing_id)
    sent = request.POST.copy() if request.method == "POST" else None
    form = WaitForm(sent)
    if sent is not None and form.is_valid():
        with catch_refusals(form):
            entry = wait_for_place(
                listing_id=listing.pk,
                **form.cleaned_data,
                by=request.acting,
                now=clock.now(),
            )
            text = _("You wait, and keep your turn. It opens for you on %(day)s, or before.")
            messages.success(request, text % {"day": format_day(entry.opens_on)})
            return redirect("my_sessions")
    ticked = form["help_asked"].value() or []
    asked = [each for each in HelpAsked.values if each in ticked]
    day = day_of_wait(listing.pk, asked, request)
    if day is None and not form.is_bound:
        return redirect("listing", listing.pk)
    if day is not None:
        form.initial["opens_on"] = day
    if day is not None and sent is not None:
        sent["opens_on"] = day.isoformat()
    back = reverse("come_to_listing", args=[listing.pk])
    return show_form(
        request,
        form,
        heading=_("Wait for a place"),
        intro=[listing.title, wait_text(day) if day else ""],
        confirm=_("Wait for it"),
        back=back,
        not_now=back,
    )


def day_of_wait(listing_id: int, help_asked: list[str], request: PersonRequest) -> date | None:
    """None where nobody is let wait for it."""
    person_id = request.acting.required_person.pk
    return day_to_wait_for(listing_id, help_asked=help_asked, person_id=person_id, now=clock.now())


def wait_text(day: date) -> str:
    return _(
        "You can wait for it: it opens for you on %(day)s, or before. You are told when there is a"
        " place, and have three days from then. Nobody who asks later goes before you."
    ) % {"day": format_day(day)}


@person_required
@takes(RepresentationScope.DECIDE)
def waiting_place(request: PersonRequest, entry_id: int) -> HttpResponse:
    """Yes to the place that is offered: which time, and a name to be called by."""
    entry = own_waiting(entry_id, by=request.acting)
    form = WhichTimeForm(
        post_data(request),
        times=next_times(entry.listing_id, now=clock.now()),
        initial={"known_as": request.acting.required_person.preferred_name},
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            take_waiting_place(
                entry_id=entry.pk,
                **form.answers(),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("They are asked. You are told what they answer."))
            return redirect("my_sessions")
    back = reverse("my_sessions")
    return show_form(
        request,
        form,
        heading=_("A place that you waited for"),
        intro=[
            entry.listing.title,
            entry.help_words,
            _("They read which help you ask for, and not who you are before they say yes."),
        ],
        confirm=_("Yes, ask them"),
        back=back,
        not_now=back,
    )


@person_required
@require_POST
def waiting_let_go(request: PersonRequest, entry_id: int) -> HttpResponse:
    let_waiting_place_go(entry_id=entry_id, by=request.acting, now=clock.now())
    messages.success(request, _("That is fine. You keep your turn, and are told of the next one."))
    return redirect("my_sessions")


@person_required
@require_POST
def waiting_leave(request: PersonRequest, entry_id: int) -> HttpResponse:
    leave_waiting_list(entry_id=entry_id, by=request.acting, now=clock.now())
    messages.success(request, _("You wait no more. Nobody asks why."))
    return redirect("my_sessions")
