"""What waits for somebody who is not here for now: the date of what they are asked (P20, P126)."""

from datetime import datetime

from django.db.models import QuerySet

from groups.queries.resting import persons_not_here_in
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import DateMoveReason, PrivateQuestionState


def questions_that_wait(pool: Pool, now: datetime) -> QuerySet[PrivateQuestion]:
    """Those whose date has come while their person is not here for now."""
    return PrivateQuestion.objects.filter(
        pledge__pool=pool,
        pledge__person_id__in=persons_not_here_in(pool.group_id),
        state=PrivateQuestionState.ASKED,
        answer_by__lte=now,
    )


def wait_with_instalment(instalment: Instalment, field: str, until: datetime) -> bool:
    """Move the date of a payment, and of what is asked about it, for somebody who is not here.
    False where nobody is waited for."""
    waiting = instalment.privatequestion_set.filter(
        pledge__person_id__in=persons_not_here_in(instalment.pool.group_id),
        state=PrivateQuestionState.ASKED,
    )
    if not waiting.update(answer_by=until):
        return False
    setattr(instalment, field, until)
    instalment.moved_because = DateMoveReason.ANSWER
    instalment.save(update_fields=[field, "moved_because"])
    return True
