"""Before how somebody signs in is changed they show once more that it is they.

Whoever has a password, and whoever works in the office and has a second step, shows that; anybody
else types a code that comes to their address, so that a lost passkey can be ended (fault K10).
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from community.people.models.logins import Login
from frontend.access import LoginRequest, login_required
from frontend.components.typed import TypedCode
from frontend.pages.form_page import next_page, post_data, show_form

CODE_SESSION_KEY = "code_to_confirm"
WAYS = ("code", "password", "mfa")


class ConfirmCodeForm(forms.Form):
    code = TypedCode(label=gettext_lazy("The code from the mail"), max_length=20)


class CodeToConfirm(AbstractCodeVerificationProcess):
    """The library's own count of tries, in the session; the code goes to the login's address."""

    def __init__(self, request: HttpRequest, login: Login, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=login,
        )

    def persist(self) -> None:
        self.request.session[CODE_SESSION_KEY] = self.state

    def abort(self) -> None:
        self.request.session.pop(CODE_SESSION_KEY, None)

    def send(self) -> None:
        self.state["code"] = get_adapter().generate_login_code()
        context = {"request": self.request, "code": self.code}
        get_adapter().send_mail("account/email/login_code", self.state["email"], context)
        self.persist()


def careful(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Opened only by whoever showed in the last minutes that it is they."""

    @wraps(view)
    @login_required
    def check(request: LoginRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_confirmed(request):
            return redirect(f"{way_to_confirm(request.user)}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return check


def has_confirmed(request: HttpRequest) -> bool:
    """A code that was typed to sign in is as good, as long as it is new; a browser's own memory
    of somebody is not. Where the library asks by itself, only what was shown to it counts."""
    asks_itself = bool(get_reauthentication_flows(request.user))
    times = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record["method"] in WAYS and (record.get("reauthenticated") or not asks_itself)
    ]
    return bool(times) and time.time() - max(times) < app_settings.REAUTHENTICATION_TIMEOUT


def way_to_confirm(login: Login) -> str:
    return str(get_adapter().get_reauthentication_methods(login)[0]["url"])


@login_required
@never_cache
def confirm_page(request: LoginRequest) -> HttpResponse:
    """A code to one's own address, and back to where one was going."""
    process = _process(request)
    form = ConfirmCodeForm(post_data(request) if process else None)
    if request.POST.get("press") == "send":
        return _send(request)
    if process is not None and request.method == "POST" and form.is_valid():
        if compare_user_code(actual=form.cleaned_data["code"], expected=process.code):
            process.abort()
            record_authentication(
                request, request.user, method="code", email=request.user.email, reauthenticated=True
            )
            return redirect(next_page(request, "my_sign_in"))
        form.add_error("code", get_adapter().error_messages["incorrect_code"])
        if not process.record_invalid_attempt():
            messages.warning(
                request, _("That code opens nothing any more. Press “Send me a code”.")
            )
            return redirect(request.get_full_path())
    return show_form(
        request,
        form,
        "account/confirm_by_code.html",
        is_sent=process is not None,
        email=request.user.email,
    )


def _process(request: LoginRequest) -> CodeToConfirm | None:
    state = request.session.get(CODE_SESSION_KEY)
    return CodeToConfirm(request, request.user, state).abort_if_invalid() if state else None


def _send(request: LoginRequest) -> HttpResponse:
    login = request.user
    try:
        ratelimit.consume(
            request,
            app="allauth.account",
            action="request_login_code",
            key=login.email,
            raise_exception=True,
        )
    except RateLimited:
        messages.warning(request, get_adapter().error_messages["rate_limited"])
        return redirect(request.get_full_path())
    state = CodeToConfirm.initial_state(login, email=login.email)
    CodeToConfirm(request, login, state).send()
    return redirect(request.get_full_path())
