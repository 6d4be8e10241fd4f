"""The pages that say no, or that the fault is ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one page for a thing that is not there, or not yours: told apart by nobody."""
    return render(request, "errors/404.html", status=404)


def our_fault(request: HttpRequest, status: int = 500) -> HttpResponse:
    """Without the request: what every page shows needs the database, which may be the fault."""
    return HttpResponse(render_to_string("errors/500.html"), status=status)


def cannot_be_read(request: HttpRequest, status: int) -> HttpResponse:
    """Without the request, which is what cannot be read."""
    return HttpResponse(render_to_string("errors/400.html"), status=status)
