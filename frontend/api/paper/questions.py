"""What a member is asked in private, to be printed and answered on paper (P58)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import NotFound
from frontend.api.how_put import with_how_put
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperQuestionIn, PaperQuestionOut
from frontend.shared.question_sheets import question_sheet
from groups.models.members import Member
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.office_terms import digest_with
from pooling.pools.queries.office_terms import office_terms_of_question
from pooling.pools.queries.private_questions import question_of_person, questions_in_group
from pooling.pools.queries.terms import versions_of
from pooling.pools.wording.office_terms import office_texts


def _with_sheet(question: PrivateQuestion, member: Member) -> dict[str, object]:
    offices = office_terms_of_question(question)
    return {
        "question": question,
        "sheet": question_sheet(
            question,
            paper_code=member.paper_code,
            office=office_texts(offices, question.pledge.pool.provider.name),
        ),
        "versions": [
            {"number": number, "digest": digest_with(version.digest, offices)}
            for number, version in enumerate(versions_of(question.pledge.pool), start=1)
        ],
    }


class PaperQuestionListView(PaperView):
    @extend_schema(responses=PaperQuestionOut(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Each with its sheet, as it is printed. What the person said before is not in it."""
        member, _by_and_now = self.member_of_sheet(code)
        questions = questions_in_group(member.person_id, member.group_id)
        return self.list_response(
            [_with_sheet(question, member) for question in questions], PaperQuestionOut
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
        return Response(PaperQuestionOut(_with_sheet(question, member)).data)
