"""Asking one person in private, and hearing them. No answer by the date means no."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from community.common.refusals import Refused, or_not_found
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.locking import lock_pool_for_member
from pooling.pools.actions.parts import end_part
from pooling.pools.actions.pledges import check_pledge, save_pledge
from pooling.pools.rules.pledging import PledgeRequest
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.bills import bill_in_words
from pooling.pools.queries.shares import pledged_maximums
from pooling.pools.rules.cover import share_if_all
from pooling.pools.rules.pledging import scope_needed
from pooling.pools.rules.terms import prices_of
from pooling.pools.states import (
    PART,
    PRIVATE_QUESTION,
    PartState,
    PledgeState,
    PrivateQuestionKind,
    PrivateQuestionState,
)

MIN_ANSWER_TIME = timedelta(days=3)
REMINDER_EVERY = timedelta(hours=48)


class QuestionClosed(Refused):
    code = "too_late"


class StillTooLow(Refused):
    code, field = "still_too_low", "max_pence"


def ask_privately(
    pledge: Pledge,
    kind: PrivateQuestionKind,
    *,
    text: str,
    answer_by: datetime,
    now: datetime,
    pence: int | None = None,
    part: Part | None = None,
    instalment=None,
) -> PrivateQuestion:
    """One open question of a kind at a time; asking again while it is open changes nothing."""
    question, created = PrivateQuestion.objects.get_or_create(
        pledge=pledge,
        kind=kind,
        state=PrivateQuestionState.ASKED,
        defaults={
            "part": part,
            "instalment": instalment,
            "pence": pence,
            "asked_at": now,
            "answer_by": answer_by,
        },
    )
    if created:
        notify_pledger(pledge, f"asked_{kind}", text, key=f"question:{question.pk}", now=now)
    return question


def ask_about_low_maximums(pool: Pool, now: datetime) -> int:
    """Nobody is dropped by arithmetic (M142): whoever's most is below the share, were everybody
    in, is asked privately. Returns how many are being asked."""
    said = pledged_maximums(pool)
    share = share_if_all(prices_of(pool.terms), len(said))
    if share is None:
        return 0
    low = [pk for pk, most in said.items() if most < share]
    answer_by = max(pool.closes_at, now + MIN_ANSWER_TIME)
    if low:
        move_date(pool, answer_by)
    for pledge in Pledge.objects.filter(pk__in=low).exclude(
        questions__kind=PrivateQuestionKind.LOW_MAXIMUM, questions__pence=share
    ):
        ask_privately(
            pledge,
            PrivateQuestionKind.LOW_MAXIMUM,
            pence=share,
            answer_by=answer_by,
            now=now,
            text=_(
                "You said up to %(most)s a session. If everybody comes, the share is"
                " %(share)s. You can say a little more, ask for other ways, or say not this"
                " time. Please answer by %(day)s. Nobody else is told."
            )
            % {
                "most": format_pounds(pledge.max_pence),
                "share": format_pounds(share),
                "day": format_day(answer_by),
            },
        )
    return PrivateQuestion.objects.filter(
        pledge__pool=pool, kind=PrivateQuestionKind.LOW_MAXIMUM, state=PrivateQuestionState.ASKED
    ).count()


def move_date(pool: Pool, closes_at: datetime) -> None:
    """The date moves so that everybody has time to answer; it never moves nearer."""
    if closes_at > pool.closes_at:
        pool.closes_at = closes_at
        pool.save()
        pool.instalments.filter(number=1).update(collect_at=closes_at)


def ask_about_bill(part: Part, answer, *, now: datetime) -> PrivateQuestion:
    """The office says that this changes what the person pays it: they see it before it counts."""
    known = answer.bill_change != "not_known"
    return ask_privately(
        part.pledge,
        PrivateQuestionKind.BILL_CHANGE,
        part=part,
        now=now,
        pence=answer.bill_change_pence if known else None,
        answer_by=max(part.pledge.pool.closes_at, now + MIN_ANSWER_TIME),
        text=_("The office agreed to pay. %(bill)s Please look at it before you say yes to that.")
        % {"bill": bill_in_words(answer)},
    )


@transaction.atomic
def answer_question(
    *, question_id: int, yes: bool, max_pence: int | None = None, by, now: datetime
) -> PrivateQuestion:
    """A person's answer in private: yes (with a new maximum where that is asked) or not this
    time. Only theirs to give, or their representative's within their limit."""
    question, pool, known_as = _locked_question(question_id, by)
    _close(question, PrivateQuestionState.YES if yes else PrivateQuestionState.NO, by, now)
    if yes:
        _heard_yes(question, pool, known_as, _yes_to(question, max_pence), by, now)
    else:
        check_authority(by, RepresentationScope.DECIDE, on=today(now))
        _heard_no(question, pool, now)
    update_readiness(pool, now)
    record_deed(by=by, deed=f"answer_{question.kind}", about=f"pool:{pool.pk}", now=now)
    return question


