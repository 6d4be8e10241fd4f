"""Reaching a state through the processor's own calls."""

from standin import inprocess
from standin.cards import WORKS


def make_customer(v1, **fields) -> str:
    return v1.customers.create({"name": "Somebody", **fields}).id


def save_card(v1, customer: str, card=WORKS) -> str:
    """A saved card, as a person saves it: by a setup intent, answering their bank if it asks."""
    method = v1.payment_methods.create({"type": "card", "card": {"number": card.number}})
    v1.setup_intents.create(
        {"customer": customer, "payment_method": method.id, "confirm": True},
    )
    return method.id


def make_account(processor, v1) -> str:
    """A connected account that may be paid, its payouts on hold."""
    account = v1.accounts.create(
        {
            "type": "express",
            "country": "GB",
            "capabilities": {
                "card_payments": {"requested": True},
                "transfers": {"requested": True},
            },
            "settings": {"payouts": {"schedule": {"interval": "manual"}}},
        }
    )
    link = make_link(v1, account.id)
    inprocess.finish_onboarding(processor.core, link.url)
    return account.id


def make_link(v1, account: str):
    return v1.account_links.create(
        {
            "account": account,
            "type": "account_onboarding",
            "return_url": "https://purse.example/back",
            "refresh_url": "https://purse.example/again",
        }
    )


def make_intent(v1, pence=1000, card=WORKS, customer=None, **fields):
    """An intent that is ready to be confirmed: manual capture, a saved card."""
    person = customer or make_customer(v1)
    return v1.payment_intents.create(
        {
            "amount": pence,
            "currency": "gbp",
            "customer": person,
            "payment_method": save_card(v1, person, card),
            "capture_method": "manual",
            **fields,
        }
    )


def hold(v1, pence=1000, card=WORKS, **fields):
    """An intent whose amount is held on the card."""
    intent = make_intent(v1, pence, card, **fields)
    return v1.payment_intents.confirm(intent.id, {"off_session": True, "expand": ["latest_charge"]})


def capture(v1, pence=1000, **fields):
    return v1.payment_intents.capture(hold(v1, pence, **fields).id, {"expand": ["latest_charge"]})


def pay_provider(v1, account: str, pence=1000, **fields):
    """A captured destination charge: the provider's account is the payee."""
    return capture(
        v1, pence, transfer_data={"destination": account}, on_behalf_of=account, **fields
    )


def balance(v1, account: str = "") -> dict[str, int]:
    options = {"stripe_account": account} if account else {}
    told = v1.balance.retrieve(options=options)
    return {"available": told.available[0].amount, "pending": told.pending[0].amount}
