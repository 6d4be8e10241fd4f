"""What there is in a source, and what of it is kept aside, in words."""

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from pooling.pools.rules.kept_aside import AmountFacts


def describe_amounts(amounts: AmountFacts) -> str:
    if amounts.amount_pence is None:
        return _("nothing is kept aside, and how much there is was not said")
    return _("%(aside)s kept aside of %(amount)s a week") % {
        "aside": format_pounds(amounts.keep_aside_pence),
        "amount": format_pounds(amounts.amount_pence),
    }
