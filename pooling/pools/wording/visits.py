"""A place that is kept open for somebody whom nobody could tell in time (P58)."""

from django.utils.translation import gettext as _

from community.common.dates import format_day
from pooling.pools.models.private_questions import PrivateQuestion


def place_kept_text(question: PrivateQuestion) -> str:
    """The same on the page, by program and on the sheet; empty where nobody went ahead."""
    if question.kept_since is None:
        return ""
    return _(
        "Nobody could tell you in time, so the others went ahead. You have not said no. Your place"
        " is kept open for the payment of %(day)s, at the same share as everybody’s. Nothing is"
        " taken before you have answered."
    ) % {"day": format_day(question.answer_by)}
