"""What one person is asked in private."""

from uuid import UUID

from django.db.models import QuerySet

from community.common.refusals import or_not_found
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import (
    PrivateQuestionState,
)


def questions_of_person(person_id: UUID) -> list[PrivateQuestion]:
    """What a person is being asked in private, soonest first."""
    return list(_open_questions_of_person(person_id))


def question_of_person(*, question_id: int, person_id: UUID) -> PrivateQuestion:
    """One of them. What was answered, or is asked of another, is not there."""
    return or_not_found(_open_questions_of_person(person_id).filter(pk=question_id).first())


def questions_in_group(person_id: UUID, group_id: int) -> list[PrivateQuestion]:
    """What a person is being asked about the shared costs of one group, soonest first."""
    return list(_open_questions_of_person(person_id).filter(pledge__pool__group_id=group_id))


def _open_questions_of_person(person_id: UUID) -> QuerySet[PrivateQuestion]:
    return (
        PrivateQuestion.objects.filter(
            pledge__person_id=person_id, state=PrivateQuestionState.ASKED
        )
        .select_related("pledge__pool__group", "pledge__pool__provider", "part", "instalment")
        .order_by("answer_by", "pk")
    )
