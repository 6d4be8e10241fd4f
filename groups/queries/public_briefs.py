"""What groups want, as anybody may read it: a few lines, a rough place, and nobody's name (M35)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from community.common.refusals import or_not_found
from community.moderation.queries.items import with_words
from community.moderation.rules.contacts import hold_back_contacts
from community.moderation.states import ModerationState
from groups.models.briefs import Brief
from groups.states import BriefState


@dataclass(frozen=True)
class PublicBrief:
    """All of a brief that anybody is shown. The rest, which may say what people need for their
    health, is for providers that a connector has seen. Its words stay empty until somebody has
    looked at them."""

    id: int
    words_state: str
    what: str
    when_words: str
    outward_code: str
    area_name: str
    people_about: int | None
    answers_by: date
    is_example: bool

    @classmethod
    def of(cls, brief: Any) -> "PublicBrief":
        is_read = brief.words_state == ModerationState.PASSED
        return cls(
            id=brief.pk,
            words_state=brief.words_state or ModerationState.WAITING,
            what=hold_back_contacts(brief.what) if is_read else "",
            when_words=hold_back_contacts(brief.when_words) if is_read else "",
            outward_code=brief.group.outward_code,
            area_name=brief.group.area.name,
            people_about=brief.people_about,
            answers_by=brief.answers_by,
            is_example=brief.group.is_example,
        )


def public_briefs(on: date) -> QuerySet[Any]:
    """Briefs of open areas that still take answers, the soonest day first: to be shown a page at
    a time, each as a PublicBrief."""
    asking = Brief.objects.filter(
        state=BriefState.ASKING,
        answers_by__gte=on,
        group__area__is_open=True,
        group__is_solo=False,
    ).select_related("group__area")
    return with_words(asking, "brief").order_by("answers_by", "pk")


def public_brief(brief_id: int, on: date) -> Any:
    """One of them. Answered, closed and not there are the same."""
    return or_not_found(public_briefs(on).filter(pk=brief_id).first())
