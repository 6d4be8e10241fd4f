"""What a member is asked in private, to be printed and answered on paper (P58)."""

from datetime import datetime

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import NotFound
from community.people.acting import Acting
from frontend.api.how_put import with_how_put
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperQuestionIn, PaperQuestionOut
from frontend.shared.money_sheets import sheet_of_question
from groups.models.members import Member
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.office_terms import digest_with
from pooling.pools.queries.office_terms import office_terms_of_question
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.queries.private_questions import question_of_person, questions_in_group
from pooling.pools.queries.terms import versions_of


def _with_sheet(
    question: PrivateQuestion, member: Member, *, by: Acting, now: datetime
) -> dict[str, object]:
    pool_detail = pool_for_member(pool_id=question.pledge.pool_id, by=by, now=now)
    offices = office_terms_of_question(question)
    return {
        "question": question,
        "sheet": sheet_of_question(question, member, pool_detail, by),
        "versions": [
            {"number": number, "digest": digest_with(version.digest, offices)}
            for number, version in enumerate(versions_of(question.pledge.pool), start=1)
        ],
    }


class PaperQuestionListView(PaperView):
    @extend_schema(responses=PaperQuestionOut(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Each with its sheet, as it is printed. What the person said before is not in it."""
        member, by_and_now = self.member_of_sheet(code)
        questions = questions_in_group(member.person_id, member.group_id)
        return self.list_response(
            [_with_sheet(question, member, **by_and_now) for question in questions],
            PaperQuestionOut,
        )


class PaperQuestionAnswerView(PaperView):
    @extend_schema(request=PaperQuestionIn, responses=PaperQuestionOut)
    def post(self, request: Request, code: str, question_id: int) -> Response:
        """What they ticked: yes, with a new most where that is asked; or not this time."""
        member, by_and_now = self.member_of_sheet(code)
        asked = question_of_person(question_id=question_id, person_id=member.person_id)
        if asked.pledge.pool.group_id != member.group_id:
            raise NotFound("")
        answer = with_how_put(self.validated(PaperQuestionIn))
        question = answer_question(question_id=question_id, **answer, **by_and_now)
        return Response(PaperQuestionOut(_with_sheet(question, member, **by_and_now)).data)
