"""A place is not covered in mid-term: put to the group as one choice, answered by each for
themselves, counted when its day has come, and done (M54, faults C3 and C4, P28)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.common.shown import check_shown
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.how_put import said_how
from community.people.rules.authority import check_authority
from community.people.rules.how_put import check_how_it_was_put
from community.people.states import RepresentationScope
from groups.rules.decisions import check_given_on, check_not_later, check_open, sheets_are_in_by
from pooling.pools.actions.locking import lock_pool_for_member
from pooling.pools.actions.notifications import notify_all_pledgers, notify_provider_of_pool
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.cover_choices import CoverBallot, CoverChoice, CoverSheet
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.cover_choices import (
    ballots_of,
    closing_time_of,
    counted_of,
    has_sheets_out,
    live_pledge_for,
    notice_key_of,
    open_choice_of,
    options_of,
    unpaid_instalments,
    what_is_put,
)
from pooling.pools.queries.help_requests import connectors_of_pool
from pooling.pools.queries.later_instalments import agreed_shares
from pooling.pools.queries.pool_statuses import status_if_paid, status_of_pool
from pooling.pools.rules.cover_choices import (
    MAX_CHOICE,
    check_can_choose,
    check_options,
    choose_sessions,
    count_cover_ballots,
    end_of_last_day,
    most_agreed,
    sessions_afforded,
)
from pooling.pools.states import ChoiceKind, CoverOption, CoverOutcome, PledgeState
from pooling.pools.wording.cover_choices import asked_for_help_text, cover_outcome_text
from pooling.pools.wording.sessions import describe_next, describe_paid

HELP_WAIT = timedelta(days=7)
CHANGES_DATES = (CoverOutcome.FEWER_SESSIONS, CoverOutcome.WEEKS_WITHOUT)
BALLOT_DEEDS = {
    ChoiceKind.COVER: PoolDeed.CAST_COVER_BALLOT,
    ChoiceKind.CALL_OFF: PoolDeed.CAST_CALL_OFF_BALLOT,
}
ASKS_CONNECTOR = (CoverOutcome.CONNECTOR, CoverOutcome.NOTHING)


def ask_group_if_uncovered(pool: Pool, *, now: datetime) -> None:
    """After somebody stopped, or some of their money did: who is still in, and the provider, hear
    the same numbers. Whoever stopped hears only what is theirs. The caller has locked the pool."""
    status = status_if_paid(pool)
    if status.next is None or status.next.is_covered:
        return
    choice = _open_or_ask_anew(pool, now)
    facts = {
        "paid": describe_paid(status),
        "next": describe_next(status),
        "day": format_day(choice.last_day),
    }
    key = notice_key_of(choice)
    notify_all_pledgers(
        pool,
        PoolMessage.PLACE_NOT_COVERED,
        _(
            "Somebody takes part no more in what comes next. %(paid)s %(next)s Your group chooses"
            " what to do: your page shows what there is, and what each would mean. Please say by"
            " %(day)s what you would be happy with. Nobody pays more without their own yes."
        )
        % facts,
        starts=status.starts,
        key=key,
        now=now,
    )
    notify_provider_of_pool(
        pool, PoolMessage.PLACE_NOT_COVERED, _("%(paid)s %(next)s") % facts, key=key, now=now
    )


def _open_or_ask_anew(pool: Pool, now: datetime) -> CoverChoice:
    """With other numbers everybody is asked anew: an answer was to those that were shown."""
    choice = open_choice_of(pool)
    if choice is None:
        choice = CoverChoice(pool=pool, instalment=unpaid_instalments(pool)[0], opened_at=now)
    else:
        choice.ballots.all().delete()
        choice.sheets.all().delete()
    choice.asked_at = now
    choice.closes_at = end_of_last_day(now + timedelta(days=pool.gap_days))
    choice.save()
    record_deed(by=SYSTEM, deed=PoolDeed.OPEN_COVER_CHOICE, about=f"pool:{pool.pk}", now=now)
    return choice


@transaction.atomic
def cast_cover_ballot(
    *,
    pool_id: int,
    options: Collection[str],
    kind: ChoiceKind = ChoiceKind.COVER,
    given_on: date | None = None,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> CoverBallot:
    """What one person would be happy with; with no option, none of these. The last answer before
    it closes is the one; paper counts by the day on which it was given, until it is counted (P42).
    """
    check_authority(by, RepresentationScope.DECIDE, now=now)
    pool, _known_as = lock_pool_for_member(pool_id, by)
    pledges = Pledge.objects.filter(pool=pool, person=by.person, state=PledgeState.IN)
    pledge, choice = or_not_found(pledges.first()), open_choice_of(pool, kind)
    check_can_choose(choice is not None)
    choice = or_not_found(choice)
    choice.pool = pool
    given_on = (given_on or today(now)) if by.on_paper else today(now)
    _check_in_time(choice, given_on, by, now)
    texts, shown = what_is_put(choice, pool, by, now=now)
    check_shown(shown_digest, shown)
    check_options(options, [option for option, _text in texts])
    check_how_it_was_put(how_put, is_by_other_hands=by.is_by_other_hands and bool(options))
    before = choice.ballots.filter(pledge=pledge).first()
    check_not_later(given_on, before.given_on if before else None)
    ballot, _is_new = CoverBallot.objects.update_or_create(
        choice=choice,
        pledge=pledge,
        defaults={
            "options": sorted(set(options)),
            "given_on": given_on,
            "cast_at": now,
            "cast_by": by.login,
            "on_paper": by.on_paper,
            **said_how(how_put),
        },
    )
    record_deed(by=by, deed=BALLOT_DEEDS[kind], about=f"pool:{pool.pk}", now=now)
    return ballot


def _check_in_time(choice: CoverChoice, given_on: date, by: Acting, now: datetime) -> None:
    """Where somebody was told late, its day moves first."""
    has_day_come(choice, now)
    if not by.on_paper:
        check_open(choice.closes_at, choice.closed_at, now)
        return
    asked_on = today(choice.asked_at)
    check_given_on(given_on, opened_on=asked_on, last_day=choice.last_day, on=today(now))


@transaction.atomic
def note_cover_sheet_printed(
    *, pool_id: int, kind: ChoiceKind, by: Acting, now: datetime
) -> CoverSheet:
    """The choice is on paper, with the person's own code: counting waits for it a little."""
    pledge = live_pledge_for(pool_id=pool_id, by=by)
    choice = or_not_found(open_choice_of(pledge.pool, kind))
    sheet, _is_new = CoverSheet.objects.get_or_create(
        choice=choice, pledge=pledge, defaults={"printed_at": now}
    )
    return sheet


