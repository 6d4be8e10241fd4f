"""How a yes was put to somebody, where it is said by other hands."""

from typing import Any

from rest_framework import serializers

from community.people.how_put import HowPut
from community.people.states import Interpreter
from frontend.api.typed import TypedText


class HowPutIn(serializers.Serializer):
    """Beside a yes for somebody. Nobody is asked how it was put to themselves."""

    shown_words = TypedText(
        max_length=200,
        default="",
        allow_blank=True,
        help_text="How it was put to them: read aloud, in pictures, signed, in which language. "
        "Needed where something is agreed to for somebody.",
    )
    interpreted_by = serializers.ChoiceField(
        Interpreter.choices,
        default="",
        allow_blank=True,
        help_text="Through whom they answered, needed where something is agreed to for somebody. "
        "About money neither who acts for them nor a relative.",
    )


class HowPutOnPaperIn(serializers.Serializer):
    """Beside a yes that is entered for somebody, always."""

    shown_words = TypedText(
        max_length=200,
        help_text="How it was put to them: read aloud, in pictures, signed, in which language.",
    )
    interpreted_by = serializers.ChoiceField(
        Interpreter.choices,
        help_text="Through whom they answered. About money neither who acts for them nor a "
        "relative.",
    )


def with_how_put(data: dict[str, Any]) -> dict[str, Any]:
    """What came in by a `HowPutIn`, with those two as actions take them."""
    others = dict(data)
    how_put = HowPut(others.pop("shown_words"), others.pop("interpreted_by"))
    return others | {"how_put": how_put}
