"""What one person is asked in private."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from frontend.api.own import Own
from frontend.api.pool.serializers import AnswerIn, QuestionOut
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.queries.pool_details import questions_for


class Questions(Own):
    @extend_schema(responses=QuestionOut(many=True))
    def get(self, request):
        """Those still open, the soonest first. Nobody else is told of them."""
        return Response(QuestionOut(questions_for(self.by.person_id), many=True).data)


class Answer(Own):
    @extend_schema(request=AnswerIn, responses=QuestionOut)
    def post(self, request, question_id: int):
        """Yes, with a new most where that is asked; or not this time."""
        answered = answer_question(question_id=question_id, **self.said(AnswerIn), **self.deed)
        return Response(QuestionOut(answered).data)
