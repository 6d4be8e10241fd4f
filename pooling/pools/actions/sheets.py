"""A yes from a sheet of paper, also of one whose terms have changed since (P23, P25)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.people.acting import Acting
from pooling.pools.actions.locking import lock_pool_for_member
from pooling.pools.actions.pledges import save_pledge
from pooling.pools.actions.private_questions import MIN_ANSWER_TIME, ask_privately, move_date
from pooling.pools.models.pledges import Pledge
from pooling.pools.rules.pledging import PledgeRequest
from pooling.pools.states import DateMoveReason, PrivateQuestionKind


@transaction.atomic
def pledge_from_sheet(*, pool_id: int, request: PledgeRequest, by: Acting, now: datetime) -> Pledge:
    """Their yes, as they wrote it. `request.shown_digest`: of the version that the sheet bears.

    Of an older version nothing is lost: it is kept as said to that, the place is held, and a new
    sheet with the change lies ready for the next visit.
    """
    pool, known_as = lock_pool_for_member(pool_id, by)
    saved = save_pledge(pool, request, known_as=known_as, by=by, now=now)
    if saved.terms_digest != pool.terms_digest:
        answer_by = max(pool.closes_at, now + MIN_ANSWER_TIME)
        move_date(pool, answer_by, DateMoveReason.ANSWER, now=now)
        ask_privately(
            saved,
            PrivateQuestionKind.NEW_TERMS,
            answer_by=answer_by,
            now=now,
            text=_(
                "What is offered has changed since the sheet was printed. The yes on it is kept,"
                " and the place is held. A new sheet with the change in bold is there to print."
                " Please answer by %(day)s."
            )
            % {"day": format_day(answer_by)},
        )
    return saved
