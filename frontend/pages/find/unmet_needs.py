"""What is missing: told in one line, and what people asked for in an area."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import NotFound, Refused
from frontend.access import ActingRequest
from frontend.components.refusals import catch_refusals
from frontend.pages.find.forms import UnmetNeedForm
from frontend.shared.throttles import NeedThrottle
from frontend.shared.unmet_needs import rough_location
from groups.actions.unmet_needs import report_unmet_need
from marketplace.search.queries.demand import demand_near, unmet_needs_of_area


class TooManyNeeds(Refused):
    code = "too_often"


@require_POST
def report_need(request: ActingRequest) -> HttpResponse:
    """Keep one line about what could not be found. Nobody has to sign in, or say who they are."""
    form = UnmetNeedForm(request.POST)
    if form.is_valid():
        with catch_refusals(form):
            _check_not_too_often(request)
            report_unmet_need(
                text=form.cleaned_data["words"],
                query_text=form.cleaned_data["searched"],
                **rough_location(form.cleaned_data["postcode"]),
                by=request.acting,
                now=clock.now(),
            )
            return redirect("need_reported")
    return render(request, "find/report_need.html", {"form": form}, status=422)


def _check_not_too_often(request: ActingRequest) -> None:
    # The API's own throttle, which reads no more of a request than any request has.
    if not NeedThrottle().allow_request(cast(Any, request), APIView()):
        raise TooManyNeeds(
            _("Many lines have come from where you are in the last hour."),
            next_step=_("What you wrote is still in the box. Please send it again in an hour."),
        )


def need_reported(request: ActingRequest) -> HttpResponse:
    steps = [
        _("The community connector reads it."),
        _("People who run things see how many asked for something like it, never who."),
        _("Look here again: new things come."),
    ]
    return render(request, "find/need_reported.html", {"next_steps": steps})


def demand_near_page(request: ActingRequest, area_id: int) -> HttpResponse:
    """What people asked for and could not find: topics for all, the lines for a connector."""
    now = clock.now()
    demand = demand_near(area_id, now=now)
    try:
        needs = unmet_needs_of_area(area_id, login_id=request.user.pk, now=now)
    except NotFound:
        needs = None
    return render(request, "find/demand_near.html", {"demand": demand, "needs": needs})
