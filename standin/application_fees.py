"""What the platform keeps of a destination charge, and giving it back."""

from standin import balances
from standin.books import Thing
from standin.call import Call


def take(call: Call, charge: Thing, transfer: Thing, pence: int, available_at: int) -> None:
    fee = call.add(
        "application_fee",
        "fee",
        account=transfer["destination"],
        amount=pence,
        amount_refunded=0,
        application="ca_standin",
        balance_transaction=None,
        charge=transfer["destination_payment"],
        currency=charge["currency"],
        fee_source={"charge": transfer["destination_payment"], "type": "charge"},
        livemode=False,
        originating_transaction=charge["id"],
        refunded=False,
        refunds={"object": "list", "data": [], "has_more": False, "url": ""},
    )
    line = balances.post(
        call, "application_fee", pence, fee, currency=fee["currency"], available_at=available_at
    )
    call.change(fee, balance_transaction=line["id"])
    call.change(charge, application_fee=fee["id"])
    call.say("application_fee.created", fee)


def give_back(call: Call, charge: Thing, pence: int) -> None:
    fee = call.get("application_fee", charge["application_fee"])
    wanted = pence * fee["amount"] // charge["amount_captured"]
    back = min(wanted, fee["amount"] - fee["amount_refunded"])
    given = call.add(
        "fee_refund",
        "fr",
        amount=back,
        balance_transaction=None,
        currency=fee["currency"],
        fee=fee["id"],
        metadata={},
    )
    line = balances.post(call, "application_fee_refund", -back, given, currency=fee["currency"])
    call.change(given, balance_transaction=line["id"])
    there = call.on(fee["account"])
    payment = there.get("charge", fee["charge"])
    balances.post(there, "application_fee_refund", back, payment, currency=fee["currency"])
    refunded = fee["amount_refunded"] + back
    call.change(fee, amount_refunded=refunded, refunded=refunded == fee["amount"])
    call.say("application_fee.refunded", fee)
