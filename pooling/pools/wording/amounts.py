"""What there is in a source, what of it is kept aside, and what a yes costs, in words."""

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


def yes_text(max_pence: int) -> str:
    """What somebody says, and what the last button says: that it costs, and how much (P123)."""
    return _("I’m in, and I pay up to %(most)s a session") % {"most": format_pounds(max_pence)}
