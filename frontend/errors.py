"""The last word where no page and no resource answered: a page for people, JSON under /api/."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from frontend.api.errors import outside_response
from frontend.pages import errors as pages

API = "/api/"


def cannot_be_read(request: HttpRequest, exception: Exception) -> HttpResponse:
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    if request.path.startswith(API):
        return outside_response(request, status)
    return pages.cannot_be_read(request, status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path.startswith(API):
        return outside_response(request, 404)
    return pages.not_found(request, exception)


def our_fault(request: HttpRequest) -> HttpResponse:
    """503 where it is the database that does not answer."""
    status = 503 if isinstance(sys.exception(), OperationalError) else 500
    if request.path.startswith(API):
        return outside_response(request, status)
    return pages.our_fault(request, status)
