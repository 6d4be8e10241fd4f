"""What can be done, as words that are written down and read again. Each app has its own file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

OTHER_DEED_TEXT = _("Something was noted")


class Deed(models.TextChoices):
    """What was done. The value is the action's name; the label is what its person reads.

    No members here, so that nothing below knows what stands above. A deed that needs no words
    of its own has `OTHER_DEED_TEXT`.
    """


def deeds_by_value() -> dict[str, Deed]:
    """Every deed of every app, by what is written in the audit."""
    return {deed.value: deed for kind in Deed.__subclasses__() for deed in kind}


def deed_text(value: str) -> str:
    """What a person reads where `value` is written. One that no app has says no more."""
    deed = deeds_by_value().get(value)
    return str(deed.label if deed else OTHER_DEED_TEXT)
