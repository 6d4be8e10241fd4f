"""How one comes to it: just come, say you are coming, or ask first (P107)."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from providers.rules.published_phones import MAX_PHONE_CHARS
from providers.states import AttendingAccess

from .step import ListingStepForm


class ListingComingForm(ListingStepForm):
    needed_for_some = ("ask_first_words",)
    heading_words = _("How do people come?")
    intro = (_("What you choose stands on the button that people press."),)
    attending_access = forms.ChoiceField(
        label=_("How do people come?"),
        choices=[
            (access.value, capfirst(str(access.label)))
            for access in AttendingAccess
            if access != AttendingAccess.NOT_KNOWN
        ],
        widget=Radios(
            hints={
                AttendingAccess.JUST_COME: _("There is no form, and nobody is told before."),
                AttendingAccess.SAY_COMING: _("There is room for so many, or you like to know."),
                AttendingAccess.ASK_FIRST: _(
                    "Only for one person at a time, at a home, or where there is a real limit."
                ),
            }
        ),
    )
    ask_first_words = TypedText(
        label=_("If they ask first: why?"),
        max_length=200,
        required=False,
        help_text=_("In a line that people read, like “there are only four chairs”."),
    )
    who_meets_words = TypedText(
        label=_("Who meets somebody new, and how do they know them?"),
        max_length=200,
        required=False,
        help_text=_("Like “one of us at the side door, with a green badge”. No name is needed."),
    )
    phone = TypedText(
        label=_("A telephone number of the place"),
        max_length=MAX_PHONE_CHARS,
        required=False,
        help_text=_("Anybody can read it and ring it. No mobile number, and nobody’s own."),
    )

    @property
    def answers(self) -> dict[str, str]:
        """Whoever stops before choosing has not chosen."""
        access = self.cleaned_data["attending_access"] or AttendingAccess.NOT_KNOWN
        return self.cleaned_data | {"attending_access": access}
