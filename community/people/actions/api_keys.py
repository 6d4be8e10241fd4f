"""Keys with which somebody's own programs sign in to the API: made, shown once, and ended."""

from datetime import datetime, timedelta

from django.db import transaction
from knox.models import AuthToken

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.deeds import PeopleDeed
from community.people.models.logins import Login
from community.people.rules.api_keys import check_api_key_limit

API_KEY_VALID_FOR = timedelta(days=365)


@transaction.atomic
def create_api_key(*, by: Acting, now: datetime) -> str:
    """The key itself, which is kept nowhere: only its digest is. It ends by itself after a year."""
    Login.objects.select_for_update(no_key=True).get(pk=by.required_login.pk)
    check_api_key_limit(AuthToken.objects.filter(user=by.required_login).count())
    row, key = AuthToken.objects.create(user=by.required_login, expiry=API_KEY_VALID_FOR)
    record_deed(by=by, deed=PeopleDeed.CREATE_API_KEY, about=f"key:{row.token_key}", now=now)
    return key


@transaction.atomic
def end_api_key(*, key_prefix: str, by: Acting, now: datetime) -> None:
    """At once. Ended twice, it is ended once; somebody else's is not there."""
    ended, _rows = AuthToken.objects.filter(user=by.required_login, token_key=key_prefix).delete()
    if ended:
        record_deed(by=by, deed=PeopleDeed.END_API_KEY, about=f"key:{key_prefix}", now=now)
