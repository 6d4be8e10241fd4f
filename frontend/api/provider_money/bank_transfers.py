"""Bank transfers: what a person is to send, and what a provider sees come and sends back."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from frontend.api.own import Own
from frontend.api.pool.serializers import pence
from frontend.api.working import ActingView
from pooling.payments.actions.bank_transfers import record_arrival, record_transfer_refund
from pooling.payments.queries.bank_transfers import (
    bank_transfer_for,
    open_bank_transfers,
    transfers_to_send_back,
)
from pooling.payments.states import BankTransferRefundState, BankTransferState
from pooling.pools.queries.money import transfers_to_send
from providers.queries.supply import providers_of_login


class TransferOut(serializers.Serializer):
    """Whom to pay, how much, under which reference."""

    id = serializers.IntegerField(source="transfer_id")
    reference = serializers.CharField(help_text="Exactly this: it is how the money is known.")
    payee = serializers.CharField(source="payee_words")
    sort_code = serializers.CharField(help_text="Empty while it is not known yet.")
    account_number = serializers.CharField(help_text="The same.")
    arrived_pence = pence("Of it, what has come.")
    still_to_come_pence = pence("What has not.", source="still_to_come")
    state = serializers.ChoiceField(BankTransferState.choices)
    pence = pence("In all.")


class ToSendOut(serializers.Serializer):
    pool_id = serializers.IntegerField()
    by_day = serializers.DateTimeField(help_text="It should be there by then.")
    source = serializers.CharField(source="source_called")  # type: ignore[assignment]  # Field has one too
    transfer = TransferOut(source="line")


class ArrivedIn(serializers.Serializer):
    pence = pence("What has come.", min_value=1)
    arrived_on = serializers.DateField()
    key = serializers.CharField(
        max_length=60, help_text="Of the caller's own making: the same is written down once."
    )


class BankTransferRefundOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    transfer_id = serializers.IntegerField()
    reference = serializers.CharField(source="transfer.reference")
    pence = pence("To go back to the account it came from.")
    state = serializers.ChoiceField(BankTransferRefundState.choices)
    sent_on = serializers.DateField(allow_null=True)


class SentIn(serializers.Serializer):
    sent_on = serializers.DateField()


class ToSend(Own):
    @extend_schema(responses=ToSendOut(many=True))
    def get(self, request):
        """What one is still asked to send, the soonest first."""
        return Response(ToSendOut(transfers_to_send(self.by.person_id), many=True).data)


class Transfers(ActingView):
    @extend_schema(responses=TransferOut(many=True))
    def get(self, request):
        """On their way to the providers one speaks for, oldest first. Nobody is named."""
        waiting = [
            line
            for provider in providers_of_login(request.user.pk)
            for line in open_bank_transfers(provider_id=provider.pk)
        ]
        return Response(TransferOut(waiting, many=True).data)


class Arrived(ActingView):
    @extend_schema(request=ArrivedIn, responses=TransferOut)
    def post(self, request, transfer_id: int):
        """Write down what is seen in the account, with exactly this reference."""
        transfer = record_arrival(transfer_id=transfer_id, **self.said(ArrivedIn), **self.deed)
        return Response(TransferOut(bank_transfer_for(transfer.charge_ref)).data)


class TransfersBack(ActingView):
    @extend_schema(responses=BankTransferRefundOut(many=True))
    def get(self, request):
        """What the providers one speaks for have still to send back, oldest first."""
        backs = [
            back
            for provider in providers_of_login(request.user.pk)
            for back in transfers_to_send_back(provider_id=provider.pk)
        ]
        return Response(BankTransferRefundOut(backs, many=True).data)


class SentBack(ActingView):
    @extend_schema(request=SentIn, responses=BankTransferRefundOut)
    def post(self, request, back_id: int):
        """It was sent back on this day."""
        back = record_transfer_refund(back_id=back_id, **self.said(SentIn), **self.deed)
        return Response(BankTransferRefundOut(back).data)


urlpatterns = [
    path("to-send/", ToSend.as_view(), name="to_send"),
    path("transfers/", Transfers.as_view(), name="transfers"),
    path("transfers/<int:transfer_id>/arrived/", Arrived.as_view(), name="transfer_arrived"),
    path("transfers-back/", TransfersBack.as_view(), name="transfers_back"),
    path("transfers-back/<int:back_id>/sent/", SentBack.as_view(), name="transfer_sent_back"),
]
