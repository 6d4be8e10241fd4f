"""A place that is kept open for somebody whom nobody could tell in time (P58)."""

from django.utils.translation import gettext as _

from community.common.dates import format_day
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.private_questions import PrivateQuestion


def place_kept_for_text(instalment: Instalment) -> str:
    """To whoever was only not told of a payment, in the message and on the page of the cost."""
    return _(
        "Nobody could tell you in time, so the next sessions go ahead without you. You have"
        " not said no, and nothing was taken. Your place is kept open for the payment of"
        " %(day)s, at the same share as everybody’s."
    ) % {"day": format_day(instalment.collect_at)}


def place_kept_text(question: PrivateQuestion) -> str:
    """The same on the page, by program and on the sheet; empty where nobody went ahead."""
    if question.kept_since is None:
        return ""
    return _(
        "Nobody could tell you in time, so the others went ahead. You have not said no. Your place"
        " is kept open for the payment of %(day)s, at the same share as everybody’s. Nothing is"
        " taken before you have answered."
    ) % {"day": format_day(question.answer_by)}
