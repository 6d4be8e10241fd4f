"""Who answers a complaint, and by when (P60)."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.common.working_time import add_working_days
from community.people.states import ComplaintAbout, RoleKind

WORKING_DAYS_TO_ANSWER = 10


class NobodyAnswers(Refused):
    code = "nobody_answers"


def who_answers(about: ComplaintAbout) -> RoleKind:
    """What is about this site, or somebody who works here, is not for those who work here."""
    is_about_us = about in (ComplaintAbout.WORKER, ComplaintAbout.SITE)
    return RoleKind.OPERATOR if is_about_us else RoleKind.CONNECTOR


def answer_due_on(made_at: datetime, *, nation: str) -> date:
    return add_working_days(made_at, WORKING_DAYS_TO_ANSWER, nation=nation).date()


def check_somebody_answers(logins: Collection[int]) -> None:
    if not logins:
        raise NobodyAnswers(
            _("Nobody here can answer a complaint just now, so this was not sent."),
            next_step=_("Please write to your council, and name Common Purse."),
        )
