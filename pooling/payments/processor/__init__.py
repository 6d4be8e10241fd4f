"""The only door to the card processor, and the only user of `stripe`.

What goes in and out are our own words: small dataclasses and four kinds of no (see `door`).
Idempotency keys are given by the caller wherever a repeat could make a second thing.
"""

from .accounts import Account, create_account, find_account, onboarding_link, read_account
from .cards import CardPage, create_customer, create_page, detach, expire_page, read_page
from .door import (
    Declined,
    NotInThatState,
    Outage,
    RefusedByProcessor,
    answers,
    client,
)
from .events import Event, NotSigned, read_event
from .intents import (
    Intent,
    Status,
    cancel,
    capture,
    confirm,
    create_intent,
    find_intents,
    intents_since,
    read_intent,
)
from .payouts import NotThereYet, Payout, create_payout, find_payout, read_payout
from .refunds import Refund, create_refund, find_refund, read_refund, refunds_since

__all__ = [
    "Account",
    "CardPage",
    "Declined",
    "Event",
    "Intent",
    "NotInThatState",
    "NotSigned",
    "NotThereYet",
    "Outage",
    "Payout",
    "Refund",
    "RefusedByProcessor",
    "Status",
    "answers",
    "cancel",
    "capture",
    "client",
    "confirm",
    "create_account",
    "create_customer",
    "create_intent",
    "create_page",
    "create_payout",
    "create_refund",
    "detach",
    "expire_page",
    "find_account",
    "find_intents",
    "find_payout",
    "find_refund",
    "intents_since",
    "onboarding_link",
    "read_account",
    "read_event",
    "read_intent",
    "read_page",
    "read_payout",
    "read_refund",
    "refunds_since",
]
