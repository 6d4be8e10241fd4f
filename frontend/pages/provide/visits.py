"""Who asks to come, or says that they do, to whoever runs it."""

from django.http import HttpResponse
from django.shortcuts import render

from community.common import clock
from frontend.access import LoginRequest, login_required
from providers.queries.visit_requests import visits_of_provider
from providers.states import VisitRequestState


@login_required
def provider_visits(request: LoginRequest) -> HttpResponse:
    """What waits for an answer first; a name only of whoever is expected."""
    visits = visits_of_provider(request.user.pk, now=clock.now())
    waiting = [each for each in visits if each.state == VisitRequestState.REQUESTED]
    others = [each for each in visits if each.state != VisitRequestState.REQUESTED]
    return render(request, "provide/provider_visits.html", {"waiting": waiting, "others": others})
