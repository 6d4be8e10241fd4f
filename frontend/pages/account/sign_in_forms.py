"""Ways to sign in and what else the sign-in library asks, each box through the one intake; and each
way in asks whether others use this computer."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.components.typed import TypedAddress, TypedCode, TypedText


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


class TypedForm(forms.Form):
    """Over a form of the library: its boxes for an address or a code become ours (H3, H4)."""

    typed = {"email": TypedAddress, "login": TypedAddress, "code": TypedCode}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.typed.keys() & self.fields.keys():
            theirs = self.fields[name]
            self.fields[name] = self.typed[name](
                label=theirs.label, widget=theirs.widget, required=theirs.required
            )


class RequestCodeForm(TypedForm, account_forms.RequestLoginCodeForm, SharedComputerForm):
    field_order = ["email", "is_shared_computer"]


class PasswordForm(TypedForm, account_forms.LoginForm, SharedComputerForm):
    field_order = ["login", "password", "is_shared_computer"]


class SignUpForm(TypedForm, account_forms.SignupForm, SharedComputerForm):
    """A name to be called by, and an address for the code. Nothing else, ever (M80)."""

    called = TypedText(
        label=_("What shall we call you?"),
        help_text=_("Any name you like."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    field_order = ["called", "email", "is_shared_computer"]


class AddAddressForm(TypedForm, account_forms.AddEmailForm):
    """Another address to sign in by."""


class ChangeAddressForm(TypedForm, account_forms.ChangeEmailForm):
    """Another address than the one that was just typed."""


class ResetPasswordForm(TypedForm, account_forms.ResetPasswordForm):
    """Where to send a link for a new password."""


class SignInCodeForm(TypedForm, account_forms.ConfirmLoginCodeForm):
    """The code from the mail, on the way in."""


class AddressCodeForm(TypedForm, account_forms.ConfirmEmailVerificationCodeForm):
    """The code from the mail, for a new address."""


class SecondStepForm(TypedForm, mfa_forms.AuthenticateForm):
    """The code of an app, or one of those on paper."""


class SecondStepAgainForm(TypedForm, mfa_forms.ReauthenticateForm):
    """The same, before something careful."""


class StartSecondStepForm(TypedForm, ActivateTOTPForm):
    """The first code of an app."""
