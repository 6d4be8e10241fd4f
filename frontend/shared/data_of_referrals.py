"""What is kept about a person of the places that were told about them."""

from django.utils.translation import gettext_lazy as _

from frontend.shared.data_category import DataCategory
from marketplace.referrals.models.referrals import Referral

REFERRALS = (
    DataCategory(
        _("Places that were told about you"),
        Referral,
        "agreement__consent__person_id",
        {
            "target_title": _("Which place"),
            "called": _("Your name there"),
            "line": _("What we were told"),
            "outline.line": _("What the place read first"),
            "get_state_display": _("State"),
            "sent_by.name": _("Who told us"),
            "sent_at": _("Told on"),
            "agreed_at": _("You agreed on"),
        },
        ("listing", "group", "outline", "sent_by"),
    ),
)
