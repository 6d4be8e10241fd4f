"""How a yes was put to somebody, where it is said by other hands: asked, and looked over."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.people.states import Interpreter
from frontend.components.blocks import Row
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from pooling.pools.how_put import HowPut


class HowPutForm(forms.Form):
    """`for_somebody`: by other hands, so how it was put to them is asked (P23, P24)."""

    shown_words = TypedText(
        label=_("How was it put to them?"),
        help_text=_("Read aloud, in pictures, signed, in which language."),
        max_length=200,
    )
    interpreted_by = forms.ChoiceField(
        label=_("Through whom did they answer?"),
        choices=Interpreter.choices,
        initial=Interpreter.NOBODY,
        widget=Radios,
        required=False,
    )

    def __init__(self, *args: Any, for_somebody: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_somebody:
            del self.fields["shown_words"], self.fields["interpreted_by"]

    def how_put(self) -> HowPut:
        answers = self.cleaned_data
        return HowPut(
            answers.get("shown_words", ""),
            answers.get("interpreted_by") or Interpreter.NOBODY.value,
        )


def without_how_put(answers: dict[str, Any]) -> dict[str, Any]:
    """All else that was answered."""
    return {name: answers[name] for name in answers if name not in HowPutForm.base_fields}


def how_put_rows(how_put: HowPut) -> list[Row]:
    """Beside a yes for somebody: how it was put to them, and through whom they answered (P23)."""
    if not how_put.shown_words:
        return []
    who = str(Interpreter(how_put.interpreted_by).label).capitalize()
    return [
        Row(gettext("How it was put to them"), how_put.shown_words),
        Row(gettext("Through whom they answered"), who),
    ]
