"""Asking one person in private, and hearing them. No answer by the date means no."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from community.common.refusals import Refused, or_not_found
from community.people.acting import SYSTEM, Acting
from community.people.bases import Matter
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.rules.authority import check_authority, check_may_stop
from community.people.rules.how_put import check_how_it_was_put
from groups.queries.resting import persons_not_here_in
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.commitments import BillChange
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.locking import lock_pool_for_member
from pooling.pools.actions.notifications import notify_all_pledgers, notify_pledger
from pooling.pools.actions.parts import end_part
from pooling.pools.actions.pledges import check_pledge, save_pledge
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.actions.transitions import transition_part, transition_private_question
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.pool_details import share_text_of
from pooling.pools.queries.shares import Coverage, coverage_of, pledged_maximums
from pooling.pools.rules.pledging import (
    PartRequest,
    PledgeRequest,
    check_terms_shown,
    scope_needed,
    with_maximum,
)
from pooling.pools.rules.sharing import who_is_below
from pooling.pools.states import (
    NEW_YES_KINDS,
    DateMoveReason,
    PartState,
    PledgeState,
    PrivateQuestionKind,
    PrivateQuestionState,
)
from pooling.pools.wording.bills import describe_bill

MIN_ANSWER_TIME = timedelta(days=3)
REMINDER_EVERY = timedelta(hours=48)

QUESTION_MESSAGES = {
    PrivateQuestionKind.LOW_MAXIMUM: PoolMessage.ASKED_LOW_MAXIMUM,
    PrivateQuestionKind.FAILED_PAYMENT: PoolMessage.ASKED_FAILED_PAYMENT,
    PrivateQuestionKind.NEW_SHARE: PoolMessage.ASKED_NEW_SHARE,
    PrivateQuestionKind.NEW_TERMS: PoolMessage.ASKED_NEW_TERMS,
    PrivateQuestionKind.BILL_CHANGE: PoolMessage.ASKED_BILL_CHANGE,
}


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
    instalment: Instalment | None = None,
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
        notify_pledger(
            pledge, QUESTION_MESSAGES[kind], text, key=f"question:{question.pk}", now=now
        )
    return question


def ask_about_low_maximums(pool: Pool, now: datetime) -> int:
    """Nobody is dropped by arithmetic (M142): whoever's most is below the share, were everybody
    in, is asked privately. Returns how many are being asked."""
    maximums = pledged_maximums(pool)
    share = pool.terms.share_for(len(maximums))
    if share is None:
        return 0
    low = who_is_below(pool.terms.group_prices, maximums, maximums)
    unasked = Pledge.objects.filter(pk__in=low).exclude(
        questions__kind=PrivateQuestionKind.LOW_MAXIMUM, questions__pence=share
    )
    answer_by = max(pool.closes_at, now + MIN_ANSWER_TIME)
    coverage = coverage_of(pool)
    if unasked:
        move_date(pool, answer_by, DateMoveReason.ANSWER, now=now)
    for pledge in unasked:
        ask_privately(
            pledge,
            PrivateQuestionKind.LOW_MAXIMUM,
            pence=share,
            answer_by=answer_by,
            now=now,
            text=_(
                "You said up to %(most)s a session. %(share)s You can say a little more, ask for"
                " other ways, or say not this time. Please answer by %(day)s. Nobody else is told."
            )
            % {
                "most": format_pounds(pledge.max_pence),
                "share": share_text_of(coverage),
                "day": format_day(answer_by),
            },
        )
    return PrivateQuestion.objects.filter(
        pledge__pool=pool,
        kind=PrivateQuestionKind.LOW_MAXIMUM,
        state=PrivateQuestionState.ASKED,
        kept_since__isnull=True,
    ).count()


def move_date(pool: Pool, closes_at: datetime, because: DateMoveReason, *, now: datetime) -> None:
    """The date moves so that everybody has time to answer; it never moves nearer. The page says
    which date holds and why it moved (M50); whoever is not asked themselves is told."""
    if closes_at <= pool.closes_at:
        return
    pool.closes_at, pool.moved_because = closes_at, because
    pool.save()
    pool.instalments.filter(number=1).update(collect_at=closes_at, moved_because=because)
    if because == DateMoveReason.ANSWER:
        notify_all_pledgers(
            pool,
            PoolMessage.DATE_MOVED,
            _(
                "We are waiting for one answer, so the date has moved to %(day)s. Every place is"
                " held, and nothing is taken before then."
            )
            % {"day": format_day(closes_at)},
            key=f"pool:{pool.pk}:moved:{closes_at:%Y%m%d%H%M}",
            now=now,
        )


def ask_about_bill(part: Part, answer: Commitment, *, now: datetime) -> PrivateQuestion:
    """The office says that this changes what the person pays it: they see it before it counts."""
    is_known = answer.bill_change != BillChange.NOT_KNOWN
    return ask_privately(
        part.pledge,
        PrivateQuestionKind.BILL_CHANGE,
        part=part,
        now=now,
        pence=answer.bill_change_pence if is_known else None,
        answer_by=max(part.pledge.pool.closes_at, now + MIN_ANSWER_TIME),
        text=_("The office agreed to pay. %(bill)s Please look at it before you say yes to that.")
        % {"bill": describe_bill(answer)},
    )


@transaction.atomic
def answer_question(
    *,
    question_id: int,
    yes: bool,
    max_pence: int | None = None,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> PrivateQuestion:
    """A person's answer in private: yes (with a new maximum where that is asked) to the terms that
    were shown, or not this time. Only theirs to give, or their representative's within their
    limit."""
    question, pool, known_as = _lock_question(question_id, by)
    question.answered_by = by.login
    if yes:
        question.set_how_put(how_put)
        request = _request_of_yes(question, max_pence, how_put)
        request = replace(request, shown_digest=shown_digest)
        _apply_yes(question, pool, known_as, request, by, now)
        if not _is_still_asked(question, pool):
            transition_private_question(question, PrivateQuestionState.YES, by=by, now=now)
    else:
        check_may_stop(by, now=now)
        transition_private_question(question, PrivateQuestionState.NO, by=by, now=now)
        _apply_no(question, pool, now)
    update_readiness(pool, now)
    return question


@transaction.atomic
def check_answer(
    *,
    question_id: int,
    max_pence: int | None = None,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> PledgeRequest:
    """Refuse a yes as `answer` would, and write nothing: asked before the review page. Returns
    what they would then have said, out of which money."""
    question, pool, _known_as = _lock_question(question_id, by)
    request = _request_of_yes(question, max_pence, how_put)
    request = replace(request, shown_digest=shown_digest)
    if question.kind in NEW_YES_KINDS:
        check_pledge(pool_id=pool.pk, request=request, by=by, now=now)
    else:
        _check_yes(question, pool, request, by, now)
    return request


def _lock_question(question_id: int, by: Acting) -> tuple[PrivateQuestion, Pool, str]:
    """An open question of one's own, its pool, and the name the group knows them by."""
    own_questions = PrivateQuestion.objects.filter(pk=question_id, pledge__person=by.person)
    # Pool before question, as where the date closes it: crosswise they would deadlock.
    pool_id = or_not_found(own_questions.values_list("pledge__pool_id", flat=True).first())
    pool, known_as = lock_pool_for_member(pool_id, by)
    question = (
        own_questions.select_for_update(of=("self",), no_key=True)
        .select_related("pledge", "part__source", "instalment")
        .get()
    )
    if question.state != PrivateQuestionState.ASKED:
        raise QuestionClosed(
            _("This was already answered, or its date has passed."),
            next_step=_("Look at the page to see where things are now."),
        )
    return question, pool, known_as


