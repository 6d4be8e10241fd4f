"""What it costs: nothing, something on the day, nothing yet, or by how many come."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.components.fields import DateInWords, PenceField, WholeNumber
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from providers.models.supply import Listing
from providers.rules.listing_prices import price_ladder
from providers.states import PriceKind

from .step import ListingStepForm

PRICE_STEP_NUMBERS = (1, 2, 3)
PRICE_WORDS = ("price_kind", "price_words", "grant_until", "after_grant_words")


class ListingPriceForm(ListingStepForm):
    needed_for_some = ("price_for_one", "price_words", "grant_until", "after_grant_words")
    page = "provide/listing_step_price.html"
    heading_words = _("What does it cost?")
    intro = (
        _("Say what you would like to be paid. How people pay is not yours to work out: we do."),
    )
    price_kind = forms.ChoiceField(
        label=_("What does it cost to come?"),
        choices=PriceKind.choices,
        widget=Radios(
            hints={
                PriceKind.GRANT: _("Say below until when, and what happens after."),
                PriceKind.BY_GROUP: _("Say below what you ask for one, and for several together."),
            }
        ),
    )
    price_for_one = PenceField(
        label=_("For one person, one time"), required=False, help_text=_("Like 12.50.")
    )
    price_words = TypedText(
        label=_("Anything to add about the price?"),
        max_length=200,
        required=False,
        help_text=_("Like “tea included”."),
    )
    grant_until = DateInWords(label=_("If a grant pays: until which day?"), required=False)
    after_grant_words = TypedText(
        label=_("And after that day?"),
        max_length=200,
        required=False,
        help_text=_("Like “£4 on the day”, or “it ends”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in PRICE_STEP_NUMBERS:
            self.fields |= _price_step(number)

    def group_prices(self) -> Iterator[dict[str, Any]]:
        """The boxes of each group price in a row, for the page."""
        for number in PRICE_STEP_NUMBERS:
            yield {
                "legend": _("Price %(number)s for a group") % {"number": number},
                "boxes": [self[box] for box in _boxes(number)],
            }

    @classmethod
    def initial_answers(cls, listing: Listing) -> dict[str, Any]:
        initial = super().initial_answers(listing)
        prices = price_ladder(listing)
        initial["price_for_one"] = prices.pop(1, None)
        for number, (first, last, pence) in enumerate(_runs(prices), start=1):
            initial |= {f"from_{number}": first, f"to_{number}": last, f"pence_{number}": pence}
        return initial

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        for number in PRICE_STEP_NUMBERS:
            boxes = _boxes(number)
            empty = [box for box in boxes if cleaned.get(box) is None]
            if 0 < len(empty) < len(boxes) and not self.errors.keys() & set(boxes):
                self.add_error(empty[0], _("Fill in all three boxes, or none of them."))
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        answers = {name: self.cleaned_data[name] for name in PRICE_WORDS}
        kind = answers["price_kind"] or self.initial.get("price_kind", "")
        return answers | {"price_kind": kind, "price_steps": list(self._steps())}

    @classmethod
    def answer_names(cls) -> Iterable[str]:
        return (*PRICE_WORDS, "price_steps")

    def _steps(self) -> Iterator[tuple[int, int, int]]:
        """[(from, to, pence in all)], as far as this kind of price has them."""
        kind, pence_for_one = self.cleaned_data["price_kind"], self.cleaned_data["price_for_one"]
        if pence_for_one is not None and kind in (PriceKind.ON_THE_DAY, PriceKind.BY_GROUP):
            yield 1, 1, pence_for_one
        if kind != PriceKind.BY_GROUP:
            return
        for number in PRICE_STEP_NUMBERS:
            step = tuple(self.cleaned_data[box] for box in _boxes(number))
            if None not in step:
                yield step


def _boxes(number: int) -> list[str]:
    return [f"from_{number}", f"to_{number}", f"pence_{number}"]


def _price_step(number: int) -> dict[str, forms.Field]:
    first, last, pence = _boxes(number)
    return {
        first: WholeNumber(label=_("From (people)"), min_value=2, required=False),
        last: WholeNumber(label=_("To (people)"), min_value=2, required=False),
        pence: PenceField(label=_("All together"), required=False),
    }


def _runs(prices: dict[int, int]) -> list[tuple[int, int, int]]:
    """{3: 7500, 4: 7500, 6: 9000} -> (3, 4, 7500), (6, 6, 9000)."""
    runs: list[tuple[int, int, int]] = []
    for size, pence in sorted(prices.items()):
        if runs and runs[-1][1] == size - 1 and runs[-1][2] == pence:
            runs[-1] = (runs[-1][0], size, pence)
        else:
            runs.append((size, size, pence))
    return runs[: len(PRICE_STEP_NUMBERS)]
