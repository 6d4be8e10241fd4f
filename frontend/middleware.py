"""Who is acting, found once for each request; and every refusal answered once."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from community.common import clock
from community.common.refusals import NotFound, Refused
from community.people.acting import Acting
from community.people.queries import acting_as
from frontend.access import ActingRequest

# In the session: the id of the person this login chose to act for.
ACTING_FOR_SESSION_KEY = "acting_for"


class ActingMiddleware:
    """Gives `request.acting`. Read at each request, so an ended authority bites on the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(ActingRequest, request).acting = cast(
            Acting, SimpleLazyObject(lambda: acting_for(request))
        )
        return self.get_response(request)


def acting_for(request: HttpRequest, person_id: UUID | None = None) -> Acting:
    if not request.user.is_authenticated:
        return Acting()
    chosen_id = person_id or request.session.get(ACTING_FOR_SESSION_KEY)
    today = clock.today()
    try:
        return acting_as(login=request.user, person_id=chosen_id, on=today)
    except NotFound:
        if person_id:
            raise
        request.session.pop(ACTING_FOR_SESSION_KEY, None)
        return acting_as(login=request.user, person_id=None, on=today)


class RefusalsMiddleware:
    """A refusal no form caught: a missing or forbidden thing is the same 404; any other rule's
    no is a page that says it in the rule's words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return render(request, "errors/404.html", status=404)
        if isinstance(exception, Refused):
            return render(request, "errors/refused.html", {"refused": exception}, status=409)
        return None