@transaction.atomic
def check_answer(
    *, question_id: int, max_pence: int | None = None, by, now: datetime
) -> PledgeRequest:
    """Refuse a yes as `answer` would, and write nothing: asked before the review page. Returns
    what they would then have said, out of which money."""
    question, pool, _known_as = _locked_question(question_id, by)
    yes = _yes_to(question, max_pence)
    if question.kind == PrivateQuestionKind.LOW_MAXIMUM:
        check_pledge(pool_id=pool.pk, **asdict(yes), by=by, now=now)
    else:
        _check_may_say(question, pool, by, now)
    return yes


def _locked_question(question_id: int, by) -> tuple[PrivateQuestion, Pool, str]:
    """An open question of one's own, its pool, and the name the group knows them by."""
    mine = PrivateQuestion.objects.filter(pk=question_id, pledge__person=by.person)
    # Pool before question, as where the date closes it: crosswise they would deadlock.
    pool_id = or_not_found(mine.values_list("pledge__pool_id", flat=True).first())
    pool, known_as = lock_pool_for_member(pool_id, by)
    question = (
        mine.select_for_update(of=("self",), no_key=True)
        .select_related("pledge", "part__source", "instalment")
        .get()
    )
    if question.state != PrivateQuestionState.ASKED:
        raise QuestionClosed(
            _("This was already answered, or its date has passed."),
            next_step=_("Look at the page to see where things are now."),
        )
    return question, pool, known_as


def _close(question: PrivateQuestion, state: PrivateQuestionState, by, now: datetime) -> None:
    PRIVATE_QUESTION.check(question.state, state)
    question.state, question.answered_at = state, now
    question.answered_by = by.login if by else None
    question.save()


def _heard_yes(
    question: PrivateQuestion, pool: Pool, known_as: str, yes: PledgeRequest, by, now: datetime
) -> None:
    pledge = question.pledge
    if question.kind == PrivateQuestionKind.LOW_MAXIMUM:
        save_pledge(pool, yes, known_as=known_as, by=by, now=now)
        return
    _check_may_say(question, pool, by, now)
    if question.kind == PrivateQuestionKind.BILL_CHANGE:
        part = not_none(question.part)
        PART.check(part.state, PartState.CONFIRMED)
        part.state = PartState.CONFIRMED
        part.save()
    elif question.kind == PrivateQuestionKind.NEW_TERMS:
        pledge.terms_digest, pledge.said_at = pool.terms_digest, now
        pledge.save()


def _check_may_say(question: PrivateQuestion, pool: Pool, by, now: datetime) -> None:
    parts = question.pledge.parts.exclude(state=PartState.ENDED)
    check_authority(
        by,
        scope_needed(parts.values_list("source__rail", flat=True)),
        on=today(now),
        pence=question.pledge.max_pence * pool.instalments.get(number=1).count,
    )


def _yes_to(question: PrivateQuestion, max_pence: int | None) -> PledgeRequest:
    """What they say with a yes: as before, or a new most where that is asked. The same parts;
    what is more comes from the last one in the person's order."""
    pledge = question.pledge
    most = pledge.max_pence
    parts = list(
        pledge.parts.exclude(state=PartState.ENDED)
        .order_by("position")
        .values_list("source_id", "max_pence")
    )
    if question.kind == PrivateQuestionKind.LOW_MAXIMUM:
        most = _enough(max_pence, not_none(question.pence))
        last_source, last_pence = parts[-1]
        parts[-1] = (last_source, last_pence + most - pledge.max_pence)
    return PledgeRequest(most, parts, pledge.what_for, pledge.relation, pledge.council_reference)


def _enough(max_pence: int | None, share: int) -> int:
    if max_pence is None or max_pence < share:
        raise StillTooLow(
            _("The share would be %(share)s a session.") % {"share": format_pounds(share)},
            next_step=_("Say at least that, or choose “not this time”. Both are fine."),
        )
    return max_pence


def _heard_no(question: PrivateQuestion, pool: Pool, now: datetime) -> None:
    if question.kind == PrivateQuestionKind.BILL_CHANGE:
        end_part(not_none(question.part), now=now)
    elif question.pledge.state == PledgeState.IN:
        withdraw_pledge(question.pledge, pool, now=now)


def close_unanswered(pool: Pool, kind: PrivateQuestionKind, now: datetime) -> None:
    """The date passed: no answer means not this time, and says so kindly."""
    for question in PrivateQuestion.objects.filter(
        pledge__pool=pool, kind=kind, state=PrivateQuestionState.ASKED, answer_by__lte=now
    ).select_related("pledge", "part__source"):
        _close(question, PrivateQuestionState.NO_ANSWER, None, now)
        _heard_no(question, pool, now)
        notify_pledger(
            question.pledge,
            "not_this_time",
            _(
                "We did not hear from you by the date, so this counts as not this time. Nothing"
                " was taken, and you are still in the group."
            ),
            key=f"question:{question.pk}:closed",
            now=now,
        )
