"""Reaching a state through the processor's own calls and pages."""

from standin import inprocess
from standin.cards import WORKING_VISA

ACCOUNT = {
    "controller": {"stripe_dashboard": {"type": "express"}},
    "capabilities": {"card_payments": {"requested": True}, "transfers": {"requested": True}},
    "settings": {"payouts": {"schedule": {"interval": "manual"}}},
}


def make_customer(processor) -> str:
    return processor.v1.customers.create().id


def make_session(processor, customer: str, **fields):
    return processor.v1.checkout.sessions.create(
        {
            "mode": "setup",
            "currency": "gbp",
            "customer": customer,
            "success_url": "https://purse.example/saved?session={CHECKOUT_SESSION_ID}",
            "cancel_url": "https://purse.example/not-now",
            **fields,
        }
    )


def save_card(processor, customer: str, card=WORKING_VISA) -> str:
    """A saved card, as a person saves it: on the card page, answering their bank if it asks."""
    session = make_session(processor, customer)
    page = processor.press(session.url, f"card={card.number}")
    if page.location.startswith("/prove/"):
        processor.press(page.location, "answer=yes")
    saved = processor.v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent"]})
    return saved.setup_intent.payment_method


def make_account(processor) -> str:
    """A connected account that may be paid, its payouts on hold."""
    account = processor.v1.accounts.create(ACCOUNT)
    link = make_link(processor, account.id)
    inprocess.finish_onboarding(processor.core, link.url)
    return account.id


def make_link(processor, account: str):
    return processor.v1.account_links.create(
        {
            "account": account,
            "type": "account_onboarding",
            "return_url": "https://purse.example/back",
            "refresh_url": "https://purse.example/again",
        }
    )


def make_intent(processor, pence=1000, card=WORKING_VISA, customer=None, **fields):
    """An intent that is ready to be confirmed: manual capture, a saved card."""
    person = customer or make_customer(processor)
    return processor.v1.payment_intents.create(
        {
            "amount": pence,
            "currency": "gbp",
            "customer": person,
            "payment_method": save_card(processor, person, card),
            "capture_method": "manual",
            **fields,
        }
    )


def hold(processor, pence=1000, card=WORKING_VISA, **fields):
    """An intent whose amount is held on the card."""
    intent = make_intent(processor, pence, card, **fields)
    return processor.v1.payment_intents.confirm(
        intent.id, {"off_session": True, "expand": ["latest_charge"]}
    )


def capture(processor, pence=1000, **fields):
    intent = hold(processor, pence, **fields)
    return processor.v1.payment_intents.capture(intent.id, {"expand": ["latest_charge"]})


def pay_provider(processor, account: str, pence=1000):
    """A captured destination charge: the provider's account is the payee."""
    return capture(processor, pence, transfer_data={"destination": account}, on_behalf_of=account)


def balance(processor, account: str = "") -> dict[str, int]:
    options = {"stripe_account": account} if account else {}
    sums = processor.v1.balance.retrieve(options=options)
    return {"available": sums.available[0].amount, "pending": sums.pending[0].amount}
