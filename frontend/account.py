"""Sign-in by allauth: a new login is a new person, and asks no more than a name to be
called by and an e-mail address."""

from allauth.account.adapter import DefaultAccountAdapter

from community.common import clock
from community.people.actions import begin_as_person


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        user = super().save_user(request, user, form, commit=False)
        user.email = user.email.lower()
        user.name = form.cleaned_data["called"]
        if commit:
            user.save()
            begin_as_person(login=user, now=clock.now())
        return user

    def format_email_subject(self, subject):
        """Nothing before it: a subject on a shared screen says as little as it can."""
        return subject
