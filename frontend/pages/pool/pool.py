"""A shared cost as a member sees it: where it stands, the price, my own yes, what comes next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import or_not_found
from community.people.queries.representations import deciding_representatives
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import TalkAbout
from frontend.access import PersonRequest, person_required, shows
from frontend.components.blocks import AnsweredQuestion
from frontend.pages.pool.rules import rule_folds
from frontend.pages.pool.texts import (
    answers_beside_yes,
    ask_url,
    pool_state_text,
    support_plan_text,
    talk_url,
    tone_of,
)
from frontend.pdf.plan_words import plan_words_pdf
from frontend.shared.sight import who_reads_text
from pooling.pools.models.private_questions import HelpRequest
from pooling.pools.queries.cover_choices import choices_asked_of
from pooling.pools.queries.money import transfers_to_send
from pooling.pools.queries.opening import example_of
from pooling.pools.queries.pledge_details import PledgeDetail
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member, pool_for_reader
from pooling.pools.queries.statements import pool_statement
from pooling.pools.states import (
    ENDED_POOL_STATES,
    PAID_POOL_STATES,
    PLEDGEABLE_STATES,
    WENT_AHEAD_STATES,
    PoolState,
)
from pooling.pools.wording.sessions import format_sessions
from pooling.pools.wording.status import below_share_text
from providers.queries.hidden_dates import starts_hidden_from


@person_required
@shows(Seen.GROUPS)
def pool_page(request: PersonRequest, pool_id: int) -> HttpResponse:
    now = clock.now()
    pool_detail = pool_for_reader(pool_id=pool_id, by=request.acting, now=now)
    shows_sums = may_see(request.acting, Seen.SUMS, now=now)
    is_over = pool_detail.pool.state in ENDED_POOL_STATES
    questions = _asked_first(pool_detail) if pool_detail.can_pledge else []
    context = {
        "who_reads": who_reads_text(request.acting, Seen.FITS, now=now),
        "shows_sums": shows_sums,
        "shows_codes": may_see(request.acting, Seen.CODES, now=now),
        **_status_context(pool_detail),
        "below_share": _below_share(pool_detail),
        "when_and_where": _when_and_where(pool_detail),
        "folds": rule_folds(pool_detail, questions, is_over=is_over),
        "example": example_of(pool_detail.terms, pool_detail.coverage.said_yes),
        "choosing": choices_asked_of(pool_detail.pool, request.acting.person_id),
        "can_call_off": pool_detail.pool.state in PAID_POOL_STATES,
        "is_over": is_over,
        "questions": questions,
        "helps": _helps_with_paying(pool_detail),
        "to_send": transfers_to_send(request.acting.person_id, pool_id) if shows_sums else [],
        "talk": talk_url(TalkAbout.POOL, pool_id),
    }
    return render(request, "pool/pool.html", context)


def _asked_first(pool_detail: PoolDetail) -> list[AnsweredQuestion]:
    pool = pool_detail.pool
    return answers_beside_yes(
        pool_detail.terms, pool.provider, pool.area, ask_url=ask_url(pool.offer_id)
    )


def _when_and_where(pool_detail: PoolDetail) -> str:
    """In one line under the title."""
    place = pool_detail.terms.place
    if not pool_detail.starts:
        return place
    return f"{format_sessions(pool_detail.starts)}. {place}"


def _below_share(pool_detail: PoolDetail) -> str:
    """At once, and not days later: what they said does not reach as far as the share (B4)."""
    my_pledge = pool_detail.my_pledge
    if my_pledge is None or not my_pledge.is_in or not pool_detail.can_pledge:
        return ""
    if_all_pence = pool_detail.coverage.share_if_all_pence
    return below_share_text(my_pledge.max_pence or 0, if_all_pence) if my_pledge.max_pence else ""


def _helps_with_paying(pool_detail: PoolDetail) -> list[HelpRequest]:
    """For whoever is not sure how to pay. Help with a question stands on the question's page."""
    my_pledge = pool_detail.my_pledge
    if my_pledge and my_pledge.is_in and my_pledge.is_undecided and pool_detail.can_pledge:
        return my_pledge.helps_about(None)
    return []


