"""What is missing: told in one line, and what people asked for in an area."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.views import APIView

from community.common import clock
from community.common.danger import dangers_in
from community.common.refusals import NotFound, Refused
from community.people.states import RoleKind
from community.places.queries import areas_by_id, find_location_to_search
from frontend.access import ActingRequest, RoleRequest, login_required, role_required
from frontend.components.refusals import catch_refusals
from frontend.pages.find.forms import PlaceForm, UnmetNeedForm
from frontend.pages.find.search import known_postcode
from frontend.pages.form_page import parse_id
from frontend.shared.throttles import NeedThrottle, asker_of
from frontend.shared.unmet_needs import reader_text, rough_location
from groups.actions.unmet_needs import report_unmet_need
from groups.models.briefs import UnmetNeed
from marketplace.search.queries.demand import (
    demand_of_area,
    needs_without_connector,
    unmet_needs_of_area,
)


class TooManyNeeds(Refused):
    code = "too_often"


@require_POST
def report_need(request: ActingRequest) -> HttpResponse:
    """Keep one line about what could not be found. Nobody has to sign in, or say who they are."""
    form = UnmetNeedForm(request.POST)
    if form.is_valid():
        with catch_refusals(form):
            _check_not_too_often(request)
            need = report_unmet_need(
                text=form.cleaned_data["words"],
                query_text=form.cleaned_data["searched"],
                **rough_location(form.cleaned_data["postcode"]),
                asker=asker_of(request, request.acting.person_id),
                by=request.acting,
                now=clock.now(),
            )
            thanks = reverse("need_reported")
            return redirect(f"{thanks}?area={need.area_id}" if need.area_id else thanks)
    typed = (form[name].value() or "" for name in ("words", "searched"))
    context = {"form": form, "is_in_danger": any(map(dangers_in, typed))}
    return render(request, "find/report_need.html", context, status=422)


def _check_not_too_often(request: ActingRequest) -> None:
    # The API's own throttle, which reads no more of a request than any request has.
    if not NeedThrottle().allow_request(cast(Any, request), APIView()):
        raise TooManyNeeds(
            _("Many lines have come from where you are in the last hour."),
            next_step=_("What you wrote is still in the box. Please send it again in an hour."),
        )


def need_reported(request: ActingRequest) -> HttpResponse:
    """`area`: from where it was; without one, from where no area is open."""
    area_id = parse_id(request.GET.get("area", ""))
    area = next(iter(areas_by_id([area_id])), None) if area_id else None
    steps = [
        reader_text(area.authority_code if area else ""),
        _("Look here again: new things come."),
    ]
    return render(request, "find/need_reported.html", {"next_steps": steps})


@login_required
@role_required(RoleKind.OPERATOR)
def needs_elsewhere(request: RoleRequest) -> HttpResponse:
    """Lines that no connector reads, for whoever runs this site."""
    needs = needs_without_connector(login_id=request.user.pk, now=clock.now())
    return render(request, "find/needs_elsewhere.html", {"needs": needs})


def demand_near_page(request: ActingRequest, area_id: int) -> HttpResponse:
    """What people asked for and could not find near a place, or in all of an area: topics for all,
    the lines for a connector."""
    form = PlaceForm(request.GET if request.GET.get("postcode") else known_postcode(request))
    location = None
    if form.is_valid() and form.cleaned_data["postcode"]:
        with catch_refusals(form):
            location = find_location_to_search(form.cleaned_data["postcode"])
    context = {
        "demand": demand_of_area(area_id, location, now=clock.now()),
        "needs": _lines_of_area(request, area_id),
        "form": form,
    }
    return render(request, "find/demand_near.html", context, status=422 if form.errors else 200)


def _lines_of_area(request: ActingRequest, area_id: int) -> list[UnmetNeed] | None:
    try:
        return unmet_needs_of_area(area_id, login_id=request.user.pk, now=clock.now())
    except NotFound:
        return None
