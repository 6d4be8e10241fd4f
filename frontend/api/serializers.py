"""Shapes that every journey uses."""

from typing import Any

from rest_framework import serializers

from community.common.money import MAX_PENCE

# Serializers of shape only: none of them writes, so none has create() or update().


class EmptyIn(serializers.Serializer):
    """Nothing is sent."""


class HostedPageOut(serializers.Serializer):
    """Where the card company asks for a card. Nothing is taken there."""

    url = serializers.URLField(help_text="A page of the card company. Open it in a browser.")


def pence_field(what: str, **options: Any) -> serializers.IntegerField:
    """An amount in whole pence."""
    limits: dict[str, Any] = {"min_value": 0, "max_value": MAX_PENCE}
    return serializers.IntegerField(help_text=f"Pence. {what}", **(limits | options))
