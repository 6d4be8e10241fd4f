"""What is asked as a group ends. Shape only: what may be is for groups.rules to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.how_put import HowPutForm
from groups.states import EndReason, NextStepKind


class EndGroupForm(HowPutForm):
    reason = forms.ChoiceField(
        label=_("Why does it end?"),
        help_text=_("Everybody in the group reads this line. Nobody asks for more."),
        choices=EndReason.choices,
        widget=Radios,
    )


class NextStepForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is next for you?"), choices=NextStepKind.choices, widget=Radios
    )
    words = TypedText(label=_("Is there more to say?"), max_length=300, required=False)


class NextStepSpokenForm(forms.Form):
    """A connector's: that they have spoken, or in one line why they have not reached them."""

    needed_for_some = ("not_reached_because",)

    is_spoken = forms.BooleanField(required=False)
    not_reached_because = TypedText(
        label=_("Why have you not reached them so far?"),
        help_text=_("They stay on this list, and may read this line."),
        max_length=300,
        required=False,
    )
