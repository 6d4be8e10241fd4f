"""Every move of every table is made by its one function, which writes the deed that the table
names; and nothing else sets the column."""

import ast
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import models

from community.audit.models import AuditEntry
from community.common.lifecycle import lifecycles_in
from community.people.acting import SYSTEM
from pooling import payments
from pooling.payments.actions.bank_details import transition_bank_details
from pooling.payments.actions.bank_transfer_refunds import transition_bank_transfer_refund
from pooling.payments.actions.bank_transfer_rows import transition_bank_transfer
from pooling.payments.actions.card_payments import (
    transition_card_payment,
    transition_payment_goal,
)
from pooling.payments.actions.card_refunds import transition_card_refund
from pooling.payments.actions.cards import transition_saved_card
from pooling.payments.actions.commitment_lines import transition_commitment_line
from pooling.payments.actions.commitments import transition_commitment
from pooling.payments.actions.payouts import transition_payout
from pooling.payments.actions.provider_accounts import transition_provider_account
from pooling.payments.models.bank_details import BankDetailsChange
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.models.cards import CardPayment, CardRefund, SavedCard
from pooling.payments.models.commitments import Commitment, CommitmentLine
from pooling.payments.models.provider_accounts import Payout, ProviderAccount
from tests.factories.supply import NOW

ROOT = Path(payments.__file__).parent
LIFECYCLES = lifecycles_in("pooling.payments.states")
CARD = SavedCard(pk=1, person_id=uuid4())

TABLES: dict[str, tuple[Callable[..., None], Callable[[str], models.Model]]] = {
    "PROVIDER_ACCOUNT": (
        transition_provider_account,
        lambda state: ProviderAccount(pk=1, provider_id=1, state=state),
    ),
    "SAVED_CARD": (
        transition_saved_card,
        lambda state: SavedCard(pk=1, person_id=CARD.person_id, state=state),
    ),
    "CARD_PAYMENT": (
        transition_card_payment,
        lambda state: CardPayment(pk=1, saved_card=CARD, state=state),
    ),
    "PAYMENT_GOAL": (
        transition_payment_goal,
        lambda goal: CardPayment(pk=1, saved_card=CARD, goal=goal),
    ),
    "CARD_REFUND": (
        transition_card_refund,
        lambda state: CardRefund(pk=1, payment=CardPayment(pk=1, saved_card=CARD), state=state),
    ),
    "PAYOUT": (transition_payout, lambda state: Payout(pk=1, state=state)),
    "COMMITMENT": (transition_commitment, lambda state: Commitment(pk=1, state=state)),
    "COMMITMENT_LINE": (
        transition_commitment_line,
        lambda state: CommitmentLine(
            pk=1, commitment=Commitment(pk=1, person_id=CARD.person_id), state=state
        ),
    ),
    "BANK_DETAILS": (transition_bank_details, lambda state: BankDetailsChange(pk=1, state=state)),
    "BANK_TRANSFER": (transition_bank_transfer, lambda state: BankTransfer(pk=1, state=state)),
    "BANK_TRANSFER_REFUND": (
        transition_bank_transfer_refund,
        lambda state: BankTransferRefund(
            pk=1, transfer=BankTransfer(pk=1, person_id=CARD.person_id), state=state
        ),
    ),
}
MOVES = [(name, source, target) for name in TABLES for source, target in LIFECYCLES[name].pairs()]


def test_no_table_is_left_out():
    assert set(TABLES) == set(LIFECYCLES)


@pytest.mark.parametrize(("name", "source", "target"), MOVES)
def test_every_move_writes_its_deed(db, monkeypatch, name, source, target):
    table = LIFECYCLES[name]
    transition, row_in = TABLES[name]
    row = row_in(source)
    monkeypatch.setattr(type(row), "save", lambda self, **fields: None)
    by = {"by": SYSTEM} if "by" in signature(transition).parameters else {}

    transition(row, table.states(target), **by, now=NOW)

    assert [entry.deed for entry in AuditEntry.objects.all()] == [table.deed_for(source, target)]
    assert target in (row.state, getattr(row, "goal", None))


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: path.stem)
def test_only_a_transition_sets_a_state(path):
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("transition_"):
            for node in ast.walk(function):
                is_set = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
                assert not (is_set and node.attr in ("state", "goal")), (
                    f"{path}:{node.lineno}: {function.name} sets it by itself"
                )
