"""What stays paid and what stops, before somebody leaves a group: on its page, and by API."""

from django.utils.translation import gettext as _

from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.wording.sessions import format_sessions


def describe_leaving(summary: str, status: PoolStatus) -> str:
    """`status`: where that shared cost stands, of which they have paid; else an empty one."""
    if not status.paid:
        text = _("“%(what)s”: your yes to it ends. Nothing was taken, and nothing will be.")
        return text % {"what": summary}
    text = _(
        "“%(what)s”: what you paid for stays paid (%(sessions)s), and you can still go. Nothing"
        " more is taken after that. Its page stays open to you until it is over."
    )
    return text % {"what": summary, "sessions": format_sessions(status.paid_starts)}
