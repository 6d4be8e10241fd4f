"""For connectors: the directories read in their areas, and what became of each row."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from frontend.access import RoleRequest, connector_required
from providers.queries.imports import directories_of, reading_report


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


urlpatterns = [
    path("connect/directories/", directories_page, name="directories"),
    path("connect/directories/<int:reading_id>/", directory_reading, name="directory_reading"),
]
