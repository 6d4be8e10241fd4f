"""The group's own choice to call a shared cost off once money is in: one voice for each who is
still in it, counted when its day has come, and done once (P40, P41, P43, case C4)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.common.shown import check_shown
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.rules.authority import check_authority
from community.people.rules.how_put import check_how_it_was_put
from community.people.states import RepresentationScope
from pooling.pools.actions.cover_choices import close_choice, has_day_come
from pooling.pools.actions.ending import end_and_refund
from pooling.pools.actions.locking import lock_pool_for_member
from pooling.pools.actions.notifications import notify_all_pledgers
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.cover_choices import CoverChoice
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.cover_choices import (
    ballots_of,
    call_off_facts,
    counted_of,
    last_asked_to_call_off,
    notice_key_of,
    open_choice_of,
)
from pooling.pools.queries.help_requests import connectors_of_pool
from pooling.pools.rules.cover_choices import (
    CALL_OFF_OPTIONS,
    MAX_CHOICE,
    check_can_ask_to_call_off,
    count_cover_ballots,
    end_of_last_day,
    is_missed,
)
from pooling.pools.rules.terms import check_typed
from pooling.pools.states import PAID_POOL_STATES, ChoiceKind, CoverOutcome, PledgeState
from pooling.pools.wording.call_offs import call_off_shown
from pooling.pools.wording.cover_choices import cover_outcome_text, no_connector_to_ask_text


@transaction.atomic
def ask_group_to_call_off(
    *,
    pool_id: int,
    typed: str,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> CoverChoice:
    """By one who is still in, who types the sum that would go back. Nobody is told who asked. A
    second time while it is open does nothing again."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    pool, _known_as = lock_pool_for_member(pool_id, by)
    pledge = or_not_found(pool.pledges.filter(person=by.person, state=PledgeState.IN).first())
    choice = open_choice_of(pool, ChoiceKind.CALL_OFF)
    if choice is not None:
        return choice
    check_can_ask_to_call_off(pool.state, last_asked_to_call_off(pool), now)
    facts = call_off_facts(pool, now=now)
    check_shown(shown_digest, call_off_shown(facts))
    check_typed(typed, facts.refund_pence)
    check_how_it_was_put(how_put, is_by_other_hands=by.asks_how_it_was_put)
    choice = CoverChoice(pool=pool, kind=ChoiceKind.CALL_OFF, asked_by=pledge, opened_at=now)
    choice.set_how_put(by.how_put(how_put))
    _put_to_group(choice, now)
    record_deed(by=by, deed=PoolDeed.ASK_TO_CALL_OFF, about=f"pool:{pool.pk}", now=now)
    return choice


def _put_to_group(choice: CoverChoice, now: datetime) -> None:
    until = min(now + timedelta(days=choice.pool.gap_days), choice.opened_at + MAX_CHOICE)
    choice.asked_at, choice.closes_at = now, end_of_last_day(until)
    choice.save()
    notify_all_pledgers(
        choice.pool,
        PoolMessage.CALL_OFF_ASKED,
        _(
            "Your group chooses whether to call this off or go on with it. Your page shows what"
            " each would mean. Please say by %(day)s what you would be happy with. Nothing is"
            " changed until it is counted."
        )
        % {"day": format_day(choice.last_day)},
        key=notice_key_of(choice),
        now=now,
    )


def advance_call_off(pool: Pool, *, now: datetime) -> None:
    """Count it where its day has come, and do what was chosen. The caller has locked the pool."""
    choice = open_choice_of(pool, ChoiceKind.CALL_OFF)
    if choice is None:
        return
    choice.pool = pool
    if pool.state not in PAID_POOL_STATES:
        if now >= choice.closes_at:
            close_choice(choice, CoverOutcome.NOT_NEEDED, now=now)
    elif has_day_come(choice, now):
        _count(choice, now)


def _count(choice: CoverChoice, now: datetime) -> None:
    """Missed once, the group is asked once more, and who has answered need not again. Missed twice,
    nothing happens and the connector is asked."""
    ballots = ballots_of(choice)
    counted = counted_of(choice, ballots)
    is_first = choice.asked_at == choice.opened_at
    if (
        is_missed(len(ballots), counted=counted)
        and is_first
        and now < choice.opened_at + MAX_CHOICE
    ):
        _put_to_group(choice, now)
        return
    answers = [each.options for each in ballots]
    outcome = count_cover_ballots(answers, CALL_OFF_OPTIONS, counted=counted)
    close_choice(choice, outcome, now=now)
    _follow(choice, outcome, now)


def _follow(choice: CoverChoice, outcome: CoverOutcome, now: datetime) -> None:
    if outcome == CoverOutcome.CALL_OFF:
        end_and_refund(choice.pool, _("Your group called this off."), by=SYSTEM, now=now)
        return
    text = cover_outcome_text(outcome)
    if outcome == CoverOutcome.NOTHING:
        helpers = connectors_of_pool(choice.pool)
        _ask_for_help(choice, helpers, now)
        asked = _("The connector is asked.") if helpers else no_connector_to_ask_text()
        text = f"{text} {asked}"
    key = f"cover:{choice.pk}:closed"
    notify_all_pledgers(choice.pool, PoolMessage.COVER_CHOSEN, text, key=key, now=now)


def _ask_for_help(choice: CoverChoice, helpers: list[int], now: datetime) -> None:
    notify_each_login(
        helpers,
        kind=PoolMessage.COVER_HELP_WANTED,
        subject=_("A group asks for help with a cost"),
        text=_(
            "The group “%(group)s” was asked whether to call off “%(what)s”, and nothing was"
            " chosen. Nothing is changed, and the group would be glad of your help."
        )
        % {"what": choice.pool.terms.summary, "group": choice.pool.group.name},
        key=f"cover:{choice.pk}:help",
        now=now,
    )
