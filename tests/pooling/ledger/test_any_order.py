"""Whatever is done, in whatever order: the ledger answers as thirty lines of Python would, and
adds up after every step."""

from dataclasses import dataclass, field

import hypothesis
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from community.common.refusals import Refused
from pooling.ledger.account_codes import (
    OUTSIDE_CARD,
    OUTSIDE_TRANSFER,
    part_account_code,
    provider_account_code,
)
from pooling.ledger.actions import (
    close_collection,
    create_collection,
    open_account,
    open_for_posting,
    post,
    reserve,
    transfer,
    void,
)
from pooling.ledger.queries import available_pence, balances, ledger_faults, pool_balance
from pooling.ledger.states import AccountKind

POOL, TARGET = 1, 100
PARTS = [part_account_code(n) for n in (1, 2)]
PROVIDER = provider_account_code(1)
ROUNDS = ["instalment:1:1", "instalment:1:2", "instalment:1:3"]
OUTSIDE = [OUTSIDE_CARD, OUTSIDE_TRANSFER]

# Not `st.integers`, which also draws from numbers that it finds in whatever code is imported.
much, little = st.sampled_from(range(40, 121)), st.sampled_from(range(1, 61))
luck, which = st.sampled_from(range(8)), st.sampled_from(range(21))
parts, rounds, outside = st.sampled_from(PARTS), st.sampled_from(ROUNDS), st.sampled_from(OUTSIDE)


@dataclass
class Model:
    """What the ledger should be. Each deed answers "" or the code of a refusal."""

    held: dict = field(default_factory=lambda: dict.fromkeys([*PARTS, PROVIDER, *OUTSIDE], 0))
    rounds: dict = field(default_factory=lambda: dict.fromkeys(ROUNDS, "new"))
    rows: dict = field(default_factory=dict)  # key: (kind, source, target, pence, round, pending)

    def settled(self, key):
        return any(row[5] == key for row in self.rows.values())

    def waiting(self):
        return [r for k, r in self.rows.items() if r[0] == "pending" and not self.settled(k)]

    def left(self, code):
        return self.held[code] - sum(row[3] for row in self.waiting() if row[1] == code)

    def covered(self, name):
        live = [r for r in self.rows.values() if r[0] in ("direct", "post")] + self.waiting()
        own_rows = [row for row in live if row[4] == name]
        return sum(r[3] * ((r[2] in PARTS) - (r[2] in OUTSIDE)) for r in own_rows)

    def write(self, key, row):
        kind, source, target, amount, name, pending = row
        if key in self.rows:
            return "" if self.rows[key] == row else "already_posted_otherwise"
        if name and kind == "post" and self.rounds[name] != "open":
            return "collection_not_open"
        comes_in = kind in ("direct", "pending") and target in PARTS
        if name and comes_in and self.rounds[name] == "closed":
            return "collection_not_open"
        if pending:
            if self.settled(pending):
                return "already_settled"
            if amount > self.rows[pending][3]:
                return "more_than_pending"
        elif source not in OUTSIDE and amount > self.left(source):
            return "not_enough"
        self.rows[key] = row
        if kind in ("direct", "post"):
            self.held[source] -= amount
            self.held[target] += amount
        return ""

    def open(self, name):
        if self.rounds[name] == "closed":
            return "collection_not_open"
        if self.rounds[name] == "new" and self.covered(name) < TARGET:
            return "not_covered"
        self.rounds[name] = "open"
        return ""


def answer_of(deed, **said) -> str:
    try:
        deed(**said)
    except Refused as refused:
        return refused.code
    return ""


class LedgerMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.model, self.deeds = Model(), 0
        for code in PARTS:
            open_account(code=code, kind=AccountKind.PART, pool_ref=POOL)
        open_account(code=PROVIDER, kind=AccountKind.PROVIDER)
        for code in ROUNDS:
            create_collection(code=code, pool_ref=POOL, target_pence=TARGET)
        for part in PARTS:  # the first round is covered, and one part has something to lose
            self.a_card_is_held(luck=1, part=part, amount=TARGET // 2, name=ROUNDS[0])
        self.money_arrives(luck=1, source=OUTSIDE_TRANSFER, part=PARTS[0], amount=80, name=None)

    def teardown(self):
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def both(self, key, row):
        """The same deed, done to the ledger and to the model: they answer alike."""
        kind, source, target, amount, name, pending = row
        about = {"reason": "sessions", "about": "charge:1"}
        flow = {"source": source, "target": target, "pence": amount, "collection": name}
        deed, said = {
            "direct": (transfer, flow | about),
            "pending": (reserve, flow | about),
            "post": (post, {"pending": pending, "pence": amount}),
            "void": (void, {"pending": pending}),
        }[kind]
        assert answer_of(deed, key=key, **said) == self.model.write(key, row)

    def key(self, luck):
        """Mostly a key of its own; now and then one that has been used for something else."""
        if luck == 0 and self.model.rows:
            return next(reversed(self.model.rows))
        self.deeds += 1
        return f"key:{self.deeds}"

    def pending(self, which):
        held = [(key, row) for key, row in self.model.rows.items() if row[0] == "pending"]
        return held[which % len(held)]

    def has_rows(self):
        return hasattr(self, "model") and bool(self.model.rows)

    def has_pending(self):
        return self.has_rows() and any(row[0] == "pending" for row in self.model.rows.values())

    @rule(luck=luck, source=outside, part=parts, amount=much, name=st.none() | rounds)
    def money_arrives(self, luck, source, part, amount, name):
        self.both(self.key(luck), ("direct", source, part, amount, name, None))

    @rule(luck=luck, part=parts, amount=much, name=rounds)
    def a_card_is_held(self, luck, part, amount, name):
        self.both(self.key(luck), ("pending", OUTSIDE_CARD, part, amount, name, None))

    @rule(luck=luck, part=parts, rail=outside, amount=little, name=st.none() | rounds)
    def money_goes_back(self, luck, part, rail, amount, name):
        self.both(self.key(luck), ("direct", part, rail, amount, name, None))

    @rule(luck=luck, part=parts, amount=little, kind=st.sampled_from(["direct", "pending"]))
    def money_is_released(self, luck, part, amount, kind):
        self.both(self.key(luck), (kind, part, PROVIDER, amount, None, None))

    @precondition(has_pending)
    @rule(luck=luck, which=which, amount=much | st.none())
    def what_was_held_is_posted(self, luck, which, amount):
        held, row = self.pending(which)
        self.both(self.key(luck), ("post", *row[1:3], amount or row[3], row[4], held))

    @precondition(has_pending)
    @rule(luck=luck, which=which)
    def what_was_held_is_voided(self, luck, which):
        held, row = self.pending(which)
        self.both(self.key(luck), ("void", *row[1:5], held))

    @precondition(has_rows)
    @rule(which=which)
    def the_same_is_said_again(self, which):
        keys = list(self.model.rows)
        key = keys[which % len(keys)]
        self.both(key, self.model.rows[key])

    @rule(name=rounds)
    def a_round_opens(self, name):
        assert answer_of(open_for_posting, code=name) == self.model.open(name)

    @rule(name=rounds, less=st.sampled_from(range(31)))
    def a_round_is_collected(self, name, less):
        self.a_round_opens(name=name)
        for key, row in list(self.model.rows.items()):
            if row[0] == "pending" and row[4] == name:
                self.both(self.key(1), ("post", *row[1:3], row[3] - less, name, key))

    @precondition(lambda self: hasattr(self, "model") and "open" in self.model.rounds.values())
    @rule(name=rounds)
    def a_round_closes(self, name):
        close_collection(code=name)
        self.model.rounds[name] = "closed"

    @invariant()
    def balances_are_the_models(self):
        if hasattr(self, "model"):
            assert balances([*PARTS, PROVIDER, *OUTSIDE]) == self.model.held
            assert {code: available_pence(code) for code in PARTS} == {
                code: self.model.left(code) for code in PARTS
            }
            assert pool_balance(POOL) == sum(self.model.held[code] for code in PARTS)

    @invariant()
    def no_money_is_made_or_lost_and_none_is_owed(self):
        if hasattr(self, "model"):
            assert sum(self.model.held.values()) == 0
            assert all(available_pence(code) >= 0 for code in [*PARTS, PROVIDER])

    @invariant()
    def nothing_is_broken(self):
        assert ledger_faults() == []


def run(seed: str, *, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        hypothesis.seed(seed)(LedgerMachine),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.holds("I1")
def test_whatever_is_done_in_whatever_order_it_adds_up(db, seed):
    run(f"{seed}", examples=10, steps=20)


@pytest.mark.prove
def test_whatever_is_done_in_whatever_order_it_adds_up_at_length(db, seed):
    run(f"{seed}", examples=120, steps=50)
