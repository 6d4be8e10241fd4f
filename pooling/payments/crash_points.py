"""Places where a worker may be killed, for the proof that it may be killed anywhere.

Nothing happens here unless settings say so, and only the proofs' own settings do.
"""

import os
import signal
from enum import StrEnum

from django.conf import settings


class Failpoint(StrEnum):
    CLAIMED = "claimed"
    SENT_MARKED = "sent_marked"
    INTENT_CREATED = "intent_created"
    INTENT_KEPT = "intent_kept"
    CONFIRMED = "confirmed"
    HOLD_IN_LEDGER = "hold_in_ledger"
    HELD = "held"
    CAPTURED_THERE = "captured_there"
    CAPTURE_IN_LEDGER = "capture_in_ledger"
    CAPTURED = "captured"
    CANCELLED_THERE = "cancelled_there"
    VOID_IN_LEDGER = "void_in_ledger"
    VOIDED = "voided"
    REFUND_SENT_MARKED = "refund_sent_marked"
    REFUNDED_THERE = "refunded_there"
    REFUND_IN_LEDGER = "refund_in_ledger"
    REFUNDED = "refunded"
    PAYOUT_SENT_MARKED = "payout_sent_marked"
    PAID_OUT_THERE = "paid_out_there"
    PAID_OUT = "paid_out"


def failpoint(point: Failpoint) -> None:
    if getattr(settings, "CRASH_AT", None) == point:
        os.kill(os.getpid(), signal.SIGKILL)
