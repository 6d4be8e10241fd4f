"""Ways to sign in and what else the sign-in library asks, each box through the one intake; and each
way in asks whether others use this computer."""

import re
from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from frontend.components.typed import TypedAddress, TypedCode, TypedText

INTO_GROUP = re.compile(r"^(/join/|/group/\d+/join/)")


def leads_into_group(request: HttpRequest) -> bool:
    """Whether somebody signs up to come into a group: what the page leads to asks for a name."""
    leads_to = request.POST.get("next") or request.GET.get("next", "")
    return bool(INTO_GROUP.match(leads_to))


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

    typed = {
        "email": TypedAddress,
        "login": TypedAddress,
        "code": TypedCode,
        "name": TypedText,
    }
    # Said in our words, whatever the library calls them.
    labels = {
        "email": _("Your e-mail address"),
        "login": _("Your e-mail address"),
        "password": _("Your password"),
        "code": _("The code"),
        "name": _("What do you call it?"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.typed.keys() & self.fields.keys():
            theirs = self.fields[name]
            self.fields[name] = self.typed[name](
                widget=theirs.widget, required=theirs.required, initial=theirs.initial
            )
        for name in self.labels.keys() & self.fields.keys():
            self.fields[name].label = self.labels[name]
            self.fields[name].widget.attrs.pop("placeholder", None)


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """On the way into a group a name is asked once, there: the one that the group reads."""
        super().__init__(*args, **kwargs)
        if leads_into_group(context.request):
            del self.fields["called"]


class AddAddressForm(TypedForm, account_forms.AddEmailForm):
    """Another address to sign in by."""


class ChangeAddressForm(TypedForm, account_forms.ChangeEmailForm):
    """Another address than the one that was just typed."""


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


class PasswordAgainForm(TypedForm, account_forms.ReauthenticateForm):
    """The password once more, before something careful."""


class PasskeyAnswer(forms.JSONField):
    """What a key says, by way of the browser. What is no answer of a key is refused here: the
    library would raise (fault H22)."""

    widget = forms.HiddenInput
    default_error_messages = {
        "invalid": _("Your key did not answer as it should. Try again, or use a code."),
    }

    def __init__(
        self, shape: type[AuthenticationResponse] | type[RegistrationResponse], **options: Any
    ) -> None:
        super().__init__(**options)
        self.shape = shape

    def to_python(self, value: Any) -> Any:
        try:
            answer = super().to_python(value)
            self.shape.from_dict(answer)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return answer


class SignInWithPasskeyForm(LoginWebAuthnForm):
    credential = PasskeyAnswer(AuthenticationResponse)


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    credential = PasskeyAnswer(AuthenticationResponse)


class PasskeyAsSecondStepForm(AuthenticateWebAuthnForm):
    credential = PasskeyAnswer(AuthenticationResponse)


class AddPasskeyForm(TypedForm, AddWebAuthnForm):
    """This phone, this computer, or a small key."""

    credential = PasskeyAnswer(RegistrationResponse)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("Sign in with this alone, without a code by mail")
        self.fields["passwordless"].help_text = _(
            "It then asks for your finger, your face or its own number."
        )


class NamePasskeyForm(TypedForm, EditWebAuthnForm):
    """What somebody calls one of theirs."""
