"""The next visit: what is to be said to each person who is reached through somebody (M84).

Nothing is sent to them. Whoever visits says it, and notes that it was said: until then a notice
about money does not count, and nothing is collected for it.
"""

from dataclasses import dataclass

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import NotFound
from community.messaging.actions import record_told_in_person
from community.messaging.models import Message
from community.messaging.queries import next_visit_items
from community.people.acting import Acting
from community.people.queries import preferred_names


@dataclass(frozen=True)
class NextVisit:
    """`lines`: first what cannot wait, then the rest, each oldest first."""

    called: str
    lines: list[Message]

    @property
    def urgent(self) -> list[Message]:
        return [line for line in self.lines if line.urgent]

    @property
    def can_wait(self) -> list[Message]:
        return [line for line in self.lines if not line.urgent]


def next_visits_of_login(login_id: int) -> list[NextVisit]:
    """One for each person, those with something urgent first."""
    lines = sorted(next_visit_items(login_id), key=lambda line: not line.urgent)
    called = preferred_names({line.person_id for line in lines})
    visits = [
        NextVisit(called[person_id], [line for line in lines if line.person_id == person_id])
        for person_id in sorted(called, key=lambda each: called[each].casefold())
    ]
    return sorted(visits, key=lambda visit: not visit.urgent)


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
