"""How each resource is described: a summary, its answers, and every way in which it may say no."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction
from rest_framework import serializers

from frontend.api.idempotency import IDEMPOTENCY_KEY, DoneAlreadyOut, OnceByKeyMixin


class RefusalOut(serializers.Serializer):
    """Why not, in the words a page would use, and what can be done instead."""

    code = serializers.CharField(help_text="Stable: for programs.")
    message = serializers.CharField(help_text="A sentence for the person.")
    field = serializers.CharField(allow_null=True, help_text="What it is about, if one thing.")
    next_step = serializers.CharField(allow_blank=True)


class FaultOut(RefusalOut):
    """What was sent has not the right shape. The first fault is in the message."""

    # The answer's own word; the class's `errors` is of what was sent, which is not read here.
    errors = serializers.JSONField(help_text="Every fault, by field.")  # type: ignore[assignment]


REFUSALS = {
    "400": (FaultOut, "What was sent has not the right shape."),
    "401": (RefusalOut, "Nobody is signed in."),
    "403": (RefusalOut, "A form from a page needs its own token; a program signs in by bearer."),
    "404": (RefusalOut, "It is not there, or is somebody else's: told apart by nobody."),
    "405": (RefusalOut, "It cannot be asked like this."),
    "406": (RefusalOut, "It is not written in any of the ways that were asked for."),
    "409": (RefusalOut, "A rule says no."),
    "415": (RefusalOut, "What was sent is in none of the ways that are read."),
    "429": (RefusalOut, "Too often."),
    "503": (RefusalOut, "Another service did not answer. Nothing was lost."),
}
ONLY_WRITING_STATUSES = ("403", "415")
WRITING_METHODS = ("POST", "PUT", "PATCH", "DELETE")


class Schema(AutoSchema):
    def get_summary(self) -> str:
        """The first sentence of the description."""
        first, _dot, _rest = self.get_description().replace("\n", " ").partition(". ")
        return first.rstrip(".:")

    def get_override_parameters(self) -> list[Any]:
        parameters = super().get_override_parameters()
        return [*parameters, IDEMPOTENCY_KEY] if self._is_once_by_key else parameters

    def _map_serializer_field(
        self, field: Any, direction: Direction, bypass_extensions: bool = False
    ) -> dict[str, Any]:
        """A list that is refused when it is empty says so (fault H22)."""
        described = super()._map_serializer_field(field, direction, bypass_extensions)
        is_needed = getattr(field, "allow_empty", True) is False
        if is_needed and described.get("type") == "array":
            return {"minItems": 1, **described}
        return described

    @property
    def _is_once_by_key(self) -> bool:
        return isinstance(self.view, OnceByKeyMixin) and self.method in WRITING_METHODS

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        if self._is_once_by_key:
            again = self._get_response_for_code(DoneAlreadyOut, "208", direction=direction)
            bodies |= {"208": again | {"description": "It was done before, by this key."}}
        return bodies | {
            code: self._get_response_for_code(serializer, code, direction=direction)
            | {"description": description}
            for code, (serializer, description) in REFUSALS.items()
            if code not in bodies
            and (code not in ONLY_WRITING_STATUSES or self.method in WRITING_METHODS)
        }
