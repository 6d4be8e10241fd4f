"""What can be done, as words that are written down and read again. Each app has its own file."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

STEP_OF_THE_SERVICE = _("A step of this service")


class Deed(models.TextChoices):
    """What was done. The value is the action's name; the label is what its person reads, with what
    it was about behind it.

    No members here, so that nothing below knows what stands above. A step of the service itself,
    that means nothing to a person, is labelled `STEP_OF_THE_SERVICE` and is in nobody's history.
    """

    @classmethod
    def not_told(cls) -> Mapping["Deed", str]:
        """{deed: why}, of those that a person is not told of when others do them for them."""
        return {}

    @property
    def has_words(self) -> bool:
        return str(self.label) != str(STEP_OF_THE_SERVICE)


def deeds_by_value() -> dict[str, Deed]:
    """Every deed of every app, by what is written in the audit."""
    return {deed.value: deed for kind in Deed.__subclasses__() for deed in kind}


def deeds_with_words() -> list[str]:
    """What a person reads in their history: the rest are steps of the service itself."""
    return [value for value, deed in deeds_by_value().items() if deed.has_words]


def is_told(deed: Deed) -> bool:
    """Whether a person is told of it when others did it for them."""
    return deed not in type(deed).not_told()