def advance_cover_choice(pool: Pool, *, now: datetime) -> CoverChoice | None:
    """Count it where its day has come, or name a later day where somebody was not told in time.
    Returns the one that is still open. The caller has locked the pool."""
    choice = open_choice_of(pool)
    if choice is None:
        return None
    choice.pool = pool
    if not has_day_come(choice, now):
        return choice
    _close(choice, now)
    return None


def has_day_come(choice: CoverChoice, now: datetime) -> bool:
    """Whether it can be counted. A later day is named where somebody was not told in time (P41);
    where paper is out, counting waits (P42)."""
    if now < choice.closes_at:
        return False
    until = end_of_last_day(min(closing_time_of(choice), choice.opened_at + MAX_CHOICE))
    if now < until:
        _move_day(choice, until, now)
        return False
    return now >= counting_time_of(choice)


def counting_time_of(choice: CoverChoice) -> datetime:
    """When it closes; or two working days later, where sheets were printed and are out."""
    if not has_sheets_out(choice):
        return choice.closes_at
    nation = choice.pool.group.area.nation
    return sheets_are_in_by(choice.closes_at, nation=nation)


def _move_day(choice: CoverChoice, until: datetime, now: datetime) -> None:
    choice.closes_at = until
    choice.save(update_fields=["closes_at"])
    notify_all_pledgers(
        choice.pool,
        PoolMessage.DATE_MOVED,
        _(
            "The day by which your group chooses has moved to %(day)s, so that everybody has their"
            " days to answer after they were told."
        )
        % {"day": format_day(choice.last_day)},
        key=f"{notice_key_of(choice)}:moved:{until:%Y%m%d}",
        now=now,
    )


