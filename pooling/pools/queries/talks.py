"""What a talk about a shared cost is about, and until when it would be in time (M125)."""

from datetime import datetime
from uuid import UUID

from community.common.dates import last_day_before
from community.people.rules.talks import TalkTopic
from community.people.states import TalkAbout
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import PLEDGEABLE_STATES, PrivateQuestionState


def topic_of_pool(pool: Pool, person_id: UUID, *, now: datetime) -> TalkTopic:
    """The day of a question that they are asked in private comes first; then that of the cost."""
    asked = PrivateQuestion.objects.filter(
        pledge__pool=pool, pledge__person_id=person_id, state=PrivateQuestionState.ASKED
    )
    ends = list(asked.filter(answer_by__gt=now).values_list("answer_by", flat=True))
    if pool.state in PLEDGEABLE_STATES and now < pool.closes_at:
        ends.append(pool.closes_at)
    last_day = last_day_before(min(ends)) if ends else None
    return TalkTopic(TalkAbout.POOL, pool.pk, pool.terms.summary, last_day)
