"""The shape of statements: what came in, went back, was spent and is to come."""

from datetime import date

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from community.common.dates import NotADay, check_in_order
from frontend.api.serializers import pence_field
from frontend.api.typed import Day

MISSING_DAY = gettext_lazy("Say both days, the first (“from”) and the last (“to”), or neither.")

# Serializers of shape only: none of them writes, so none has create() or update().


class PeriodIn(serializers.Serializer):
    """Both days or neither."""

    def get_fields(self) -> dict[str, serializers.Field]:  # "from" is no name for an attribute
        return {
            "from": Day(required=False, help_text="The first day. Without both: from April."),
            "to": Day(required=False, help_text="The last day."),
        }

    def validate(self, attrs: dict[str, date]) -> dict[str, date]:
        for name in ("from", "to"):
            if attrs and name not in attrs:
                raise serializers.ValidationError({name: MISSING_DAY})
        try:
            if attrs:
                check_in_order(attrs["from"], attrs["to"])
        except NotADay as refusal:
            raise serializers.ValidationError({"to": refusal.message}) from None
        return attrs


class StatementLineOut(serializers.Serializer):
    on = serializers.DateField()
    what = serializers.ChoiceField(["paid_in", "given_back", "spent"], source="kind")
    words = serializers.CharField(source="text")
    payee = serializers.CharField()
    purpose = serializers.CharField()
    pence = pence_field("One's own share.")
    pool_id = serializers.IntegerField()
    pool = serializers.CharField(source="pool_text", help_text="What is shared.")
    evidence = serializers.CharField(help_text="In words.")
    acted = serializers.CharField(
        source="acted_text", help_text="Who said yes to it, and for whom."
    )
    balance = serializers.IntegerField(
        source="balance_pence", help_text="Pence. Paid in and not yet spent, after it."
    )


class UpcomingChargeOut(serializers.Serializer):
    pool_id = serializers.IntegerField()
    pool = serializers.CharField(source="pool_text", help_text="What is shared.")
    payee = serializers.CharField()
    on = serializers.DateField()
    most_pence = pence_field("At most.", source="max_pence")


class StatementOut(serializers.Serializer):
    """Opening, and paid in, less given back, less spent: that is the closing."""

    reference = serializers.CharField()
    called = serializers.CharField()
    source = serializers.CharField(source="source.called")  # type: ignore[assignment]  # Field's
    stream = serializers.CharField(source="source.stream")
    start = serializers.DateField()
    end = serializers.DateField()
    opening_pence = serializers.IntegerField(help_text="Pence.")
    paid_in_pence = serializers.IntegerField(help_text="Pence.")
    given_back_pence = serializers.IntegerField(source="refunded_pence", help_text="Pence.")
    spent_pence = serializers.IntegerField(help_text="Pence.")
    closing_pence = serializers.IntegerField(help_text="Pence.")
    entries = StatementLineOut(many=True, source="lines")
    promised = UpcomingChargeOut(many=True, source="upcoming_charges")
    prepared_at = serializers.DateTimeField()


class PoolStatementOut(serializers.Serializer):
    """A shared cost in all: no person is in it."""

    pool_id = serializers.IntegerField(source="pool.pk")
    words = serializers.CharField(source="paid_text", help_text="What is paid for.")
    next_words = serializers.CharField(source="next_text", help_text="What comes after it.")
    paid_in_pence = pence_field("In all.")
    given_back_pence = pence_field("In all.", source="refunded_pence")
    spent_pence = pence_field("On sessions held.")
    waiting_pence = pence_field("Paid in, and not yet spent or given back.")
