"""A shared cost as a member sees it: where it stands, the price, my own yes, what comes next."""

from django.shortcuts import render

from community.common import clock
from frontend.access import person_required
from frontend.pages.pool.texts import (
    answers_beside_yes,
    if_someone_cannot_pay,
    pool_state_text,
    sessions_in_words,
    support_plan_text,
    talk_url,
    terms_rows,
    tone_of,
)
from pooling.pools.queries.money import transfers_to_send
from pooling.pools.queries.opening import example_of
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.queries.statements import pool_statement
from pooling.pools.states import PartState, PledgeState


@person_required
def one(request, pool_id):
    seen = _seen(request, pool_id)
    context = {
        **_standing(seen),
        "terms": terms_rows(seen.terms),
        "example": example_of(seen.terms, seen.cover.said_yes),
        "gap": if_someone_cannot_pay(seen.terms),
        "questions": answers_beside_yes(seen.pool.offer, seen.pool.area),
        "helps": _helps_with_paying(seen),
        "to_send": transfers_to_send(request.acting.person_id, pool_id),
        "is_in": bool(seen.mine and seen.mine.state == PledgeState.IN),
        "talk": talk_url(),
    }
    return render(request, "pool/one.html", context)


def _helps_with_paying(seen) -> list:
    """For whoever is not sure how to pay. Help with a question stands on the question's page."""
    is_open = seen.mine and seen.mine.state == PledgeState.IN and seen.can_say_yes
    not_sure = is_open and any(part.state == PartState.SAID_YES for part in seen.mine.parts)
    return [each for each in seen.mine.helps if not each.question_id] if not_sure else []


@person_required
def standing_now(request, pool_id):
    """The part of the page that may change while somebody looks at it."""
    return render(request, "pool/standing.html", _standing(_seen(request, pool_id)))


def _seen(request, pool_id):
    return pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())


def _standing(seen) -> dict:
    return {
        "seen": seen,
        "state_words": pool_state_text(seen.pool, is_covered=seen.cover.enough),
        "tone": tone_of(seen.pool.state),
    }


@person_required
def statement(request, pool_id):
    """The whole of a shared cost, for those who share it: totals and sessions, no person."""
    seen = _seen(request, pool_id)
    return render(
        request,
        "pool/pool_statement.html",
        {"said": pool_statement(seen.pool), "seen": seen},
    )


@person_required
def words_for_plan(request, pool_id):
    """A paragraph to copy into one's own support plan (M66)."""
    seen = _seen(request, pool_id)
    mine = seen.mine
    words = support_plan_text(
        what=seen.terms["summary"],
        who=seen.pool.provider.name,
        dates=sessions_in_words(seen.starts),
        most_pence=mine.max_pence if mine else 0,
        sessions=len(seen.starts),
        purpose=mine.what_for if mine else "",
        also="",
    )
    return render(request, "pool/plan_words.html", {"seen": seen, "words": words if mine else ""})
