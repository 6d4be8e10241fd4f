"""The group's choice where a place is not covered: what is offered, to whom, who has answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.common.refusals import or_not_found
from community.common.shown import Shown, digest_of
from community.messaging.queries import told_by_key
from community.people.acting import Acting
from groups.queries.members import is_member
from groups.queries.resting import persons_not_here_in
from pooling.pools.models.cover_choices import CoverBallot, CoverChoice
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.later_instalments import agreed_shares
from pooling.pools.queries.pool_statuses import status_of_pool
from pooling.pools.rules.cover_choices import Told, earliest_close, most_agreed, options_offered
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.states import PAID_INSTALMENT_STATES, CoverOption, InstalmentState, PledgeState
from pooling.pools.wording.cover_choices import OptionFacts, cover_choice_shown, describe_option


@dataclass(frozen=True)
class CoverChoiceDetail:
    """The choice as one of those who are still in reads it. No tally while it is open."""

    choice: CoverChoice
    pool: Pool
    options: list[tuple[CoverOption, str]]
    shown: Shown
    my_options: list[str] | None  # None until they have answered

    @property
    def digest(self) -> str:
        return digest_of(self.shown)


def open_choice_of(pool: Pool) -> CoverChoice | None:
    choices = CoverChoice.objects.filter(pool=pool, closed_at__isnull=True)
    return choices.select_related("instalment").first()


def is_asked_to_choose(pool: Pool, person_id: UUID) -> bool:
    """Whether a choice is open, and they are still in."""
    pledges = Pledge.objects.filter(pool=pool, person_id=person_id, state=PledgeState.IN)
    return pledges.exists() and open_choice_of(pool) is not None


def was_chosen_about(instalment: Instalment) -> bool:
    """Whether the group has had its days to say what should be done about this payment."""
    return CoverChoice.objects.filter(instalment=instalment, closed_at__isnull=False).exists()


def cover_choice_for(*, pool_id: int, by: Acting) -> CoverChoiceDetail:
    """For somebody of the group who is still in; to anybody else, or where nothing is to be chosen,
    there is no such page."""
    pool = Pool.objects.select_related("group", "provider").filter(pk=pool_id).first()
    pool = or_not_found(pool if pool and is_member(pool.group_id, by.person_id) else None)
    pledges = Pledge.objects.filter(
        pool=pool, person_id=by.required_person.pk, state=PledgeState.IN
    )
    pledge, choice = or_not_found(pledges.first()), or_not_found(open_choice_of(pool))
    ballot = CoverBallot.objects.filter(choice=choice, pledge=pledge).first()
    options = options_with_texts(pool, choice.instalment)
    return CoverChoiceDetail(
        choice=choice,
        pool=pool,
        options=options,
        shown=cover_choice_shown(status_of_pool(pool), options),
        my_options=ballot.options if ballot else None,
    )


def options_with_texts(pool: Pool, instalment: Instalment) -> list[tuple[CoverOption, str]]:
    """Each that is offered, with what it would mean in numbers."""
    instalment.pool, status = pool, status_of_pool(pool)
    facts = _option_facts(status, instalment)
    return [(option, describe_option(option, facts)) for option in options_of(status)]


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
    """Who is still in, and is here: whoever rests or is in hospital is not waited for (P43)."""
    pledges = Pledge.objects.filter(pool_id=choice.pool_id, state=PledgeState.IN).order_by("pk")
    not_here = persons_not_here_in(choice.pool.group_id)
    return [pledge for pledge in pledges if pledge.person_id not in not_here]


def notice_key_of(choice: CoverChoice) -> str:
    return f"cover:{choice.pk}:{choice.asked_at:%Y%m%d%H%M%S}"


def closing_time_of(choice: CoverChoice) -> datetime:
    """By whom was told when, until now."""
    told = told_of([f"{notice_key_of(choice)}:pledge:{each.pk}" for each in voters_of(choice)])
    return earliest_close(choice.asked_at, told, gap_days=choice.pool.gap_days)


def told_of(keys: Iterable[str]) -> list[Told]:
    """Not of whoever could not be told (P43)."""
    told = told_by_key(keys).values()
    return [Told(each.at, each.is_at_visits) for each in told if not each.is_lost]


def pools_with_choice_due(now: datetime) -> list[int]:
    choices = CoverChoice.objects.filter(closed_at__isnull=True, closes_at__lte=now)
    return list(choices.values_list("pool_id", flat=True))
