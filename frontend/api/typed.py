"""The fields that take text, each through the one intake (community/common/intake.py).

Every shape of what is sent has these and none of the framework's own: tests/frontend/test_intake.py
walks them.
"""

from typing import Any

from rest_framework import serializers

from community.common.intake import take_in, take_in_address, take_in_lines
from frontend.components.typed import MaxLetters, MaxSigns


class TypedMixin(serializers.CharField):
    """Text as it is kept; `max_length` is in letters as people count them."""

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.max_length = max_length
        if max_length is not None:
            self.validators += [MaxLetters(max_length), MaxSigns(max_length)]

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Taken in first, so that what nobody sees is blank too."""
        return super().run_validation(self.taken_in(data) if isinstance(data, str) else data)

    def taken_in(self, text: str) -> str:
        return take_in(text)


class TypedText(TypedMixin):
    """A line."""


class TypedLines(TypedMixin):
    """Several lines."""

    def taken_in(self, text: str) -> str:
        return take_in_lines(text)


class TypedAddress(TypedMixin, serializers.EmailField):
    """A mail address, as it is looked up and kept (fault H3)."""

    def taken_in(self, text: str) -> str:
        return take_in_address(text)


class TypedLink(TypedMixin, serializers.URLField):
    """An address of the web."""
