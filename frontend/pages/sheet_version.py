"""Asked of whoever enters what is written on a sheet: which version it bears (P25)."""

from django import forms
from django.utils.translation import gettext as _

from frontend.components.typed import TypedText


def ask_version(form: forms.Form) -> None:
    form.fields["version"] = TypedText(
        label=_("Version on the sheet, if they answered on one"),
        max_length=12,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )


def take_version(form: forms.Form) -> str:
    """What was typed there; the other answers are left."""
    return str(form.cleaned_data.pop("version", ""))
