"""How many units a month, and what each kind of help takes."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from frontend.components.fields import WholeNumber
from providers.queries.capacity import OwnCapacity
from providers.rules.capacity import A_PLACE, KINDS_OF_HELP
from providers.states import MAX_MONTH_UNITS, MAX_WEIGHT, HelpAsked


class CapacityForm(forms.Form):
    units = WholeNumber(
        label=_("How many units a month have you for new people?"),
        help_text=_("A unit is what you make of it, like an hour. Empty: nothing is counted."),
        min_value=1,
        max_value=MAX_MONTH_UNITS,
        required=False,
    )
    reserved_units = WholeNumber(
        label=_("How many of them are kept for people who come on their own?"),
        help_text=_("We know it from how they are here. Nobody is asked."),
        max_value=MAX_MONTH_UNITS,
        required=False,
    )

    def __init__(self, *args: Any, own: OwnCapacity, **kwargs: Any) -> None:
        said = {"units": own.units, "reserved_units": own.reserved_units or None}
        said |= {box_of(kind): units for kind, units in own.weights.items()}
        super().__init__(*args, **kwargs)
        self.initial = said
        for kind in KINDS_OF_HELP:
            self.fields[box_of(kind)] = WholeNumber(
                label=label_of(kind), min_value=1, max_value=MAX_WEIGHT
            )

    def said(self) -> dict[str, Any]:
        """What the action is told."""
        answers = self.cleaned_data
        return {
            "units": answers["units"],
            "reserved_units": answers["reserved_units"] or 0,
            "weights": {kind: answers[box_of(kind)] for kind in KINDS_OF_HELP},
        }


def box_of(kind: str) -> str:
    return f"takes_{kind or 'place'}"


def label_of(kind: str) -> str:
    if kind == A_PLACE:
        return str(_("How many units does a place take, with no help asked?"))
    return str(_("“%(help)s”: how many units?")) % {"help": capfirst(str(HelpAsked(kind).label))}
