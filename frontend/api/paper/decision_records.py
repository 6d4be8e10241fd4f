"""A decision entered from paper, and "I did not want this", by whoever works in the area."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.actions.decision_records import (
    enter_joint_answer,
    record_decision,
    say_not_wanted,
)
from community.people.queries.decisions import joint_answers_to_enter
from frontend.api.account.decision_serializers import (
    DecisionRecordIn,
    DecisionRecordOut,
    JointAnswerEnteredIn,
    JointAnswerToEnterOut,
)
from frontend.api.paper.base import PaperView
from frontend.api.serializers import EmptyIn


class PaperDecisionView(PaperView):
    @extend_schema(request=DecisionRecordIn, responses={201: DecisionRecordOut})
    def post(self, request: Request, code: str) -> Response:
        """Written down for somebody who cannot say it alone; done by it like any other."""
        _member, by_and_now = self.member_of_sheet(code)
        record = record_decision(**self.validated(DecisionRecordIn), **by_and_now)
        return Response(DecisionRecordOut(record).data, status=status.HTTP_201_CREATED)


class PaperJointAnswersView(PaperView):
    @extend_schema(responses=JointAnswerToEnterOut(many=True))
    def get(self, request: Request, code: str) -> Response:
        """What waits for the other of two who decide only together, to answer on their sheet."""
        member, by_and_now = self.member_of_sheet(code)
        rows = joint_answers_to_enter(
            member.person_id, by_and_now["by"].login_id, now=by_and_now["now"]
        )
        answers = [{"record": record, "others": others} for record, others in rows]
        return self.list_response(answers, JointAnswerToEnterOut)


class PaperJointAnswerView(PaperView):
    @extend_schema(request=JointAnswerEnteredIn, responses=DecisionRecordOut)
    def post(self, request: Request, code: str, record_id: int) -> Response:
        """The other's yes or no, as it stands on their sheet. They are told that it was entered."""
        _member, by_and_now = self.member_of_sheet(code)
        record = enter_joint_answer(
            record_id=record_id, **self.validated(JointAnswerEnteredIn), **by_and_now
        )
        return Response(DecisionRecordOut(record).data)


class PaperDecisionNotWantedView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, record_id: int) -> Response:
        """They said so at a visit. Nothing is done by it any more."""
        _member, by_and_now = self.member_of_sheet(code)
        say_not_wanted(record_id=record_id, **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
