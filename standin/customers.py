"""Customers: who cards are kept for."""

from typing import Any

from stripe.params import CustomerCreateParams

from standin.books import Thing
from standin.call import Call
from standin.metadata import written
from standin.routes import serves


@serves("customers.create", "POST", "/v1/customers", CustomerCreateParams)
def create(call: Call, *, metadata: Any = None) -> Thing:
    customer = call.add(
        "customer",
        "cus",
        name=None,
        email=None,
        description=None,
        metadata=written(metadata),
        address=None,
        balance=0,
        currency=None,
        default_source=None,
        delinquent=False,
        invoice_settings={"custom_fields": None, "default_payment_method": None, "footer": None},
        livemode=False,
        phone=None,
        preferred_locales=[],
        shipping=None,
        tax_exempt="none",
    )
    return call.say("customer.created", customer)
