"""What groups want, as anybody may read it: a few lines, a rough place, and nobody's name (M35)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from community.common.refusals import or_not_found
from community.moderation.rules.contacts import hold_back_contacts
from groups.models import Brief
from groups.states import BriefState


@dataclass(frozen=True)
class PublicBrief:
    """All of a brief that anybody is shown. The rest, which may say what people need for their
    health, is for providers that a connector has seen."""

    id: int
    what: str
    when_words: str
    outward_code: str
    area_name: str
    people_about: int | None
    answers_by: date
    is_example: bool

    @classmethod
    def of(cls, brief: Brief) -> "PublicBrief":
        return cls(
            id=brief.pk,
            what=hold_back_contacts(brief.what),
            when_words=hold_back_contacts(brief.when_words),
            outward_code=brief.group.outward_code,
            area_name=brief.group.area.name,
            people_about=brief.people_about,
            answers_by=brief.answers_by,
            is_example=brief.group.is_example,
        )


def public_briefs(on: date) -> QuerySet[Brief]:
    """Briefs of open areas that still take answers, the soonest day first: to be shown a page at
    a time, each as a PublicBrief."""
    return (
        Brief.objects.filter(state=BriefState.ASKING, answers_by__gte=on, group__area__is_open=True)
        .select_related("group__area")
        .order_by("answers_by", "pk")
    )


def public_brief(brief_id: int, on: date) -> Brief:
    """One of them. Answered, closed and not there are the same."""
    return or_not_found(public_briefs(on).filter(pk=brief_id).first())