def _apply_yes(
    question: PrivateQuestion,
    pool: Pool,
    known_as: str,
    request: PledgeRequest,
    by: Acting,
    now: datetime,
) -> None:
    if question.kind in NEW_YES_KINDS:
        save_pledge(pool, request, known_as=known_as, question=question, by=by, now=now)
        return
    _check_yes(question, pool, request, by, now)
    if question.kind == PrivateQuestionKind.BILL_CHANGE:
        transition_part(not_none(question.part), PartState.CONFIRMED, by=SYSTEM, now=now)


def _is_on_a_sheet_of(pool: Pool, request: PledgeRequest, by: Acting) -> bool:
    """Nothing that is written on a sheet is lost because the terms changed meanwhile (P25): those
    are asked about by themselves."""
    return by.on_paper and pool.versions.filter(digest=request.shown_terms).exists()


def _is_still_asked(question: PrivateQuestion, pool: Pool) -> bool:
    """Their yes was to older terms, on a sheet: what has changed since is still to be answered."""
    is_about_terms = question.kind == PrivateQuestionKind.NEW_TERMS
    return (
        is_about_terms
        and not pool.pledges.filter(pk=question.pledge_id, terms_digest=pool.terms_digest).exists()
    )


def _check_yes(
    question: PrivateQuestion, pool: Pool, request: PledgeRequest, by: Acting, now: datetime
) -> None:
    parts = question.pledge.parts.exclude(state=PartState.ENDED)
    check_authority(
        by,
        scope_needed(parts.values_list("source__rail", flat=True)),
        matter=Matter.MONEY,
        now=now,
        pence=question.pledge.max_pence * pool.instalments.get(number=1).count,
    )
    check_how_it_was_put(request.how_put, is_by_other_hands=by.is_by_other_hands)
    if not _is_on_a_sheet_of(pool, request, by):
        check_terms_shown(request.shown_terms, pool.terms_digest)


