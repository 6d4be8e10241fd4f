"""The fields that take what people and programs send: text through the one intake
(community/common/intake.py), numbers and days each with a smallest and a largest.

Every shape of what is sent has these and none of the framework's own: tests/frontend/test_intake.py
walks them.
"""

from datetime import date, datetime
from typing import Any

from django.core.validators import EmailValidator, URLValidator
from rest_framework import serializers

from community.common import clock
from community.common.dates import NotADay, check_day, in_london
from community.common.intake import take_in, take_in_address, take_in_lines
from community.common.money import MAX_ROW_ID
from community.messaging.addresses import check_mail_address
from community.places.rules import MAX_POSTCODE_CHARS, NotAPostcode, parse_postcode
from frontend.components.typed import WEB_ADDRESS, MaxLetters, MaxSigns


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
    """A mail address, as it is looked up and kept (fault H3), by the form that pages ask for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [
            check_mail_address if isinstance(each, EmailValidator) else each
            for each in self.validators
        ]

    def taken_in(self, text: str) -> str:
        return take_in_address(text)


class TypedLink(TypedMixin, serializers.URLField):
    """An address of the web: what a page may link to."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [each for each in self.validators if not isinstance(each, URLValidator)]
        self.validators.append(WEB_ADDRESS)


class Postcode(TypedText):
    """A postcode or its first half, tidied as on a page: "bs31ab" -> "BS3 1AB"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": MAX_POSTCODE_CHARS} | options))

    def run_validation(self, data: Any = serializers.empty) -> Any:
        text = super().run_validation(data)
        if not text:
            return text
        try:
            outward, unit = parse_postcode(text)
        except NotAPostcode as refusal:
            words = f"{refusal.message} {refusal.next_step}"
            raise serializers.ValidationError(words, refusal.code) from None
        return unit or outward


class WholeNumber(serializers.IntegerField):
    """A count, a sum or the id of a row: never more than its column holds (fault H6)."""

    def __init__(self, *, max_value: int = MAX_ROW_ID, **options: Any) -> None:
        super().__init__(max_value=max_value, **options)


class Day(serializers.DateField):
    """A day that makes sense, as on a page (fault H8)."""

    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        try:
            check_day(day, clock.today())
        except NotADay as refusal:
            raise serializers.ValidationError(refusal.message) from None
        return day


class Moment(serializers.DateTimeField):
    """A moment. One without a zone is by London's clock, and never guessed (fault H20)."""

    def enforce_timezone(self, value: datetime) -> datetime:
        try:
            check_day(value.date(), clock.today())
            return super().enforce_timezone(value) if value.tzinfo else in_london(value)
        except NotADay as refusal:
            raise serializers.ValidationError(refusal.message) from None
