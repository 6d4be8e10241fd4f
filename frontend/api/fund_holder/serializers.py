"""The shape of what goes in and comes out."""

from typing import Any

from rest_framework import serializers

from frontend.api.serializers import digest_field, pence_field, with_digest
from frontend.api.typed import Day, TypedText, WholeNumber
from pooling.payments.rules.invoices import PAYMENT_DAYS
from pooling.payments.states.billing import VatStatus
from pooling.payments.states.commitments import (
    BillChange,
    CommitmentAnswer,
    CommitmentState,
    RefusalReason,
)

# Serializers of shape only: none of them writes, so none has create() or update().


class CommitmentOut(serializers.Serializer):
    """All that an officer sees of one line: never the group."""

    commitment_id = serializers.IntegerField()
    person_called = serializers.CharField()
    reference = serializers.CharField()
    order_number = serializers.CharField()
    provider_words = serializers.CharField()
    dates_words = serializers.CharField()
    most_pence_a_session = pence_field("The most a session.")
    sessions = serializers.IntegerField()
    most_pence = pence_field("The most in all.")
    service_words = serializers.CharField(help_text="What is bought.")
    purpose_words = serializers.CharField(help_text="What it is for, in the person's own words.")
    on_the_invoice = serializers.CharField(
        help_text="Whether the person's name stands on it: whoever is paid reads it too."
    )
    decided_on = serializers.DateField(
        allow_null=True, help_text="When it is looked at: a yes of a later day may be too late."
    )
    asked_at = serializers.DateTimeField()
    state = serializers.ChoiceField(CommitmentState.choices)
    digest = serializers.CharField(help_text="Of all this: sent back with a yes to it.")


class CommitmentAnswerIn(serializers.Serializer):
    """A yes, at once or when something is done, is to what was shown; a no needs no `digest`."""

    commitment_id = WholeNumber(min_value=1)
    answer = serializers.ChoiceField(CommitmentAnswer.values)
    digest = digest_field("GET office/lines/", required=False)
    bill_change = serializers.ChoiceField(
        BillChange.choices, required=False, help_text="With a yes: what the person pays themselves."
    )
    bill_change_pence = pence_field("A week, where it changes.", required=False, allow_null=True)
    reference = TypedText(
        max_length=40,
        required=False,
        help_text="With a yes: the council's own of the person, for its invoices.",
    )
    order_number = TypedText(
        max_length=40, required=False, help_text="With a yes: for its invoices."
    )
    when_words = TypedText(max_length=200, required=False, help_text="What first.")
    when_owner = TypedText(max_length=120, required=False, help_text="Who does it.")
    when_on = Day(required=False, help_text="By which day.")
    refusal_reason = serializers.ChoiceField(
        RefusalReason.choices, required=False, help_text="A no names its reason."
    )
    refusal_words = TypedText(max_length=200, required=False)

    def validate(self, answer: dict[str, Any]) -> dict[str, Any]:
        return with_digest(self, answer, needed=answer["answer"] != CommitmentAnswer.NO)


class CommitmentAnswersIn(serializers.Serializer):
    answers = CommitmentAnswerIn(many=True, allow_empty=False)


class RefusedAnswerOut(serializers.Serializer):
    commitment_id = serializers.IntegerField()
    code = serializers.CharField()
    message = serializers.CharField()
    field = serializers.CharField(allow_null=True)
    next_step = serializers.CharField()


class CommitmentAnswersOut(serializers.Serializer):
    answered = serializers.ListField(child=serializers.IntegerField())
    refused = RefusedAnswerOut(many=True, help_text="Each on its own: the others were answered.")


class InvoiceOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    number = serializers.IntegerField()
    provider_id = serializers.IntegerField()
    provider = serializers.CharField(source="provider.name")
    council = serializers.CharField(source="area.council")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    made_at = serializers.DateTimeField()
    pence = pence_field("In all.")


class InvoiceDueOut(serializers.Serializer):
    provider_id = serializers.IntegerField()
    area_id = serializers.IntegerField()
    council = serializers.CharField()
    since = serializers.DateField()
    pence = pence_field("Delivered, and on no invoice yet.")


class InvoiceIn(serializers.Serializer):
    provider_id = WholeNumber(min_value=1)
    area_id = WholeNumber(min_value=1)


class InvoiceLineOut(serializers.Serializer):
    payer_line = serializers.IntegerField(
        help_text="The number of the line that was agreed to: the office knows whose it is."
    )
    reference = serializers.CharField(help_text="The council's own, if it gave one.")
    name = serializers.CharField(help_text="Empty, unless the council asks for names.")
    order_number = serializers.CharField(help_text="The council's own, if it gave one.")
    service_words = serializers.CharField()
    days = serializers.ListField(child=serializers.DateField())
    units = serializers.IntegerField(help_text="How many sessions.")
    price_pence = pence_field("Of one session.")
    pence = pence_field("For all of these.")


class InvoiceDetailOut(serializers.Serializer):
    """As it was made: what is changed afterwards changes no invoice."""

    number = serializers.IntegerField()
    provider = serializers.CharField(source="provider_name")
    provider_address = serializers.CharField()
    council = serializers.CharField()
    council_address = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    made_at = serializers.DateTimeField()
    due_on = serializers.DateField(help_text="To be paid by then.")
    vat_status = serializers.ChoiceField(VatStatus.choices)
    vat_number = serializers.CharField()
    vat_pence = pence_field("Of it, the tax.")
    account_name = serializers.CharField()
    sort_code = serializers.CharField()
    account_number = serializers.CharField()
    lines = InvoiceLineOut(many=True)
    pence = pence_field("In all.")


class BillingDetailsIn(serializers.Serializer):
    address = TypedText(max_length=300)
    vat_status = serializers.ChoiceField(VatStatus.choices)
    vat_number = TypedText(max_length=20, default="", allow_blank=True)
    payment_days = WholeNumber(min_value=PAYMENT_DAYS[0], max_value=PAYMENT_DAYS[-1], default=30)


class BillingDetailsOut(BillingDetailsIn):
    changed_at = serializers.DateTimeField()


class PayerDetailsIn(serializers.Serializer):
    invoice_address = TypedText(max_length=300, default="", allow_blank=True)
    names_people = serializers.BooleanField(
        help_text="Whether invoices bear people's names: they read it before they say yes."
    )


class PayerDetailsOut(PayerDetailsIn):
    changed_at = serializers.DateTimeField()
