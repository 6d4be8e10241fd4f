"""What somebody wants to know before they come for the first time: all may be left empty (P112)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from frontend.components.typed import TypedText
from providers.models.supply import Listing
from providers.rules.first_visits import MAX_FACT_CHARS
from providers.states import FirstVisitFact

from .step import ListingStepForm

HINTS = {
    FirstVisitFact.LEAVING_EARLY: _("Like “yes, at any time: nobody asks why”."),
    FirstVisitFact.CARER: _("Like “they may go, or stay and pay £2 for lunch”."),
    FirstVisitFact.FIRST_TIME: _("Like “nothing, and you can stay away after it”."),
    FirstVisitFact.DAY_NUMBER: _(
        "Whoever has a place reads it. A number of the place is read by anybody, a mobile number is"
        " not."
    ),
    FirstVisitFact.IF_LOST: _("Like “say that you come to the coffee morning, and where you are”."),
}


class ListingFirstVisitForm(ListingStepForm):
    heading_words = _("A first visit")
    intro = (
        _("What somebody asks themselves on the way. Leave out what you do not know."),
        _("It stands on the page and on paper, in your words."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            fact.value: TypedText(
                label=fact.label,
                max_length=MAX_FACT_CHARS,
                required=False,
                help_text=HINTS.get(fact, ""),
            )
            for fact in FirstVisitFact
        }

    @classmethod
    def initial_answers(cls, listing: Listing) -> dict[str, Any]:
        return dict(listing.first_visit)

    @property
    def answers(self) -> dict[str, Any]:
        return {"first_visit": self.cleaned_data}

    @classmethod
    def answer_names(cls) -> Iterable[str]:
        return ("first_visit",)
