"""The group's choices in mid-term: what is offered, to whom, who has answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.common.refusals import or_not_found
from community.common.shown import Shown, digest_of
from community.messaging.queries.messages import told_by_key
from community.people.acting import Acting
from groups.queries.members import is_member
from groups.queries.resting import persons_not_here_in
from pooling.pools.models.cover_choices import CoverBallot, CoverChoice
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.help_requests import connectors_of_pool
from pooling.pools.queries.later_instalments import agreed_shares
from pooling.pools.queries.pool_statuses import status_of_pool
from pooling.pools.queries.refunds import refundable_pool_pence
from pooling.pools.rules.cover_choices import (
    CALL_OFF_OPTIONS,
    Told,
    earliest_close,
    most_agreed,
    options_offered,
)
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.states import (
    PAID_INSTALMENT_STATES,
    PAID_POOL_STATES,
    ChoiceKind,
    CoverOption,
    InstalmentState,
    PledgeState,
)
from pooling.pools.wording.call_offs import CallOffFacts, call_off_shown, describe_call_off
from pooling.pools.wording.cover_choices import OptionFacts, cover_choice_shown, describe_option
from providers.queries.hidden_dates import starts_hidden_from

type OptionTexts = list[tuple[CoverOption, str]]


@dataclass(frozen=True)
class CoverChoiceDetail:
    """The choice as one of those who are still in reads it. No tally while it is open."""

    choice: CoverChoice
    pool: Pool
    options: OptionTexts
    shown: Shown
    my_options: list[str] | None  # None until they have answered

    @property
    def digest(self) -> str:
        return digest_of(self.shown)

    def is_over(self, now: datetime) -> bool:
        """Whether it is not counted yet, and can be answered no more but by paper."""
        return now >= self.choice.closes_at


@dataclass(frozen=True)
class CallOffDetail:
    """What calling it off would mean, for one who may ask the group."""

    pool: Pool
    facts: CallOffFacts
    choice: CoverChoiceDetail | None  # None until the group is asked

    @property
    def shown(self) -> Shown:
        return self.choice.shown if self.choice else call_off_shown(self.facts)

    @property
    def digest(self) -> str:
        return digest_of(self.shown)


def open_choice_of(pool: Pool, kind: ChoiceKind = ChoiceKind.COVER) -> CoverChoice | None:
    choices = CoverChoice.objects.filter(pool=pool, kind=kind, closed_at__isnull=True)
    return choices.select_related("instalment").first()


def choices_asked_of(pool: Pool, person_id: UUID) -> set[str]:
    """The kinds of those that are open, where they are still in. None before money is in."""
    if pool.state not in PAID_POOL_STATES:
        return set()
    pledges = Pledge.objects.filter(pool=pool, person_id=person_id, state=PledgeState.IN)
    choices = CoverChoice.objects.filter(pool=pool, closed_at__isnull=True)
    return set(choices.values_list("kind", flat=True)) if pledges.exists() else set()


def was_chosen_about(instalment: Instalment) -> bool:
    """Whether the group has had its days to say what should be done about this payment."""
    return CoverChoice.objects.filter(instalment=instalment, closed_at__isnull=False).exists()


def live_pledge_for(*, pool_id: int, by: Acting) -> Pledge:
    """The yes of somebody of the group who is still in; to anybody else there is no such page."""
    pledges = Pledge.objects.select_related("pool__group", "pool__provider").filter(
        pool_id=pool_id, person_id=by.required_person.pk, state=PledgeState.IN
    )
    pledge = or_not_found(pledges.first())
    return or_not_found(pledge if is_member(pledge.pool.group_id, by.person_id) else None)


def cover_choice_for(
    *, pool_id: int, by: Acting, kind: ChoiceKind = ChoiceKind.COVER, now: datetime
) -> CoverChoiceDetail:
    """The choice that is open, for who is still in; where nothing is to be chosen there is no such
    page."""
    pledge = live_pledge_for(pool_id=pool_id, by=by)
    pool = pledge.pool
    choice = or_not_found(open_choice_of(pool, kind))
    ballot = CoverBallot.objects.filter(choice=choice, pledge=pledge).first()
    options, shown = what_is_put(choice, pool, by, now=now)
    return CoverChoiceDetail(
        choice=choice,
        pool=pool,
        options=options,
        shown=shown,
        my_options=ballot.options if ballot else None,
    )


def what_is_put(
    choice: CoverChoice, pool: Pool, by: Acting, *, now: datetime
) -> tuple[OptionTexts, Shown]:
    """Each that is offered, with what it would mean; and what stands above the button, with the
    dates that `by` may find (P12)."""
    if choice.instalment is None:
        options = [(each, describe_call_off(each)) for each in CALL_OFF_OPTIONS]
        return options, call_off_shown(call_off_facts(pool, now=now), options)
    status = status_of_pool(pool)
    choice.instalment.pool = pool
    facts = _option_facts(status, choice.instalment)
    has_helpers = bool(connectors_of_pool(pool))
    options = [
        (option, describe_option(option, facts, has_helpers=has_helpers))
        for option in options_of(status)
    ]
    return options, cover_choice_shown(status.without(starts_hidden_from(by)), options)


def call_off_for(*, pool_id: int, by: Acting, now: datetime) -> CallOffDetail:
    """For who is still in, whether or not the group is choosing."""
    pool = live_pledge_for(pool_id=pool_id, by=by).pool
    is_open = open_choice_of(pool, ChoiceKind.CALL_OFF) is not None
    return CallOffDetail(
        pool=pool,
        facts=call_off_facts(pool, now=now),
        choice=cover_choice_for(pool_id=pool_id, by=by, kind=ChoiceKind.CALL_OFF, now=now)
        if is_open
        else None,
    )


def call_off_facts(pool: Pool, *, now: datetime) -> CallOffFacts:
    """What would go back if it were called off now, and for whom."""
    return CallOffFacts(
        refund_pence=refundable_pool_pence(pool, now=now),
        people=pool.pledges.filter(state=PledgeState.IN).count(),
    )


def last_asked_to_call_off(pool: Pool) -> datetime | None:
    choices = CoverChoice.objects.filter(pool=pool, kind=ChoiceKind.CALL_OFF)
    return choices.order_by("-opened_at").values_list("opened_at", flat=True).first()


def options_of(status: PoolStatus) -> tuple[CoverOption, ...]:
    return options_offered(status.next.share_pence if status.next else None)


def _option_facts(status: PoolStatus, instalment: Instalment) -> OptionFacts:
    return OptionFacts(
        counts=tuple(each.count for each in unpaid_instalments(instalment.pool)),
        agreed_pence=most_agreed(agreed_shares([instalment])[instalment.pk]),
        share_pence=(status.next.share_pence if status.next else None) or 0,
    )


def unpaid_instalments(pool: Pool) -> list[Instalment]:
    """Those still hoped for, the first first."""
    done = [*PAID_INSTALMENT_STATES, InstalmentState.NOT_COLLECTED]
    instalments = list(pool.instalments.exclude(state__in=done).order_by("number"))
    for instalment in instalments:
        instalment.pool = pool
    return instalments


def voters_of(choice: CoverChoice) -> list[Pledge]:
    """Who is still in, and is here: whoever rests, is in hospital or could not be told is not
    waited for (P43)."""
    pledges = Pledge.objects.filter(pool_id=choice.pool_id, state=PledgeState.IN).order_by("pk")
    not_here = persons_not_here_in(choice.pool.group_id)
    told = told_by_key(notice_keys_of(choice, pledges))
    lost = {key for key, each in told.items() if each.is_lost}
    return [
        pledge
        for pledge in pledges
        if pledge.person_id not in not_here
        and not lost.intersection(notice_keys_of(choice, [pledge]))
    ]


def counted_of(choice: CoverChoice, ballots: Iterable[CoverBallot]) -> int:
    """How many are in the count: who has a voice, and whoever answered all the same."""
    return len({each.pk for each in voters_of(choice)} | {each.pledge_id for each in ballots})


def ballots_of(choice: CoverChoice) -> list[CoverBallot]:
    """The answers of who is still in."""
    return list(CoverBallot.objects.filter(choice=choice, pledge__state=PledgeState.IN))


def has_sheets_out(choice: CoverChoice) -> bool:
    """Whether paper is out that one of those who have not answered may have filled in (P42)."""
    answered = set(choice.ballots.values_list("pledge_id", flat=True))
    waiting = [each for each in voters_of(choice) if each.pk not in answered]
    has_sheet = choice.sheets.filter(pledge__in=waiting).exists()
    return has_sheet or any(each.in_person for each in told_of(notice_keys_of(choice, waiting)))


def notice_key_of(choice: CoverChoice) -> str:
    return f"cover:{choice.pk}:{choice.asked_at:%Y%m%d%H%M%S}"


def notice_keys_of(choice: CoverChoice, pledges: Iterable[Pledge]) -> list[str]:
    return [f"{notice_key_of(choice)}:pledge:{each.pk}" for each in pledges]


def closing_time_of(choice: CoverChoice) -> datetime:
    """By whom was told when, until now."""
    told = told_of(notice_keys_of(choice, voters_of(choice)))
    return earliest_close(choice.asked_at, told, gap_days=choice.pool.gap_days)


def told_of(keys: Iterable[str]) -> list[Told]:
    """Not of whoever could not be told (P43)."""
    told = told_by_key(keys).values()
    return [Told(each.at, each.is_at_visits) for each in told if not each.is_lost]


def pools_with_choice_due(now: datetime) -> list[int]:
    choices = CoverChoice.objects.filter(closed_at__isnull=True, closes_at__lte=now)
    return list(choices.values_list("pool_id", flat=True))
