"""Where a provider's bank transfers are sent."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import or_not_found
from frontend.api.base import ActingView, Needs
from frontend.api.provider_money.serializers import BankDetailsIn, BankDetailsOut
from frontend.api.serializers import EmptyIn
from pooling.payments.actions.bank_details import give_bank_details, stop_bank_details
from pooling.payments.models.bank_details import PayeeAccount
from pooling.payments.queries.bank_details import (
    bank_details_of,
    undecided_bank_details,
    undecided_change_of,
)
from providers.queries.supply import provider_of_login


class BankDetailsView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=BankDetailsOut)
    def get(self, request: Request, provider_id: int) -> Response:
        """Those in use, and those that wait to be. Not there before."""
        provider = provider_of_login(provider_id, login_id=self.login.pk)
        return Response(BankDetailsOut(or_not_found(_both(provider.pk))).data)

    @extend_schema(request=BankDetailsIn, responses=BankDetailsOut)
    def put(self, request: Request, provider_id: int) -> Response:
        """Write them down: the first are used at once. A change is asked about another way, looked
        at by a second person, and used five working days later; all who speak for you are told."""
        provider_of_login(provider_id, login_id=self.login.pk)
        give_bank_details(
            provider_id=provider_id, **self.validated(BankDetailsIn), **self.by_and_now
        )
        return Response(BankDetailsOut(_both(provider_id)).data)


class BankDetailsStopView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, provider_id: int) -> Response:
        """None of you wrote down what waits: it is not used, from this moment on."""
        provider = provider_of_login(provider_id, login_id=self.login.pk)
        change = undecided_change_of(provider.pk)
        stop_bank_details(change_id=change.pk, **self.by_and_now)
        return Response(status=204)


def _both(provider_id: int) -> dict[str, Any] | None:
    payee = bank_details_of(provider_id)
    undecided = undecided_bank_details([provider_id]).get(provider_id)
    if payee is None and undecided is None:
        return None
    in_use = payee or PayeeAccount()
    names = ("account_name", "sort_code", "account_number", "given_at", "checked_at")
    return {name: getattr(in_use, name) for name in names} | {"undecided": undecided}
