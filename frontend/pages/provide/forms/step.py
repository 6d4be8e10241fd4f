"""One short page of questions about a listing, kept as far as it was answered."""

from django import forms
from django.utils.functional import Promise


class Step(forms.Form):
    """One page of questions about a listing. `said` is what the action is told."""

    page = "provide/step.html"
    heading_words: str | Promise = ""
    intro: tuple[str | Promise, ...] = ()

    @classmethod
    def of(cls, listing, data=None):
        form = cls(data, initial=cls.said_before(listing))
        if data is not None and "stop" in data:
            form.need_nothing()
        return form

    @classmethod
    def said_before(cls, listing) -> dict:
        return {name: getattr(listing, name) for name in cls.base_fields if hasattr(listing, name)}

    def need_nothing(self):
        """Whoever stops for now may leave any question for later."""
        for question in self.fields.values():
            question.required = False

    @property
    def said(self) -> dict:
        return self.cleaned_data
