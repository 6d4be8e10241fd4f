from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.common.dates import format_hour
from community.messaging.states import Channel, MessageForm, ReachHelp
from community.people.models.logins import Login
from community.people.states import Adjustment
from frontend.components.fields import PostcodeField, set_choices
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios

CHANNEL_CHOICES = [
    (Channel.EMAIL, _("By e-mail")),
    (Channel.TEXT, _("By text")),
    (Channel.POST, _("By letter")),
    (Channel.IN_PERSON, _("Only in person, through somebody I choose")),
    (Channel.NONE, _("Not at all. I look here myself")),
]


def hour_choices(hours: Iterable[int]) -> list[tuple[str, str]]:
    """Whole hours, as the house writes them; with none, at any time."""
    return [("", str(_("At any time"))), *((str(hour), format_hour(hour)) for hour in hours)]


class ContactPlanForm(forms.Form):
    needed_for_some: tuple[str, ...] = ("address", "through_login_id", "hours_until")
    channel = forms.ChoiceField(
        label=_("How shall we reach you?"),
        help_text=_("This holds for everybody who would tell you something from here."),
        choices=CHANNEL_CHOICES,
        widget=Radios(
            hints={
                Channel.IN_PERSON: _(
                    "Nothing is ever sent to you. Whoever you choose tells you on their next visit."
                )
            }
        ),
    )
    address = TypedText(
        label=_("Where to: the e-mail address, phone number or postal address"),
        max_length=200,
        required=False,
    )
    only_they_read = forms.BooleanField(
        label=_("Only I read my texts"),
        help_text=_(
            "Without a tick a text has the short name that you gave a group, and no place, sum or"
            " need."
        ),
        required=False,
    )
    form = forms.ChoiceField(
        label=_("In which form?"),
        choices=[(form, capfirst(form.label)) for form in MessageForm],
        initial=MessageForm.STANDARD,
        widget=Radios,
        required=False,
    )
    language = TypedText(
        label=_("In which language or sign language, if not English?"),
        help_text=_(
            "Its name. Nothing is translated by a machine: somebody reads or signs it to you."
        ),
        max_length=60,
        required=False,
    )
    helps_by = forms.MultipleChoiceField(
        label=_("With which help?"),
        choices=[(each, capfirst(each.label)) for each in ReachHelp],
        widget=Checkboxes,
        required=False,
    )
    never_interprets_words = TypedText(
        label=_("Who must not interpret for you?"),
        help_text=_("Whoever meets or reaches you reads this, and nobody who acts for you."),
        max_length=120,
        required=False,
    )
    through_login_id = forms.TypedChoiceField(
        label=_("Who tells you in person, or reads or signs it to you?"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    deputy_login_id = forms.TypedChoiceField(
        label=_("In person: who else, when they cannot?"),
        help_text=_("They then tell all of it, also what is about money."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    money_login_id = forms.TypedChoiceField(
        label=_("In person: somebody else for what is about money?"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    days_words = TypedText(
        label=_("On which days, or at what time?"), max_length=120, required=False
    )
    codes_may_come = forms.BooleanField(
        label=_("In person: but a code to sign in may come, when it is asked for"),
        help_text=_("Without a tick none comes, so nobody signs in by a code from a mail."),
        required=False,
    )
    hours_from = forms.TypedChoiceField(
        label=_("Send nothing before"),
        help_text=_("What cannot wait, like a date that is called off, comes at once."),
        choices=lambda: hour_choices(range(24)),
        coerce=int,
        empty_value=None,
        required=False,
    )
    hours_until = forms.TypedChoiceField(
        label=_("Send nothing after"),
        choices=lambda: hour_choices(range(1, 25)),
        coerce=int,
        empty_value=None,
        required=False,
    )
    never_words = TypedText(
        label=_("Please never"),
        help_text=_("Whoever meets or reaches you reads this. Like: never ring me, or no letters."),
        max_length=120,
        required=False,
    )

    never_told_login_ids = forms.TypedMultipleChoiceField(
        label=_("Please never tell"),
        help_text=_(
            "They are told nothing of yours from here. Nobody who acts for you reads this."
        ),
        coerce=int,
        widget=Checkboxes,
        required=False,
    )

    def __init__(self, *args: Any, contacts: Iterable[Login], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(login.pk, login.name) for login in contacts]
        if "never_told_login_ids" in self.fields:
            set_choices(self, "never_told_login_ids", choices)
        for name in ("through_login_id", "deputy_login_id", "money_login_id"):
            set_choices(self, name, [("", _("Nobody chosen")), *choices])

    def clean_form(self) -> str:
        return self.cleaned_data["form"] or MessageForm.STANDARD


class WhereForm(forms.Form):
    """`for_somebody`: said by other hands than theirs, and slow out of their area."""

    needed_for_some = ("what_they_showed",)
    postcode = PostcodeField(
        label=_("What is your postcode?"),
        help_text=_("Only its first half is kept, and which council is yours."),
    )
    what_they_showed = TypedText(
        label=_("What did they say or show about where they live?"),
        help_text=_("Only where the council would be another one. They read it."),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, for_somebody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_somebody:
            del self.fields["what_they_showed"]


class AdjustmentsForm(forms.Form):
    """Known things to tick, and one line of one's own."""

    ticked = forms.MultipleChoiceField(
        label=_("What helps you?"),
        help_text=_("Whoever runs what you choose is told, so that you need not say it again."),
        choices=Adjustment.choices,
        widget=Checkboxes,
        required=False,
    )
    own = TypedText(label=_("Something else that helps"), max_length=120, required=False)

    @staticmethod
    def initial_from(adjustments: list[str]) -> dict[str, Any]:
        own = [text for text in adjustments if text not in Adjustment.values]
        return {
            "ticked": [text for text in adjustments if text in Adjustment.values],
            "own": "".join(own[:1]),
        }

    def adjustments(self) -> list[str]:
        own = self.cleaned_data["own"]
        return [*self.cleaned_data["ticked"], *([own] if own else [])]
