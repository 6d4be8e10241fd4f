"""What is asked of whoever comes: which time, a name to be called by, and, only of a place that one
asks first, which help (P107, P110)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from community.common.dates import format_moment
from frontend.components.fields import set_choices
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from frontend.pages.visits.wording import left_text
from providers.queries.visit_requests import NextTime
from providers.rules.visit_requests import MAX_KNOWN_AS_CHARS
from providers.states import AttendingAccess, HelpAsked


def help_asked_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Would you like help from them?"),
        help_text=gettext_lazy(
            "Only what you would ask of them there. Leave it empty if there is nothing."
        ),
        choices=[(each.value, capfirst(str(each.label))) for each in HelpAsked],
        widget=Checkboxes,
        required=False,
    )


class HelpFirstForm(forms.Form):
    """Ticked before anything is typed, where whoever runs it counts units (M18)."""

    help_asked = help_asked_field()
    ticked = TypedText(widget=forms.HiddenInput, initial="1", max_length=1)


class WhichTimeForm(forms.Form):
    """A time, where it says its times, and a name to be called by."""

    session = forms.TypedChoiceField(
        label=gettext_lazy("Which time?"), coerce=int, empty_value=None, widget=Radios
    )
    known_as = TypedText(
        label=gettext_lazy("What may they call you?"),
        help_text=gettext_lazy("A first name is enough. It need not be your own."),
        max_length=MAX_KNOWN_AS_CHARS,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )

    def __init__(self, *args: Any, times: Sequence[NextTime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if times:
            sent = self["session"].value()
            open_times = [each for each in times if not each.is_full]
            # One that filled up since it was chosen is refused in the rule's own words.
            chosen = [each for each in times if each.is_full and str(each.session.pk) == sent]
            set_choices(self, "session", [_choice(each) for each in [*open_times, *chosen]])
        else:
            del self.fields["session"]

    def answers(self) -> dict[str, Any]:
        """What the action is told."""
        said = dict(self.cleaned_data)
        return {"session_id": said.pop("session", None), **said}


class ComeForm(WhichTimeForm):
    help_asked = help_asked_field()
    comes_with_somebody = forms.BooleanField(
        label=gettext_lazy("Somebody I know comes along"),
        help_text=gettext_lazy("They are told so, and nothing else of them."),
        required=False,
    )

    def __init__(self, *args: Any, access: AttendingAccess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if access != AttendingAccess.ASK_FIRST:
            del self.fields["help_asked"]


def _choice(time: NextTime) -> tuple[int, str]:
    return time.session.pk, f"{format_moment(time.session.starts_at)} ({left_text(time)})"
