"""The next visit: what is to be said to each person who is reached through somebody (M84).

Nothing is sent to them. Whoever visits says it, and notes that it was said: until then a notice
about money does not count, and nothing is collected for it.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_day
from community.common.refusals import NotFound
from community.people.actions.visits import go_to, not_go_to, record_visit, take_back_visit
from community.people.queries.acting import PAPER_ENTRY_ROLES
from frontend.access import LoginRequest, acting_as_login, area_ids_of, login_required
from frontend.pages.form_page import parse_id
from frontend.shared.next_visits import next_visits_of_login, told_today
from frontend.shared.talks import talks_with_reaching
from groups.queries.posted_sheets import sheets_to_post


@login_required
def next_visits(request: LoginRequest) -> HttpResponse:
    today = clock.today()
    return render(
        request,
        "next_visits/next_visits.html",
        {
            "visits": next_visits_of_login(request.user.pk, today),
            "login_id": request.user.pk,
            "today": today,
            "told": told_today(request.user.pk, today),
            "talks": talks_with_reaching(request.user.pk),
            "to_post": sheets_to_post(request.user.pk),
            "enters_paper": bool(area_ids_of(request.user.pk, *PAPER_ENTRY_ROLES)),
        },
    )


@login_required
@require_POST
def visit_told(request: LoginRequest) -> HttpResponse:
    """Only the lines that were on the page: one that has come since waits for another visit."""
    if not any(name in request.POST for name in ("line", "all")):
        messages.error(request, _("Tick what you have told them, then press again."))
        return redirect("next_visits")
    field = "all" if "all" in request.POST else "line"
    message_ids = [parse_id(text) for text in request.POST.getlist(field)]
    if not any(message_ids):
        raise NotFound("")
    record_visit(message_ids=message_ids, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("It is noted, with today’s date and your name."))
    return redirect("next_visits")


@login_required
@require_POST
def visit_taken_back(request: LoginRequest, message_id: int) -> HttpResponse:
    """Noted by mistake today: it waits to be said again."""
    take_back_visit(message_ids=[message_id], by=acting_as_login(request), now=clock.now())
    messages.success(request, _("It is taken back, and waits to be said."))
    return redirect("next_visits")


@login_required
@require_POST
def visit_going(request: LoginRequest, person_id: UUID) -> HttpResponse:
    """The button that takes it back says so: both are on the one page."""
    by, now = acting_as_login(request), clock.now()
    if request.POST.get("going") == "no":
        not_go_to(person_id=person_id, by=by, now=now)
        messages.success(request, _("It is noted. Whoever else visits them can go."))
        return redirect("next_visits")
    day = go_to(person_id=person_id, by=by, now=now)
    noted = _("It is noted, and whoever else visits them reads it.")
    if day:
        noted += " " + _("Please go by the end of %(day)s.") % {"day": format_day(day)}
    messages.success(request, noted)
    return redirect("next_visits")


urlpatterns = [
    path("visits/", next_visits, name="next_visits"),
    path("visits/told/", visit_told, name="visit_told"),
    path("visits/told/<int:message_id>/back/", visit_taken_back, name="visit_taken_back"),
    path("visits/<uuid:person_id>/going/", visit_going, name="visit_going"),
]
