"""Another way than a little more: asked for by the person, answered by a connector (M142)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.refusals import NotFound
from community.common.refusals import or_not_found as there
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from pooling.pools.actions.help_requests import notify_connectors
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.queries.help_requests import helps_open_to
from pooling.pools.rules.help_requests import (
    check_can_ask_another_way,
    check_help_is_wanted,
    check_is_asked,
)

from ..states import HelpOutcome, HelpRequestKind, PrivateQuestionKind
from .pledging import lock_pool, lock_pool_for_member


@transaction.atomic
def request_another_way(
    *, question_id: int, may_see_most: bool = False, by, now: datetime
) -> HelpRequest:
    """ "Help me find another way", where one's most is below the share (M142). The question stays
    open until its date. Asked twice it is asked once; the tick may be given later.

    `may_see_most`: a connector may see the most the person would pay. Never without it.
    """
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    mine = PrivateQuestion.objects.filter(pk=question_id, pledge__person=by.person)
    pool_id = there(mine.values_list("pledge__pool_id", flat=True).first())
    lock_pool_for_member(pool_id, by)
    question = mine.select_for_update(of=("self",), no_key=True).select_related("pledge").get()
    check_can_ask_another_way(question.kind, question.state, question.answer_by, now)
    asked, is_new = HelpRequest.objects.get_or_create(
        question=question,
        defaults={
            "pledge": question.pledge,
            "kind": HelpRequestKind.ANOTHER_WAY,
            "may_see_most": may_see_most,
            "asked_at": now,
            "asked_by": by.login,
            "on_paper": by.on_paper,
        },
    )
    if is_new:
        notify_connectors(asked, now)
    elif may_see_most and not asked.may_see_most:
        asked.may_see_most = True
        asked.save()
    record_deed(by=by, deed="ask_another_way", about=f"pool:{pool_id}", now=now)
    return asked


def ask_another_way_here(*, pool_id: int, may_see_most: bool, by, now: datetime) -> HelpRequest:
    """The same, for whoever is asked about the share of this cost: at a visit no page is open."""
    mine = PrivateQuestion.objects.filter(pledge__pool_id=pool_id, pledge__person=by.person)
    question = mine.filter(kind=PrivateQuestionKind.LOW_MAXIMUM).order_by("-pk").first()
    check_is_asked(question is not None)
    return request_another_way(
        question_id=not_none(question).pk, may_see_most=may_see_most, by=by, now=now
    )


@transaction.atomic
def answer_help_request(*, help_id: int, outcome: str, outcome_words: str, by, now: datetime) -> HelpRequest:
    """A connector says what they found, in their own words: the person is told in the way they
    want to be reached, and decides. Answered once."""
    open_to = helps_open_to(not_none(by.login_id))
    pool_id = open_to.filter(pk=help_id).values_list("pledge__pool_id", flat=True).first()
    if pool_id is None:
        raise NotFound(_("We cannot find that page."))
    lock_pool(pool_id)
    asked = (
        HelpRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("question", "pledge__pool")
        .get(pk=help_id)
    )
    check_help_is_wanted(
        is_answered=asked.answered_at is not None, answer_by=asked.answer_by, now=now
    )
    asked.outcome, asked.outcome_words = HelpOutcome(outcome), outcome_words
    asked.answered_at, asked.answered_by = now, by.login
    asked.save()
    _tell_person(asked, now)
    record_deed(
        by=by,
        deed="answer_help",
        about=f"pool:{pool_id}",
        for_person=asked.pledge.person_id,
        now=now,
    )
    return asked


def _tell_person(asked: HelpRequest, now: datetime) -> None:
    facts = {"words": asked.outcome_words, "day": format_day(asked.answer_by)}
    if asked.kind == HelpRequestKind.HOW_TO_PAY:
        text = _(
            "You asked how your part can be paid. Somebody looked, and writes: “%(words)s”"
            " You can now say where the money comes from, until %(day)s. Nobody else is told."
        )
    elif asked.outcome == HelpOutcome.NOTHING:
        text = _(
            "You asked for another way. Somebody looked, and found nothing this time: “%(words)s”"
            " You can still say a little more, or not this time, until %(day)s. Both are fine, and"
            " nobody else is told."
        )
    else:
        text = _(
            "You asked for another way. Somebody looked, and writes: “%(words)s” You can now say a"
            " new most, add where the money comes from, or say not this time, until %(day)s."
            " Nobody else is told."
        )
    notify_pledger(asked.pledge, "help_answered", text % facts, key=f"help:{asked.pk}", now=now)
