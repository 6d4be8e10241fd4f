"""For whoever runs it: "not yet", or the dates and how many come. Never who pays how."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView, Needs
from frontend.api.provider_money.serializers import (
    ProviderPoolOut,
    ProviderPricesIn,
    ProviderTermsIn,
)
from pooling.pools.actions.terms_changes import change_prices, change_terms
from pooling.pools.queries.providers import pool_for_provider, pools_for_provider


class ProviderPoolListView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=ProviderPoolOut(many=True))
    def get(self, request: Request) -> Response:
        """Those of the providers one speaks for, the newest first."""
        return self.list_response(pools_for_provider(self.login.pk), ProviderPoolOut)


class ProviderPoolView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=ProviderPoolOut)
    def get(self, request: Request, pool_id: int) -> Response:
        """Where it stands: “not yet”, or the dates and what has been paid out. Never who pays."""
        pool = pool_for_provider(pool_id=pool_id, login_id=self.login.pk)
        return Response(ProviderPoolOut(pool).data)


class ProviderPricesView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=ProviderPricesIn, responses=ProviderPoolOut)
    def put(self, request: Request, pool_id: int) -> Response:
        """Ask another price: everybody who is in is asked again, and no answer means no."""
        change_prices(pool_id=pool_id, **self.validated(ProviderPricesIn), **self.by_and_now)
        pool = pool_for_provider(pool_id=pool_id, login_id=self.login.pk)
        return Response(ProviderPoolOut(pool).data)


class ProviderTermsView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=ProviderTermsIn, responses=ProviderPoolOut)
    def put(self, request: Request, pool_id: int) -> Response:
        """Offer something otherwise: everybody who is in is asked again, and no answer means no."""
        change_terms(pool_id=pool_id, changes=self.validated(ProviderTermsIn), **self.by_and_now)
        pool = pool_for_provider(pool_id=pool_id, login_id=self.login.pk)
        return Response(ProviderPoolOut(pool).data)
