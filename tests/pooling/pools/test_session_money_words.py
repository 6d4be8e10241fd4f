"""What a statement says of each session's money: nothing that is over is called "to come"."""

from datetime import timedelta

import pytest

from pooling.pools.models.instalments import PoolSession
from pooling.pools.wording.statements import session_money_text
from providers.models.sessions import Session
from providers.states import SessionState
from tests.factories.supply import NOW


@pytest.mark.parametrize(
    ("state", "ended_hours_ago", "money", "sentence"),
    [
        (SessionState.PLANNED, -1, {}, "Paid for, to come"),
        (SessionState.PLANNED, 1, {}, "Paid for, not recorded yet"),
        (SessionState.DELIVERED, 1, {}, "Held: paid once nobody says otherwise"),
        (SessionState.DELIVERED, 1, {"released_at": NOW}, "Held, and paid"),
        (SessionState.CALLED_OFF, -1, {}, "Did not happen, goes back"),
        (SessionState.NOT_DELIVERED, 1, {"refunded_at": NOW}, "Did not happen, given back"),
        (
            SessionState.PLANNED,
            1,
            {"refunded_at": NOW},
            "Nobody could say that it happened: given back",
        ),
    ],
)
@pytest.mark.holds("fault:C5")
def test_what_the_statement_says_of_a_sessions_money(state, ended_hours_ago, money, sentence):
    session = Session(state=state, ends_at=NOW - timedelta(hours=ended_hours_ago))
    assert session_money_text(PoolSession(session=session, **money), now=NOW) == sentence
