"""The next visit: what is to be said to each person who is reached through somebody (M84).

Nothing is sent to them. Whoever visits says it, and notes that it was said: until then a notice
about money does not count, and nothing is collected for it.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import NotFound
from community.messaging.actions import record_told_in_person
from community.messaging.queries import next_visit_items
from frontend.access import LoginRequest, acting_as_login
from frontend.shared.next_visits import next_visits_of_login


@login_required
def next_visits(request: LoginRequest) -> HttpResponse:
    return render(
        request, "next_visits/next_visits.html", {"visits": next_visits_of_login(request.user.pk)}
    )


@login_required
@require_POST
def visit_told(request: LoginRequest) -> HttpResponse:
    """Only the lines that were on the page: one that has come since waits for another visit."""
    now = clock.now()
    message_ids = [
        int(pk) for pk in request.POST.getlist("line") if pk.isdecimal() and len(pk) < 18
    ]
    own_ids = {item.pk for item in next_visit_items(request.user.pk)}
    if not message_ids:
        raise NotFound("")
    for pk in message_ids:
        if pk in own_ids:  # said twice is said
            record_told_in_person(
                message_id=pk, told_on=clock.today(now), by=acting_as_login(request), now=now
            )
    messages.success(request, _("It is noted, with today’s date and your name."))
    return redirect("next_visits")


urlpatterns = [
    path("visits/", next_visits, name="next_visits"),
    path("visits/told/", visit_told, name="visit_told"),
]
