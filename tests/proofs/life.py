"""A worker of its own process that may be killed, and a life of card money for it to live."""

import os
import signal
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.db import connections

from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import part_account_code, provider_account_code
from pooling.ledger.queries import balances, ledger_faults
from pooling.payments.actions.card_refunds import request_card_refund
from pooling.payments.actions.card_requests import request_capture, request_void
from pooling.payments.actions.payouts import release_to_provider
from pooling.payments.models.cards import CardPayment, CardRefund
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.processor import client
from standin.clock import Clock
from standin.core import Core
from standin.http.server import Server
from tests.factories.cards import (
    WORKS_AT_ONCE,
    Cards,
    later,
    save_card,
    taken_here,
    taken_there,
    work_off,
)
from tests.factories.supply import NOW, make_someone
from tests.proofs.failpoints import Failpoint, kill_at

CHANGING_OPERATIONS = (
    "payment_intents.create",
    "payment_intents.confirm",
    "payment_intents.capture",
    "payment_intents.cancel",
    "refunds.create",
    "payouts.create",
)
DAY = 24 * 3600


@contextmanager
def processor_over_http(monkeypatch, seed: int = 7):
    """The stand-in behind real HTTP, and our door leading to it."""
    core = Core(seed=seed, clock=Clock(lambda: int(NOW.timestamp())), pause=lambda seconds: None)
    server = Server(core)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    monkeypatch.setattr(settings, "STRIPE_API_BASE", server.origin)
    try:
        yield core
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        client._client.cache_clear()


def in_a_process(
    act: Callable[[], None], *, crash_at: Failpoint | None = None, killed_after: float = 0
) -> bool:
    """Run it in a process of its own; False when that was killed on the way."""
    connections["default"].close()
    client._client.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside the server's thread
        child = os.fork()
    if child == 0:
        code = 1
        try:
            if crash_at is not None:
                kill_at(crash_at)
            act()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    if killed_after:
        time.sleep(killed_after)
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), "the worker failed by itself"
    return status == 0


class Life:
    """Two charges of one collection: one is paid, part of it given back and part paid out; the
    other is let go. Many lives share one database and one provider."""

    def __init__(self, cards: Cards, number: int):
        self.cards, self.number = cards, number
        self.paid, self.let_go = 2 * number + 1000, 2 * number + 1001
        self.collection = f"instalment:{number}:1"
        ledger.create_collection(code=self.collection, pool_ref=number, target_pence=1000)
        for charge_ref in (self.paid, self.let_go):
            someone = make_someone(f"payer-{charge_ref}")
            save_card(cards.core, someone, source_ref=charge_ref, number=WORKS_AT_ONCE)
        cards.collection, cards.pool_ref = self.collection, number

    def hold(self) -> None:
        for charge_ref in (self.paid, self.let_go):
            self.cards.request_hold(charge_ref, 1000)

    def decide(self) -> None:
        ledger.open_for_posting(code=self.collection)
        request_capture(charge_ref=self.paid, now=NOW)
        request_void(charge_ref=self.let_go, now=NOW)

    def afterwards(self) -> None:
        request_card_refund(
            charge_ref=self.paid, pence=300, key=f"life:{self.number}:back", now=NOW
        )
        release_to_provider(
            amounts={self.paid: 250},
            provider_id=self.cards.provider.pk,
            session_ref=self.number,
            key=f"life:{self.number}:session",
            now=NOW,
        )

    @property
    def steps(self):
        return self.hold, self.decide, self.afterwards

    def end_state(self) -> dict:
        """All that is true in the end, here and at the processor."""
        payments = {
            payment.charge_ref: payment
            for payment in CardPayment.objects.filter(charge_ref__in=[self.paid, self.let_go])
        }
        there = {
            charge_ref: [
                intent["status"]
                for intent in self.cards.intents()
                if intent["metadata"]["charge"] == str(charge_ref)
                and intent["status"] != "requires_confirmation"
            ]
            for charge_ref in payments
        }
        paid = payments[self.paid]
        charges = [
            (charge["amount_captured"], charge["amount_refunded"])
            for charge in self.cards.things("charge")
            if charge["payment_intent"] == paid.payment_intent_id and charge["captured"]
        ]
        return {
            "states": {ref - self.paid: payment.state for ref, payment in payments.items()},
            "parked": [p.parked_reason for p in payments.values() if p.parked_at],
            "intents": {ref - self.paid: statuses for ref, statuses in there.items()},
            "charges": charges,
            "refunds": [r.state for r in CardRefund.objects.filter(payment=paid)],
            "payouts": [(p.state, p.pence) for p in Payout.objects.filter(session_ref=self.number)],
            "left of the part": balances([part_account_code(self.paid)])[
                part_account_code(self.paid)
            ],
        }


WELL_ENDED = {
    "states": {0: "captured", 1: "voided"},
    "parked": [],
    "intents": {0: ["succeeded"], 1: ["canceled"]},
    "charges": [(1000, 300)],
    "refunds": ["done"],
    "payouts": [("sent", 250)],
    "left of the part": 450,
}


def live(
    life: Life, *, crash_at: Failpoint | None = None, fault: str = "", forgets: bool = False
) -> int:
    """Each step, then workers until all is done: the first ones may die. How many did.

    With a `fault` the worker waits for an answer first and dies on its second try.
    """
    core, deaths = life.cards.core, 0
    for step in life.steps:
        step()
        if fault:
            for operation in CHANGING_OPERATIONS:
                core.faults.plan(operation=operation, fault=fault)
        for minutes in (0, 5) if fault else (0,):
            deaths += not in_a_process(partial(work_off, later(minutes=minutes)), crash_at=crash_at)
        core.faults.clear()
        if forgets:
            forget_keys(core)
        for minutes in (20, 30) if fault else (20,):
            assert in_a_process(partial(work_off, later(minutes=minutes)))
    return deaths


def forget_keys(core: Core) -> None:
    """As after a day: nothing that was asked before, for us or for a connected account, is known
    by its idempotency key."""
    accounts = ["", *(account["id"] for account in core.store.objects("", "account"))]
    for account in accounts:
        for key in list(core.store.objects(account, "idempotency_key")):
            core.store.remove(key)


def assert_books_agree_everywhere(cards: Cards) -> None:
    assert ledger_faults() == []
    assert taken_there(cards.core) == taken_here()
    account_id = cards.provider.card_account.processor_account_id
    paid_out = sum(payout["amount"] for payout in cards.things("payout", account_id))
    code = provider_account_code(cards.provider.pk)
    assert paid_out == balances([code])[code]
