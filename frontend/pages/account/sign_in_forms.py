"""Ways to sign in, each of which asks whether others use this computer."""

from allauth.account.forms import LoginForm, RequestLoginCodeForm, SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SharedComputerForm(forms.Form):
    """What is ticked is read by frontend.privacy, for every way alike."""

    is_shared_computer = forms.BooleanField(
        label=_("This is a shared computer"),
        help_text=_(
            "Then you are signed out when the browser is closed, and after half an hour in which "
            "nothing was done."
        ),
        required=False,
    )


class RequestCodeForm(RequestLoginCodeForm, SharedComputerForm):
    field_order = ["email", "is_shared_computer"]


class PasswordForm(LoginForm, SharedComputerForm):
    field_order = ["login", "password", "is_shared_computer"]


class SignUpForm(SignupForm, SharedComputerForm):
    """A name to be called by, and an address for the code. Nothing else, ever (M80)."""

    called = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("Any name you like."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    field_order = ["called", "email", "is_shared_computer"]
