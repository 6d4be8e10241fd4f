"""Calls with the key of a body: as that body, and for what the key was made (P88)."""

from typing import Any, cast

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.models.logins import Login
from frontend.api.base import ACTING_FOR_HEADER, ActingView
from marketplace.referrals.models.keys import BodyKey
from marketplace.referrals.queries.keys import body_key_of
from marketplace.referrals.rules.keys import check_scope
from marketplace.referrals.states import KeyScope

WORD = "Key"


class BodyKeyAuthentication(BaseAuthentication):
    """`Authorization: Key …`. Of one that is ended, and of one that never was, it says the same."""

    def authenticate(self, request: Request) -> tuple[Login, BodyKey] | None:
        word, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if word != WORD:
            return None
        key = body_key_of(secret.strip(), clock.now())
        if key is None or key.answers_for_it is None:
            raise AuthenticationFailed(_("This key opens nothing."))
        return key.answers_for_it, key

    def authenticate_header(self, request: Request) -> str:
        return WORD


class BodyKeyScheme(OpenApiAuthenticationExtension):
    target_class, name = BodyKeyAuthentication, "bodyKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "The key of a team that refers, as `Key` and the key.",
        }


class BodyKeyThrottle(SimpleRateThrottle):
    """So often an hour by one key; nobody's login has a part in it."""

    scope, rate = "body_key", "1200/hour"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if not isinstance(request.auth, BodyKey):
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.auth.pk}


class OpenToKeysView(ActingView):
    """By a login as everywhere, or by a key that was made for it. A key acts for nobody: it has its
    own body and nothing of whoever answers for it."""

    key_scope: KeyScope
    authentication_classes = (TokenAuthentication, SessionAuthentication, BodyKeyAuthentication)

    def get_throttles(self) -> list[BaseThrottle]:
        return [*super().get_throttles(), BodyKeyThrottle()]

    @property
    def body_key(self) -> BodyKey | None:
        return self.request.auth if isinstance(self.request.auth, BodyKey) else None

    @property
    def acting(self) -> Acting:  # type: ignore[override]  # without a key it is kept
        if self.body_key is None:
            return super().acting
        return Acting(login=cast(Login, self.request.user))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.body_key is None:
            return
        if ACTING_FOR_HEADER in request.headers:
            raise NotFound("")
        check_scope(self.body_key.scopes, self.key_scope)
