"""What becomes of whoever tries a door: which of four gates they meet."""

import re
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from unittest import mock

from django.db import transaction

from community.common.refusals import Refused
from community.people.rules.authority import NotYours
from community.people.rules.representations import OwnRequest
from frontend import access
from tests.frontend.visiting import without_refusal_pages

from .actors import Visitor

SIGN_IN = "/account/login/"
NOT_THEIRS = (NotYours, OwnRequest)  # the refusals that say: somebody, but not you


class Gate(Enum):
    NOT_THERE = "not there"
    SIGN_IN = "sign in"
    NOT_YOURS = "not yours"
    THROUGH = "through"


@dataclass
class Trace:
    """What rules and pages said on the way to an answer."""

    refusals: list[Refused] = field(default_factory=list)
    is_asked_for_whom: bool = False


@dataclass(frozen=True)
class Met:
    """The gate; and, for whoever went through, whether what they sent had a shape at all."""

    gate: Gate | None  # None where the door takes no such method
    is_well_formed: bool = True
    words: str = ""
    text: str = ""
    cache_control: str = ""


@contextmanager
def traced():
    """Refusals as they are made, without their page; and the page that asks first for whom one
    acts."""
    trace, made, led = Trace(), Refused.__init__, access.redirect

    def make(refusal, *args, **facts):
        trace.refusals.append(refusal)
        made(refusal, *args, **facts)

    def lead(to, *args, **facts):
        trace.is_asked_for_whom |= to == "choose_person"
        return led(to, *args, **facts)

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(Refused, "__init__", make))
        stack.enter_context(mock.patch.object(access, "redirect", lead))
        stack.enter_context(without_refusal_pages())
        yield trace


@contextmanager
def nothing_kept():
    """A savepoint that is rolled back. What has to be outermost may begin in it, as in a test."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def try_door(visitor: Visitor, method: str, address: str, body: object = None) -> Met:
    """One request, of which nothing stays."""
    is_page = not address.startswith("/api/")
    sent = {} if body is None else {"data": body}
    if not is_page:
        sent |= {"content_type": "application/json", "headers": visitor.headers}
        sent |= {"data": body or {}} if method != "GET" else {}
    client = visitor.client if is_page else visitor.program
    cookies = client.cookies.copy()
    with traced() as trace, nothing_kept():
        answer = getattr(client, method.lower())(address, **sent)
    client.cookies = cookies
    return Met(
        _gate_of(answer, trace, visitor),
        _is_well_formed(answer, trace),
        f"{method} {address}: {answer.status_code} {answer.get('Location', '')}",
        _faults(answer),
        answer.get("Cache-Control", ""),
    )


def _gate_of(answer, trace: Trace, visitor: Visitor) -> Gate | None:
    """Asked for whom one acts is to find nothing: it says the same of what is there or not."""
    status = answer.status_code
    assert status < HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.SERVICE_UNAVAILABLE
    assert status != HTTPStatus.TOO_MANY_REQUESTS
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return None
    if status == HTTPStatus.UNAUTHORIZED or answer.get("Location", "").startswith(SIGN_IN):
        return Gate.SIGN_IN
    is_not_theirs = any(isinstance(refusal, NOT_THEIRS) for refusal in trace.refusals)
    is_for_nobody = trace.is_asked_for_whom or (is_not_theirs and not visitor.has_person)
    if status == HTTPStatus.NOT_FOUND or is_for_nobody:
        return Gate.NOT_THERE
    if status == HTTPStatus.FORBIDDEN or is_not_theirs:
        return Gate.NOT_YOURS
    return Gate.THROUGH


def _is_well_formed(answer, trace: Trace) -> bool:
    """Shown again with faults, or a 400, without a rule's no: the shape itself was wrong."""
    wrong = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
    return answer.status_code not in wrong or bool(trace.refusals)


def _faults(answer) -> str:
    """What was wrong with what was sent, for whoever reads a failure."""
    if answer.get("Content-Type", "").startswith("application/json"):
        return answer.getvalue().decode()[:400]
    return str(re.findall(r'<a href="#[^>]*>([^<]*)', answer.getvalue().decode("utf-8", "replace")))
