"""Shorter ways to say what most tests of the ledger need."""

import pytest

from pooling.ledger import actions
from pooling.ledger.accounts import OUTSIDE_CARD, OUTSIDE_TRANSFER, part_code
from pooling.ledger.states import AccountKind

POOL = 1
ROUND = "instalment:1:1"


class Ledger:
    """One pool with one round of collecting."""

    def part(self, part_id, *, holding: int = 0, pool_ref: int = POOL) -> str:
        code = part_code(part_id)
        actions.open_account(code=code, kind=AccountKind.PART, pool_ref=pool_ref)
        if holding:
            self.move(f"fill:{code}", OUTSIDE_TRANSFER, code, holding)
        return code

    def round(self, target_pence: int, code: str = ROUND) -> str:
        actions.start_collection(code=code, pool_ref=POOL, target_pence=target_pence)
        return code

    def move(self, key, source, target, pence, **more) -> int:
        said = {"reason": "sessions", "about": "charge:1"} | more
        return actions.move(key=key, source=source, target=target, pence=pence, **said)

    def hold(self, key, target, pence, **more) -> int:
        said = {"reason": "sessions", "about": "charge:1", "collection": ROUND} | more
        said = {"source": OUTSIDE_CARD} | said
        return actions.reserve(key=key, target=target, pence=pence, **said)


@pytest.fixture
def ledger(db) -> Ledger:
    return Ledger()
