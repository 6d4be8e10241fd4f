"""Every refusal becomes an answer here, once: {code, message, field, next_step}."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from community.common.refusals import NotFound, Refused, Unavailable


def answer(exception, context):
    """DRF's exception handler. An unknown thing and a forbidden one are the same 404."""
    if isinstance(exception, (NotFound, Http404, PermissionDenied)):
        return _say(404, "not_found", _("We cannot find that."))
    if isinstance(exception, Refused):
        return _say(409, exception.code, exception.message, exception.field, exception.next_step)
    if isinstance(exception, Unavailable):
        return _say(
            503,
            "unavailable",
            _("Another service did not answer. Nothing was lost."),
            next_step=_("Try again in a few minutes."),
        )
    if isinstance(exception, exceptions.ValidationError):
        field, message = _first(exception.detail)
        response = _say(
            status.HTTP_400_BAD_REQUEST,
            "invalid",
            message,
            field,
            _("Correct this and send it again."),
        )
        response.data["errors"] = exception.detail
        return response
    known_to_drf = exception_handler(exception, context)
    if isinstance(exception, exceptions.Throttled) and known_to_drf is not None:
        known_to_drf.data = _words(
            "too_often",
            _("That was asked too often."),
            next_step=_("Wait a while, and ask again."),
        )
        return known_to_drf
    if known_to_drf is not None:
        detail = known_to_drf.data.get("detail", "")
        known_to_drf.data = {
            "code": getattr(detail, "code", "refused"),
            "message": str(detail),
            "field": None,
            "next_step": "",
        }
    return known_to_drf


def _say(code, name, message, field=None, next_step="") -> Response:
    return Response(_words(name, message, field, next_step), status=code)


def _words(name, message, field=None, next_step="") -> dict:
    return {"code": name, "message": message, "field": field, "next_step": next_step}


def _first(detail, field=None):
    """The first fault in DRF's nested detail: (field or None, sentence)."""
    if isinstance(detail, dict):
        name, inner = next(iter(detail.items()))
        return _first(inner, None if name == "non_field_errors" else field or name)
    if isinstance(detail, list):
        return _first(detail[0], field)
    return field, str(detail)
