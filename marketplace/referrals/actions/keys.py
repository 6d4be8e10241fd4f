"""Keys of bodies: made by the council's officer, shown once, ended in one press (P88)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from knox.crypto import create_token_string, hash_token

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.models.bodies import ReferringBody
from marketplace.referrals.models.keys import PREFIX_CHARS, BodyKey
from marketplace.referrals.queries.bodies import works_for
from marketplace.referrals.queries.keys import live_body_keys
from marketplace.referrals.rules.keys import check_answers_for_it, check_key, check_key_limit
from marketplace.referrals.states import KeyScope

VALID_FOR = timedelta(days=365)


@transaction.atomic
def create_body_key(
    *,
    body_id: int,
    name: str,
    scopes: Collection[str],
    answers_for_it: int,
    by: Acting,
    now: datetime,
) -> str:
    """The key itself, which nobody can be shown again."""
    body = _lock_body(body_id)
    check_role(roles_of(by.login_id), RoleKind.COUNCIL_OFFICER, body.area_id)
    check_key(name=name, scopes=scopes)
    check_answers_for_it(is_worker=works_for(body.pk, answers_for_it))
    check_key_limit(len(live_body_keys(body.pk, now)))
    secret = create_token_string()
    key = BodyKey.objects.create(
        body=body,
        name=name.strip(),
        prefix=secret[:PREFIX_CHARS],
        digest=hash_token(secret),
        scopes=[scope for scope in KeyScope.values if scope in scopes],
        answers_for_it_id=answers_for_it,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    _record(by, ReferralDeed.CREATE_BODY_KEY, key, now)
    return secret


@transaction.atomic
def name_who_answers_for_key(
    *, body_id: int, key_id: int, login_id: int, by: Acting, now: datetime
) -> BodyKey:
    """After whoever did has left; until then the key opens nothing."""
    key = _lock_key(body_id, key_id)
    check_role(roles_of(by.login_id), RoleKind.COUNCIL_OFFICER, key.body.area_id)
    check_answers_for_it(is_worker=works_for(key.body_id, login_id))
    if key.answers_for_it_id != login_id:
        key.answers_for_it_id = login_id
        key.save(update_fields=["answers_for_it"])
        _record(by, ReferralDeed.NAME_WHO_ANSWERS_FOR_KEY, key, now)
    return key


@transaction.atomic
def end_body_key(*, body_id: int, key_id: int, by: Acting, now: datetime) -> None:
    """At once, by the council's officer or by anybody of the team: it stops something (P18)."""
    key = _lock_key(body_id, key_id)
    if not works_for(key.body_id, by.login_id):
        check_role(roles_of(by.login_id), RoleKind.COUNCIL_OFFICER, key.body.area_id)
    if key.ended_at is None:
        key.ended_at = now
        key.save(update_fields=["ended_at"])
        _record(by, ReferralDeed.END_BODY_KEY, key, now)


def _lock_body(body_id: int) -> ReferringBody:
    bodies = ReferringBody.objects.select_for_update(no_key=True)
    return or_not_found(bodies.filter(pk=body_id, ended_at=None).first())


def _lock_key(body_id: int, key_id: int) -> BodyKey:
    keys = BodyKey.objects.select_for_update(no_key=True, of=("self",)).select_related("body")
    return or_not_found(keys.filter(pk=key_id, body_id=body_id).first())


def _record(by: Acting, deed: ReferralDeed, key: BodyKey, now: datetime) -> None:
    record_deed(by=by, deed=deed, about=f"body_key:{key.pk}", now=now)
