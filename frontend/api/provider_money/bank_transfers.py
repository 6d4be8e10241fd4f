"""Bank transfers: what a person is to send, and what a provider sees come and sends back."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ActingView, Needs
from frontend.api.provider_money.serializers import (
    BankTransferArrivalIn,
    BankTransferOut,
    BankTransferRefundOut,
    BankTransferRefundSentIn,
    TransferToSendOut,
)
from pooling.payments.actions.bank_transfer_refunds import record_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.queries.bank_transfers import (
    bank_transfer_for,
    open_bank_transfers,
    transfers_to_send_back,
)
from pooling.pools.queries.money import transfers_to_send
from providers.queries.supply import provider_ids_of_login


class TransferToSendListView(ActingView):
    shows = Seen.SUMS

    @extend_schema(responses=TransferToSendOut(many=True))
    def get(self, request: Request) -> Response:
        """What one is still asked to send, the soonest first."""
        return self.list_response(transfers_to_send(self.person_id), TransferToSendOut)


class BankTransferListView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=BankTransferOut(many=True))
    def get(self, request: Request) -> Response:
        """On their way to the providers one speaks for, oldest first. Nobody is named."""
        provider_ids = provider_ids_of_login(self.login.pk)
        return self.list_response(open_bank_transfers(provider_ids=provider_ids), BankTransferOut)


class BankTransferArrivalView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=BankTransferArrivalIn, responses=BankTransferOut)
    def post(self, request: Request, transfer_id: int) -> Response:
        """Write down what is seen in the account, with exactly this reference."""
        transfer = record_arrival(
            transfer_id=transfer_id, **self.validated(BankTransferArrivalIn), **self.by_and_now
        )
        return Response(BankTransferOut(bank_transfer_for(transfer.charge_ref)).data)


class BankTransferRefundListView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=BankTransferRefundOut(many=True))
    def get(self, request: Request) -> Response:
        """What the providers one speaks for have still to send back, oldest first."""
        refunds = transfers_to_send_back(provider_ids=provider_ids_of_login(self.login.pk))
        return self.list_response(refunds, BankTransferRefundOut)


class BankTransferRefundSentView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=BankTransferRefundSentIn, responses=BankTransferRefundOut)
    def post(self, request: Request, refund_id: int) -> Response:
        """It was sent back on this day."""
        refund = record_transfer_refund(
            refund_id=refund_id, **self.validated(BankTransferRefundSentIn), **self.by_and_now
        )
        return Response(BankTransferRefundOut(refund).data)
