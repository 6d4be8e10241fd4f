"""Every refusal becomes an answer here, once: {code, message, field, next_step}.

Whatever was sent, the refusal can be written; and what Django itself answers under /api/ (no such
address, a fault of ours) has the same shape."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from community.common.refusals import NotFound, Refused, Unavailable, refusal_of
from community.common.shared_words import WordsHaveChanged, digest_of_words
from frontend.api.parsers import PlainMultiPartParser


def refusal_response(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. An unknown thing and a forbidden one are the same 404."""
    response = _response(exception, context)
    if response is not None:
        response.data = writable(response.data)
    return response


def writable(said: Any) -> Any:
    """The same with a mark for each half of a sign: what was sent may be repeated (fault H9)."""
    if isinstance(said, str):
        return said.encode(errors="replace").decode()
    if isinstance(said, dict):
        return {writable(name): writable(each) for name, each in said.items()}
    return [writable(each) for each in said] if isinstance(said, list) else said


def _response(exception: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(exception, (NotFound, Http404, PermissionDenied)):
        body = _body("not_found", _("We cannot find that."))
        return Response(body, status=status.HTTP_404_NOT_FOUND)
    if isinstance(exception, Refused):
        return Response(refusal_body(exception), status=status.HTTP_409_CONFLICT)
    if isinstance(exception, IntegrityError) and (same := refusal_of(exception)):
        return Response(refusal_body(same), status=status.HTTP_409_CONFLICT)
    if isinstance(exception, (Unavailable, OperationalError)):
        return Response(_unavailable_body(), status=status.HTTP_503_SERVICE_UNAVAILABLE)
    if isinstance(exception, RequestDataTooBig):
        body = _too_large_body()
        return Response(body, status=status.HTTP_413_REQUEST_ENTITY_TOO_LARGE)
    if isinstance(exception, exceptions.ValidationError):
        return _fault_response(exception)
    response = exception_handler(exception, context)
    if response is not None:
        response.data = _framework_body(exception, response, context)
    return response


def refusal_body(refusal: Refused) -> dict[str, Any]:
    body = _body(refusal.code, refusal.message, refusal.field, refusal.next_step)
    if isinstance(refusal, WordsHaveChanged):
        body |= {"present": refusal.present, "words_digest": digest_of_words(refusal.present)}
    return body


def _body(code: str, message: str, field: str | None = None, next_step: str = "") -> dict[str, Any]:
    return {"code": code, "message": message, "field": field, "next_step": next_step}


def _unavailable_body() -> dict[str, Any]:
    return _body(
        "unavailable",
        _("Another service did not answer. Nothing was lost."),
        next_step=_("Try again in a few minutes."),
    )


def _too_large_body() -> dict[str, Any]:
    return _body("too_large", _("That is more than can be sent at once."))


def outside_response(request: HttpRequest, status_code: int) -> JsonResponse:
    """For what Django answers before or after a resource does: no such address, a fault of ours."""
    bodies = {
        400: _body("invalid", _("This call cannot be read.")) | {"errors": {}},
        404: _body("not_found", _("We cannot find that.")),
        413: _too_large_body(),
        500: _body("our_fault", _("Something went wrong on our side. It was nothing you did.")),
        503: _unavailable_body(),
    }
    return JsonResponse(bodies[status_code], status=status_code)


def _fault_response(fault: exceptions.ValidationError) -> Response:
    """What was sent has not the right shape: the first fault in words, and all by field."""
    field, message = _first_fault(fault.detail)
    body = _body("invalid", message, field, _("Correct this and send it again."))
    return Response(body | {"errors": fault.detail}, status=status.HTTP_400_BAD_REQUEST)


def _framework_body(
    exception: Exception, response: Response, context: dict[str, Any]
) -> dict[str, Any]:
    if isinstance(exception, exceptions.Throttled):
        return _body(
            "too_often",
            _("That was asked too often."),
            next_step=_("Wait a while, and ask again."),
        )
    if isinstance(exception, exceptions.PermissionDenied):  # by the library, of a form's token
        return _body("permission_denied", _("Open the page again, and send the form from there."))
    if isinstance(exception, exceptions.UnsupportedMediaType) and _takes_files(context):
        words = _("What was sent is to be a form with a file (multipart/form-data).")
        return _body("unsupported_media_type", words)
    detail = response.data.get("detail", "")
    body = _body(getattr(detail, "code", "refused"), str(detail))
    return body | {"errors": {}} if response.status_code == status.HTTP_400_BAD_REQUEST else body


def _takes_files(context: dict[str, Any]) -> bool:
    return PlainMultiPartParser in getattr(context.get("view"), "parser_classes", ())


def _first_fault(detail: Any, field: str | None = None) -> tuple[str | None, str]:
    """The first fault in DRF's nested detail: (field or None, sentence)."""
    if isinstance(detail, dict):
        name, inner = next(iter(detail.items()))
        return _first_fault(inner, None if name == "non_field_errors" else field or name)
    if isinstance(detail, list):
        return _first_fault(detail[0], field)
    return field, str(detail)
