"""Sign-in by allauth: a new login is a new person, and asks no more than an e-mail address."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext as _

from community.common import clock
from community.people.actions import begin_as_person


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        user = super().save_user(request, user, form, commit=False)
        user.email = user.email.lower()
        user.name = user.name or _("New member")
        if commit:
            user.save()
            begin_as_person(login=user, now=clock.now())
        return user
