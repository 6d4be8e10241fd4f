"""A referral follows the visit that it became; and is erased when its time is over (P80, P81)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_each_login
from community.messaging.models import AnswerLink, Message
from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from marketplace.referrals.actions.transitions import transition_referral
from marketplace.referrals.actions.units import free_units_of
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.message_kinds import ReferralMessage
from marketplace.referrals.models.answers import ReferralAnswer
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.referrals import owner_of, referrals
from marketplace.referrals.states import REFERRAL, WITHOUT_A_PLACE, ReferralState
from providers.actions.visit_units import lock_month_of_listing
from providers.states import VisitRequestState

# Of a referral that came to no place: from its last deed, or what was last said of its visit.
KEPT_FOR = timedelta(days=365)
ASKED_BEFORE = timedelta(days=30)
FOLLOWS = {
    VisitRequestState.ACCEPTED_FROM: (ReferralState.ACCEPTED,),
    VisitRequestState.ACCEPTED: (ReferralState.ACCEPTED, ReferralState.IN_PROGRESS),
    VisitRequestState.CAME: (ReferralState.ACCEPTED, ReferralState.IN_PROGRESS),
    VisitRequestState.DECLINED: (ReferralState.REJECTED,),
    VisitRequestState.WITHDRAWN: (ReferralState.CANCELLED,),
}  # a visit that did not happen ends nothing (P80)


@transaction.atomic
def follow_visit(*, referral_id: int, now: datetime) -> None:
    """By each move that is left until it stands where its visit does."""
    referral = _lock(referral_id)
    answer = ReferralAnswer.objects.select_related("visit").filter(referral=referral).first()
    if answer is None or answer.visit is None:
        return
    visit = answer.visit
    steps = [*FOLLOWS.get(VisitRequestState(visit.state), ())]
    steps += [ReferralState.COMPLETED] * bool(visit.outcome)
    for state in steps:
        if REFERRAL.allows(referral.state, state):
            transition_referral(referral, state, by=SYSTEM, now=now)


@transaction.atomic
def ask_before_erasing(*, referral_id: int, now: datetime) -> None:
    """Whoever stays with it is asked a month before (P81)."""
    referral = referrals().get(pk=referral_id)
    owner = owner_of(referral.pk)
    login_id = owner.login_id if owner else referral.sent_by_id
    notify_each_login(
        [login_id] if login_id else [],
        kind=ReferralMessage.REFERRAL_TO_ERASE,
        subject=_("Something you told a place is erased in a month"),
        text=_("“%(place)s” has become no place for somebody. What was told is erased in a month.")
        % {"place": referral.target_title},
        link=f"/refer/{referral.pk}/came-back/",
        key=f"referral:{referral.pk}:to_erase",
        now=now,
    )


@transaction.atomic
def erase_referral(*, referral_id: int, now: datetime) -> None:
    """The row with all that hangs on it, the links and messages about it. That something was asked
    of a place stays in the record of deeds, by its number."""
    for listing_id in Referral.objects.filter(pk=referral_id).values_list("listing_id", flat=True):
        if listing_id is not None:
            lock_month_of_listing(listing_id, now=now)
    referral = _lock(referral_id)
    if erased_from(referral) > now or referral.state not in WITHOUT_A_PLACE:
        return
    free_units_of(referral, now=now)
    name = f"referral:{referral.pk}"
    Message.objects.filter(Q(key=name) | Q(key__startswith=f"{name}:")).delete()
    AnswerLink.objects.filter(Q(ref=name) | Q(ref__startswith=f"{name}:")).delete()
    referral.delete()
    record_deed(by=SYSTEM, deed=ReferralDeed.ERASE_REFERRAL, about=name, now=now)


def erased_from(referral: Referral) -> datetime:
    return referral.state_at + KEPT_FOR


def _lock(referral_id: int) -> Referral:
    locked = referrals().select_for_update(of=("self",), no_key=True)
    return or_not_found(locked.filter(pk=referral_id).first())
