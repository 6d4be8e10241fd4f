"""How something was put to somebody, and through whom they answered (P23, P24)."""

from django.db import models
from django.db.models import Q

from community.people.how_put import HowPut
from community.people.states import Interpreter


class HowPutFields(models.Model):
    """Beside the digest of what was shown. Empty where they said it themselves."""

    shown_words = models.CharField(max_length=200, blank=True)
    interpreted_by = models.CharField(
        max_length=20, choices=Interpreter, default=Interpreter.NOBODY
    )

    class Meta:
        abstract = True

    def set_how_put(self, how_put: HowPut) -> None:
        for name, value in said_how(how_put).items():
            setattr(self, name, value)


def said_how(how_put: HowPut) -> dict[str, str]:
    """The values of these fields."""
    return {
        "shown_words": how_put.shown_words.strip(),
        "interpreted_by": how_put.interpreted_by or Interpreter.NOBODY.value,
    }


def not_interpreted_by_who_gains(what: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(interpreted_by__in=[Interpreter.REPRESENTATIVE, Interpreter.RELATIVE]),
        name=f"{what}_is_interpreted_by_neither_representative_nor_relative",
    )
