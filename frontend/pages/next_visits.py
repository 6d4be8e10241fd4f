"""The next visit: what is to be said to each person who is reached through somebody (M84).

Nothing is sent to them. Whoever visits says it, and notes that it was said: until then a notice
about money does not count, and nothing is collected for it.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import NotFound
from community.people.actions.visits import record_visit
from community.people.queries.acting import PAPER_ENTRY_ROLES
from frontend.access import LoginRequest, acting_as_login, area_ids_of, login_required
from frontend.pages.form_page import parse_id
from frontend.shared.next_visits import next_visits_of_login, told_today


@login_required
def next_visits(request: LoginRequest) -> HttpResponse:
    today = clock.today()
    return render(
        request,
        "next_visits/next_visits.html",
        {
            "visits": next_visits_of_login(request.user.pk, today),
            "told": told_today(request.user.pk, today),
            "enters_paper": bool(area_ids_of(request.user.pk, *PAPER_ENTRY_ROLES)),
        },
    )


@login_required
@require_POST
def visit_told(request: LoginRequest) -> HttpResponse:
    """Only the lines that were on the page: one that has come since waits for another visit."""
    message_ids = [parse_id(text) for text in request.POST.getlist("line")]
    if not any(message_ids):
        raise NotFound("")
    record_visit(message_ids=message_ids, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("It is noted, with today’s date and your name."))
    return redirect("next_visits")


urlpatterns = [
    path("visits/", next_visits, name="next_visits"),
    path("visits/told/", visit_told, name="visit_told"),
]
