"""“Is it you?”: what a bank asks the cardholder, on a hosted page, before it says yes."""

from standin.books import Thing
from standin.call import Call


def asked(call: Call, intent: Thing, return_url: str | None) -> Thing:
    """The `next_action`: send the person to our page, or leave it to the caller's scripts."""
    if return_url is None:
        return {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
    return {
        "type": "redirect_to_url",
        "redirect_to_url": {
            "return_url": return_url,
            "url": f"{call.origin}/prove/{intent['id']}",
        },
    }
