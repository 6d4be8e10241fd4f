from datetime import datetime

from community.audit.actions import record_deed
from community.people.acting import SYSTEM
from pooling.payments.models.cards import CardPayment

from ..models.cards import LIVE
from ..states import PAYMENT, PaymentState


def become(payment: CardPayment, state: PaymentState, *fields: str, now: datetime) -> None:
    """One move of a payment whose row the caller has locked; `fields` are what else it changed."""
    PAYMENT.check(payment.state, state)
    payment.state, payment.tries, payment.try_after = state, 0, None
    payment.ended_at = None if state in LIVE else now
    payment.save(update_fields=["state", "tries", "try_after", "ended_at", *fields])
    record_deed(
        by=SYSTEM,
        deed=f"card_payment_{state}",
        about=f"payment:{payment.pk}",
        for_person=payment.saved_card.person_id,
        now=now,
    )
