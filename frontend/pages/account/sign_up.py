from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignUp(SignupForm):
    """A name to be called by, and an address for the code. Nothing else, ever (M80)."""

    called = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("Any name you like."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    field_order = ["called", "email"]
