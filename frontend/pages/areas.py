"""The areas that somebody runs: who reads notes there, what each needs, and opening one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.actions.areas import open_area
from community.people.queries.areas import areas_run_by
from community.people.states import RoleKind
from frontend.access import RoleRequest, login_required, role_required


@login_required
@role_required(RoleKind.OPERATOR)
def run_areas(request: RoleRequest) -> HttpResponse:
    return render(request, "areas/run_areas.html", {"areas": areas_run_by(request.user.pk)})


@login_required
@role_required(RoleKind.OPERATOR)
@require_POST
def area_open(request: RoleRequest, area_id: int) -> HttpResponse:
    area = open_area(area_id=area_id, by=request.acting, now=clock.now())
    messages.success(request, _("%(area)s is open.") % {"area": area.name})
    return redirect("run_areas")


urlpatterns = [
    path("areas/", run_areas, name="run_areas"),
    path("areas/<int:area_id>/open/", area_open, name="area_open"),
]
