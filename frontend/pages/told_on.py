"""On which day somebody said that they do not come: asked wherever it is written down for them."""

from django import forms
from django.utils.translation import gettext_lazy

from frontend.components.fields import DateInWords


class ToldOnForm(forms.Form):
    told_on = DateInWords(
        label=gettext_lazy("On which day did they first say so?"),
        help_text=gettext_lazy("To anybody: you, a driver, or on the sheet. It counts from then."),
    )
