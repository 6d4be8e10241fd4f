"""Customers: who cards are kept for."""

from typing import Any

from stripe.params import (
    CustomerCreateParams,
    CustomerDeleteParams,
    CustomerListParams,
    CustomerListPaymentMethodsParams,
    CustomerRetrieveParams,
    CustomerUpdateParams,
)

from standin import payment_methods
from standin.books import Thing
from standin.call import Call
from standin.listing import page
from standin.metadata import merged
from standin.routes import serves


@serves("customers.create", "POST", "/v1/customers", CustomerCreateParams)
def create(
    call: Call,
    *,
    name: str | None = None,
    email: str | None = None,
    description: str | None = None,
    metadata: Any = None,
) -> Thing:
    customer = call.add(
        "customer",
        "cus",
        name=name,
        email=email,
        description=description,
        metadata=merged({}, metadata),
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


@serves("customers.update", "POST", "/v1/customers/{customer}", CustomerUpdateParams)
def update(
    call: Call,
    customer: str,
    *,
    name: str | None = None,
    email: str | None = None,
    description: str | None = None,
    metadata: Any = None,
) -> Thing:
    held = call.get("customer", customer, "customer")
    told = {"name": name, "email": email, "description": description}
    call.change(
        held,
        metadata=merged(held["metadata"], metadata),
        **{field: value or None for field, value in told.items() if value is not None},
    )
    return call.say("customer.updated", held)


@serves("customers.retrieve", "GET", "/v1/customers/{customer}", CustomerRetrieveParams)
def retrieve(call: Call, customer: str) -> Thing:
    gone = call.books.find(call.account, "deleted_customer", f"deleted:{customer}")
    if gone is not None:
        return _gone(customer)
    return call.get("customer", customer, "customer")


@serves("customers.list", "GET", "/v1/customers", CustomerListParams)
def every(call: Call, *, email: str | None = None, **paging: Any) -> Thing:
    return page(call, "customer", "/v1/customers", email=email, **paging)


@serves("customers.delete", "DELETE", "/v1/customers/{customer}", CustomerDeleteParams)
def delete(call: Call, customer: str) -> Thing:
    """Forget the person: their name, address and cards; payments stay, without them."""
    held = call.get("customer", customer, "customer")
    for method in payment_methods.of_customer(call, customer):
        call.books.remove(method)
    call.say("customer.deleted", held)
    call.books.remove(held)
    call.books.add(
        call.account,
        {"id": f"deleted:{customer}", "object": "deleted_customer", "created": call.now},
    )
    return _gone(customer)


@serves(
    "customers.payment_methods.list",
    "GET",
    "/v1/customers/{customer}/payment_methods",
    CustomerListPaymentMethodsParams,
)
def cards(
    call: Call,
    customer: str,
    *,
    type: str | None = None,
    **paging: Any,
) -> Thing:
    call.get("customer", customer, "customer")
    return page(
        call,
        "payment_method",
        f"/v1/customers/{customer}/payment_methods",
        **paging,
        type=type,
        customer=customer,
    )


def _gone(customer: str) -> Thing:
    return {"id": customer, "object": "customer", "deleted": True}
