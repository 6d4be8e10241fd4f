"""Sign-in by allauth: a new login is a new person, and asks no more than a name to be
called by and an e-mail address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from community.common import clock
from community.common.intake import take_in_address
from community.people.actions.persons import create_person_for_login
from community.people.models.logins import Login


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code. Look at the newest mail, and type it again."),
        "too_many_login_attempts": _(
            "A code can be asked for three times in a minute, and a password tried five times in "
            "five minutes. Wait that long, and try again."
        ),
        "rate_limited": _("That was asked too often. Wait a minute, and try again."),
        "same_as_current": _("That is the address that is here already. Type the other one."),
    }

    def save_user(
        self, request: HttpRequest, user: Login, form: Form, commit: bool = True
    ) -> Login:
        user = super().save_user(request, user, form, commit=False)
        user.email = take_in_address(user.email)
        user.name = form.cleaned_data["called"]
        if commit:
            user.save()
            create_person_for_login(login=user, now=clock.now())
        return user

    def pre_login(self, request: HttpRequest, user: Login, **kwargs: Any) -> HttpResponse | None:
        """Somebody whose login others made (an officer, a connector) has shown by typing the
        code that the address is theirs: they are not sent a second one."""
        for proof in get_authentication_records(request, user):
            if proof["method"] == "code" and proof.get("email") == user.email:
                EmailAddress.objects.add_email(request, user, user.email).set_verified()
        return super().pre_login(request, user, **kwargs)

    def format_email_subject(self, subject: str) -> str:
        """Nothing before it: a subject on a shared screen says as little as it can."""
        return subject
