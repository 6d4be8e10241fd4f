"""A provider's own account with the card company, so that people can pay it with a card."""

from django.urls import path, reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from frontend.api.pool.serializers import HostedPageOut, Nothing
from pooling.payments.actions.provider_accounts import (
    open_provider_account,
    refresh_provider_account,
)
from pooling.payments.queries.cards import provider_account_of
from providers.queries.supply import provider_of_login

from .working import ActingView


class CardAccountOut(serializers.Serializer):
    is_open = serializers.BooleanField(help_text="People can pay with a card now.")


class CardAccount(ActingView):
    @extend_schema(responses=CardAccountOut)
    def get(self, request, provider_id: int):
        """Whether people can pay this provider with a card, as far as we have heard."""
        provider = provider_of_login(provider_id, login_id=request.user.pk)
        account = provider_account_of(provider.pk)
        return Response({"is_open": bool(account and account.is_active)})

    @extend_schema(request=Nothing, responses=HostedPageOut)
    def post(self, request, provider_id: int):
        """The card company's page where the account is opened, or gone on with."""
        provider_of_login(provider_id, login_id=request.user.pk)
        back = reverse("provider_cards_back", args=[provider_id])
        again = reverse("provider_open_account", args=[provider_id])
        address = open_provider_account(
            provider_id=provider_id,
            return_url=request.build_absolute_uri(back),
            refresh_url=request.build_absolute_uri(again),
            **self.deed,
        )
        return Response({"url": address})


class LookAgain(ActingView):
    @extend_schema(request=Nothing, responses=CardAccountOut)
    def post(self, request, provider_id: int):
        """Ask the card company how it stands now."""
        provider_of_login(provider_id, login_id=request.user.pk)
        account = refresh_provider_account(provider_id=provider_id, **self.deed)
        return Response({"is_open": account.is_active})


urlpatterns = [
    path("providers/<int:provider_id>/card-account/", CardAccount.as_view(), name="card_account"),
    path(
        "providers/<int:provider_id>/card-account/look/",
        LookAgain.as_view(),
        name="card_account_look",
    ),
]
