"""What every resource shares: who acts in a call and what that needs, the shape of what is sent,
and the shape of a list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_filters.rest_framework import FilterSet
from django_filters.utils import translate_validation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.permissions import SAFE_METHODS, AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.settings import api_settings
from rest_framework.viewsets import GenericViewSet

from community.common import clock
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.queries.acting import acting_as
from community.people.rules.authority import check_has_person
from community.people.rules.sight import check_sees, may_see, seen_by
from community.people.scope_table import Seen
from community.people.states import RoleKind
from frontend.access import area_ids_of
from frontend.api.idempotency import OnceByKeyMixin
from frontend.middleware import acting_for

ACTING_FOR_HEADER = "X-Acting-For"
PAGINATION = cast(type[BasePagination], api_settings.DEFAULT_PAGINATION_CLASS)
# For the documentation: such a call may say whom it is made for.
ACTING_FOR = OpenApiParameter(
    ACTING_FOR_HEADER,
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    description="The person this call is made for. Without it, whoever signed in.",
)

type Rows = QuerySet | Sequence


class Needs(Enum):
    """Who may call a resource. All but LOGIN act for the person named in `X-Acting-For`, if any."""

    ANYBODY = auto()  # signed in or not
    SIGN_IN = auto()  # somebody signed in, for themselves or for somebody
    PERSON = auto()  # the same, and there is a person: staff without a page of their own have none
    LOGIN = auto()  # a login for itself, as who speaks for a provider


@dataclass(frozen=True)
class Roles:
    """A login for itself, with one of these roles somewhere."""

    kinds: tuple[RoleKind, ...]


def roles(*kinds: RoleKind) -> Roles:
    return Roles(kinds)


def acting_of(request: Request) -> Acting:
    """The Acting of an API request. Somebody this login may not act for is not found.

    A program acts for itself, where it names nobody; a page's own call as the browser's choice."""
    named = request.headers.get(ACTING_FOR_HEADER)
    if not named and request.auth:
        return acting_as(login=cast(Login, request.user), person_id=None, on=clock.today())
    if not named:
        return acting_for(request)
    try:
        person_id = UUID(named)
    except ValueError as error:
        raise NotFound(_("We cannot find that page.")) from error
    return acting_for(request, person_id)


class ActingMixin(OnceByKeyMixin):
    """Knows who acts. Whoever lacks what `needs` says is told that it is not there."""

    needs: Needs | Roles = Needs.PERSON
    shows: Seen | None = None  # of the person's life
    asked_by: Collection[str] = ()  # the names in its address that narrow what is answered
    pagination_class: type[BasePagination] | None = PAGINATION

    def needs_now(self) -> Needs | Roles:
        """What this call needs; for a resource where reading and writing need another."""
        return self.needs

    def shows_now(self) -> Seen | None:
        """What this call shows of the person's life; None where its answer is that of a deed, whose
        own rule says who may."""
        return self.shows if self.request.method in SAFE_METHODS else None

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny() if self.needs_now() is Needs.ANYBODY else IsAuthenticated()]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._check_query()
        needs = self.needs_now()
        if isinstance(needs, Roles) and not self.area_ids:
            raise NotFound("")
        if needs is Needs.PERSON and self.acting.person is None:
            raise NotFound("")
        shows = self.shows_now()
        if shows and self.acting.person is not None:
            check_sees(self.acting, shows, now=clock.now())

    def query_names(self) -> set[str]:
        """What a call's address may ask by."""
        return {"page", *self.asked_by}

    def _check_query(self) -> None:
        """A name that is not read here is refused: the answer would be to another question."""
        unread = set(self.request.query_params) - self.query_names()
        if unread:
            text = _("Nothing is asked by “%(name)s” here.")
            raise ValidationError({name: text % {"name": name} for name in sorted(unread)})

    def may_see(self, seen: Seen) -> bool:
        return may_see(self.acting, seen, now=clock.now())

    @property
    def sight(self) -> dict[str, Any]:
        """For a serializer that leaves out what whoever acts may not see."""
        return {"seen": seen_by(self.acting, now=clock.now())}

    @property
    def login(self) -> Login:
        return cast(Login, self.request.user)  # where somebody has to be signed in

    @cached_property
    def acting(self) -> Acting:
        needs = self.needs_now()
        if needs is Needs.LOGIN or isinstance(needs, Roles):
            return Acting(login=self.login)
        return acting_of(self.request)

    @property
    def person_id(self) -> UUID:
        """Whose things are asked for; refused where the call acts for nobody."""
        check_has_person(self.acting)
        return cast(UUID, self.acting.person_id)

    @property
    def by_and_now(self) -> dict[str, Any]:
        """Who does it and when, for an action."""
        return {"by": self.acting, "now": clock.now()}

    @cached_property
    def area_ids(self) -> list[int]:
        """The areas of the roles that `needs` names."""
        return area_ids_of(self.login.pk, *cast(Roles, self.needs_now()).kinds)

    def validated(self, serializer: type[Serializer], **options: Any) -> dict[str, Any]:
        """What was sent, once it has the right shape; a fault of shape is a 400."""
        body = serializer(data=self.request.data, **options)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)

    def list_response(self, rows: Rows, serializer: type[Serializer], **context: Any) -> Response:
        """Always {count, next, previous, results}, one page of it."""
        paginator = cast(type[BasePagination], self.pagination_class)()
        page = paginator.paginate_queryset(cast(QuerySet, rows), self.request, view=self)
        return paginator.get_paginated_response(serializer(page, many=True, context=context).data)


class ActingView(ActingMixin):
    """One address."""


class ActingViewSet(ActingMixin, GenericViewSet):
    """A list, the things in it, and what can be done with each; `filterset_class` where a call may
    narrow the list."""

    needs: Needs | Roles = Needs.SIGN_IN
    filterset_class: type[FilterSet] | None = None
    lookup_value_regex = r"\d{1,18}"

    def query_names(self) -> set[str]:
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        return super().query_names() | set(filters)

    def narrowing(self) -> dict[str, Any]:
        """What the call narrows the list to, as the keywords of its query; a value that cannot be
        is a 400."""
        filters = cast(type[FilterSet], self.filterset_class)(
            self.request.query_params, self.get_queryset(), request=self.request
        )
        if not filters.is_valid():
            raise translate_validation(filters.errors)
        return dict(filters.form.cleaned_data)
