"""What waits for a place's answer, for whoever speaks for it and for the connector who rings it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from community.common.clock import LONDON
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from marketplace.referrals.models.answers import ReferralAnswer
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.referrals import referrals
from marketplace.referrals.rules.answers import can_be_answered
from marketplace.referrals.states import REFERRAL_OPEN, WITHOUT_A_PLACE, ReferralState
from providers.models.sessions import Session
from providers.queries.visit_requests import next_times
from providers.states import VisitAnswer, VisitRequestState


@dataclass(frozen=True)
class TimesFor:
    """The place's next times that have places: on the days of the outline, and on others."""

    on_their_days: list[Session]
    on_other_days: list[Session]

    @property
    def all(self) -> list[Session]:
        return [*self.on_their_days, *self.on_other_days]


def times_for(referral: Referral, *, now: datetime) -> TimesFor:
    times = next_times(not_none(referral.listing_id), now=now)
    sessions = [each.session for each in times if not each.is_full]
    days = referral.outline.days or range(7)
    theirs = [each for each in sessions if each.starts_at.astimezone(LONDON).weekday() in days]
    return TimesFor(theirs, [each for each in sessions if each not in theirs])


def waits_for_answer(referral: Referral) -> bool:
    answer = ReferralAnswer.objects.filter(referral=referral).first()
    has_visit = answer is not None and answer.visit_id is not None
    return can_be_answered(referral.state, answer.answer if answer else None, has_visit=has_visit)


def referrals_to_answer() -> QuerySet[Referral]:
    """What was asked first first; nobody is named."""
    no_answer = Q(answer=None) | Q(answer__answer=VisitAnswer.ASK_ME, answer__visit=None)
    waiting = referrals().filter(no_answer, state=ReferralState.REQUESTED, listing__isnull=False)
    return waiting.order_by("state_at", "pk")


def referrals_to_ring(area_ids: Collection[int]) -> list[Referral]:
    return list(referrals_to_answer().filter(listing__provider__area_id__in=area_ids)[:100])


def referrals_asked_of(login_id: int) -> list[Referral]:
    """Of the places for which a login speaks."""
    mine = referrals_to_answer().filter(
        outline__to_connector=False, listing__provider__members__login_id=login_id
    )
    return list(mine.distinct()[:100])


def referral_asked_of(referral_id: int, *, login_id: int) -> Referral:
    spoken_for = referrals().filter(
        outline__to_connector=False, listing__provider__members__login_id=login_id
    )
    asked = spoken_for.exclude(state=ReferralState.DRAFT)
    return or_not_found(asked.filter(pk=referral_id).first())


def referral_of_area(referral_id: int, *, area_ids: Collection[int]) -> Referral:
    there = referrals().filter(listing__provider__area_id__in=area_ids)
    asked = there.exclude(state=ReferralState.DRAFT)
    return or_not_found(asked.filter(pk=referral_id).first())


def late_referral_ids(before: datetime) -> list[int]:
    late = referrals_to_answer().filter(answer=None, state_at__lt=before)
    return list(late.values_list("pk", flat=True))


def answers_to_tell() -> list[int]:
    """Of which whoever told the place has heard nothing yet."""
    untold = ReferralAnswer.objects.filter(sender_told_at=None).order_by("answered_at", "pk")
    return list(untold.values_list("pk", flat=True))


def referrals_behind_their_visit() -> list[int]:
    """Those that do not stand where what they became does, as far as one can tell by its state."""
    became = referrals().filter(answer__visit__isnull=False, state__in=REFERRAL_OPEN)
    behind = ~Q(answer__visit__state=VisitRequestState.ACCEPTED) | ~Q(
        state=ReferralState.IN_PROGRESS
    )
    return list(became.filter(behind).order_by("pk").values_list("pk", flat=True))


def referrals_still_since(before: datetime) -> list[int]:
    """Without a place, and nothing was done about them since."""
    still = Referral.objects.filter(state__in=WITHOUT_A_PLACE, state_at__lte=before)
    return list(still.order_by("pk").values_list("pk", flat=True))
