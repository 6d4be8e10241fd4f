"""What stops or protects is one line on a sheet: money that has ended, more kept aside, not coming,
and what somebody else stopped put back (P18, P19)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import format_day
from community.people.actions.slow_changes import stop_slow_change
from community.people.queries.slow_changes import slow_change_of, waiting_changes_of
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.fields import PenceField
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Money
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.pool.money import WAITS_TEXT
from frontend.pages.told_on import ToldOnForm
from frontend.shared.stops import ASKED_FIRST_TEXT
from frontend.shared.visit_words import word_that_waits
from groups.models.members import Member
from pooling.pools.actions.kept_places import put_back
from pooling.pools.actions.missed_places import record_told_not_coming
from pooling.pools.actions.sources import change_source
from pooling.pools.actions.stopping import end_source
from pooling.pools.queries.missed_places import bookings_still_to_put_right
from pooling.pools.queries.money import open_sources_of_person, source_of_person
from pooling.pools.queries.stops import stop_of_person, stops_to_put_back, what_was_stopped
from providers.actions.hidden_dates import hide_date, show_date
from providers.queries.sessions import booking_of_person, bookings_to_answer, own_bookings
from providers.queries.visit_requests import (
    visits_at_the_door,
    visits_expected,
    visits_over,
    visits_without_place,
)
from providers.states import BookingState


class KeepAsideForm(forms.Form):
    keep_aside_pence = PenceField(
        label=gettext_lazy("How much of it is not for this?"),
        widget=Money(suffix=gettext_lazy("a week")),
    )


@paper_entry_required
def paper_stops(request: RoleRequest, code: str) -> HttpResponse:
    """Each line that can be entered, by what the person calls it. No sum."""
    member, acting = member_of_sheet(code, login=request.user)
    now = clock.now()
    own, visits = own_bookings(acting, now=now), visits_without_place(acting, now=now)
    context = {
        "member": member,
        "dates": [*own.to_come, *own.not_recorded, *own.over],
        "sources": open_sources_of_person(member.person_id),
        "bookings": [booking for booking in own.to_come if booking.state == BookingState.COMING]
        + bookings_still_to_put_right(member.person_id, now=now),
        "stops": [
            (stop, what_was_stopped(stop)) for stop in stops_to_put_back(member.person_id, now=now)
        ],
        "changes": waiting_changes_of(acting),
        "not_coming": [
            booking for booking in own.to_come if booking.state == BookingState.NOT_COMING
        ],
        "afterwards": bookings_to_answer(own, now=now),
        "visits": [each for each in visits if each.is_open],
        "visits_over": visits_over(acting, now=now),
        "expected": visits_expected(acting, now=now),
        "at_the_door": visits_at_the_door(acting, now=now),
        "visit_words": [each for each in visits if word_that_waits(each)],
    }
    return render(request, "pool/paper_stops.html", context)


@paper_entry_required
def paper_source_end(request: RoleRequest, code: str, source_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    source = source_of_person(source_id=source_id, person_id=member.person_id)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            ended = end_source(source_id=source_id, by=acting, now=clock.now())
            return _entered(request, member, is_held=ended.ended_at is None)
    return _ask(request, form, member, _("“%(what)s” has ended or changed"), source.called)


@paper_entry_required
def paper_keep_aside(request: RoleRequest, code: str, source_id: int) -> HttpResponse:
    """More is so at once. Less waits, as by any other hands than theirs."""
    member, acting = member_of_sheet(code, login=request.user)
    source = source_of_person(source_id=source_id, person_id=member.person_id)
    form = KeepAsideForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            waits = change_source(
                source_id=source_id,
                amount_pence=source.amount_pence,
                review_on=source.review_on,
                what_they_showed=_("It is written on their sheet."),
                **form.cleaned_data,
                by=acting,
                now=clock.now(),
            )
            if waits is not None:
                messages.info(request, WAITS_TEXT)
                return redirect("paper_stops", member.paper_code)
            return _entered(request, member, is_held=False)
    return _ask(request, form, member, _("What is kept aside of “%(what)s”"), source.called)


@paper_entry_required
def paper_not_coming(request: RoleRequest, code: str, booking_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    session = booking_of_person(booking_id, by=acting).session
    form = ToldOnForm(post_data(request), initial={"told_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            marked = record_told_not_coming(
                booking_id=booking_id, **form.cleaned_data, by=acting, now=clock.now()
            )
            return _entered(request, member, is_held=marked.state == BookingState.COMING)
    what = f"{session.title}, {format_day(session.starts_at)}"
    return _ask(request, form, member, _("They are not coming: %(what)s"), what)


@paper_entry_required
def paper_hidden_date(request: RoleRequest, code: str, booking_id: int) -> HttpResponse:
    """They keep a date from whoever acts for them; one that is kept, these may see again."""
    member, acting = member_of_sheet(code, login=request.user)
    booking = booking_of_person(booking_id, by=acting)
    form = EmptyForm(post_data(request))
    is_hidden = booking.hidden_at is not None
    if request.method == "POST":
        with catch_refusals(form):
            change = show_date if is_hidden else hide_date
            change(booking_id=booking_id, by=acting, now=clock.now())
            return _entered(request, member, is_held=False)
    heading = (
        _("Whoever acts for them may see this again: %(what)s")
        if is_hidden
        else _("Nobody who acts for them sees this: %(what)s")
    )
    what = f"{booking.session.title}, {format_day(booking.session.starts_at)}"
    return _ask(request, form, member, heading, what)


@paper_entry_required
def paper_put_back(request: RoleRequest, code: str, stop_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    stop = stop_of_person(stop_id, member.person_id)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            put_back(stop_id=stop_id, by=acting, now=clock.now())
            return _entered(request, member, is_held=False)
    what = ", ".join(what_was_stopped(stop))
    return _ask(request, form, member, _("They want it put back: %(what)s"), what)


@paper_entry_required
def paper_change_stop(request: RoleRequest, code: str, change_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    change = slow_change_of(change_id, acting)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            stop_slow_change(change_id=change_id, by=acting, now=clock.now())
            return _entered(request, member, is_held=False)
    what = change.get_purpose_display()
    return _ask(request, form, member, _("They do not want this: %(what)s"), what)


def _ask(
    request: RoleRequest, form: forms.Form, member: Member, heading: str, what: str | Promise
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=heading % {"what": what},
        intro=[_("Enter what they wrote, and nothing else. It shows as done on paper, by you.")],
        confirm=_("Enter this"),
        not_now=reverse("paper_stops", args=[member.paper_code]),
    )


def _entered(request: RoleRequest, member: Member, *, is_held: bool) -> HttpResponse:
    messages.success(request, ASKED_FIRST_TEXT if is_held else _("It is entered."))
    return redirect("paper_stops", member.paper_code)
