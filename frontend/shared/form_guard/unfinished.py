"""What was typed and not sent, kept for the login that typed it (fault H25, M120).

After a sign-in that ended under somebody's hands for an hour; after their press "go on another day"
until they send it, or for a year. In the browser is the number of the row, in the session; what was
typed is in no address.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.common import clock
from community.people.actions.unfinished_forms import (
    KEPT_BY_A_PRESS,
    KEPT_FOR_SIGNING_IN,
    forget_unfinished_form,
    keep_unfinished_form,
)
from community.people.models.unfinished_forms import MAX_TYPED_CHARS, UnfinishedForm
from community.people.queries.unfinished_forms import unfinished_form
from frontend.access import needs_login, page_of_form

from .given_back import page_with, without_secrets
from .guards import GUARD_FIELD, FormGuard, GuardedRequest, login_of_guard, read_guard

KEPT_FOR_ATTRIBUTE = "keeps_what_was_typed_for"
KEPT_UNLESS_ATTRIBUTE = "keeps_nothing_where_ticked"
GO_ON_SESSION_KEY = "goes_on_with"
LATER_FIELD = "go_on_another_day"


def keep_for_signing_in(
    request: GuardedRequest, view: Callable[..., HttpResponse]
) -> HttpResponse | None:
    """Where the sign-in ended before the form was sent. None where it was not so."""
    text = request.POST.get(GUARD_FIELD, "")
    login_id = login_of_guard(text)
    if login_id is None or request.user.is_authenticated or not needs_login(view):
        return None
    if keeps_nothing(request, view):
        return redirect_to_login(page_of_form(request))
    guard = read_guard(text, login_id)
    if guard is not None:
        kept = keep_typed(request, guard, login_id, KEPT_FOR_SIGNING_IN)
        if kept is not None:
            request.session[GO_ON_SESSION_KEY] = kept.pk
    return redirect_to_login(page_of_form(request))


def kept_for[V: Callable[..., HttpResponseBase]](
    time: timedelta, *, unless: str
) -> Callable[[V], V]:
    """Above all of a view: what is typed on its page is kept at each press, for so long and no
    longer (M79, P66); where the box `unless` is ticked nothing is (P67)."""

    def decorate(view: V) -> V:
        setattr(view, KEPT_FOR_ATTRIBUTE, time)
        setattr(view, KEPT_UNLESS_ATTRIBUTE, unless)
        return view

    return decorate


def keeps_nothing(request: GuardedRequest, view: Callable[..., HttpResponse]) -> bool:
    return getattr(view, KEPT_UNLESS_ATTRIBUTE, None) in request.POST


def keep_at_each_press(
    request: GuardedRequest, guard: FormGuard, view: Callable[..., HttpResponse], answer: Any
) -> None:
    """Where it was not sent yet."""
    time, login_id = getattr(view, KEPT_FOR_ATTRIBUTE, None), request.user.pk
    if time is None or login_id is None or answer.status_code not in (200, 422):
        return
    if keeps_nothing(request, view):
        if form := form_gone_on_with(request):
            forget_unfinished_form(form_id=form.pk)
        return
    kept = keep_typed(request, guard, login_id, time)
    if kept is not None:
        request.session[GO_ON_SESSION_KEY] = kept.pk


def keep_for_later(
    request: GuardedRequest, guard: FormGuard, login_id: int, view: Callable[..., HttpResponse]
) -> HttpResponse:
    """By a press, in place of sending it."""
    kept_time = getattr(view, KEPT_FOR_ATTRIBUTE, KEPT_BY_A_PRESS)
    kept = keep_typed(request, guard, login_id, kept_time)
    if kept is None:
        messages.warning(request, _("There is nothing in it that could be kept."))
        return redirect(page_of_form(request))
    messages.success(
        request, _("It is kept. Nothing was sent. You find it here, on any day and any machine.")
    )
    return redirect("home")


def keep_typed(
    request: GuardedRequest, guard: FormGuard, login_id: int, kept_for: timedelta
) -> UnfinishedForm | None:
    typed, page = without_secrets(request.POST), page_of_form(request)
    typed.pop(LATER_FIELD, None)
    text = typed.urlencode()
    is_longer = len(text) > MAX_TYPED_CHARS or len(page) > _longest_page()
    if is_longer or not any(each.strip() for _name, texts in typed.lists() for each in texts):
        return None
    return keep_unfinished_form(
        login_id=login_id,
        person_id=guard.person_id,
        page=page,
        typed=text,
        began_from=guard.began_from,
        kept_for=kept_for,
        now=clock.now(),
    )


def _longest_page() -> int:
    return UnfinishedForm._meta.get_field("page").max_length or 0


def page_going_on(request: GuardedRequest, make: Callable[[], HttpResponse]) -> HttpResponse | None:
    """The page with what was typed on it before; None where there is nothing to go on with here."""
    form = form_gone_on_with(request)
    if form is None or form.page != request.get_full_path():
        return None
    if form.person_id != request.acting.person_id:
        if form.person is not None:
            text = _("You were writing this for somebody else. Act for them, and go on from there.")
            messages.info(request, text)
        return None
    request.put_back = FormGuard(form.person_id, "", form.began_from)
    request.is_given_back = True
    return page_with(QueryDict(form.typed), make)


def form_gone_on_with(request: HttpRequest) -> UnfinishedForm | None:
    """For another login it is gone, and for anybody who is not signed in it waits."""
    form_id = request.session.get(GO_ON_SESSION_KEY) if request.session.session_key else None
    if form_id is None or not request.user.is_authenticated:
        return None
    form = unfinished_form(form_id, now=clock.now())
    if form is not None and form.login_id == request.user.pk:
        return form
    forget_unfinished_form(form_id=form_id)
    del request.session[GO_ON_SESSION_KEY]
    return None


def forget_what_was_sent(request: GuardedRequest, response: HttpResponse) -> None:
    """Once it is sent and done, it is not unfinished any more."""
    if response.status_code not in (301, 302, 303):
        return
    form = form_gone_on_with(request)
    if form is None or form.person_id != request.acting.person_id:
        return
    if form.page in (request.get_full_path(), page_of_form(request)):
        forget_unfinished_form(form_id=form.pk)
        del request.session[GO_ON_SESSION_KEY]
