"""The pages that say no, or that the fault is ours."""

from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from frontend.access import ActingRequest


def not_found(request: ActingRequest, exception: Exception | None = None) -> HttpResponse:
    """The one page for a thing that is not there, or not yours: told apart by nobody."""
    return render(request, "errors/404.html", status=404)


def our_fault(request: ActingRequest) -> HttpResponse:
    """Without the request: what every page shows needs the database, which may be the fault."""
    return HttpResponseServerError(render_to_string("errors/500.html"))
