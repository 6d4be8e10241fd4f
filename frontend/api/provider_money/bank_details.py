"""Where a provider's bank transfers are sent."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import or_not_found
from frontend.api.base import ActingView, Needs
from frontend.api.provider_money.serializers import BankDetailsIn, BankDetailsOut
from pooling.payments.actions.bank_details import give_bank_details
from pooling.payments.queries.bank_transfers import bank_details_of
from providers.queries.supply import provider_of_login


class BankDetailsView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=BankDetailsOut)
    def get(self, request: Request, provider_id: int) -> Response:
        """As they were written down. Not there before."""
        provider = provider_of_login(provider_id, login_id=self.login.pk)
        return Response(BankDetailsOut(or_not_found(bank_details_of(provider.pk))).data)

    @extend_schema(request=BankDetailsIn, responses=BankDetailsOut)
    def put(self, request: Request, provider_id: int) -> Response:
        """Write them down, or change them: everybody who speaks for the provider is told."""
        provider_of_login(provider_id, login_id=self.login.pk)
        details = give_bank_details(
            provider_id=provider_id, **self.validated(BankDetailsIn), **self.by_and_now
        )
        return Response(BankDetailsOut(details).data)
