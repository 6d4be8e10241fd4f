"""Customers: who cards are kept for."""

from typing import Any

from stripe.params import CustomerCreateParams

from standin.api.call import Call
from standin.api.metadata import clean_metadata
from standin.api.routes import route
from standin.store.object_store import ApiObject


@route("customers.create", "POST", "/v1/customers", CustomerCreateParams)
def create_customer(call: Call, *, metadata: Any = None) -> ApiObject:
    customer = call.add(
        "customer",
        "cus",
        name=None,
        email=None,
        description=None,
        metadata=clean_metadata(metadata),
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
    return call.emit("customer.created", customer)
