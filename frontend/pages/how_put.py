"""How something was put to somebody, where it is said by other hands: asked, and looked over."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.states import Interpreter
from frontend.access import ActingRequest
from frontend.components.blocks import Row
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import show_form
from frontend.shared.form_guard.guards import digest_shown, lines_shown


class HowPutForm(forms.Form):
    """`for_somebody`: by other hands, so how it was put to them is asked, and through whom they
    answered; nothing of it is chosen beforehand (P23, P24)."""

    shown_words = TypedText(
        label=_("How was it put to them?"),
        help_text=_("Read aloud, in pictures, signed, in which language."),
        max_length=200,
    )
    interpreted_by = forms.ChoiceField(
        label=_("Through whom did they answer?"), choices=Interpreter.choices, widget=Radios
    )

    def __init__(self, *args: Any, for_somebody: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_somebody:
            self.order_fields([name for name in self.fields if name not in HOW_PUT_FIELDS])
        else:
            for name in HOW_PUT_FIELDS:
                self.fields.pop(name, None)

    def how_put(self) -> HowPut:
        if "shown_words" not in self.fields:
            return SAID_BY_THEMSELVES
        answers = self.cleaned_data
        return HowPut(answers.get("shown_words", ""), answers.get("interpreted_by", ""))

    def other_answers(self) -> dict[str, Any]:
        return without_how_put(self.cleaned_data)


class HowOfPressForm(HowPutForm):
    """For a button that stands on another page. Where its action says that it was not said how it
    was put, that is asked here, and the press here does it; `kept`: the names of what was sent with
    the first press, and is sent again with this one."""

    def __init__(self, request: ActingRequest, *, kept: Iterable[str] = ()) -> None:
        is_asked = any(name in request.POST for name in HOW_PUT_FIELDS)
        super().__init__(request.POST if is_asked else None, for_somebody=True)
        for name in kept:
            self.fields[name] = TypedText(
                initial=request.POST.get(name, ""), required=False, widget=forms.HiddenInput
            )

    def how_put(self) -> HowPut:
        """Nothing of it with the first press."""
        return super().how_put() if self.is_valid() else HowPut()

    def ask(self, request: ActingRequest, *, heading: str, not_now: str) -> HttpResponse:
        """With what stood above the button that was pressed."""
        return show_form(
            request,
            self,
            heading=heading,
            shown=lines_shown(request),
            shown_digest=digest_shown(request) or "",
            confirm=gettext("This is their answer"),
            not_now=not_now,
        )


class HowPutOfYesForm(HowPutForm):
    """Where a no, or nothing ticked, needs none of it: the rule asks for it with a yes."""

    needed_for_some: tuple[str, ...] = ("shown_words", "interpreted_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(HOW_PUT_FIELDS) & set(self.fields):
            self.fields[name].required = False


HOW_PUT_FIELDS = tuple(HowPutForm.base_fields)


def without_how_put(answers: dict[str, Any]) -> dict[str, Any]:
    """All else that was answered."""
    return {name: answers[name] for name in answers if name not in HOW_PUT_FIELDS}


def how_put_rows(how_put: HowPut) -> list[Row]:
    """Beside a yes for somebody: how it was put to them, and through whom they answered (P23)."""
    if not how_put.shown_words:
        return []
    who = str(Interpreter(how_put.interpreted_by or Interpreter.NOBODY).label).capitalize()
    return [
        Row(gettext("How it was put to them"), how_put.shown_words),
        Row(gettext("Through whom they answered"), who),
    ]
