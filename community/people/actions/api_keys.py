"""Keys with which somebody's own programs sign in to the API: made, shown once, and ended."""

from datetime import datetime, timedelta

from django.db import transaction
from knox.models import AuthToken

from community.audit.actions import record
from community.people.models import Login
from community.people.rules import check_few_keys

A_YEAR = timedelta(days=365)


@transaction.atomic
def make_key(*, by, now: datetime) -> str:
    """The key itself, which is kept nowhere: only its digest is. It ends by itself after a year."""
    Login.objects.select_for_update(no_key=True).get(pk=by.login_id)
    check_few_keys(AuthToken.objects.filter(user=by.login).count())
    row, key = AuthToken.objects.create(user=by.login, expiry=A_YEAR)
    record(by=by, deed="make_key", about=f"key:{row.token_key}", now=now)
    return key


@transaction.atomic
def end_key(*, begins: str, by, now: datetime) -> None:
    """At once. Ended twice, it is ended once; somebody else's is not there."""
    ended, _rows = AuthToken.objects.filter(user=by.login, token_key=begins).delete()
    if ended:
        record(by=by, deed="end_key", about=f"key:{begins}", now=now)
