"""Who is acting, found once for each request; and every refusal answered once."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound, Refused, refusal_of
from community.people.acting import Acting
from community.people.queries.acting import acting_as
from community.people.queries.representations import name_known_to_login
from community.people.rules.authority import check_may_write
from frontend.access import (
    SAFE_METHODS,
    SIGN_IN_PAGES,
    SIGN_OUT,
    ActingRequest,
    LoginRequest,
    page_before,
)

# In the session: the id of the person this login chose to act for.
ACTING_FOR_SESSION_KEY = "acting_for"


class OneMomentMiddleware:
    """A page or an answer that only reads is of one moment. What is sent reads the clock anew, as
    its deadlines are raced."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with clock.one_moment():
            return self.get_response(request)


class ActingMiddleware:
    """Gives `request.acting`. Read at each request, so an ended authority bites on the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(ActingRequest, request).acting = cast(
            Acting, SimpleLazyObject(lambda: acting_on_page(request))
        )
        return self.get_response(request)


def acting_for(request: HttpRequest, person_id: UUID | None = None) -> Acting:
    """Refused where the login may not act for the person it chose, or not any more."""
    if not request.user.is_authenticated:
        return Acting()
    chosen_id = person_id or request.session.get(ACTING_FOR_SESSION_KEY)
    return acting_as(login=request.user, person_id=chosen_id, on=clock.today())


def acting_on_page(request: HttpRequest) -> Acting:
    """On a page, an authority that has ended leads back to one's own life, and the page says so,
    once. A form that was opened for somebody else does nothing then (shared/form_guard)."""
    try:
        return acting_for(request)
    except NotFound:
        person_id = request.session.pop(ACTING_FOR_SESSION_KEY)
        messages.warning(request, _ended_text(cast(LoginRequest, request), person_id))
        return acting_for(request)


def _ended_text(request: LoginRequest, person_id: str) -> str:
    called = name_known_to_login(UUID(person_id), login_id=request.user.pk) or _("somebody else")
    return _("You do not act for %(called)s any more. You are yourself again.") % {"called": called}


def act_for_person(request: ActingRequest, acting: Acting) -> None:
    """From now on this browser's login acts so."""
    if acting.representation:
        request.session[ACTING_FOR_SESSION_KEY] = str(acting.person_id)
    else:
        request.session.pop(ACTING_FOR_SESSION_KEY, None)
    request.acting = acting


class LookOnlyMiddleware:
    """Whoever may only look for now changes nothing of how they sign in either (P48): these pages
    write no deed, so they are asked here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        is_sign_in = request.path.startswith(SIGN_IN_PAGES) and request.path != SIGN_OUT
        if not is_sign_in or request.method in SAFE_METHODS or not request.user.is_authenticated:
            return None
        try:
            check_may_write(Acting(login=request.user))
        except Refused as refusal:
            return refusal_page(request, refusal)
        return None


class RefusalsMiddleware:
    """A refusal no form caught: a missing or forbidden thing is the same 404; any other rule's
    no is a page that says it in the rule's words; and no page answers with nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return only_pressed(request, allowed=response.headers["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refusal = refusal_of(exception) if isinstance(exception, IntegrityError) else exception
        return refusal_page(request, refusal) if isinstance(refusal, Refused) else None


def only_pressed(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """An address that only a button leads to, asked for by itself: by a link that was kept, say
    (fault H13). The page it stands on is the way on."""
    context = {"back": page_before(request)}
    response = render(request, "errors/405.html", context, status=405)
    response.headers["Allow"] = allowed
    return response


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    if isinstance(refusal, NotFound):
        return render(request, "errors/404.html", status=404)
    looks = request.method in SAFE_METHODS
    back = request.get_full_path() if looks else page_before(request)
    context = {"refused": refusal, "back": back}
    return render(request, "errors/refused.html", context, status=409)
