"""Sign-in by allauth: a new login is a new person, and asks no more than a name to be
called by and an e-mail address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.common import clock
from community.common.intake import take_in_address
from community.people.actions.persons import create_person_for_login
from community.people.actions.ways_in import say_at_visit
from community.people.models.logins import Login
from community.people.queries.getting_back_in import person_told_only_in_person

# What is told of each change, by the name of the library's own mail.
SIGN_IN_CHANGES = {
    "email_changed": _("You sign in with another address from now on."),
    "email_confirm": _("An address to sign in with is known to be yours now."),
    "email_deleted": _("An address opens your page no more."),
    "totp_activated": _("An app for codes was added to how you sign in."),
    "totp_deactivated": _("The app for codes is not asked for any more when you sign in."),
    "recovery_codes_generated": _("New codes on paper were made. The old ones open nothing."),
    "webauthn_added": _("A passkey was added. It opens your page."),
    "webauthn_removed": _("A passkey was ended. It opens nothing any more."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code. Look at the newest mail, and type it again."),
        "too_many_login_attempts": _(
            "A code can be asked for three times in a minute, and a password tried five times in "
            "five minutes. Wait that long, and try again."
        ),
        "rate_limited": _("That was asked too often. Wait a minute, and try again."),
        "account_inactive": _("Nobody signs in with this any more. Somebody can help you."),
        "duplicate_email": _("That is an address of yours already."),
        "email_taken": _("That address is in use here already. Type another one."),
        "email_password_mismatch": _("That address and that password do not belong together."),
        "incorrect_password": _("That is not the password. Try it again."),
        "same_as_current": _("That is the address that is here already. Type the other one."),
    }

    def save_user(
        self, request: HttpRequest, user: Login, form: Form, commit: bool = True
    ) -> Login:
        user = super().save_user(request, user, form, commit=False)
        user.email = take_in_address(user.email)
        user.name = form.cleaned_data.get("called", "")
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

    def get_reauthentication_methods(self, user: Login | AnonymousUser) -> list[dict[str, Any]]:
        """Whoever has no password shows that it is they by a code (fault K10). A second step that
        opens the office's site is not ended by a mailbox alone."""
        ways = super().get_reauthentication_methods(user)
        if not isinstance(user, Login) or user.has_usable_password() or (user.is_staff and ways):
            return ways
        code = {"id": "confirm_by_code", "description": _("A code by e-mail")}
        return [code | {"url": reverse("confirm_by_code")}, *ways]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail of sign-in, of the library's too. To whoever is told things only in person
        none goes: it is a line for who tells them (M84)."""
        told = context.get("what") if template_prefix == "account/email/changed" else None
        user = context.get("user") if told else None  # of whose address it was, too
        person = person_told_only_in_person(user.email if user else email, is_code=not told)
        if person is None:
            super().send_mail(template_prefix, email, context)
        else:
            words = told or _(
                "Your address was typed to sign in, by you or somebody else. No code was sent, as"
                " you are told things only in person. If you would like to sign in, say so, and"
                " codes may come."
            )
            say_at_visit(person=person, words=str(words), now=clock.now())

    def send_account_already_exists_mail(self, email: str) -> None:
        """Without the library's link to set a password anew, which is not offered here."""
        self.send_mail("account/email/account_already_exists", email, {})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Login,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Any change to how somebody signs in is told to them, in one mail for all kinds: what
        has changed, and what to do if it was not they. `email`: the old address, of a new one."""
        what = SIGN_IN_CHANGES.get(template_prefix.rpartition("/")[2])
        facts = {"what": what or _("How you sign in has changed."), "user": user}
        url = f"{settings.SITE_URL}{reverse('where_to_turn')}"
        self.send_mail("account/email/changed", email or user.email, facts | {"turn_url": url})

    def format_email_subject(self, subject: str) -> str:
        """Nothing before it: a subject on a shared screen says as little as it can."""
        return subject


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "add_email_blocked": _("End the second step first, then another address can be added."),
        "cannot_delete_authenticator": _("It is needed just now, so it cannot be ended."),
        "cannot_generate_recovery_codes": _("Codes on paper come with an app or a passkey."),
        "unverified_email": _("Show first, by its code, that the new address is yours."),
    }
