"""Which money, in which order, and no more than how much of each: the person's own sources."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.common.money import parse_pounds
from community.common.refusals import Refused
from frontend.components.bound_field import PlainBoundField
from pooling.pools.models.pledges import MoneySource
from pooling.pools.rules.pledging import PartWanted, PledgeRequest

NAME = "parts"


@dataclass(frozen=True)
class PartBox:
    """One source in the question: what was typed for it, as typed."""

    source: object
    amount_id: str
    amount_name: str
    amount: str
    position_id: str
    position_name: str
    position: str


class PartsBoundField(PlainBoundField):
    field: "PartsField"
    control_template = "pool/parts_boxes.html"

    @property
    def first_id(self) -> str:
        """Of the first box for its turn. All of one source is asked for in the box of the most."""
        if len(self.field.sources) > 1:
            return self.rows[0].position_id
        return self.form["max_pence"].id_for_label

    @property
    def rows(self) -> list[PartBox]:
        texts = self.value() or {}
        return [
            PartBox(
                source,
                f"{self.id}-{source.pk}",
                f"{self.html_name}_{source.pk}",
                texts.get(source.pk, ("", ""))[0],
                f"{self.id}-{source.pk}-turn",
                f"{self.html_name}_{source.pk}_turn",
                texts.get(source.pk, ("", ""))[1],
            )
            for source in self.field.sources
        ]

    @property
    def positions(self) -> list[str]:
        return [str(number) for number in range(1, len(self.field.sources) + 1)]


class PartsWidget(forms.Widget):
    """Posted as `parts_7` (pounds, no more than) and `parts_7_turn` (1 is used first)."""

    use_fieldset = True

    def __init__(self, sources: Sequence[MoneySource]) -> None:
        super().__init__()
        self.sources = sources

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> dict[int, tuple[str, str]]:
        return {
            source.pk: (
                data.get(f"{name}_{source.pk}", "").strip(),
                data.get(f"{name}_{source.pk}_turn", "").strip(),
            )
            for source in self.sources
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False


class PartsField(forms.Field):
    """`PartWanted`s in the order they are to be used. What has a turn or a sum is chosen; a turn
    without a sum is for whatever is needed."""

    bound_field_class = PartsBoundField

    def __init__(self, sources: Sequence[MoneySource], **kwargs: Any) -> None:
        super().__init__(**{"required": False, "widget": PartsWidget(sources), **kwargs})
        self.sources = sources

    def clean(self, value: dict[int, tuple[str, str]]) -> tuple[PartWanted, ...]:
        chosen = []
        for place, source in enumerate(self.sources, start=1):
            amount, turn = value.get(source.pk, ("", ""))
            if amount or _position_from(turn):
                limit = _pence(amount, source) if amount else None
                wanted = PartWanted(source.pk, limit)
                chosen.append((_position_from(turn) or place, place, wanted))
        return tuple(wanted for _turn, _place, wanted in sorted(chosen, key=lambda each: each[:2]))


def names_money_besides(data: Mapping[str, Any], sources: Sequence[MoneySource]) -> bool:
    """Was money chosen that is not among these?"""
    boxes_of_sources = {f"{NAME}_{source.pk}{end}" for source in sources for end in ("", "_turn")}
    boxes = [name for name in data if re.fullmatch(rf"{NAME}_\d+(_turn)?", name)]
    return any(data.get(name, "").strip() for name in boxes if name not in boxes_of_sources)


def parts_as_typed(request: PledgeRequest) -> list[tuple[str, str]]:
    """(name of its box, pounds) of each part, so that the last press names the money that was
    looked over, also where there was one to choose from and no box was shown."""
    return [(f"{NAME}_{part.source_id}", f"{part.max_pence / 100:.2f}") for part in request.parts]


def _position_from(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _pence(amount: str, source: MoneySource) -> int:
    try:
        return parse_pounds(amount)
    except Refused as refusal:
        text = _("For “%(source)s”: %(fault)s") % {
            "source": source.called,
            "fault": refusal.message,
        }
        raise ValidationError(text, code=refusal.code) from refusal
