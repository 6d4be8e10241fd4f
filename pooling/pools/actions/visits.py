"""Nobody goes to somebody in time: what they are asked waits, whoever could go is asked who can go
sooner, and from the last day on the others go ahead while the place is kept open (P58)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day, last_day_before
from community.messaging.actions.notifying import notify_each_login
from community.messaging.actions.telling import ask_to_tell_by
from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.actions.private_questions import close_questions, move_date
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.help_requests import connectors_for
from pooling.pools.queries.untold import kept_key, notices_to_go_sooner, untold_key
from pooling.pools.queries.visits import (
    kept_questions,
    last_day_to_answer,
    last_wait_of,
    late_questions_of_open_pool,
    message_key_of,
    questions_to_go_sooner,
    without_time,
)
from pooling.pools.rules.visits import waits_until
from pooling.pools.states import DateMoveReason, InstalmentState, PledgeState
from pooling.pools.wording.visits import place_kept_for_text


def wait_for_visits(pool: Pool, now: datetime) -> None:
    """Before anything is collected. The caller has locked the pool."""
    late = without_time(late_questions_of_open_pool(pool, now), now)
    for question, told_at in late.items():
        until = waits_until(told_at, max(pool.terms.last_wait, pool.closes_at), now)
        if until is None:
            _keep_place_open(question, after=1, now=now)
            continue
        question.answer_by = max(until, pool.closes_at)
        question.save(update_fields=["answer_by"])
        move_date(pool, until, DateMoveReason.ANSWER, now=now)


def wait_with_visits(
    instalment: Instalment, questions: QuerySet[PrivateQuestion], field: str, now: datetime
) -> bool:
    """Move the date of a payment, and of what is asked about it, while it can wait for somebody who
    is told face to face. From the last day on it waits for nobody, and their place is kept open."""
    late = without_time(list(questions.select_related("pledge__pool")), now)
    last = last_wait_of(instalment)
    times = {question: waits_until(told_at, last, now) for question, told_at in late.items()}
    moved = [until for until in times.values() if until is not None]
    for question, until in times.items():
        if until is None:
            _keep_place_open(question, after=instalment.number, now=now)
        else:
            question.answer_by = until
            question.save(update_fields=["answer_by"])
    if not moved:
        return False
    setattr(instalment, field, max(moved))
    instalment.moved_because = DateMoveReason.ANSWER
    instalment.save(update_fields=[field, "moved_because"])
    return True


def settle_kept_places(instalment: Instalment, now: datetime) -> None:
    """The payment has come for which places were kept open: who was told meanwhile, had their days
    and has not answered is not in this time; who was not keeps it for the one after."""
    questions = list(kept_questions(instalment.pool).filter(instalment=instalment))
    late = without_time(questions, now)
    for question in late:
        _keep_place_open(question, after=instalment.number, now=now)
    close_questions([each for each in questions if each not in late], instalment.pool, now)


def _keep_place_open(question: PrivateQuestion, *, after: int, now: datetime) -> None:
    """Asked still, and no "no": about the payment that comes next, if there is one."""
    pool = question.pledge.pool
    planned = pool.instalments.filter(number__gt=after, state=InstalmentState.PLANNED)
    question.instalment = planned.order_by("number").first()
    question.answer_by = (
        question.instalment.collect_at if question.instalment else pool.terms.starts[-1]
    )
    question.kept_since = question.kept_since or now
    question.sooner_asked_at = None  # asked again, ten days before the day to which it is kept
    question.save(update_fields=["instalment", "answer_by", "kept_since", "sooner_asked_at"])
    record_deed(
        by=SYSTEM,
        deed=PoolDeed.KEEP_PLACE_OPEN,
        about=f"pool:{pool.pk}",
        for_person=question.pledge.person_id,
        now=now,
    )


def go_ahead_without_kept_places(pool: Pool, now: datetime) -> None:
    """It goes ahead for the others: each whose place is kept open is to be told so; where no
    payment comes after, there is nothing to keep it open for."""
    for question in kept_questions(pool):
        instalment, pledge = question.instalment, question.pledge
        key = f"question:{question.pk}"
        if instalment is None:
            _go_ahead_without(pledge, pool, key=key, now=now)
        else:
            text = _("%(kept)s Please answer before then.") % {
                "kept": place_kept_for_text(instalment)
            }
            _notify_kept(pledge, text, instalment, key=key, now=now)


def go_ahead_without_untold(pledge: Pledge, instalment: Instalment, now: datetime) -> None:
    """Who would pay, and was not told of a payment by its last day: nothing is taken, and it is no
    "no" of theirs. They hear of the payment that comes next as everybody does."""
    pool = instalment.pool
    planned = pool.instalments.filter(number__gt=instalment.number, state=InstalmentState.PLANNED)
    following = planned.order_by("number").first()
    key = untold_key(pool.pk)
    if following is None and instalment.number > 1:
        text = _(
            "Nobody could tell you in time, so the last sessions go ahead without you. You have"
            " not said no. Nothing was taken for them, and your place in the group is yours."
        )
        notify_pledger(pledge, PoolMessage.PLEDGE_ENDED, text, key=f"{key}:without", now=now)
        return
    if following is None:
        _go_ahead_without(pledge, pool, key=key, now=now)
        return
    record_deed(
        by=SYSTEM,
        deed=PoolDeed.KEEP_PLACE_OPEN,
        about=f"pool:{pool.pk}",
        for_person=pledge.person_id,
        now=now,
    )
    text = place_kept_for_text(following)
    _notify_kept(pledge, text, following, key=key, now=now)


def _notify_kept(
    pledge: Pledge, text: str, instalment: Instalment, *, key: str, now: datetime
) -> None:
    key = kept_key(key, instalment.number)
    notify_pledger(pledge, PoolMessage.PLACE_KEPT_OPEN, text, key=key, now=now)


def _go_ahead_without(pledge: Pledge, pool: Pool, *, key: str, now: datetime) -> None:
    if pledge.state == PledgeState.IN:
        withdraw_pledge(pledge, pool, now=now)
    text = _(
        "Nobody could tell you in time, so this goes ahead without your part. You have not"
        " said no. Nothing was taken, and your place in the group is yours."
    )
    notify_pledger(pledge, PoolMessage.PLEDGE_ENDED, text, key=f"{key}:without", now=now)


@transaction.atomic
def ask_who_can_go_sooner(*, pool_id: int, now: datetime) -> None:
    """Ten days before the last day: of whoever tells the person things, who stands in for them, and
    a connector of the area. Once for each question, and for each payment they were not told of."""
    if not (questions_to_go_sooner(now, pool_id) or notices_to_go_sooner(now, pool_id)):
        return
    lock_pool(pool_id)
    for question in questions_to_go_sooner(now, pool_id):  # asked again under the lock
        message_key, day = message_key_of(question), max(today(now), last_day_to_answer(question))
        text = _(
            "Somebody who is told things only at visits is asked something about a cost, and does"
            " not know it yet. The date waits for them until %(day)s and no longer."
        ) % {"day": format_day(day)}
        key = f"question:{question.pk}"
        _ask_to_go_sooner(question.pledge, message_key, day, text, key=key, now=now)
        question.sooner_asked_at = now
        question.save(update_fields=["sooner_asked_at"])
    for notice in notices_to_go_sooner(now, pool_id):
        day = max(today(now), last_day_before(notice.last))
        text = _(
            "Somebody was not told yet that a payment is coming, and nothing is taken before they"
            " were. The others wait for them until %(day)s and no longer."
        ) % {"day": format_day(day)}
        _ask_to_go_sooner(notice.pledge, notice.key, day, text, key=notice.key, now=now)


def _ask_to_go_sooner(
    pledge: Pledge, message_key: str, day: date, text: str, *, key: str, now: datetime
) -> None:
    """The whole of that day is theirs. `message_key`: of what there is to say."""
    contacts = ask_to_tell_by(key=message_key, day=day)
    ask = _(
        "Who can go before then? Your page of visits says to whom, and what to say. Press “I can"
        " go” there, and the others read it."
    )
    notify_each_login(
        sorted({*contacts, *connectors_for(pledge)}),
        kind=PoolMessage.WHO_CAN_GO_SOONER,
        subject=_("Who can go sooner?"),
        text=f"{text} {ask}",
        link="/visits/",
        key=f"{key}:sooner:{day}",
        now=now,
    )