def _close(choice: CoverChoice, now: datetime) -> None:
    status = status_of_pool(choice.pool)
    if status.next is None or status.next.is_covered:
        outcome = CoverOutcome.NOT_NEEDED
    else:
        ballots = ballots_of(choice)
        outcome = count_cover_ballots(
            [each.options for each in ballots],
            options_of(status),
            counted=counted_of(choice, ballots),
        )
    close_choice(choice, outcome, now=now)
    _follow(choice, outcome, now)


def close_choice(choice: CoverChoice, outcome: CoverOutcome, *, now: datetime) -> None:
    choice.closed_at, choice.outcome = now, outcome
    choice.save(update_fields=["closed_at", "outcome"])
    about = f"pool:{choice.pool_id}"
    record_deed(by=SYSTEM, deed=PoolDeed.CLOSE_COVER_CHOICE, about=about, now=now)


def _follow(choice: CoverChoice, outcome: CoverOutcome, now: datetime) -> None:
    pool, key = choice.pool, f"cover:{choice.pk}:closed"
    if outcome in CHANGES_DATES:
        _leave_sessions_out(choice, CoverOption(outcome.value))
    text = cover_outcome_text(outcome)
    if outcome in ASKS_CONNECTOR:
        helpers = connectors_of_pool(pool)
        _ask_for_help(choice, helpers, now)
        text = f"{text} {asked_for_help_text(has_helpers=bool(helpers))}"
    notify_all_pledgers(pool, PoolMessage.COVER_CHOSEN, text, key=key, now=now)
    if outcome in CHANGES_DATES:
        status = status_of_pool(pool)
        text = f"{describe_paid(status)} {describe_next(status)}"
        notify_provider_of_pool(pool, PoolMessage.COVER_CHOSEN, text, key=key, now=now)


def _leave_sessions_out(choice: CoverChoice, option: CoverOption) -> None:
    """Of each payment still hoped for, so that nobody pays more in all than they had agreed to."""
    status = status_of_pool(choice.pool)
    share_pence = (status.next.share_pence if status.next else None) or 0
    instalments = unpaid_instalments(choice.pool)
    agreed_pence = most_agreed(agreed_shares(instalments[:1])[instalments[0].pk])
    for instalment in instalments:
        number = sessions_afforded(instalment.count, agreed_pence, share_pence)
        instalment.starts = choose_sessions(instalment.starts, number, option)
        instalment.save(update_fields=["starts"])


def _ask_for_help(choice: CoverChoice, helpers: list[int], now: datetime) -> None:
    """The next payment waits a week."""
    pool = choice.pool
    until = now + HELP_WAIT
    Instalment.objects.filter(cover_choices=choice, collect_at__lt=until).update(collect_at=until)
    notify_each_login(
        helpers,
        kind=PoolMessage.COVER_HELP_WANTED,
        subject=_("A group asks for help with a cost"),
        text=_(
            "In “%(what)s” of the group “%(group)s” a place is not covered any more, and the group"
            " would be glad of your help by %(day)s. %(next)s"
        )
        % {
            "what": pool.terms.summary,
            "group": pool.group.name,
            "day": format_day(until),
            "next": describe_next(status_of_pool(pool)),
        },
        key=f"cover:{choice.pk}:help",
        now=now,
    )
