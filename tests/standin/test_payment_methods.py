"""Saved cards: forgotten again, and the ready-made one."""

import pytest
import stripe

from tests.standin.making import make_customer, save_card


def test_a_card_that_is_detached_is_the_customers_no_more(processor, v1):
    card = save_card(processor, make_customer(processor))

    assert v1.payment_methods.detach(card).customer is None

    with pytest.raises(stripe.InvalidRequestError, match="not attached"):
        v1.payment_methods.detach(card)


def test_a_ready_made_card_pays_as_it_does_at_the_processor(v1):
    paid = v1.payment_intents.create(
        {
            "amount": 1000,
            "currency": "gbp",
            "payment_method": "pm_card_visa",
            "allowed_payment_method_types": ["card"],
            "confirm": True,
            "expand": ["payment_method"],
        }
    )

    assert (paid.status, paid.payment_method.card.last4) == ("succeeded", "4242")
