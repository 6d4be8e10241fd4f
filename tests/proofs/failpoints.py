"""Places where a worker may be killed, put in from outside: the product knows nothing of them.

Each is the moment after one call has come back. `in_ledger` ones are inside a transaction that is
not yet committed, so that all of it is undone.
"""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import Any

CLAIMING = "pooling.payments.sync.claiming"
PAYMENTS = "pooling.payments.sync.payments"
REFUNDS = "pooling.payments.sync.refunds"
PAYOUTS = "pooling.payments.sync.payouts"
CARD_OUTCOMES = "pooling.payments.actions.card_outcomes"
CARD_REFUNDS = "pooling.payments.actions.card_refunds"


@dataclass(frozen=True)
class Failpoint:
    """After `function`, as `module` calls it by that name."""

    name: str
    module: str
    function: str


FAILPOINTS = (
    Failpoint("claimed", CLAIMING, "claim"),
    Failpoint("sent_marked", PAYMENTS, "record_sending"),
    Failpoint("intent_created", PAYMENTS, "create_intent"),
    Failpoint("intent_kept", PAYMENTS, "record_created"),
    Failpoint("confirmed", PAYMENTS, "confirm_intent"),
    Failpoint("hold_in_ledger", CARD_OUTCOMES, "_reserve_hold"),
    Failpoint("held", PAYMENTS, "record_held"),
    Failpoint("captured_there", PAYMENTS, "capture_intent"),
    Failpoint("capture_in_ledger", CARD_OUTCOMES, "_post_capture"),
    Failpoint("captured", PAYMENTS, "record_captured"),
    Failpoint("cancelled_there", PAYMENTS, "cancel_intent"),
    Failpoint("void_in_ledger", CARD_OUTCOMES, "_void_hold"),
    Failpoint("voided", PAYMENTS, "record_voided"),
    Failpoint("refund_sent_marked", REFUNDS, "record_refund_sending"),
    Failpoint("refunded_there", REFUNDS, "create_refund"),
    Failpoint("refund_in_ledger", CARD_REFUNDS, "_write_in_ledger"),
    Failpoint("refunded", REFUNDS, "record_refund"),
    Failpoint("payout_sent_marked", PAYOUTS, "record_payout_sending"),
    Failpoint("paid_out_there", PAYOUTS, "create_payout"),
    Failpoint("paid_out", PAYOUTS, "record_payout"),
)


def failpoint(name: str) -> Failpoint:
    return next(point for point in FAILPOINTS if point.name == name)


def kill_at(point: Failpoint, *, kill: Callable[[], None] | None = None) -> None:
    """From now on this process dies there. A name that the product does not have is an error."""
    module = import_module(point.module)
    original = getattr(module, point.function)

    @wraps(original)
    def and_die(*args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        if answer is not None or point.function != "claim":  # where nothing was claimed, go on
            (kill or _kill)()
        return answer

    setattr(module, point.function, and_die)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
