"""A provider's own account with the card company, so that people can pay it with a card."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView, Needs
from frontend.api.provider_money.serializers import CardAccountOut
from frontend.api.serializers import EmptyIn, HostedPageOut
from frontend.shared.asks_outside import asks_outside
from pooling.payments.actions.provider_accounts import (
    open_provider_account,
    refresh_provider_account,
)
from pooling.payments.queries.cards import provider_account_of
from providers.queries.supply import provider_of_login


class CardAccountView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=CardAccountOut)
    def get(self, request: Request, provider_id: int) -> Response:
        """Whether people can pay this provider with a card, as far as we have heard."""
        provider = provider_of_login(provider_id, login_id=self.login.pk)
        account = provider_account_of(provider.pk)
        return Response({"is_open": bool(account and account.is_active)})

    @extend_schema(request=EmptyIn, responses=HostedPageOut)
    @asks_outside
    def post(self, request: Request, provider_id: int) -> Response:
        """The card company's page where the account is opened, or gone on with."""
        provider_of_login(provider_id, login_id=self.login.pk)
        return_path = reverse("provider_cards_back", args=[provider_id])
        refresh_path = reverse("provider_open_account", args=[provider_id])
        url = open_provider_account(
            provider_id=provider_id,
            return_url=request.build_absolute_uri(return_path),
            refresh_url=request.build_absolute_uri(refresh_path),
            **self.by_and_now,
        )
        return Response({"url": url})


class CardAccountRefreshView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=EmptyIn, responses=CardAccountOut)
    @asks_outside
    def post(self, request: Request, provider_id: int) -> Response:
        """Ask the card company how it stands now."""
        provider_of_login(provider_id, login_id=self.login.pk)
        account = refresh_provider_account(provider_id=provider_id, **self.by_and_now)
        return Response({"is_open": account.is_active})
