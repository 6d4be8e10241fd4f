"""Who may open a page: a person (or who acts for them), or a role; and the requests' types.

The types say what the middleware and a decorator have put there, for whoever reads and for mypy:
what Django hands to a view stays its own request.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from community.common import clock
from community.common.codes import parse_code
from community.common.refusals import NotFound, or_not_found
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.queries.acting import PAPER_ENTRY_ROLES, acting_on_paper, roles_of
from community.people.rules.authority import check_authority, check_may_stop
from community.people.rules.sight import check_sees
from community.people.scope_table import Seen
from community.people.states import RepresentationScope, RoleKind
from groups.models.members import Member
from groups.queries.members import member_by_paper_code

SIGN_IN_PAGES, SIGN_OUT = "/account/", "/account/logout/"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class PersonActing(Acting):
    """Acting for somebody, which `person_required` has made sure of."""

    person: Person

    @property
    def person_id(self) -> UUID:
        return self.person.pk


class ActingRequest(HttpRequest):
    """Any request of ours. Without sign-in `acting` has neither login nor person."""

    acting: Acting


class LoginRequest(ActingRequest):
    """Behind `login_required`: somebody is signed in."""

    user: Login


class PersonRequest(LoginRequest):
    """Behind `person_required`: there is a person, their own or one they act for."""

    acting: PersonActing


class RoleRequest(LoginRequest):
    """Behind `role_required`: the ids of the areas where this login holds the role."""

    area_ids: list[int]


type View[R: HttpRequest, **P] = Callable[Concatenate[R, P], HttpResponseBase]


def page_before(request: HttpRequest) -> str:
    """The page of ours on which a button was pressed; the first page, where that is not known."""
    address = urlsplit(request.headers.get("Referer", ""))
    is_ours = url_has_allowed_host_and_scheme(address.geturl(), allowed_hosts={request.get_host()})
    if not is_ours or not address.path.startswith("/") or address.path.startswith(SIGN_IN_PAGES):
        return reverse("home")
    return address._replace(scheme="", netloc="", fragment="").geturl()


def page_of_form(request: HttpRequest) -> str:
    """The page of ours on which the form that was sent stood; its own address, where that is not
    known."""
    if request.headers.get("Referer"):
        return page_before(request)
    return request.get_full_path()


def needs_login(view: Callable[..., Any]) -> bool:
    return getattr(view, "needs_login", False)


def login_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Signed in. Whoever is not goes on, after signing in, where they were: after a button, on the
    page it stands on, as its own address may only take posts (fault H13)."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        looks = request.method in SAFE_METHODS
        return redirect_to_login(request.get_full_path() if looks else page_before(request))

    wrapper.needs_login = True  # type: ignore[attr-defined]  # read by needs_login
    return wrapper


def person_required[**P](view: View[PersonRequest, P]) -> Callable[..., Any]:
    """Signed in, and acting for a person: their own, or one they chose."""

    @wraps(view)
    @login_required
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if cast(ActingRequest, request).acting.person is None:
            return redirect("choose_person")
        return view(cast(PersonRequest, request), *args, **kwargs)

    return wrapper


def shows[**P](seen: Seen) -> Callable[[View[PersonRequest, P]], View[PersonRequest, P]]:
    """Under `person_required`: what the page shows of the person's life. Whoever may not see that
    reads whom to ask."""

    def decorate(view: View[PersonRequest, P]) -> View[PersonRequest, P]:
        @wraps(view)
        def wrapper(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            check_sees(request.acting, seen, now=clock.now())
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


def takes[**P](
    scope: RepresentationScope,
) -> Callable[[View[PersonRequest, P]], View[PersonRequest, P]]:
    """Under `person_required`: how far somebody who acts for another must be allowed to go. They
    are told before they write anything; the action asks again."""

    def decorate(view: View[PersonRequest, P]) -> View[PersonRequest, P]:
        @wraps(view)
        def wrapper(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            check_authority(request.acting, scope, now=clock.now())
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


def stops[**P](view: View[PersonRequest, P]) -> View[PersonRequest, P]:
    """Under `person_required`: one press that stops or protects (P18), in place of `takes`."""

    @wraps(view)
    def wrapper(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        check_may_stop(request.acting, now=clock.now())
        return view(request, *args, **kwargs)

    return wrapper


def role_required(*kinds: RoleKind) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Signed in, with one of these roles somewhere; `request.area_ids` are the areas' ids."""

    def decorate[**P](view: View[RoleRequest, P]) -> Callable[..., Any]:
        @wraps(view)
        @login_required
        def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            role_request = cast(RoleRequest, request)
            role_request.area_ids = area_ids_of(role_request.user.pk, *kinds)
            if not role_request.area_ids:
                raise NotFound("")
            return view(role_request, *args, **kwargs)

        return wrapper

    return decorate


connector_required = role_required(RoleKind.CONNECTOR)
paper_entry_required = role_required(*PAPER_ENTRY_ROLES)


def area_ids_of(login_id: int, *kinds: RoleKind) -> list[int]:
    """The areas where a login holds one of these roles."""
    return sorted({area_id for kind, area_id in roles_of(login_id) if kind in kinds})


def acting_as_login(request: HttpRequest) -> Acting:
    """A login in its role, whoever it may act for besides."""
    return Acting(login=cast(LoginRequest, request).user)


def member_of_sheet(code: str, *, login: Login) -> tuple[Member, Acting]:
    """The member whose sheet of paper it is; and who enters it for them, in their area only."""
    member = or_not_found(member_by_paper_code(parse_code(code)))
    return member, acting_on_paper(login=login, person=member.person)
