"""A press that cannot be undone is looked over before it is done (fault J19).

For buttons that stand on another page: the first press shows what would happen, and the second, on
that page, does it.
"""

from collections.abc import Iterable, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LOOKED_OVER = "looked_over"


class LookedOverForm(forms.Form):
    looked_over = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def __init__(self, *, kept: Iterable[tuple[str, Sequence[str]]]) -> None:
        super().__init__()
        for name, texts in kept:
            self.fields[name] = forms.MultipleChoiceField(
                initial=texts, widget=forms.MultipleHiddenInput
            )


def is_looked_over(request: HttpRequest) -> bool:
    return LOOKED_OVER in request.POST


def show_what_happens(
    request: HttpRequest,
    *,
    heading: str,
    intro: Sequence[str],
    confirm: str,
    not_now: str,
    kept: Iterable[tuple[str, Sequence[str]]] = (),
) -> HttpResponse:
    """What pressing it again, here, would do; “Not now” leaves all as it is. `kept`: what was sent
    with the first press and is sent again with the second."""
    context = {
        "heading": heading,
        "intro": intro,
        "confirm": confirm,
        "not_now": not_now,
        "form": LookedOverForm(kept=kept),
    }
    return render(request, "form_page.html", context)
