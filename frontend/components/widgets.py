"""Boxes Django does not have: hints beside options, money, and a date in three parts."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.functional import Promise
from django.utils.translation import gettext as _


class HintsMixin(ChoiceWidget):
    """`hints` is {value: a sentence under that option}."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        hints: Mapping[Any, Any] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = hints or {}


class Radios(HintsMixin, forms.RadioSelect):
    """One of several."""


class Checkboxes(HintsMixin, forms.CheckboxSelectMultiple):
    """Any number of several."""


class Money(forms.TextInput):
    prefix = "£"

    def __init__(self, attrs: dict[str, Any] | None = None, suffix: str | Promise = "") -> None:
        super().__init__({"class": "govuk-input--width-5", "inputmode": "decimal"} | (attrs or {}))
        self.suffix = suffix


class Number(forms.TextInput):
    """Not type=number: those boxes change under a scroll wheel and swallow what is not a number."""

    def __init__(self, attrs: dict[str, Any] | None = None, suffix: str | Promise = "") -> None:
        super().__init__({"class": "govuk-input--width-3", "inputmode": "numeric"} | (attrs or {}))
        self.suffix = suffix


class DateBoxes(forms.MultiWidget):
    """Three boxes, posted as `NAME_day`, `NAME_month`, `NAME_year`."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        names = ("day", "month", "year")
        super().__init__({name: forms.TextInput() for name in names}, attrs)

    @staticmethod
    def parts() -> tuple[tuple[str, str, str], ...]:
        return (
            ("day", _("Day"), "govuk-input--width-2"),
            ("month", _("Month"), "govuk-input--width-4"),
            ("year", _("Year"), "govuk-input--width-4"),
        )

    def decompress(self, value: Any) -> list[Any]:
        return date_parts(value)


def date_parts(day: Any) -> list[Any]:
    return [day.day, day.month, day.year] if isinstance(day, datetime.date) else ["", "", ""]
