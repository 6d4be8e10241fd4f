"""The boxes that take text, each through the one intake (community/common/intake.py).

Every form has these and none of the framework's own: tests/frontend/test_intake.py walks them.
"""

from collections.abc import Sized
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils.translation import gettext_lazy

from community.common.intake import (
    count_letters,
    take_in,
    take_in_address,
    take_in_code,
    take_in_lines,
)
from community.messaging.addresses import check_mail_address

TOO_LONG = gettext_lazy("At most %(limit_value)d letters fit here. This has %(show_value)d.")
TOO_MANY_SIGNS = gettext_lazy(
    "Some of these little pictures or accents take the room of several letters. Leave a few out."
)


WEB_ADDRESS = URLValidator(
    schemes=["http", "https"],
    message=gettext_lazy(
        "Enter a web address that begins with https://, like https://example.org."
    ),
)


class MaxLetters(MaxLengthValidator):
    """Counted as people count, in the house's words."""

    message = TOO_LONG

    def clean(self, x: Sized) -> int:
        return count_letters(str(x))


class MaxSigns(MaxLengthValidator):
    """What the column holds: a family of emoji is one letter and seven signs."""

    message = TOO_MANY_SIGNS


class TypedMixin(forms.CharField):
    """Text as it is kept; `max_length` is in letters as people count them."""

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.max_length = max_length
        if max_length is not None:
            self.validators += [MaxLetters(max_length), MaxSigns(max_length)]

    def to_python(self, value: Any) -> str:
        return self.taken_in(str(super().to_python(value) or ""))

    def taken_in(self, text: str) -> str:
        return take_in(text)

    def run_validators(self, value: Any) -> None:
        """Only the first reason: too many letters are too many signs as well."""
        try:
            super().run_validators(value)
        except ValidationError as fault:
            raise fault.error_list[0] from fault

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser counts otherwise, and cuts in the middle of what is pasted."""
        return {}


class TypedText(TypedMixin):
    """A line, or lines where the box has several."""

    def taken_in(self, text: str) -> str:
        return (take_in_lines if isinstance(self.widget, forms.Textarea) else take_in)(text)


class TypedAddress(TypedMixin, forms.EmailField):
    """A mail address, as it is looked up and kept (fault H3); of one that is none, said here and
    not found out when nothing arrives (fault F1)."""

    default_validators = [check_mail_address]

    def taken_in(self, text: str) -> str:
        return take_in_address(text)


class TypedCode(TypedMixin):
    """A code as somebody pastes it from a mail: only its letters and digits count (fault H4)."""

    def taken_in(self, text: str) -> str:
        return take_in_code(text)


class TypedLink(TypedMixin, forms.URLField):
    """An address of the web: what a page may link to."""

    default_validators = [WEB_ADDRESS]
    default_error_messages = {"invalid": WEB_ADDRESS.message}
