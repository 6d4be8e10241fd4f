"""What a browser keeps of somebody's own pages: nothing; and what a shared computer forgets."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.common import clock

SIGN_OUT_ROUTES = {"account_logout", "logout"}
SIGN_IN_ROUTES = {
    "account_login",
    "account_request_login_code",
    "account_signup",
    "mfa_login_webauthn",
}
SHARED_COMPUTER_FIELD = "is_shared_computer"
# In the session: when whoever signed in at a shared computer last did something.
LAST_SEEN_SESSION_KEY = "shared_computer_seen_at"
LAST_USED_SESSION_KEY = "last_used_on"
SHARED_COMPUTER_SIGNED_IN_FOR = timedelta(minutes=30)
SEEN_AGAIN_AFTER = timedelta(minutes=1)


class NoStoreMiddleware:
    """Whatever is answered to somebody who signed in, by a browser or by a program's key, and
    whatever leads to signing in, is stored nowhere. At sign-out a browser forgets the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_private(request, response):
            response["Cache-Control"] = "no-store"
        if _is_sign_out(request):
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


class SharedComputerMiddleware:
    """Who says at sign-in that others use this computer is signed out when the browser closes,
    and when nothing was done for a while."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = clock.now() if _last_seen(request) else None
        if now and request.user.is_authenticated and _is_over(request, now):
            logout(request)
            messages.info(request, _("You were signed out, as nothing was done for a while."))
        response = self.get_response(request)
        if _last_seen(request) and request.user.is_authenticated:
            _keep_short(request, now or clock.now())
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        if request.method != "POST" or match is None or match.url_name not in SIGN_IN_ROUTES:
            return
        if request.POST.get(SHARED_COMPUTER_FIELD):
            request.session[LAST_SEEN_SESSION_KEY] = clock.now().isoformat()
        else:
            request.session.pop(LAST_SEEN_SESSION_KEY, None)


class LastUsedMiddleware:
    """A sign-in ends 14 days after the day on which it was last used, not after it began: by this
    machine's own clock, as sessions do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            today = timezone.localdate().isoformat()
            if request.session.get(LAST_USED_SESSION_KEY) != today:
                request.session[LAST_USED_SESSION_KEY] = today
        return response


def _is_private(request: HttpRequest, response: HttpResponse) -> bool:
    session_cookie = settings.SESSION_COOKIE_NAME
    return (
        session_cookie in request.COOKIES
        or session_cookie in response.cookies
        or "Authorization" in request.headers
        or response.status_code in (401, 403)
        or response.get("Location", "").startswith(settings.LOGIN_URL)
    )


def _is_sign_out(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.url_name in SIGN_OUT_ROUTES


def _last_seen(request: HttpRequest) -> str:
    """Empty where nobody said that the computer is shared."""
    if not request.session.session_key:
        return ""
    return request.session.get(LAST_SEEN_SESSION_KEY, "")


def _is_over(request: HttpRequest, now: datetime) -> bool:
    return now - datetime.fromisoformat(_last_seen(request)) > SHARED_COMPUTER_SIGNED_IN_FOR


def _keep_short(request: HttpRequest, now: datetime) -> None:
    if not request.session.get_expire_at_browser_close():
        request.session.set_expiry(0)
    if now - datetime.fromisoformat(_last_seen(request)) > SEEN_AGAIN_AFTER:
        request.session[LAST_SEEN_SESSION_KEY] = now.isoformat()
