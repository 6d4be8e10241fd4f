"""The times of a listing: one date or weekly ones, and for how many people."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.common import clock
from community.common.refusals import or_not_found
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.fields import DateInWords, TimeInWords, WholeNumber
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from providers.actions.listing_times import change_places, plan_listing_times
from providers.models.supply import Listing
from providers.queries.sessions import session_of_login
from providers.queries.supply import listing_of_login
from providers.queries.visit_requests import times_of_listing
from providers.rules.listing_times import MAX_WEEKS, first_time_in, weekly_starts
from providers.states import MAX_PLACES

USUAL_MINUTES = 60


class PlacesForm(forms.Form):
    places = WholeNumber(
        label=gettext_lazy("For how many people is there a place?"),
        help_text=gettext_lazy("Leave it empty if there is room for whoever comes."),
        min_value=1,
        max_value=MAX_PLACES,
        required=False,
    )


class ListingTimesForm(PlacesForm):
    first_day = DateInWords(label=gettext_lazy("On which day?"))
    begins_at = TimeInWords(label=gettext_lazy("When does it begin?"))
    minutes = WholeNumber(
        label=gettext_lazy("How many minutes does it take?"), min_value=1, max_value=24 * 60
    )
    weeks = WholeNumber(
        label=gettext_lazy("For how many weeks, on the same day?"),
        help_text=gettext_lazy("1 is that day alone."),
        min_value=1,
        max_value=MAX_WEEKS,
    )
    field_order = ["first_day", "begins_at", "minutes", "weeks", "places"]

    def planned(self) -> dict[str, Any]:
        """What the action is told."""
        said = self.cleaned_data
        starts = weekly_starts(said["first_day"], said["begins_at"], said["weeks"])
        return {"starts": starts, "minutes": said["minutes"], "places": said["places"]}


@login_required
def listing_times(request: LoginRequest, listing_id: int) -> HttpResponse:
    """Those to come, and a form for more."""
    listing = listing_of_login(listing_id, login_id=request.user.pk)
    form = ListingTimesForm(post_data(request), initial=_first_answers(listing))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            planned = plan_listing_times(
                listing_id=listing.pk,
                **form.planned(),
                by=acting_as_login(request),
                now=clock.now(),
            )
            said = ngettext("%(count)d time is there.", "%(count)d times are there.", len(planned))
            messages.success(request, said % {"count": len(planned)})
            return redirect("listing_times", listing.pk)
    return show_form(
        request,
        form,
        "provide/listing_times.html",
        listing=listing,
        times=times_of_listing(listing.pk, now=clock.now()),
        heading=_("Its times"),
        intro=[
            _("They stand on its page, with whether there are places."),
            _("You can call each of them off, and whoever has a place is told."),
        ],
        confirm=_("Add"),
        back=reverse("my_listing", args=[listing.pk]),
        not_now=reverse("my_listing", args=[listing.pk]),
    )


def _first_answers(listing: Listing) -> dict[str, Any]:
    """From the last that was said; else from its own words, where these are certain."""
    answers: dict[str, Any] = {"weeks": 1, "minutes": USUAL_MINUTES}
    if said := first_time_in(listing.when_words, clock.today()):
        day, begins_at = said
        answers |= {"first_day": day, "begins_at": begins_at}
    return answers


@login_required
def session_places(request: LoginRequest, session_id: int) -> HttpResponse:
    session, _bookings = session_of_login(session_id, login_id=request.user.pk)
    or_not_found(session.listing_id)
    form = PlacesForm(post_data(request), initial={"places": session.places})
    url = reverse("provider_session", args=[session.pk])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            change_places(
                session_id=session.pk,
                **form.cleaned_data,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is changed."))
            return redirect(url)
    return show_form(
        request,
        form,
        heading=_("How many people?"),
        intro=[session.title],
        confirm=_("Change it"),
        back=url,
        not_now=url,
    )
