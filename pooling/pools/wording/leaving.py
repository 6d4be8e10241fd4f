"""What stays paid and what stops, before somebody leaves a group: on its page, and by API."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day, last_day_before
from community.common.money import format_pounds_and_pence
from groups.states import NameGoes
from pooling.pools.queries.agreements import ChangeOfMindLeft
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.wording.sessions import format_sessions


def describe_leaving(
    summary: str, status: PoolStatus, mind_left: ChangeOfMindLeft | None = None
) -> str:
    """`status`: where that shared cost stands, of which they have paid; else an empty one.
    `mind_left`: what they would have back of it who leave it first."""
    if not status.paid:
        text = _("“%(what)s”: your yes to it ends. Nothing was taken, and nothing will be.")
        return text % {"what": summary}
    text = _(
        "“%(what)s”: what you paid for stays paid (%(sessions)s), and you can still go. Nothing"
        " more is taken after that. Its page stays open to you until it is over."
    )
    stays = text % {"what": summary, "sessions": format_sessions(status.paid_starts)}
    if mind_left is None:
        return stays
    first = _(
        "You are within your 14 days: to have back what has not begun (%(sum)s), say “Not this"
        " time” on the page of that shared cost before you leave the group, by %(day)s."
    )
    sums = {
        "sum": format_pounds_and_pence(mind_left.pence),
        "day": format_day(last_day_before(mind_left.until)),
    }
    return f"{stays} {first % sums}"


def name_goes_choices(next_payment_at: datetime | None) -> list[tuple[str, str]]:
    """What somebody who leaves may choose of their name; nothing where nothing is to be paid."""
    if next_payment_at is None:
        return []
    later = _("%(choice)s, on %(day)s") % {
        "choice": NameGoes.NEXT_PAYMENT.label,
        "day": format_day(next_payment_at),
    }
    return [(NameGoes.NOW, str(NameGoes.NOW.label)), (NameGoes.NEXT_PAYMENT, later)]
