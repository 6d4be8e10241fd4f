"""3-D Secure, “is it you?”: when a bank asks the cardholder before it says yes."""

from standin.cards import ThreeDSecure
from standin.resources.payment_methods import card_of
from standin.store.object_store import ApiObject

# As the processor answers whoever gave no `return_url`: the caller's own scripts would go on.
NEXT_ACTION: ApiObject = {
    "type": "use_stripe_sdk",
    "use_stripe_sdk": {"type": "three_d_secure_redirect"},
}


def is_asked_at_setup(method: ApiObject) -> bool:
    return card_of(method).three_d_secure is not ThreeDSecure.NEVER


def is_asked_at_charge(method: ApiObject) -> bool:
    """A bank that asks only at setup has been answered, if the card was saved on the page."""
    three_d_secure = card_of(method).three_d_secure
    return three_d_secure is ThreeDSecure.ALWAYS or (
        three_d_secure is ThreeDSecure.AT_SETUP and not method["_is_authenticated"]
    )
