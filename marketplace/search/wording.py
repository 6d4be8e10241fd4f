"""How what is found is ordered, in words."""

from django.utils.translation import gettext as _

from marketplace.search.states import Order


def order_text(order: Order) -> str:
    """The one sentence that explains the order (M04)."""
    return {
        Order.NEAR: _(
            "What is near comes first, then what has places, then what best suits what you asked; "
            "what has no known place comes last; nobody can pay to be higher."
        ),
        Order.PRICE: _(
            "The lowest price comes first because you asked for that, and what has no known price "
            "comes last; nobody can pay to be higher."
        ),
    }[order]
