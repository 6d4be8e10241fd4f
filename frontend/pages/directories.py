"""For connectors: the directories read in their areas, and what became of each row."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from community.common import clock
from frontend.access import RoleRequest, acting_as_login, connector_required
from frontend.shared.directory_files import listed_file, report_file
from providers.actions.directory_trials import ask_for_trial
from providers.queries.imports import directories_of, reading_report
from providers.queries.listed import listed_in_areas


@connector_required
def directories_page(request: RoleRequest) -> HttpResponse:
    """Each with its licence, when it is read, and its last readings."""
    context = {"directories": directories_of(request.area_ids)}
    return render(request, "directories/directories.html", context)


@connector_required
def directory_reading(request: RoleRequest, reading_id: int) -> HttpResponse:
    """What came, what changed, what was kept back and why, and what is gone."""
    report = reading_report(reading_id, area_ids=request.area_ids)
    return render(request, "directories/directory_reading.html", {"report": report})


@connector_required
def listed_csv(request: RoleRequest) -> HttpResponse:
    """All that is shown or paused in your areas."""
    return listed_file(listed_in_areas(request.area_ids))


@connector_required
def directory_reading_csv(request: RoleRequest, reading_id: int) -> HttpResponse:
    """The same report, a line for each row."""
    return report_file(reading_report(reading_id, area_ids=request.area_ids))


@connector_required
@require_POST
def try_directory(request: RoleRequest, source_id: int) -> HttpResponse:
    """Read by a worker within a minute; its page says how far it is, and then what would come."""
    trial = ask_for_trial(source_id=source_id, by=acting_as_login(request), now=clock.now())
    return redirect("directory_reading", trial.pk)


urlpatterns = [
    path("connect/directories/of/<int:source_id>/try/", try_directory, name="try_directory"),
    path("connect/directories/", directories_page, name="directories"),
    path("connect/directories/listed.csv", listed_csv, name="listed_csv"),
    path(
        "connect/directories/<int:reading_id>/report.csv",
        directory_reading_csv,
        name="directory_reading_csv",
    ),
    path("connect/directories/<int:reading_id>/", directory_reading, name="directory_reading"),
]
