"""Where a provider's bank transfers are sent."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from community.common.refusals import or_not_found
from frontend.api.working import ActingView
from pooling.payments.actions.bank_details import give_bank_details
from pooling.payments.queries.bank_transfers import bank_details_of
from providers.queries.supply import provider_of_login


class BankDetailsOut(serializers.Serializer):
    """Seen whole by whoever is asked to send something there; here by who speaks for it."""

    account_name = serializers.CharField()
    sort_code = serializers.CharField()
    account_number = serializers.CharField()
    given_at = serializers.DateTimeField()


class BankDetailsIn(serializers.Serializer):
    account_name = serializers.CharField(max_length=80)
    sort_code = serializers.CharField(max_length=12, help_text="Like 12-34-56.")
    account_number = serializers.CharField(max_length=12, help_text="Eight figures.")


class BankDetails(ActingView):
    @extend_schema(responses=BankDetailsOut)
    def get(self, request, provider_id: int):
        """As they were written down. Not there before."""
        provider = provider_of_login(provider_id, login_id=request.user.pk)
        return Response(BankDetailsOut(or_not_found(bank_details_of(provider.pk))).data)

    @extend_schema(request=BankDetailsIn, responses=BankDetailsOut)
    def put(self, request, provider_id: int):
        """Write them down, or change them: everybody who speaks for the provider is told."""
        provider_of_login(provider_id, login_id=request.user.pk)
        payee = give_bank_details(provider_id=provider_id, **self.said(BankDetailsIn), **self.deed)
        return Response(BankDetailsOut(payee).data)


urlpatterns = [
    path("providers/<int:provider_id>/bank-details/", BankDetails.as_view(), name="bank_details")
]
