"""Links for one's own calendar: made, shown once, told what to show, and ended in one press."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from community.common import clock
from community.people.scope_table import Seen
from frontend.access import ActingRequest, PersonRequest, person_required, shows
from frontend.calendar import MIME
from frontend.shared.calendar_feeds import feed_address, feed_file
from groups.actions.calendar_feeds import (
    end_calendar_feed,
    make_calendar_feed,
    set_calendar_titles,
)
from groups.queries.calendar_feeds import calendar_feeds_of, dates_of_feed, feed_of_token


@person_required
@shows(Seen.PLANS)
@never_cache
def calendar_links(request: PersonRequest) -> HttpResponse:
    """Not redirected after one is made: its address is on this one answer and nowhere else."""
    address = ""
    if request.method == "POST":
        address = feed_address(make_calendar_feed(by=request.acting, now=clock.now()))
    context = {
        "feeds": calendar_feeds_of(request.acting),
        "address": address,
        "is_own": not request.acting.is_by_other_hands,
    }
    return render(request, "calendar_feeds/calendar_links.html", context)


@person_required
@require_POST
def calendar_titles(request: PersonRequest, feed_id: int) -> HttpResponse:
    shows_all = request.POST.get("shows") == "all"
    set_calendar_titles(feed_id=feed_id, shows_all=shows_all, by=request.acting, now=clock.now())
    messages.success(
        request,
        _("It shows what is on, and public places. Calendars take it up when they look next.")
        if shows_all
        else _("It shows “Something on”. Calendars take it up when they look next."),
    )
    return redirect("calendar_links")


@person_required
@require_POST
def end_calendar_link(request: PersonRequest, feed_id: int) -> HttpResponse:
    end_calendar_feed(feed_id=feed_id, by=request.acting, now=clock.now())
    messages.success(
        request, _("That link shows nothing any more. What a calendar has read it may keep.")
    )
    return redirect("calendar_links")


@require_GET
@never_cache
def calendar_feed(request: ActingRequest) -> HttpResponse:
    """For a calendar, which signs in nowhere. One that has ended is as one that never was."""
    now = clock.now()
    feed, reader = feed_of_token(request.GET.get("link", ""), now=now)
    body = feed_file(feed, dates_of_feed(feed, reader, now=now))
    response = HttpResponse(body, content_type=MIME)
    response["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


urlpatterns = [
    path("calendar-links/", calendar_links, name="calendar_links"),
    path("calendar-links/<int:feed_id>/shows/", calendar_titles, name="calendar_titles"),
    path("calendar-links/<int:feed_id>/end/", end_calendar_link, name="end_calendar_link"),
    path("calendar.ics", calendar_feed, name="calendar_feed"),
]
