"""Who stays with a referral until an outcome, and handing it over (M83, P84)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.message_kinds import ReferralMessage
from marketplace.referrals.models.bodies import ReferringBody
from marketplace.referrals.models.referrals import Referral, ReferralOwner
from marketplace.referrals.queries.bodies import works_for
from marketplace.referrals.queries.referrals import referral_of_sender
from marketplace.referrals.rules.bodies import check_is_of_it
from marketplace.referrals.states import REFERRAL_OPEN

MY_REFERRALS_LINK = "/refer/"


@transaction.atomic
def hand_over_referral(
    *, referral_id: int, to_login_id: int | None, by: Acting, now: datetime
) -> None:
    """By whoever stays with it: to a named colleague, or with `to_login_id` null to the duty desk.
    The person is not asked, and has nobody the less."""
    referral = referral_of_sender(referral_id, by.login_id)
    referral = _lock(referral.pk)
    body = or_not_found(referral.body)
    if to_login_id is not None:
        check_is_of_it(is_worker=works_for(body.pk, to_login_id))
    _stay(referral, to_login_id, now)
    _record(referral, ReferralDeed.HAND_OVER_REFERRAL, by, now)


@transaction.atomic
def ask_connector_to_take(
    *, referral_id: int, to_login_id: int, by: Acting, now: datetime
) -> ReferralOwner:
    """A connector of the area; whoever stays with it stays until they say yes. Another that was
    asked is asked no more."""
    referral = referral_of_sender(referral_id, by.login_id)
    referral = _lock(referral.pk)
    check_role(roles_of(to_login_id), RoleKind.CONNECTOR, referral.area_id)
    asked = ReferralOwner.objects.filter(referral=referral, since=None, ended_at=None)
    if same := asked.filter(login_id=to_login_id).first():
        return same
    asked.update(ended_at=now)
    owner = ReferralOwner.objects.create(referral=referral, login_id=to_login_id, asked_at=now)
    _tell(owner, _("Would you stay with somebody of whom a team told a place?"), now)
    _record(referral, ReferralDeed.HAND_OVER_REFERRAL, by, now)
    return owner


@transaction.atomic
def take_over_referral(*, referral_id: int, by: Acting, now: datetime) -> None:
    """The yes of the connector who was asked."""
    referral = _lock(referral_id)
    asked = ReferralOwner.objects.filter(
        referral=referral, login=by.required_login, since=None, ended_at=None
    )
    owner = or_not_found(asked.first())
    _end_owners(referral, now)
    owner.since = now
    owner.save(update_fields=["since"])
    _record(referral, ReferralDeed.TAKE_OVER_REFERRAL, by, now)


@transaction.atomic
def leave_to_deputy(*, body_id: int, login_id: int, by: Acting, now: datetime) -> None:
    """Somebody works there no more: the deputy stays with what they stayed with, or where there is
    none the duty desk. Never the person is asked."""
    deputy_id = ReferringBody.objects.values_list("deputy_id", flat=True).get(pk=body_id)
    owned = ReferralOwner.objects.filter(
        login_id=login_id,
        since__isnull=False,
        ended_at=None,
        referral__body_id=body_id,
        referral__state__in=REFERRAL_OPEN,
    )
    for referral_id in list(owned.order_by("pk").values_list("referral_id", flat=True)):
        referral = _lock(referral_id)
        _stay(referral, deputy_id, now)
        _record(referral, ReferralDeed.HAND_OVER_REFERRAL, by, now)


def begin_to_stay(referral: Referral, login_id: int | None, *, now: datetime) -> None:
    """Whoever sent it for a body."""
    ReferralOwner.objects.create(referral=referral, login_id=login_id, asked_at=now, since=now)


def _stay(referral: Referral, login_id: int | None, now: datetime) -> None:
    _end_owners(referral, now)
    owner = ReferralOwner.objects.create(
        referral=referral, login_id=login_id, asked_at=now, since=now
    )
    if login_id is not None:
        _tell(owner, _("You stay with somebody of whom your team told a place."), now)


def _end_owners(referral: Referral, now: datetime) -> None:
    live = ReferralOwner.objects.filter(referral=referral, ended_at=None)
    live.filter(since__isnull=False).update(ended_at=now)


def _tell(owner: ReferralOwner, text: str, now: datetime) -> None:
    """No name: it is read signed in."""
    notify_each_login(
        [owner.login_id] if owner.login_id else [],
        kind=ReferralMessage.REFERRAL_HANDED_OVER,
        subject=_("Somebody to stay with"),
        text=text,
        link=MY_REFERRALS_LINK,
        key=f"referral_owner:{owner.pk}",
        now=now,
    )


def _lock(referral_id: int) -> Referral:
    referrals = Referral.objects.select_for_update(of=("self",), no_key=True)
    return or_not_found(referrals.select_related("body").filter(pk=referral_id).first())


def _record(referral: Referral, deed: ReferralDeed, by: Acting, now: datetime) -> None:
    record_deed(by=Acting(login=by.login), deed=deed, about=f"referral:{referral.pk}", now=now)
