"""Anything the library's own types do not know is refused, as the processor refuses it."""

import pytest
import stripe

from standin import core  # noqa: F401  registers every route
from standin.api.parameters import decode_form, param_types
from standin.api.routes import PAGING_PARAMS, ROUTES

ALL_ROUTES = [route for routes in ROUTES.values() for route in routes]

REFUSED = [
    ({"amount": 1000, "currency": "gbp", "ammount": 1}, "parameter_unknown", "ammount"),
    (
        {"amount": 1000, "currency": "gbp", "transfer_data": {"destinaton": "acct_1"}},
        "parameter_unknown",
        "transfer_data[destinaton]",
    ),
    (
        {"amount": 1000, "currency": "gbp", "transfer_data": {"amount": 5}},
        "parameter_missing",
        "transfer_data[destination]",
    ),
    ({"currency": "gbp"}, "parameter_missing", "amount"),
    ({"amount": "ten", "currency": "gbp"}, "parameter_invalid_integer", "amount"),
    ({"amount": 5, "currency": "gbp"}, "amount_too_small", "amount"),
    ({"amount": 1000, "currency": "gbp", "capture_method": "later"}, None, "capture_method"),
    ({"amount": 1000, "currency": "gbp", "confirm": "perhaps"}, None, "confirm"),
    ({"amount": 1000, "currency": "gbp", "off_session": True}, "parameter_unknown", "off_session"),
    (
        {"amount": 1000, "currency": "gbp", "setup_future_usage": "off_session"},
        "parameter_unknown",
        "setup_future_usage",
    ),
    (
        {"amount": 1000, "currency": "gbp", "transfer_data": {"amount": 5, "destination": "a"}},
        "parameter_unknown",
        "transfer_data[amount]",
    ),
]


@pytest.mark.parametrize(("sent", "code", "param"), REFUSED, ids=[str(r[0]) for r in REFUSED])
def test_what_is_refused(v1, sent, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.create(sent)

    assert (refused.value.code, refused.value.param) == (code, param)
    assert v1.payment_intents.list().data == []


def test_an_id_that_does_not_exist_is_not_found(v1):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.retrieve("pi_nothing")

    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")


def test_what_is_not_served_says_so(v1):
    with pytest.raises(stripe.InvalidRequestError, match="does not serve GET /v1/invoices"):
        v1.invoices.list()


def test_a_real_key_is_never_taken(processor):
    http_client = processor.client()._requestor._client
    careless = stripe.StripeClient(
        "sk_live_pretend",
        http_client=http_client,
        base_addresses={"api": processor.base} if processor.base else {},
    )

    with pytest.raises(stripe.AuthenticationError, match="Never send it a real one"):
        careless.v1.balance.retrieve()


def test_what_cannot_be_expanded_is_refused(v1):
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        v1.customers.create({"expand": ["nonsense"]})


def test_an_empty_label_is_none(v1):
    customer = v1.customers.create({"metadata": {"person": "p1", "area": ""}})

    assert customer.metadata.to_dict() == {"person": "p1"}


def test_names_on_the_wire_become_nested_again():
    assert decode_form("a=1&b[c]=2&b[d][e]=&l[0]=x&l[1][y]=z") == {
        "a": "1",
        "b": {"c": "2", "d": {"e": ""}},
        "l": ["x", {"y": "z"}],
    }


@pytest.mark.parametrize("route", ALL_ROUTES, ids=[route.operation for route in ALL_ROUTES])
def test_every_parameter_kept_is_one_the_library_knows(route):
    assert route.supported_params - PAGING_PARAMS <= set(param_types(route.params_type))
