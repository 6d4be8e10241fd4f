"""The pretend cards: what each does when it is saved, charged and captured.

Numbers below OURS are the processor's own published test numbers and do here what they do
there. The two of ours exist because the processor has no number for those cases.
"""

from dataclasses import dataclass
from enum import Enum


class Asks(Enum):
    """When the cardholder's bank wants to hear from them."""

    NEVER = "never"
    FIRST_TIME = "first time"  # once, when the card is saved; never again after that
    EVERY_TIME = "every time"


@dataclass(frozen=True)
class Decline:
    code: str
    decline_code: str
    message: str


DECLINED = Decline("card_declined", "generic_decline", "Your card was declined.")
NO_FUNDS = Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.")
EXPIRED = Decline("expired_card", "expired_card", "Your card has expired.")
UNPROVEN = Decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)
LAPSED = Decline(
    "capture_charge_authorization_expired",
    "generic_decline",
    "The bank withdrew its authorisation, so this payment could not be captured.",
)


@dataclass(frozen=True)
class PretendCard:
    number: str
    says: str  # for the pretend card page
    brand: str = "visa"
    asks: Asks = Asks.NEVER
    when_saved: Decline | None = None
    when_charged: Decline | None = None
    when_captured: Decline | None = None
    at_once: bool = False  # the money is available without waiting

    @property
    def last4(self) -> str:
        return self.number[-4:]


WORKS = PretendCard("4242424242424242", "a card that works")
WORKS_MASTERCARD = PretendCard("5555555555554444", "another card that works", "mastercard")
WORKS_AT_ONCE = PretendCard(
    "4000000000000077", "a card that works, its money there at once", at_once=True
)
DECLINES_LATER = PretendCard(
    "4000000000000341", "saves now, is declined later", when_charged=DECLINED
)
ASKS_EVERY_TIME = PretendCard(
    "4000002760003184", "its bank asks “is it you?” every time", asks=Asks.EVERY_TIME
)
ASKS_FIRST_TIME = PretendCard(
    "4000002500003155", "its bank asks “is it you?” once, now", asks=Asks.FIRST_TIME
)
NO_FUNDS_NOW = PretendCard(
    "4000000000009995",
    "not enough money on it, so it cannot be saved",
    when_saved=NO_FUNDS,
    when_charged=NO_FUNDS,
)
DECLINES_NOW = PretendCard(
    "4000000000000002",
    "is declined, so it cannot be saved",
    when_saved=DECLINED,
    when_charged=DECLINED,
)
EXPIRED_NOW = PretendCard(
    "4000000000000069",
    "is too old, so it cannot be saved",
    when_saved=EXPIRED,
    when_charged=EXPIRED,
)

# OURS
NO_FUNDS_LATER = PretendCard(
    "4000000000070070", "saves now, has not enough money on it later", when_charged=NO_FUNDS
)
FAILS_AT_CAPTURE = PretendCard(
    "4000000000090094", "can be held, but the money then does not come", when_captured=LAPSED
)

ALL = {
    card.number: card
    for card in (
        WORKS,
        WORKS_MASTERCARD,
        WORKS_AT_ONCE,
        DECLINES_LATER,
        NO_FUNDS_LATER,
        ASKS_EVERY_TIME,
        ASKS_FIRST_TIME,
        FAILS_AT_CAPTURE,
        NO_FUNDS_NOW,
        DECLINES_NOW,
        EXPIRED_NOW,
    )
}

# The processor's ready-made payment methods, each a card of the list above.
TOKENS = {"pm_card_visa": WORKS}


def by_number(typed: str) -> PretendCard | None:
    return ALL.get("".join(c for c in typed if c.isdigit()))
