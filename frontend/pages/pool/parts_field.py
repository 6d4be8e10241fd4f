"""Which money, how much of each, and in which order: boxes beside the person's own sources."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.common.money import parse_pounds
from community.common.refusals import Refused
from frontend.components.bound_field import PlainBoundField


@dataclass(frozen=True)
class Box:
    """One source in the question: what was typed for it, as typed."""

    source: object
    amount_id: str
    amount_name: str
    amount: str
    turn_id: str
    turn_name: str
    turn: str


class PartsBound(PlainBoundField):
    field: "PartsField"
    control_template = "pool/parts_boxes.html"

    @property
    def first_id(self):
        return f"{self.id}-{self.field.sources[0].pk}" if self.field.sources else self.id

    @property
    def rows(self) -> list[Box]:
        typed = self.value() or {}
        return [
            Box(
                source,
                f"{self.id}-{source.pk}",
                f"{self.html_name}_{source.pk}",
                typed.get(source.pk, ("", ""))[0],
                f"{self.id}-{source.pk}-turn",
                f"{self.html_name}_{source.pk}_turn",
                typed.get(source.pk, ("", ""))[1] or str(place),
            )
            for place, source in enumerate(self.field.sources, start=1)
        ]

    @property
    def turns(self) -> list[str]:
        return [str(number) for number in range(1, len(self.field.sources) + 1)]


class PartsBoxes(forms.Widget):
    """Posted as `parts_7` (pounds) and `parts_7_turn` (1 is used first)."""

    use_fieldset = True

    def __init__(self, sources):
        super().__init__()
        self.sources = sources

    def value_from_datadict(self, data, files, name):
        return {
            source.pk: (
                data.get(f"{name}_{source.pk}", "").strip(),
                data.get(f"{name}_{source.pk}_turn", "").strip(),
            )
            for source in self.sources
        }

    def value_omitted_from_data(self, data, files, name):
        return False


class PartsField(forms.Field):
    """[(source id, pence a session)] in the order they are to be used; empty boxes are no part."""

    bound_field_class = PartsBound

    def __init__(self, sources, **kwargs):
        super().__init__(**{"required": False, "widget": PartsBoxes(sources), **kwargs})
        self.sources = sources

    def clean(self, value):
        found = []
        for place, source in enumerate(self.sources, start=1):
            amount, turn = value.get(source.pk, ("", ""))
            if amount:
                found.append((_turn_from(turn) or place, place, source.pk, _pence(amount, source)))
        return [(pk, pence) for _turn, _place, pk, pence in sorted(found)]


def _turn_from(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _pence(amount: str, source) -> int:
    try:
        return parse_pounds(amount)
    except Refused as no:
        words = _("For “%(source)s”: %(fault)s") % {"source": source.called, "fault": no.message}
        raise ValidationError(words, code=no.code) from no
