"""Card money for tests: a stand-in of one's own, saved cards, open accounts, held payments."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from community.people.acting import Acting
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_CARD, part_account_code
from pooling.ledger.queries import balances, ledger_faults
from pooling.ledger.states import AccountKind
from pooling.payments.actions.card_requests import request_capture, request_hold
from pooling.payments.actions.cards import complete_card_setup, start_card_setup
from pooling.payments.actions.provider_accounts import (
    open_provider_account,
    refresh_provider_account,
)
from pooling.payments.models.cards import CardPayment, SavedCard
from pooling.payments.processor import client
from pooling.payments.processor.client import ProcessorUnavailable
from pooling.payments.queries.cards import saved_card_for
from pooling.payments.queries.commands import (
    events_unhandled,
    payments_to_sync,
    payouts_to_sync,
    refunds_to_sync,
)
from pooling.payments.sync.events import handle_event
from pooling.payments.sync.payments import sync_payment
from pooling.payments.sync.payouts import sync_payout
from pooling.payments.sync.refunds import sync_refund
from providers.models.supply import Provider
from standin import inprocess
from standin.clock import Clock
from standin.core import Core

from .supply import NOW, make_login, make_provider, make_someone

WORKS = "4242424242424242"
WORKS_AT_ONCE = "4000000000000077"
DECLINES = "4000000000000341"
ASKS = "4000002760003184"
NO_FUNDS_LATER = "4000000000070070"
FAILS_AT_CAPTURE = "4000000000090094"
BACK = "https://commonpurse.invalid/back/?session={CHECKOUT_SESSION_ID}"
CANCEL = "https://commonpurse.invalid/not-now/"


def use_standin(monkeypatch) -> Core:
    """A processor in this process, whose clock stands at NOW; the app talks to it."""
    core = Core(seed=7, clock=Clock(lambda: int(NOW.timestamp())), pause=lambda seconds: None)
    standin_client = inprocess.client(core, max_network_retries=0)
    monkeypatch.setattr(client, "stripe_client", lambda: standin_client)
    return core


def work_off(now: datetime = NOW) -> None:
    """All that the worker would do, until there is nothing left to do now."""
    for _round in range(5):
        due = due_work(now)
        for settle, row_id in due:
            with suppress(ProcessorUnavailable):  # tried again later, by the task of every minute
                settle(row_id, now=now)
        if not due:
            return


def due_work(now: datetime) -> list[tuple[Callable, int]]:
    return [
        (settle, row_id)
        for row_ids, settle in (
            (payments_to_sync(now), sync_payment),
            (refunds_to_sync(now), sync_refund),
            (payouts_to_sync(now), sync_payout),
            (events_unhandled(), handle_event),
        )
        for row_id in row_ids
    ]


def save_card(core: Core, someone: Acting, source_ref: int, number: str = WORKS) -> SavedCard:
    url = start_card_setup(
        source_ref=source_ref,
        person=someone.person,
        success_url=BACK,
        cancel_url=CANCEL,
        by=someone,
        now=NOW,
    )
    page = inprocess.save_card(core, url, number)
    checkout_session_id = page.location.partition("session=")[2]
    return complete_card_setup(checkout_session_id=checkout_session_id, by=someone, now=NOW)


def open_account(core: Core, provider: Provider, voice: Acting) -> None:
    url = open_provider_account(
        provider_id=provider.pk, return_url=CANCEL, refresh_url=CANCEL, by=voice, now=NOW
    )
    inprocess.finish_onboarding(core, url)
    refresh_provider_account(provider_id=provider.pk, by=voice, now=NOW)


@dataclass
class Cards:
    """A provider with an open account, and one collection that people's cards pay into."""

    core: Core
    voice: Acting = field(default_factory=lambda: make_login("museum"))
    target: int = 1000
    pool_ref: int = 1
    collection: str = "instalment:1:1"
    wake_task: str = ""
    numbers: count = field(default_factory=lambda: count(1))
    provider: Provider = None

    def __post_init__(self):
        self.provider = make_provider(self.voice)
        open_account(self.core, self.provider, self.voice)
        ledger.create_collection(
            code=self.collection, pool_ref=self.pool_ref, target_pence=self.target
        )

    def request_hold(self, charge_ref: int, pence: int = 1000) -> CardPayment:
        return request_hold(
            charge_ref=charge_ref,
            pence=pence,
            saved_card_id=saved_card_for(charge_ref).pk,
            provider_id=self.provider.pk,
            collection_code=self.collection,
            part_code=part_account_code(charge_ref),
            pool_ref=self.pool_ref,
            wake_task=self.wake_task,
            now=NOW,
        )

    def ask(self, pence: int = 1000, number: str = WORKS) -> CardPayment:
        """A person with a saved card, asked to have `pence` held; the worker has not run."""
        charge_ref = next(self.numbers)
        someone = make_someone(f"payer-{charge_ref}")
        save_card(self.core, someone, source_ref=charge_ref, number=number)
        return self.request_hold(charge_ref, pence)

    def hold(self, pence: int = 1000, number: str = WORKS) -> CardPayment:
        payment = self.ask(pence, number)
        work_off()
        payment.refresh_from_db()
        return payment

    def open(self) -> None:
        ledger.open_for_posting(code=self.collection)

    def capture(self, pence: int = 1000, number: str = WORKS) -> CardPayment:
        payment = self.hold(pence, number)
        self.open()
        request_capture(charge_ref=payment.charge_ref, now=NOW)
        work_off()
        payment.refresh_from_db()
        return payment

    def intents(self) -> list[dict]:
        return self.things("payment_intent")

    def things(self, kind: str, account: str = "") -> list[dict]:
        return list(self.core.store.objects(account, kind))

    def fault(self, operation: str, fault: str, **how) -> None:
        self.core.faults.plan(operation=operation, fault=fault, **how)


def later(**span) -> datetime:
    return NOW + timedelta(**span)


def taken_there(core: Core) -> int:
    """Pence that cards have paid at the processor, less what went back to them."""
    taken = [charge for charge in core.store.objects("", "charge") if charge["captured"]]
    return sum(charge["amount_captured"] - charge["amount_refunded"] for charge in taken)


def taken_here() -> int:
    """The same by our ledger."""
    return -balances([OUTSIDE_CARD])[OUTSIDE_CARD]


def assert_books_agree(core: Core) -> None:
    assert taken_there(core) == taken_here()
    assert ledger_faults() == []


def part_account(part_id: int, pool_ref: int = 1) -> str:
    ledger.open_account(code=part_account_code(part_id), kind=AccountKind.PART, pool_ref=pool_ref)
    return part_account_code(part_id)
