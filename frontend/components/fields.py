"""Questions we ask in more than one place, each with its box and its plain refusals."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.dates import check_day
from community.common.intake import take_in
from community.common.money import MAX_COUNT, parse_pounds
from community.common.refusals import Refused
from community.places.rules import NotAPostcode, parse_postcode

from .typed import TypedText
from .widgets import DateBoxes, Money, Number, Radios, date_parts


class PenceField(forms.Field):
    """Money as a person types it ("12", "£12.50"), as whole pence."""

    widget = Money

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return parse_pounds(value)
        except Refused as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal

    def prepare_value(self, value: Any) -> Any:
        """Pence from the program become pounds; what the person typed stays as typed."""
        if isinstance(value, int):
            return f"{value // 100}.{value % 100:02d}"
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != data


# For a sum that is only asked where there is one.
MORE_THAN_NOTHING = MinValueValidator(1, gettext_lazy("This is more than nothing."))


def set_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """What one question may be answered with, where that is known only when it is asked."""
    question = form.fields[name]
    if not isinstance(question, forms.ChoiceField):
        raise TypeError(f"“{name}” is not a choice.")
    question.choices = choices


class YesNoField(forms.TypedChoiceField):
    """Two answers, "yes" and "no", in the words that `choices` gives them. A bool."""

    widget = Radios

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=lambda text: text == "yes", **kwargs)


class WholeNumber(forms.IntegerField):
    widget = Number
    default_error_messages = {"invalid": gettext_lazy("Enter a whole number, like 6.")}

    def __init__(self, *, min_value: int = 0, max_value: int = MAX_COUNT, **options: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **options)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(take_in(value) if isinstance(value, str) else value)


class PostcodeField(forms.CharField):
    """A postcode or its first half, tidied: "bs31ab" -> "BS3 1AB". It need not exist."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "govuk-input--width-10", "autocomplete": "postal-code"}
        super().__init__(**{"widget": forms.TextInput(attrs), **kwargs})

    def to_python(self, value: Any) -> str:
        text = take_in(super().to_python(value) or "")
        if not text:
            return ""
        try:
            outward, unit = parse_postcode(text)
        except NotAPostcode as refusal:
            raise ValidationError(f"{refusal.message} {refusal.next_step}", refusal.code) from None
        return unit or outward


class DateInWords(forms.MultiValueField):
    """A day as day, month and year; the month may be a name. A `datetime.date`."""

    widget = DateBoxes
    default_error_messages = {
        "invalid": gettext_lazy("Enter a day, a month and a year, like 14 5 2027.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            fields=[TypedText(max_length=20) for _part in range(3)],
            **{"require_all_fields": False, **kwargs},
        )

    def clean(self, value: Any) -> datetime.date | None:
        texts = [take_in(str(part or "")) for part in value or ("", "", "")]
        if not any(texts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        _refuse_missing_boxes(texts)
        day_number, month, year = _day_from(texts[0]), _month_from(texts[1]), _year_from(texts[2])
        try:
            day = datetime.date(year, month, day_number)
        except ValueError as error:
            text = _("There is no %(day)s %(month)s in %(year)s.")
            text %= {"day": day_number, "month": MONTHS[month], "year": year}
            raise ValidationError(text, code="no_such_day", params={"boxes": ["day"]}) from error
        try:
            check_day(day, clock.today())
        except Refused as refusal:
            params = {"boxes": ["year"]}
            raise ValidationError(refusal.message, refusal.code, params) from None
        self.run_validators(day)
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(part) for part in date_parts(initial)] != list(data or [])


def _refuse_missing_boxes(texts: list[str]) -> None:
    names = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
    missing = [name for name, part in zip(names, texts, strict=True) if not part]
    if missing:
        text = _("The date also needs %(missing)s.")
        text %= {"missing": _(" and ").join(names[name] for name in missing)}
        raise ValidationError(text, code="part_missing", params={"boxes": missing})


def _day_from(text: str) -> int:
    match = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", text, re.IGNORECASE)
    if match and 1 <= int(match[1]) <= 31:
        return int(match[1])
    text = _("The day is a number from 1 to 31.")
    raise ValidationError(text, code="not_a_day", params={"boxes": ["day"]})


def _month_from(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 12:
        return int(text)
    months = [
        number
        for number, name in MONTHS.items()
        if len(text) >= 3 and str(name).lower().startswith(text.lower())
    ]
    if len(months) == 1:
        return months[0]
    text = _("The month is a number from 1 to 12, or a name like May.")
    raise ValidationError(text, code="not_a_month", params={"boxes": ["month"]})


def _year_from(text: str) -> int:
    if re.fullmatch(r"[1-9]\d{3}", text):
        return int(text)
    text = _("The year has four numbers, like 2027.")
    raise ValidationError(text, code="not_a_year", params={"boxes": ["year"]})


class TimeInWords(forms.Field):
    """A time of day: "10.30 am", "2pm", "14:00", "noon". A `datetime.time`."""

    default_error_messages = {"invalid": gettext_lazy("Enter a time, like 10.30 am or 2 pm.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "govuk-input--width-10"})
        hint = gettext_lazy("Like 10.30 am or 2 pm.")
        super().__init__(**{"widget": widget, "help_text": hint, **kwargs})

    def to_python(self, value: Any) -> datetime.time | None:
        text = take_in(str(value or "")).replace(" ", "").lower()
        if not text:
            return None
        if re.fullmatch(r"0?[1-9]|1[0-2]", text):
            words = _("Is that %(hour)d am or %(hour)d pm? Write it with am or pm.")
            raise ValidationError(words % {"hour": int(text)}, code="two_times")
        if text in {"noon", "midday", "12noon"}:
            return datetime.time(12)
        match = re.fullmatch(r"(\d{1,2})(?:[.:](\d\d))?(am|pm|a\.m\.?|p\.m\.?)?", text)
        try:
            if match is None:
                raise ValueError(text)
            return _time_of(match)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H.%M") if isinstance(value, datetime.time) else value


def _time_of(match: re.Match[str]) -> datetime.time:
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "p" else 0)
    return datetime.time(hour, minute)
