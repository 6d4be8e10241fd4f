"""Help with a cost: asked for by the person, answered by a connector of the area (M142, M46).

Nobody in the group and nobody of the provider is told: a connector who is one of them does not
see it either.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from pooling.pools.actions.locking import lock_pool, lock_pool_for_member
from pooling.pools.actions.notifications import notify_pledger
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import Pledge
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.queries.help_requests import connectors_for, pool_of_help_request
from pooling.pools.rules.help_requests import (
    check_can_ask_another_way,
    check_help_is_wanted,
    check_is_asked,
)
from pooling.pools.states import HelpOutcome, HelpRequestKind, PrivateQuestionKind


def request_how_to_pay(pledge: Pledge, *, by: Acting, now: datetime) -> HelpRequest:
    """Somebody said yes and is not sure with which money: a connector helps them find out (M46)."""
    help_request, is_new = HelpRequest.objects.get_or_create(
        pledge=pledge,
        kind=HelpRequestKind.HOW_TO_PAY,
        defaults={"asked_at": now, "asked_by": by.login, "on_paper": by.on_paper},
    )
    if is_new:
        notify_connectors(help_request, now)
    return help_request


@transaction.atomic
def request_another_way(
    *, question_id: int, may_see_most: bool = False, by: Acting, now: datetime
) -> HelpRequest:
    """ "Help me find another way", where one's most is below the share (M142). The question stays
    open until its date. Asked twice it is asked once; the tick may be given later.

    `may_see_most`: a connector may see the most the person would pay. Never without it.
    """
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.MONEY, now=now)
    own_questions = PrivateQuestion.objects.filter(pk=question_id, pledge__person=by.person)
    pool_id = or_not_found(own_questions.values_list("pledge__pool_id", flat=True).first())
    lock_pool_for_member(pool_id, by)
    question = (
        own_questions.select_for_update(of=("self",), no_key=True).select_related("pledge").get()
    )
    check_can_ask_another_way(question.kind, question.state, question.answer_by, now)
    help_request, is_new = HelpRequest.objects.get_or_create(
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
        notify_connectors(help_request, now)
    elif may_see_most and not help_request.may_see_most:
        help_request.may_see_most = True
        help_request.save()
    record_deed(by=by, deed=PoolDeed.REQUEST_ANOTHER_WAY, about=f"pool:{pool_id}", now=now)
    return help_request


def request_another_way_in_pool(
    *, pool_id: int, may_see_most: bool, by: Acting, now: datetime
) -> HelpRequest:
    """The same, for whoever is asked about the share of this cost: at a visit no page is open."""
    own_questions = PrivateQuestion.objects.filter(
        pledge__pool_id=pool_id, pledge__person=by.person
    )
    question = own_questions.filter(kind=PrivateQuestionKind.LOW_MAXIMUM).order_by("-pk").first()
    check_is_asked(question is not None)
    return request_another_way(
        question_id=not_none(question).pk, may_see_most=may_see_most, by=by, now=now
    )


def notify_connectors(help_request: HelpRequest, now: datetime) -> None:
    """No name in the message: their own page says who, which cost, and by which day."""
    notify_each_login(
        connectors_for(help_request.pledge),
        kind=PoolMessage.HELP_REQUESTED,
        subject=_("Somebody asks for help"),
        text=_(
            "Somebody in your area asks for help with a cost. Your page says who, and by"
            " which day. Nobody in their group knows."
        ),
        link="/connect/help/",
        key=f"help:{help_request.pk}:login",
        now=now,
    )


@transaction.atomic
def answer_help_request(
    *, help_id: int, outcome: str, outcome_words: str, by: Acting, now: datetime
) -> HelpRequest:
    """A connector says what they found, in their own words: the person is told in the way they
    want to be reached, and decides. Answered once."""
    pool_id = pool_of_help_request(help_id=help_id, login_id=not_none(by.login_id))
    lock_pool(pool_id)
    help_request = (
        HelpRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("question", "pledge__pool")
        .get(pk=help_id)
    )
    check_help_is_wanted(
        is_answered=help_request.answered_at is not None,
        answer_by=help_request.answer_by,
        now=now,
    )
    help_request.outcome, help_request.outcome_words = HelpOutcome(outcome), outcome_words
    help_request.answered_at, help_request.answered_by = now, by.login
    help_request.save()
    _notify_person(help_request, now)
    record_deed(
        by=by,
        deed=PoolDeed.ANSWER_HELP_REQUEST,
        about=f"pool:{pool_id}",
        for_person=help_request.pledge.person_id,
        now=now,
    )
    return help_request


def _notify_person(help_request: HelpRequest, now: datetime) -> None:
    facts = {"words": help_request.outcome_words, "day": format_day(help_request.answer_by)}
    if help_request.kind == HelpRequestKind.HOW_TO_PAY:
        text = _(
            "You asked how your part can be paid. Somebody looked, and writes: “%(words)s”"
            " You can now say where the money comes from, until %(day)s. Nobody else is told."
        )
    elif help_request.outcome == HelpOutcome.NOTHING:
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
    notify_pledger(
        help_request.pledge,
        PoolMessage.HELP_ANSWERED,
        text % facts,
        key=f"help:{help_request.pk}",
        now=now,
    )
