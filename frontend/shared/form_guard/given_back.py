"""A form whose cookie was lost is given back as it was filled in (fault H25)."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse

from community.common.refusals import Refused
from frontend.components.typed_before import put_back

from .guards import GUARD_FIELD, FormGuard, GuardedRequest, login_id_of, login_of_guard, read_guard
from .sent import NOT_TYPED, may_be_kept, typed_fields, typed_texts


def form_given_back(request: GuardedRequest, reason: str = "") -> HttpResponse:
    """In place of what CSRF refuses: nothing is done, and nothing is kept here. Only to a page of
    our own: what another site sends is not shown as if it were somebody's own words."""
    context: dict[str, object] = {}
    if is_from_here(request) and is_of_this_login(request):
        guard = read_guard(request.POST.get(GUARD_FIELD, ""), login_id_of(request))
        filled = filled_page(request, guard)
        if filled is not None:
            return filled
        context = {
            "guard": guard,
            "typed_fields": typed_fields(request),
            "typed_texts": typed_texts(request),
        }
    return render(request, "403_csrf.html", context, status=403)


def is_from_here(request: HttpRequest) -> bool:
    address = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(address).netloc == request.get_host()


def is_of_this_login(request: GuardedRequest) -> bool:
    """Or of nobody. What one login typed is shown to no other."""
    return login_of_guard(request.POST.get(GUARD_FIELD, "")) in (None, login_id_of(request))


def filled_page(request: GuardedRequest, guard: FormGuard | None) -> HttpResponse | None:
    """The page as it is now, with what was typed in its boxes; None where there is no such page,
    or it is another person's now."""
    if guard is not None and guard.person_id != request.acting.person_id:
        return None
    match = request.resolver_match
    if match is None:
        return None
    view, args, kwargs = match
    typed = without_secrets(request.POST)
    request.put_back = guard
    request.is_given_back = True
    request.method = "GET"
    try:
        response = page_with(typed, lambda: view(request, *args, **kwargs))
    except Refused:
        response = None
    if response is not None and response.status_code == 200:
        response.status_code = 403
        return response
    request.method, request.is_given_back = "POST", False
    return None


def page_with(typed: QueryDict, make: Callable[[], HttpResponse]) -> HttpResponse:
    with put_back(typed):
        response = make()
        return response.render() if isinstance(response, SimpleTemplateResponse) else response


def without_secrets(sent: QueryDict) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, texts in sent.lists():
        if name not in NOT_TYPED and may_be_kept(name):
            typed.setlist(name, texts)
    return typed