def _request_of_yes(
    question: PrivateQuestion, max_pence: int | None, how_put: HowPut
) -> PledgeRequest:
    """What they say with a yes: as before, or a new most where that is asked. The same parts;
    what is more comes from the last one in the person's order."""
    pledge = question.pledge
    parts = pledge.parts.exclude(state=PartState.ENDED).order_by("position", "pk")
    request = PledgeRequest(
        max_pence=pledge.max_pence,
        parts=tuple(PartRequest(part.source_id, part.max_pence) for part in parts),
        what_for=pledge.what_for,
        relation=pledge.relation,
        council_reference=pledge.council_reference,
        begin_now=pledge.begin_now,
        how_put=how_put,
    )
    if question.kind != PrivateQuestionKind.LOW_MAXIMUM:
        return request
    share = share_of_question(question, coverage_of(pledge.pool))
    return with_maximum(request, _enough(max_pence, share))


def share_of_question(question: PrivateQuestion, coverage: Coverage) -> int:
    """The share as it is now, and where there is none, as it was when it was asked (fault B4)."""
    return coverage.share_if_all_pence or not_none(question.pence)


def _enough(max_pence: int | None, share: int) -> int:
    if max_pence is None or max_pence < share:
        raise StillTooLow(
            _("The share would be %(share)s a session.") % {"share": format_pounds(share)},
            next_step=_("Say at least that, or choose “not this time”. Both are fine."),
        )
    return max_pence


def _apply_no(question: PrivateQuestion, pool: Pool, now: datetime) -> None:
    if question.kind == PrivateQuestionKind.BILL_CHANGE:
        end_part(not_none(question.part), now=now)
    elif question.pledge.state == PledgeState.IN:
        withdraw_pledge(question.pledge, pool, now=now)


def drop_questions(pool: Pool, *kinds: PrivateQuestionKind, now: datetime) -> None:
    """Nobody needs to answer these any more; all kinds where none is named."""
    questions = PrivateQuestion.objects.filter(pledge__pool=pool, state=PrivateQuestionState.ASKED)
    if kinds:
        questions = questions.filter(kind__in=kinds)
    for question in questions.select_related("pledge"):
        transition_private_question(question, PrivateQuestionState.NOT_NEEDED, by=SYSTEM, now=now)


def close_unanswered(pool: Pool, kind: PrivateQuestionKind, now: datetime) -> None:
    """The date passed: no answer means not this time, and says so kindly. Whoever is not here for
    now, and for whom it could wait no longer, does not read that we did not hear from them. Not of
    whoever could not be told: nobody going to them is no answer."""
    close_questions(
        PrivateQuestion.objects.filter(
            pledge__pool=pool,
            kind=kind,
            state=PrivateQuestionState.ASKED,
            kept_since__isnull=True,
            answer_by__lte=now,
        ).select_related("pledge", "part__source"),
        pool,
        now,
    )


def close_questions(questions: Iterable[PrivateQuestion], pool: Pool, now: datetime) -> None:
    """Each of these is answered by nobody any more, and that is "not this time"."""
    not_here = persons_not_here_in(pool.group_id)
    unheard = _(
        "We did not hear from you by the date, so this counts as not this time. Nothing"
        " was taken, and you are still in the group."
    )
    could_not_wait = _(
        "It could wait no longer, so this goes ahead without your part. Nothing was taken,"
        " and your place in the group is yours."
    )
    for question in questions:
        transition_private_question(question, PrivateQuestionState.NO_ANSWER, by=SYSTEM, now=now)
        _apply_no(question, pool, now)
        notify_pledger(
            question.pledge,
            PoolMessage.PLEDGE_ENDED,
            could_not_wait if question.pledge.person_id in not_here else unheard,
            key=f"question:{question.pk}:closed",
            now=now,
        )
