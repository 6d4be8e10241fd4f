"""Every refusal becomes an answer here, once: {code, message, field, next_step}."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from community.common.refusals import NotFound, Refused, Unavailable
from community.common.shared_words import WordsHaveChanged, digest_of_words


def refusal_response(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. An unknown thing and a forbidden one are the same 404."""
    if isinstance(exception, (NotFound, Http404, PermissionDenied)):
        body = _body("not_found", _("We cannot find that."))
        return Response(body, status=status.HTTP_404_NOT_FOUND)
    if isinstance(exception, Refused):
        return Response(refusal_body(exception), status=status.HTTP_409_CONFLICT)
    if isinstance(exception, Unavailable):
        body = _body(
            "unavailable",
            _("Another service did not answer. Nothing was lost."),
            next_step=_("Try again in a few minutes."),
        )
        return Response(body, status=status.HTTP_503_SERVICE_UNAVAILABLE)
    if isinstance(exception, exceptions.ValidationError):
        return _fault_response(exception)
    response = exception_handler(exception, context)
    if response is not None:
        response.data = _framework_body(exception, response)
    return response


def refusal_body(refusal: Refused) -> dict[str, Any]:
    body = _body(refusal.code, refusal.message, refusal.field, refusal.next_step)
    if isinstance(refusal, WordsHaveChanged):
        body |= {"present": refusal.present, "words_digest": digest_of_words(refusal.present)}
    return body


def _body(code: str, message: str, field: str | None = None, next_step: str = "") -> dict[str, Any]:
    return {"code": code, "message": message, "field": field, "next_step": next_step}


def _fault_response(fault: exceptions.ValidationError) -> Response:
    """What was sent has not the right shape: the first fault in words, and all by field."""
    field, message = _first_fault(fault.detail)
    body = _body("invalid", message, field, _("Correct this and send it again."))
    return Response(body | {"errors": fault.detail}, status=status.HTTP_400_BAD_REQUEST)


def _framework_body(exception: Exception, response: Response) -> dict[str, Any]:
    if isinstance(exception, exceptions.Throttled):
        return _body(
            "too_often",
            _("That was asked too often."),
            next_step=_("Wait a while, and ask again."),
        )
    detail = response.data.get("detail", "")
    return _body(getattr(detail, "code", "refused"), str(detail))


def _first_fault(detail: Any, field: str | None = None) -> tuple[str | None, str]:
    """The first fault in DRF's nested detail: (field or None, sentence)."""
    if isinstance(detail, dict):
        name, inner = next(iter(detail.items()))
        return _first_fault(inner, None if name == "non_field_errors" else field or name)
    if isinstance(detail, list):
        return _first_fault(detail[0], field)
    return field, str(detail)
