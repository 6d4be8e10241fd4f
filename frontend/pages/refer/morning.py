"""A connector's morning: who waits, least supported first; what is nearly full; what to print
(M136)."""

from django.http import HttpResponse
from django.shortcuts import render

from community.common import clock
from frontend.access import RoleRequest, connector_required
from marketplace.referrals.queries.morning import morning_of


@connector_required
def morning_page(request: RoleRequest) -> HttpResponse:
    morning = morning_of(request.user.pk, request.area_ids, now=clock.now())
    return render(request, "refer/morning.html", {"morning": morning})
