"""Every move of every table of shared costs writes the deed that the table names."""

import pytest
from django.db.models import Model

from community.people.acting import SYSTEM
from pooling.pools.actions import transitions
from pooling.pools.actions.transitions import (
    transition_instalment,
    transition_part,
    transition_pledge,
    transition_pool,
    transition_private_question,
)
from pooling.pools.deeds import PoolDeed
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import INSTALMENT, PART, PLEDGE, POOL, PRIVATE_QUESTION
from tests.factories.supply import NOW

TABLES = [
    (POOL, Pool, transition_pool),
    (PLEDGE, Pledge, transition_pledge),
    (PART, Part, transition_part),
    (INSTALMENT, Instalment, transition_instalment),
    (PRIVATE_QUESTION, PrivateQuestion, transition_private_question),
]
MOVES = [
    pytest.param(model, source, target, deed, transition, id=f"{model.__name__}-{source}-{target}")
    for table, model, transition in TABLES
    for source, targets in table.transitions.items()
    for target, deed in targets.items()
]


@pytest.mark.parametrize(("model", "source", "target", "deed", "transition"), MOVES)
def test_each_move_is_saved_and_writes_its_deed(
    model, source, target, deed, transition, monkeypatch
):
    saved, lines, indexed = [], [], []
    monkeypatch.setattr(Model, "save", lambda self, update_fields: saved.append(update_fields))
    monkeypatch.setattr(transitions, "record_deed", lambda **line: lines.append(line))
    monkeypatch.setattr(transitions, "index_pool", indexed.append)
    row = model(pk=7, state=source)
    if model is PrivateQuestion:
        row.pledge = Pledge(pk=3, pool_id=5)

    transition(row, target, by=SYSTEM, now=NOW)

    assert row.state == target
    assert "state" in saved[0]
    [line] = lines
    assert (line["deed"], line["by"], line["now"]) == (deed, SYSTEM, NOW)
    assert isinstance(deed, PoolDeed)
    assert indexed == ([row] if model is Pool else [])
