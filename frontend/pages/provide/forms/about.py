"""Who offers something: four short questions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.places.models.areas import Area
from frontend.components.fields import YesNoField
from frontend.components.typed import TypedText


class AboutYouForm(forms.Form):
    name = TypedText(
        label=_("What are you called?"),
        max_length=160,
        help_text=_("The name people know: yours, or your museum’s, club’s or company’s."),
    )
    about = TypedText(
        label=_("Who are you, in a sentence or two?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    is_one_person = YesNoField(
        label=_("Are you one person, or more?"),
        choices=[("yes", _("One person")), ("no", _("More than one, or an organisation"))],
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = forms.ModelChoiceField(
            label=_("Which area are you in?"), queryset=areas, empty_label=None
        )
        if len(areas) == 1:
            self.fields["area"].widget = forms.HiddenInput()
            self.initial["area"] = areas[0]


class HowSoonForm(forms.Form):
    words = TypedText(
        label=_("How soon do you answer?"),
        help_text=_("In your own words, like “I answer within a week; not on Fridays”."),
        max_length=120,
        required=False,
    )
