"""Text for a council's own record: plain, to be copied once (M85, P83)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_date
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.lines import lines_back
from marketplace.referrals.wording import duty_text


def case_note_text(referral: Referral, *, now: datetime) -> str:
    """Without a name: the record it is pasted into has that. One line each, no formatting."""
    reference = referral.own_reference
    lines = [
        _("%(day)s: told “%(place)s” about this person through Common Purse.")
        % {"day": format_date(referral.sent_at), "place": referral.target_title},
        _("Our reference: %(ref)s.") % {"ref": reference} if reference else "",
        *(f"{format_date(each.on)}: {each.text}" for each in lines_back(referral, now=now)),
        _("This does not end our duty."),
        duty_text(referral.area),
    ]
    return "\n".join(filter(None, lines))
