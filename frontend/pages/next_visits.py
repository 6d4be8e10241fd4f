"""The next visit: what is to be said to each person who is reached through somebody (M84).

Nothing is sent to them. Whoever visits says it, and notes that it was said: until then a notice
about money does not count, and nothing is collected for it.
"""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import NotFound
from community.messaging.actions import record_told_in_person
from community.messaging.queries import next_visit_items
from community.people.acting import Acting
from frontend.shared.next_visits import next_visits_of_login


@login_required
def coming(request):
    return render(request, "visits/coming.html", {"visits": next_visits_of_login(request.user.pk)})


@login_required
@require_POST
def told(request):
    """Only the lines that were on the page: one that has come since waits for another visit."""
    now = clock.now()
    shown = [int(pk) for pk in request.POST.getlist("line") if pk.isdecimal() and len(pk) < 18]
    mine = set(next_visit_items(request.user.pk).values_list("pk", flat=True))
    if not shown:
        raise NotFound("")
    for pk in shown:
        if pk in mine:  # said twice is said
            record_told_in_person(
                message_id=pk, told_on=clock.today(now), by=Acting(login=request.user), now=now
            )
    notes.success(request, _("It is noted, with today’s date and your name."))
    return redirect("next_visits")


urlpatterns = [
    path("visits/", coming, name="next_visits"),
    path("visits/told/", told, name="visit_told"),
]
