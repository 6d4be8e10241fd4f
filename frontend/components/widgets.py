"""Boxes Django does not have: hints beside options, money, and a date in three parts."""

import datetime

from django import forms
from django.utils.translation import gettext as _


class Radios(forms.RadioSelect):
    """`hints` is {value: a sentence under that option}."""

    def __init__(self, attrs=None, choices=(), hints=None):
        super().__init__(attrs, choices)
        self.hints = hints or {}


class Checkboxes(forms.CheckboxSelectMultiple):
    """`hints` is {value: a sentence under that option}."""

    def __init__(self, attrs=None, choices=(), hints=None):
        super().__init__(attrs, choices)
        self.hints = hints or {}


class Money(forms.TextInput):
    prefix = "£"

    def __init__(self, attrs=None, suffix=""):
        super().__init__({"class": "govuk-input--width-5", "inputmode": "decimal"} | (attrs or {}))
        self.suffix = suffix


class Number(forms.TextInput):
    """Not type=number: those boxes change under a scroll wheel and swallow what is not a number."""

    def __init__(self, attrs=None, suffix=""):
        super().__init__({"class": "govuk-input--width-3", "inputmode": "numeric"} | (attrs or {}))
        self.suffix = suffix


class DateBoxes(forms.MultiWidget):
    """Three boxes, posted as `NAME_day`, `NAME_month`, `NAME_year`."""

    use_fieldset = True

    def __init__(self, attrs=None):
        names = ("day", "month", "year")
        super().__init__({name: forms.TextInput() for name in names}, attrs)

    @staticmethod
    def parts():
        return (
            ("day", _("Day"), "govuk-input--width-2"),
            ("month", _("Month"), "govuk-input--width-4"),
            ("year", _("Year"), "govuk-input--width-4"),
        )

    def decompress(self, value):
        return parts_of(value)


def parts_of(day):
    return [day.day, day.month, day.year] if isinstance(day, datetime.date) else ["", "", ""]
