"""Shapes that every journey uses."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from community.common.money import MAX_PENCE
from frontend.api.typed import Day, TypedText, WholeNumber

# Serializers of shape only: none of them writes, so none has create() or update().


class EmptyIn(serializers.Serializer):
    """Nothing is sent."""


class OnSheetIn(serializers.Serializer):
    """What is entered from a sheet of paper."""

    version = TypedText(
        source="sheet_version",
        max_length=12,
        default="",
        allow_blank=True,
        help_text="On the sheet, if there is one. Where it asks otherwise now, nothing is entered.",
    )


class ToldOnIn(serializers.Serializer):
    told_on = Day(help_text="The day on which they first said so, to anybody.")


class HostedPageOut(serializers.Serializer):
    """Where the card company asks for a card. Nothing is taken there."""

    url = serializers.URLField(help_text="A page of the card company. Open it in a browser.")


class ShownLineOut(serializers.Serializer):
    """One line of what somebody agrees to."""

    key = serializers.CharField()
    value = serializers.CharField()


def pence_field(what: str, **options: Any) -> serializers.IntegerField:
    """An amount in whole pence."""
    limits: dict[str, Any] = {"min_value": 0, "max_value": MAX_PENCE}
    return WholeNumber(help_text=f"Pence. {what}", **(limits | options))


def with_digest(
    serializer: serializers.Serializer, answer: dict[str, Any], *, needed: bool
) -> dict[str, Any]:
    """The answer itself; one that agrees has said what was shown."""
    if needed and "shown_digest" not in answer:
        missing = serializer.fields["digest"].error_messages["required"]
        raise serializers.ValidationError({"digest": missing})
    return answer


def began_from_field(
    address: str, field: str = "words_digest", **options: Any
) -> serializers.CharField:
    """What a call that changes words two may edit can send back: the digest that it read."""
    return serializers.CharField(
        max_length=64,
        required=False,
        **options,
        help_text=f"The `{field}` that `{address}` gave. Where the words have changed since, "
        "nothing is written: 409 `words_have_changed`, with the present words.",
    )


def digest_field(address: str, **options: Any) -> serializers.CharField:
    """What a call that agrees to something sends back: the digest that `address` gave."""
    missing = format_lazy(
        gettext_lazy("Say what was shown: send the “digest” that {address} gives."), address=address
    )
    return serializers.CharField(
        source="shown_digest",
        max_length=300,
        help_text=f"Of what was shown: `{address}` gives it. Where that changed, nothing is done.",
        error_messages={"required": missing, "null": missing, "blank": missing},
        **options,
    )