@person_required
@shows(Seen.GROUPS)
def pool_status(request: PersonRequest, pool_id: int) -> HttpResponse:
    """The part of the page that may change while somebody looks at it."""
    return render(request, "pool/pool_status.html", _status_context(_pool_detail(request, pool_id)))


def _pool_detail(request: PersonRequest, pool_id: int) -> PoolDetail:
    return pool_for_reader(pool_id=pool_id, by=request.acting, now=clock.now())


def _status_context(pool_detail: PoolDetail) -> dict[str, Any]:
    """Each state in one sentence: before it goes ahead the sentence alone says it, and only then
    are there places to be covered (fault J5)."""
    state = pool_detail.pool.state
    is_said_whole = state in (*PLEDGEABLE_STATES, PoolState.COLLECTING)
    return {
        "pool_detail": pool_detail,
        "state_words": "" if is_said_whole else pool_state_text(pool_detail.pool),
        "tone": tone_of(state),
        "shows_places": state in PLEDGEABLE_STATES,
    }


@person_required
@shows(Seen.SUMS)
def pool_statement_page(request: PersonRequest, pool_id: int) -> HttpResponse:
    """The whole of a shared cost, for those who share it: totals and sessions, no person."""
    pool_detail = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    return render(
        request,
        "pool/pool_statement.html",
        {
            "statement": pool_statement(pool_detail.pool, starts_hidden_from(request.acting)),
            "pool_detail": pool_detail,
        },
    )


@person_required
@shows(Seen.SUMS)
def pool_plan_words(request: PersonRequest, pool_id: int) -> HttpResponse:
    """A paragraph to copy into one's own support plan (M66)."""
    pool_detail = _pool_detail(request, pool_id)
    my_pledge = pool_detail.my_pledge
    text = _plan_text(request, pool_detail, my_pledge) if my_pledge else ""
    return render(request, "pool/pool_plan_words.html", {"pool_detail": pool_detail, "text": text})


@person_required
@shows(Seen.SUMS)
def pool_plan_pdf(request: PersonRequest, pool_id: int) -> HttpResponse:
    """The same on paper, to hand over (fault B5)."""
    pool_detail = _pool_detail(request, pool_id)
    text = _plan_text(request, pool_detail, or_not_found(pool_detail.my_pledge))
    now = clock.now()
    pdf = plan_words_pdf(text, on=clock.today(now), made_at=now)
    name = f'attachment; filename="plan-p{pool_id}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _plan_text(request: PersonRequest, pool_detail: PoolDetail, my_pledge: PledgeDetail) -> str:
    """The share once it is paid; until then, the most it may be (fault B5)."""
    share_pence = my_pledge.share_pence if pool_detail.pool.state in WENT_AHEAD_STATES else None
    return support_plan_text(
        what=pool_detail.terms.summary,
        who=pool_detail.pool.provider.name,
        dates=format_sessions(pool_detail.starts),
        session_pence=share_pence or my_pledge.max_pence or 0,
        sessions=pool_detail.session_count if pool_detail.finds_all else None,
        is_most=share_pence is None,
        purpose=my_pledge.what_for,
        also=_who_else_decides(request, my_pledge),
    )


def _who_else_decides(request: PersonRequest, my_pledge: PledgeDetail) -> list[str]:
    """An office that looks after some of the money; and, in the person's own copy, whoever may
    decide for them: who else holds an authority is read by nobody who holds one (P12)."""
    offices = [_("the office that looks after the money")] if my_pledge.asks_an_office else []
    if request.acting.representation is not None:
        return offices
    deciders = deciding_representatives(request.acting.person_id)
    return offices + [row.login.name for row in deciders]
