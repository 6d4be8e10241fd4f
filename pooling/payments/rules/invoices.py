"""Can an invoice be made that a finance office can pay? Plain facts in."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from pooling.payments.states.billing import VatStatus

STANDARD_RATE = 20  # per cent, of the price without it
PAYMENT_DAYS = range(7, 61)


class BillingNeeded(Refused):
    code = "billing_needed"


class BankDetailsNotChecked(Refused):
    code = "bank_details_not_checked"


class NotBillingDetails(Refused):
    code = "not_billing_details"


def check_can_invoice(*, has_billing: bool, has_checked_account: bool) -> None:
    if not has_billing:
        raise BillingNeeded(
            _("An invoice needs your address, and whether you are registered for VAT."),
            next_step=_("Write down what stands on your invoices, and press this again."),
        )
    if not has_checked_account:
        raise BankDetailsNotChecked(
            _("An invoice bears your bank details as the council has checked them: nobody has."),
            next_step=_(
                "Write them down if you have not. Somebody who works for the council asks you about"
                " them; ring them if nobody does."
            ),
        )


def check_billing(*, address: str, vat_status: str, vat_number: str, payment_days: int) -> None:
    if not address.strip():
        raise NotBillingDetails(_("Write down your address."), field="address")
    if vat_status not in VatStatus.values:
        raise NotBillingDetails(_("Say how it is with VAT."), field="vat_status")
    is_registered = vat_status != VatStatus.NOT_REGISTERED
    if is_registered and not vat_number.strip():
        raise NotBillingDetails(_("Write down your VAT number."), field="vat_number")
    if not is_registered and vat_number.strip():
        raise NotBillingDetails(
            _("Leave the number empty, or say that you are registered."), field="vat_number"
        )
    if payment_days not in PAYMENT_DAYS:
        raise NotBillingDetails(_("Give them 7 to 60 days."), field="payment_days")


def vat_within(pence: int, vat_status: str) -> int:
    """The tax that is in a sum, in whole pence, halves up."""
    if vat_status != VatStatus.INCLUDED:
        return 0
    return (2 * pence * STANDARD_RATE + 100 + STANDARD_RATE) // (2 * (100 + STANDARD_RATE))


def due_on(made_on: date, payment_days: int) -> date:
    return made_on + timedelta(days=payment_days)
