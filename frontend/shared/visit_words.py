"""What a person says to a place's answer: each by its own deed, from a page, a call or a sheet."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.people.acting import Acting
from providers.actions.visit_answers import reply_about_visit, say_unfair, take_other_day
from providers.models.visit_requests import VisitRequest
from providers.states import VisitRequestState


class VisitWord(models.TextChoices):
    TAKE = "take", _("I take the other day")
    REPLY = "reply", _("My answer to what they ask")
    UNFAIR = "unfair", _("I think that is not fair")


STATE_OF_WORD = {
    VisitRequestState.ACCEPTED_FROM: VisitWord.TAKE,
    VisitRequestState.NEEDS_ANSWER: VisitWord.REPLY,
    VisitRequestState.DECLINED: VisitWord.UNFAIR,
}


def word_that_waits(visit: VisitRequest) -> VisitWord | None:
    return STATE_OF_WORD.get(VisitRequestState(visit.state))


def say_of_visit(
    *, visit_request_id: int, said: VisitWord, words: str, by: Acting, now: datetime
) -> None:
    told: dict[str, Any] = {"visit_request_id": visit_request_id, "by": by, "now": now}
    match said:
        case VisitWord.TAKE:
            take_other_day(**told)
        case VisitWord.REPLY:
            reply_about_visit(words=words, **told)
        case VisitWord.UNFAIR:
            say_unfair(words=words, **told)
