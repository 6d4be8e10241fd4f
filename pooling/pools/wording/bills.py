"""What an office's yes does to the person's own bill from the council, in words for them alone."""

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.commitments import BillChange, CommitmentState


def describe_bill(answer: Commitment | None) -> str:
    """Empty before the office has said yes."""
    if answer is None or answer.state != CommitmentState.CONFIRMED:
        return ""
    if answer.bill_change == BillChange.NO:
        return _("What you pay the council yourself stays the same.")
    if answer.bill_change == BillChange.YES:
        return _("What you pay the council yourself changes by %(sum)s a week.") % {
            "sum": format_pounds(answer.bill_change_pence or 0)
        }
    return _(
        "The office has not said whether what you pay the council yourself changes. Please ask it."
    )


def what_changes(pence: int | None) -> str:
    """By how much a week, as the question about it says it; None where the office does not know."""
    if pence is None:
        return _("The office does not know yet whether it changes. You may ask it first.")
    return _("It changes by %(sum)s a week") % {"sum": format_pounds(pence)}
