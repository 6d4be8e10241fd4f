"""The pretend cards: what each does when it is saved, charged and captured.

Numbers are the processor's own published test numbers and do here what they do there, but for
the last two: ours, because the processor has no number for those cases.
"""

from dataclasses import dataclass
from enum import Enum


class ThreeDSecure(Enum):
    """When the cardholder's bank wants to hear from them."""

    NEVER = "never"
    AT_SETUP = "at setup"  # once, when the card is saved; never again after that
    ALWAYS = "always"


@dataclass(frozen=True)
class Decline:
    code: str
    decline_code: str
    message: str


GENERIC_DECLINE = Decline("card_declined", "generic_decline", "Your card was declined.")
NO_FUNDS_DECLINE = Decline(
    "card_declined", "insufficient_funds", "Your card has insufficient funds."
)
EXPIRED_CARD_DECLINE = Decline("expired_card", "expired_card", "Your card has expired.")
AUTHENTICATION_DECLINE = Decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)
EXPIRED_AUTHORIZATION_DECLINE = Decline(
    "capture_charge_authorization_expired",
    "generic_decline",
    "The bank withdrew its authorisation, so this payment could not be captured.",
)


@dataclass(frozen=True)
class PretendCard:
    number: str
    description: str  # for the pretend card page
    brand: str = "visa"
    three_d_secure: ThreeDSecure = ThreeDSecure.NEVER
    setup_decline: Decline | None = None
    charge_decline: Decline | None = None
    capture_decline: Decline | None = None
    has_instant_funds: bool = False  # the money is available without waiting

    @property
    def last4(self) -> str:
        return self.number[-4:]


WORKING_VISA = PretendCard("4242424242424242", "a card that works")
WORKING_MASTERCARD = PretendCard("5555555555554444", "another card that works", "mastercard")
INSTANT_FUNDS_VISA = PretendCard(
    "4000000000000077", "a card that works, its money there at once", has_instant_funds=True
)
DECLINE_AT_CHARGE_CARD = PretendCard(
    "4000000000000341", "saves now, is declined later", charge_decline=GENERIC_DECLINE
)
THREE_D_SECURE_ALWAYS_CARD = PretendCard(
    "4000002760003184", "its bank asks “is it you?” every time", three_d_secure=ThreeDSecure.ALWAYS
)
THREE_D_SECURE_AT_SETUP_CARD = PretendCard(
    "4000002500003155", "its bank asks “is it you?” once, now", three_d_secure=ThreeDSecure.AT_SETUP
)
NO_FUNDS_CARD = PretendCard(
    "4000000000009995",
    "not enough money on it, so it cannot be saved",
    setup_decline=NO_FUNDS_DECLINE,
    charge_decline=NO_FUNDS_DECLINE,
)
DECLINE_CARD = PretendCard(
    "4000000000000002",
    "is declined, so it cannot be saved",
    setup_decline=GENERIC_DECLINE,
    charge_decline=GENERIC_DECLINE,
)
EXPIRED_CARD = PretendCard(
    "4000000000000069",
    "is too old, so it cannot be saved",
    setup_decline=EXPIRED_CARD_DECLINE,
    charge_decline=EXPIRED_CARD_DECLINE,
)

# Ours.
NO_FUNDS_AT_CHARGE_CARD = PretendCard(
    "4000000000070070",
    "saves now, has not enough money on it later",
    charge_decline=NO_FUNDS_DECLINE,
)
FAILURE_AT_CAPTURE_CARD = PretendCard(
    "4000000000090094",
    "can be held, but the money then does not come",
    capture_decline=EXPIRED_AUTHORIZATION_DECLINE,
)

CARDS_BY_NUMBER = {
    card.number: card
    for card in (
        WORKING_VISA,
        WORKING_MASTERCARD,
        INSTANT_FUNDS_VISA,
        DECLINE_AT_CHARGE_CARD,
        NO_FUNDS_AT_CHARGE_CARD,
        THREE_D_SECURE_ALWAYS_CARD,
        THREE_D_SECURE_AT_SETUP_CARD,
        FAILURE_AT_CAPTURE_CARD,
        NO_FUNDS_CARD,
        DECLINE_CARD,
        EXPIRED_CARD,
    )
}

# The processor's ready-made payment methods, each a card of the list above.
CARDS_BY_TOKEN = {"pm_card_visa": WORKING_VISA}


def find_card(number: str) -> PretendCard | None:
    """The pretend card of a number as people write it."""
    return CARDS_BY_NUMBER.get("".join(c for c in number if c.isdigit()))
