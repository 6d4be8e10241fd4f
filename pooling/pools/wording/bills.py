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
