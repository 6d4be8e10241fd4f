"""A form does what it was opened for, once; or it does nothing, and says why."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from community.common import clock
from community.common.actions import do_deed_once
from community.common.deed_keys import KeptAnswer, SentAlready, SentDeed
from community.common.refusals import Refused, refusal_of
from community.common.shown import ShownHasChanged
from community.people.acting import Acting
from frontend.access import needs_login
from frontend.middleware import act_for_person, refusal_page
from frontend.shared.asks_outside import is_asking_outside

from .guards import (
    GUARD_FIELD,
    FormGuard,
    GuardedRequest,
    PageGuard,
    login_id_of,
    read_guard,
)
from .pages import (
    acting_as_opened,
    not_as_opened_page,
    sent_already_page,
    shown_has_changed_page,
    without_guard_page,
)
from .sent import GO_ON_FIELD, body_of
from .unfinished import (
    LATER_FIELD,
    forget_what_was_sent,
    keep_at_each_press,
    keep_for_later,
    keep_for_signing_in,
    keeps_nothing,
    page_going_on,
)

# Whose forms carry no guard, by the module of the view, and why.
UNGUARDED = {
    "allauth.": "signs somebody in or out: nobody acts for anybody yet, and a code proves each",
    "django.": "the office's own site acts by the login alone, never for a person",
    "frontend.staff.": "the same",
    "frontend.api.": "names whom it is for and its key in its own headers",
    "demo.": "moves the demo's day and people, and is not there in production",
    "frontend.pages.refer.options": "changes nothing, and keeps of a story not even a digest (P65)",
    "frontend.pages.represent.choose_person": "says itself for whom one acts from now on",
}


def is_guarded(view: Callable[..., Any]) -> bool:
    name = f"{view.__module__}.{getattr(view, '__name__', '')}"
    return not name.startswith(tuple(UNGUARDED))


class FormGuardMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        guarded = cast(GuardedRequest, request)
        guarded.page_guard, guarded.sent_guard = PageGuard(request), None
        guarded.put_back, guarded.is_given_back = None, False
        guarded.may_go_on_another_day = False
        return self.get_response(request)

    def process_view(
        self, request: GuardedRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method not in ("GET", "POST") or not is_guarded(view):
            return None
        request.may_go_on_another_day = needs_login(view)
        do = partial(view, request, *args, **kwargs)
        try:
            if request.method == "GET":
                return page_going_on(request, do)
            return answer_form(request, do, view)
        except SentAlready as refusal:
            return sent_already_page(request, refusal.answer, is_other=True)
        except ShownHasChanged as refusal:
            return shown_has_changed_page(request, refusal.present)
        except Refused as refusal:
            # What rises in here, no middleware's process_exception is asked about.
            return refusal_page(request, refusal)
        except IntegrityError as fault:
            if same := refusal_of(fault):
                return refusal_page(request, same)
            raise


def answer_form(
    request: GuardedRequest, do: Callable[[], HttpResponse], view: Callable[..., HttpResponse]
) -> HttpResponse:
    guard = read_guard(request.POST.get(GUARD_FIELD, ""), login_id_of(request))
    if guard is None:
        if (kept := keep_for_signing_in(request, view)) is not None:
            return kept
        return do() if is_from_test_client(request) else without_guard_page(request)
    request.sent_guard = guard
    if not is_as_opened(guard, request.acting) and not goes_on_as_opened(request, guard):
        return not_as_opened_page(request, guard)
    login_id = login_id_of(request)
    later = LATER_FIELD in request.POST and not keeps_nothing(request, view)
    if later and needs_login(view) and login_id is not None:
        return keep_for_later(request, guard, login_id, view)
    response = do() if is_asking_outside(view) else do_once(request, guard, do)
    keep_at_each_press(request, guard, view, response)
    forget_what_was_sent(request, response)
    return response


def is_from_test_client(request: HttpRequest) -> bool:
    """Django's own, which sends no csrf token either, unless a test asks for both."""
    return getattr(request, "_dont_enforce_csrf_checks", False)


def is_as_opened(guard: FormGuard, acting: Acting) -> bool:
    """A page that was opened for nobody is not touched by having a page of one's own since."""
    is_for_nobody = guard.person_id is None and acting.representation is None
    return is_for_nobody or guard.person_id == acting.person_id


def goes_on_as_opened(request: GuardedRequest, guard: FormGuard) -> bool:
    """Whether they said on the page between to act again as the form was opened, and may."""
    if GO_ON_FIELD not in request.POST:
        return False
    opened_as = acting_as_opened(request, guard)
    if opened_as is None:
        return False
    act_for_person(request, opened_as)
    return True


def do_once(
    request: GuardedRequest, guard: FormGuard, do: Callable[[], HttpResponse]
) -> HttpResponse:
    deed = SentDeed(
        key=guard.key,
        login_id=login_id_of(request),
        person_id=guard.person_id,
        address=request.get_full_path(),
        body=body_of(request),
    )
    answer = do_deed_once(deed=deed, do=do, answer_of=kept_answer, now=clock.now())
    if isinstance(answer, HttpResponse):
        return answer
    if answer.text:
        return redirect(answer.text)
    return sent_already_page(request, answer, is_other=False)


def kept_answer(response: HttpResponse) -> KeptAnswer | None:
    """Where it led to. What is shown on the answer itself is shown once, and not kept."""
    if response.status_code >= 400:
        return None
    return KeptAnswer(response.status_code, response.headers.get("Location", ""))
