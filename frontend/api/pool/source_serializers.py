"""Where somebody's money comes from, and what stops of it."""

from rest_framework import serializers

from frontend.api.serializers import pence_field
from frontend.api.typed import Day, TypedLines, TypedText
from pooling.payments.states.charges import Rail
from pooling.pools.states import (
    SourceKind,
    Stream,
)


class SourceOut(serializers.Serializer):
    """A person's own source of money."""

    id = serializers.IntegerField(source="source.pk")
    kind = serializers.ChoiceField(SourceKind.choices, source="source.kind")
    stream = serializers.ChoiceField(Stream.choices, source="source.stream")
    rail = serializers.ChoiceField(Rail.choices, source="source.rail")
    called = serializers.CharField(source="source.called")
    amount_pence = pence_field(
        "A week, as they said it. Null to whoever may not pay for them.", allow_null=True
    )
    keep_aside_pence = pence_field(
        "A week, never used here. Null to whoever may not pay for them.", allow_null=True
    )
    promised_pence = pence_field(
        "At most, in the fullest week to come. Null to whoever may not pay for them.",
        allow_null=True,
    )
    fits = serializers.BooleanField(help_text="Is any of it left to be used here?")
    review_on = serializers.DateField(source="source.review_on", allow_null=True)
    card_last4 = serializers.CharField(help_text="Empty without a saved card.")


class SourceAmountsIn(serializers.Serializer):
    amount_pence = pence_field("A week.", required=False, allow_null=True, default=None)
    keep_aside_pence = pence_field("A week, not for this.", required=False, default=0)
    review_on = Day(required=False, allow_null=True, default=None)


class SourceChangeIn(SourceAmountsIn):
    what_they_showed = TypedLines(
        max_length=400,
        required=False,
        allow_blank=True,
        help_text="For somebody, where more could be used than before: what they said or showed. "
        "It then waits, and is under `/api/changes/`.",
    )


class KeepMoreIn(serializers.Serializer):
    more_pence = pence_field("A week, beside what is kept aside now.", min_value=1)


class SourceByTwoIn(SourceAmountsIn):
    """Without its kind: that is what the two said yes to."""

    rail = serializers.ChoiceField(Rail.choices)
    called = TypedText(max_length=80, required=False, allow_blank=True, default="")


class SourceIn(SourceByTwoIn):
    kind = serializers.ChoiceField(SourceKind.choices)


class MoneyStopOut(serializers.Serializer):
    """What other hands stopped: it can be put back until `kept_until`."""

    id = serializers.IntegerField(source="stop.pk")
    what = serializers.ListField(child=serializers.CharField())
    stopped_by = serializers.CharField(source="stop.stopped_by.name", default="")
    stopped_at = serializers.DateTimeField(source="stop.stopped_at")
    kept_until = serializers.DateTimeField(source="stop.kept_until")
    put_back_at = serializers.DateTimeField(source="stop.put_back_at", allow_null=True)
