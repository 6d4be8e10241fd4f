"""What one person is asked in private."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ActingView
from frontend.api.how_put import with_how_put
from frontend.api.pool.offices import with_offices
from frontend.api.pool.serializers import PrivateQuestionAnswerIn, PrivateQuestionOut
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.queries.private_questions import questions_of_person


class PrivateQuestionListView(ActingView):
    shows = Seen.QUESTIONS

    @extend_schema(responses=PrivateQuestionOut(many=True))
    def get(self, request: Request) -> Response:
        """Those still open, the soonest first. Nobody else of the group reads them."""
        return self.list_response(
            questions_of_person(self.person_id), PrivateQuestionOut, **with_offices(self)
        )


class PrivateQuestionAnswerView(ActingView):
    @extend_schema(request=PrivateQuestionAnswerIn, responses=PrivateQuestionOut)
    def post(self, request: Request, question_id: int) -> Response:
        """Yes, with a new most where that is asked; or not this time."""
        answer = with_how_put(self.validated(PrivateQuestionAnswerIn))
        question = answer_question(question_id=question_id, **answer, **self.by_and_now)
        return Response(PrivateQuestionOut(question, context=with_offices(self)).data)
