"""Customers and their cards; forgetting both."""

import pytest
import stripe

from tests.standin.making import capture, make_customer, save_card


def test_a_card_that_is_detached_is_the_customers_no_more(v1):
    customer = make_customer(v1)
    card = save_card(v1, customer)

    v1.payment_methods.detach(card)

    assert v1.customers.payment_methods.list(customer).data == []
    with pytest.raises(stripe.InvalidRequestError, match="not attached"):
        v1.payment_methods.detach(card)


def test_forgetting_somebody_takes_their_cards_and_keeps_the_payments(v1):
    customer = make_customer(v1, name="Ann", email="ann@purse.example")
    paid = capture(v1, customer=customer)

    v1.customers.delete(customer)

    assert v1.customers.retrieve(customer).to_dict() == {
        "id": customer,
        "object": "customer",
        "deleted": True,
    }
    assert v1.payment_methods.list({"customer": customer}).data == []
    assert v1.payment_intents.retrieve(paid.id).status == "succeeded"
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.create({"amount": 1000, "currency": "gbp", "customer": customer})
    assert refused.value.code == "resource_missing"


def test_a_card_belongs_to_one_customer_at_a_time(v1):
    card = save_card(v1, make_customer(v1))

    with pytest.raises(stripe.InvalidRequestError, match="already been attached"):
        v1.payment_methods.attach(card, {"customer": make_customer(v1)})


def test_the_ready_made_methods_work_as_they_do_at_the_processor(v1):
    customer = make_customer(v1)

    attached = v1.payment_methods.attach("pm_card_visa", {"customer": customer})

    assert (attached.customer, attached.card.last4) == (customer, "4242")
