"""What is asked of whether somebody stays. Shape only: what may be is for groups.rules to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.components.fields import DateInWords, YesNoField, set_choices
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.how_put import HowPutForm
from groups.removal_states import RemovalAbout

WHO_DECIDES = (
    ("no", _("Somebody outside the group, who hears both of us")),
    ("yes", _("The others in the group, each for themselves")),
)


class AskRemovalForm(forms.Form):
    member_id = forms.TypedChoiceField(label=_("Who is it about?"), coerce=int, widget=Radios)
    about = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("They are told this line, and not who asked."),
        choices=RemovalAbout.choices,
        widget=Radios,
    )
    words = TypedText(
        label=_("What happened?"),
        help_text=_("Only whoever decides it outside the group reads this."),
        widget=forms.Textarea({"rows": 5}),
        max_length=1000,
    )
    is_afraid = forms.BooleanField(
        label=_("Somebody is afraid of them"),
        help_text=_("Then they are asked to stay away until it is decided, for a week at most."),
        required=False,
    )
    by_group = YesNoField(label=_("Who is to decide it?"), choices=WHO_DECIDES)

    def __init__(self, *args: Any, others: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "member_id", others)


class SideForm(forms.Form):
    words = TypedText(
        label=_("What do you say to it?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=1000,
    )


class WhoStaysForm(HowPutForm):
    stays = YesNoField(
        label=_("Would you have them stay?"),
        help_text=_("Nobody reads your answer. You can change it until the last day."),
        choices=(("yes", _("Yes, they stay")), ("no", _("No"))),
    )


class PaperWhoStaysForm(WhoStaysForm):
    given_on = DateInWords(
        label=_("On which day did they give it to you?"),
        help_text=_("It counts by that day. Leave it empty for today."),
        required=False,
    )


class DecideForm(forms.Form):
    needed_for_some = ("heard_asker_on", "heard_member_on")

    removes = YesNoField(
        label=_("Do they stay in the group?"),
        choices=(("no", _("They stay")), ("yes", _("They do not stay"))),
    )
    heard_asker_on = DateInWords(label=_("On which day did you hear who asked?"), required=False)
    heard_member_on = DateInWords(
        label=_("On which day did you hear the one whom it is about?"), required=False
    )
    words = TypedText(
        label=_("What do you say to the one whom it is about?"),
        help_text=_("Only they read it. Nothing by which they could tell who asked."),
        widget=forms.Textarea({"rows": 3}),
        max_length=400,
    )
