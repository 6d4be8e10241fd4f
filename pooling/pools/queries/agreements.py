"""What was agreed with whoever runs it, and what whoever changes their mind has back (P123)."""

from dataclasses import dataclass
from datetime import datetime

from community.common.refusals import Refused
from community.people.acting import Acting
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from pooling.pools.models.pledges import Pledge, Pool, TermsVersion
from pooling.pools.queries.refunds import rests_of_pledges
from pooling.pools.rules.agreements import change_of_mind_until
from pooling.pools.rules.pledging import scope_needed
from pooling.pools.states import PAID_POOL_STATES, PledgeState
from pooling.pools.terms import Terms
from providers.queries.hidden_dates import starts_hidden_from
from providers.states import ChangeOfMind


@dataclass(frozen=True)
class ChangeOfMindLeft:
    """Until before which moment they can, and the pence that go back if they do now."""

    until: datetime
    pence: int


@dataclass(frozen=True)
class Agreement:
    """One's own yes, as it was said. `until`: when they can change their mind, once it goes ahead;
    None before, and where they cannot."""

    terms: Terms
    max_pence: int
    said_at: datetime
    begin_now: bool
    until: datetime | None


def agreement_of(pool: Pool, by: Acting) -> Agreement | None:
    """With the dates that whoever reads it may find (P12). None where no yes was said."""
    pledge = Pledge.objects.filter(pool=pool, person_id=by.required_person.pk).first()
    if pledge is None:
        return None
    version = TermsVersion.objects.filter(pool=pool, digest=pledge.terms_digest).first()
    return Agreement(
        terms=(version or pool).terms.without(starts_hidden_from(by)),
        max_pence=pledge.max_pence,
        said_at=pledge.said_at,
        begin_now=pledge.begin_now,
        until=until_of_pledge(pool, pledge),
    )


def agreed_at(pool: Pool, pledge: Pledge) -> datetime | None:
    """On the day it goes ahead, or when they came to it after that. None before."""
    return max(pool.funded_at, pledge.said_at) if pool.funded_at else None


def until_of_pledge(pool: Pool, pledge: Pledge) -> datetime | None:
    """Until when they can change their mind about what goes ahead; None where they cannot."""
    agreed = agreed_at(pool, pledge)
    return change_of_mind_until(pool.terms.change_of_mind, agreed) if agreed else None


def change_of_mind_left(
    pool: Pool, pledge: Pledge, *, by: Acting, now: datetime
) -> ChangeOfMindLeft | None:
    """None where it is over, nothing is left to give back, or `by` may not decide about this money:
    other hands can then only stop what is not yet paid, which can be put back (P19)."""
    if pool.state not in PAID_POOL_STATES or pledge.state == PledgeState.OUT:
        return None
    until = until_of_pledge(pool, pledge)
    if until is None or now >= until or not _may_decide(pledge, by, now):
        return None
    pence = sum(pence for _charge, pence in rests_of_pledges([pledge.pk], now=now)[pledge.pk])
    return ChangeOfMindLeft(until, pence) if pence else None


def change_of_mind_left_of(pool: Pool, *, by: Acting, now: datetime) -> ChangeOfMindLeft | None:
    """The same, of the yes of whoever `by` acts for; looked for only where there can be some."""
    if pool.state not in PAID_POOL_STATES:
        return None
    if pool.terms.change_of_mind != ChangeOfMind.FOURTEEN_DAYS:
        return None
    pledge = Pledge.objects.filter(pool=pool, person_id=by.required_person.pk).first()
    return change_of_mind_left(pool, pledge, by=by, now=now) if pledge else None


def _may_decide(pledge: Pledge, by: Acting, now: datetime) -> bool:
    rails = pledge.parts.values_list("source__rail", flat=True)
    try:
        check_authority(by, scope_needed(rails), matter=Matter.MONEY, now=now)
    except Refused:
        return False
    return True
