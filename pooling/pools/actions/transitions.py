"""The moves of each table of states, one function a table: the only place that sets the column.

Its row is locked by the caller, who says in `fields` what else it changed; each move writes its
deed. `by` is whoever meant this move; what follows from another deed happens by itself.
"""

from datetime import datetime

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from pooling.pools.actions.search_index import index_pool
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import (
    INSTALMENT,
    PART,
    PLEDGE,
    POOL,
    PRIVATE_QUESTION,
    InstalmentState,
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionState,
)


def transition_pool(pool: Pool, state: PoolState, *fields: str, by: Acting, now: datetime) -> None:
    deed = POOL.deed_for(pool.state, state)
    pool.state = state
    pool.save(update_fields=["state", *fields])
    index_pool(pool)
    record_deed(by=by, deed=deed, about=f"pool:{pool.pk}", now=now)


def transition_pledge(
    pledge: Pledge, state: PledgeState, *fields: str, by: Acting, now: datetime
) -> None:
    deed = PLEDGE.deed_for(pledge.state, state)
    pledge.state = state
    pledge.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"pool:{pledge.pool_id}", now=now)


def transition_part(part: Part, state: PartState, *fields: str, by: Acting, now: datetime) -> None:
    deed = PART.deed_for(part.state, state)
    part.state = state
    part.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"part:{part.pk}", now=now)


def transition_instalment(
    instalment: Instalment, state: InstalmentState, *fields: str, by: Acting, now: datetime
) -> None:
    deed = INSTALMENT.deed_for(instalment.state, state)
    instalment.state = state
    instalment.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"instalment:{instalment.pk}", now=now)


def transition_private_question(
    question: PrivateQuestion, state: PrivateQuestionState, *, by: Acting, now: datetime
) -> None:
    """Every move is its end; a caller who heard an answer sets whose it was, and how it was put."""
    deed = PRIVATE_QUESTION.deed_for(question.state, state)
    question.state, question.answered_at = state, now
    question.save(
        update_fields=["state", "answered_at", "answered_by", "shown_words", "interpreted_by"]
    )
    about = f"pool:{question.pledge.pool_id}"
    record_deed(by=by, deed=deed, about=about, note=f"{question.kind}: {state}", now=now)
