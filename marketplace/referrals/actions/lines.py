"""Which lines come back is the person's to say (P79); and telling whoever waits for one (M89)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.working_time import WorkingWeek, add_working_days, is_working_hour
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.message_kinds import ReferralMessage
from marketplace.referrals.models.answers import ReferralAnswer, ReferralLineHeldBack
from marketplace.referrals.models.bodies import ReferringBody
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.referrals import owner_of, referral_of_person, referrals
from marketplace.referrals.states import ReferralLine, ReferralState, ReferrerKind
from providers.queries.objections import logins_to_answer

ANSWERED_IN_WORKING_DAYS = 5


@transaction.atomic
def choose_lines(
    *, referral_id: int, lines: Collection[str], by: Acting, now: datetime
) -> Referral:
    """`lines`: those that come back. “Answered” always does."""
    referral = referral_of_person(referral_id, by.required_person.pk)
    check_authority(by, RepresentationScope.DECIDE, now=now)
    Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    kept = {*lines, ReferralLine.ANSWERED}
    ReferralLineHeldBack.objects.filter(referral=referral).delete()
    ReferralLineHeldBack.objects.bulk_create(
        ReferralLineHeldBack(referral=referral, line=line)
        for line in ReferralLine
        if line not in kept
    )
    record_deed(
        by=by,
        deed=ReferralDeed.CHOOSE_LINES,
        about=f"referral:{referral.pk}",
        for_person=by.person_id,
        now=now,
    )
    return referral


@transaction.atomic
def tell_sender(*, answer_id: int, now: datetime) -> bool:
    """That there is an answer, without a name: at once, or in the hours of the body that they work
    for and never outside them (M89). Is it told?"""
    answers = ReferralAnswer.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    answer = answers.filter(pk=answer_id, sender_told_at=None).first()
    if answer is None:
        return False
    referral = referrals().get(pk=answer.referral_id)
    if referral.body is not None and not is_in_hours(referral.body, now):
        return False
    owner = owner_of(referral.pk)
    login_id = owner.login_id if owner else referral.sent_by_id
    is_own = referral.referrer_kind == ReferrerKind.ONESELF
    notify_each_login(
        [login_id] if login_id and not is_own else [],
        kind=ReferralMessage.REFERRAL_ANSWERED,
        subject=_("A place has answered"),
        text=_("“%(place)s” has answered about somebody of whom it was told. Sign in to read it.")
        % {"place": referral.target_title},
        link=f"/refer/{referral.pk}/came-back/",
        key=f"referral:{referral.pk}:answered:{answer.answered_at.isoformat()}",
        now=now,
    )
    answer.sender_told_at = now
    answer.save(update_fields=["sender_told_at"])
    return True


def is_in_hours(body: ReferringBody, now: datetime) -> bool:
    week = WorkingWeek(frozenset(body.works_days), body.works_from, body.works_until)
    return is_working_hour(now, nation=body.area.nation, week=week)


def tell_of_no_answer(*, referral_id: int, now: datetime) -> bool:
    """The connectors, once; never the place, which is scolded by nobody (M82). Are they told?"""
    referral = referrals().get(pk=referral_id)
    since = referral.state_at
    due_at = add_working_days(since, ANSWERED_IN_WORKING_DAYS, nation=referral.area.nation)
    waits = referral.state == ReferralState.REQUESTED
    if not waits or now < due_at or ReferralAnswer.objects.filter(referral=referral).exists():
        return False
    notify_each_login(
        logins_to_answer(referral.area_id),
        kind=ReferralMessage.REFERRAL_UNANSWERED,
        subject=_("A place has not answered yet"),
        text=_(
            "“%(place)s” was asked whether somebody can come, and has not answered in %(days)s"
            " working days. Please ring them: their answer can be written down for them."
        )
        % {"place": referral.target_title, "days": ANSWERED_IN_WORKING_DAYS},
        link="/connect/visits/",
        key=f"referral:{referral.pk}:unanswered:{since.isoformat()}",
        now=now,
    )
    return True
