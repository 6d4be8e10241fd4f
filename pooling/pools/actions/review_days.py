"""The day on which a council looks at somebody's money with them: told in good time (fault C9)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_person
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import MoneySource
from pooling.pools.queries.review_days import review_key


def remind_of_review(*, source_id: int, now: datetime) -> None:
    """Once for each day that they wrote down."""
    source = MoneySource.objects.get(pk=source_id)
    notify_person(
        person_id=source.person_id,
        kind=PoolMessage.REVIEW_DAY,
        subject=_("What you asked to be reminded of"),
        text=_(
            "You asked to be reminded: “%(what)s” is looked at with you on %(day)s. What is kept"
            " aside or how much there is may be different after it. You can write it down then."
        )
        % {"what": source.called, "day": format_day(not_none(source.review_on))},
        link="/money/",
        key=review_key(source.pk, not_none(source.review_on)),
        now=now,
    )
