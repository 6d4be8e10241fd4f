"""One short page of questions about a listing, kept as far as it was answered."""

from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise

from providers.models.supply import Listing


class ListingStepForm(forms.Form):
    """One page of questions about a listing. `answers` is what the action is told."""

    page = "provide/listing_step.html"
    heading_words: str | Promise = ""
    intro: tuple[str | Promise, ...] = ()

    @classmethod
    def of(cls, listing: Listing, data: QueryDict | None = None) -> Self:
        form = cls(data, initial=cls.initial_answers(listing))
        if data is not None and "stop" in data:
            form.require_nothing()
        return form

    @classmethod
    def answer_names(cls) -> Iterable[str]:
        """The words of the listing that this page writes."""
        return cls.base_fields

    @classmethod
    def initial_answers(cls, listing: Listing) -> dict[str, Any]:
        return {name: getattr(listing, name) for name in cls.base_fields if hasattr(listing, name)}

    def require_nothing(self) -> None:
        """Whoever stops for now may leave any question for later."""
        for question in self.fields.values():
            question.required = False

    @property
    def answers(self) -> dict[str, Any]:
        return self.cleaned_data
