"""Who it suits, and about the helper: what is not known is an answer too."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.components.fields import PenceField
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from providers.models.supply import Listing
from providers.states import WORDED_QUALITY_FACTS, Engager, QualityFact, SuitFact, YesNoUnknown

from .step import ListingStepForm


class ListingSuitsForm(ListingStepForm):
    heading_words = _("Who does it suit?")
    intro = (_("“Not known” is an honest answer. People are told to ask you."),)
    companion_words = TypedText(
        label=_("If somebody comes along to help: what do they pay?"),
        max_length=200,
        required=False,
        help_text=_("Like “a helper comes free, a friend pays the same”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions = {fact.value: _three_answers(fact) for fact in SuitFact}
        self.fields = questions | self.fields

    @classmethod
    def initial_answers(cls, listing: Listing) -> dict[str, Any]:
        return super().initial_answers(listing) | _answers(listing.suits, SuitFact)

    @property
    def answers(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        text = cleaned.pop("companion_words")
        return {"companion_words": text, "suits": cleaned}

    @classmethod
    def answer_names(cls) -> Iterable[str]:
        return ("companion_words", "suits")


class ListingHelperForm(ListingStepForm):
    heading_words = _("About the helper")
    engager = forms.ChoiceField(
        label=_("Who employs the helper?"),
        choices=[choice for choice in Engager.choices if choice[0] != Engager.NOT_KNOWN],
        widget=Radios(hints={Engager.YOU: _("The person who is helped.")}),
    )
    hourly_pay_pence = PenceField(
        label=_("What is the helper paid an hour?"),
        help_text=_("Shown to nobody. It may not be less than the least your area allows."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {fact.value: _quality_question(fact) for fact in QualityFact}

    @classmethod
    def initial_answers(cls, listing: Listing) -> dict[str, Any]:
        return super().initial_answers(listing) | _answers(listing.quality, QualityFact)

    @property
    def answers(self) -> dict[str, Any]:
        facts = {fact.value: self.cleaned_data[fact.value] for fact in QualityFact}
        answers = {"engager": self.cleaned_data["engager"] or Engager.NOT_KNOWN}
        pay = self.cleaned_data["hourly_pay_pence"]
        return answers | {"hourly_pay_pence": pay, "quality": facts}

    @classmethod
    def answer_names(cls) -> Iterable[str]:
        return ("engager", "hourly_pay_pence", "quality")


def _three_answers(fact: SuitFact | QualityFact) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=fact.label,
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.NOT_KNOWN,
        required=False,
        widget=Radios,
    )


def _quality_question(fact: QualityFact) -> forms.Field:
    if fact in WORDED_QUALITY_FACTS:
        return TypedText(label=fact.label, max_length=60, required=False)
    return _three_answers(fact)


def _answers(stored: dict[str, Any], facts: type[SuitFact] | type[QualityFact]) -> dict[str, Any]:
    """What was answered before, in the words or by the radio that was chosen."""
    return {
        fact.value: stored[fact]["words"] if "words" in stored[fact] else stored[fact]["answer"]
        for fact in facts
        if fact in stored
    }
