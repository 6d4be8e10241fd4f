"""A message that is answered by a link: made, and answered once (P76)."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from community.common.refusals import or_not_found
from community.messaging.models import AnswerLink
from community.messaging.queries.answer_links import digest_of_token, token_of
from community.messaging.rules.answer_links import check_can_be_answered


def make_answer_link(*, purpose: str, ref: str, until: datetime, now: datetime) -> AnswerLink:
    """In the transaction of the message that bears it. `ref` is known to its maker alone."""
    link_id = uuid4()
    return AnswerLink.objects.create(
        pk=link_id,
        purpose=purpose,
        ref=ref,
        digest=digest_of_token(token_of(link_id)),
        made_at=now,
        until=until,
    )


@transaction.atomic
def use_answer_link(*, link_id: UUID, purpose: str, now: datetime) -> AnswerLink:
    """One that was made for this `purpose`, and no other, is used up in the transaction of the
    answer itself: where that is refused, it is not. Whoever presses at the same moment waits here,
    and is refused then. Who it was is not known, and the deed that it answers writes the line."""
    links = AnswerLink.objects.select_for_update(no_key=True)
    link = or_not_found(links.filter(pk=link_id, purpose=purpose).first())
    check_can_be_answered(link.answered_at, link.until, now=now)
    link.answered_at = now
    link.save(update_fields=["answered_at"])
    return link
