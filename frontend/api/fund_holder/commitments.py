"""The office that looks after people's money: lines that wait, and many answers at once."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.states import RoleKind
from frontend.api.base import ActingView, roles
from frontend.api.errors import refusal_body
from frontend.api.fund_holder.serializers import (
    CommitmentAnswersIn,
    CommitmentAnswersOut,
    CommitmentOut,
)
from pooling.payments.queries.commitments import open_commitments
from pooling.pools.actions.confirmations import answer_lines


class CommitmentListView(ActingView):
    needs = roles(RoleKind.COUNCIL_OFFICER)

    @extend_schema(responses=CommitmentOut(many=True))
    def get(self, request: Request) -> Response:
        """The lines of one's own areas without a yes or a no, the longest wait first."""
        return self.list_response(open_commitments(self.area_ids), CommitmentOut)

    @extend_schema(request=CommitmentAnswersIn, responses=CommitmentAnswersOut)
    def post(self, request: Request) -> Response:
        """Answer many lines. One that is not complete does not hold up the rest."""
        answers = answer_lines(**self.validated(CommitmentAnswersIn), **self.by_and_now)
        refusals = [
            {"commitment_id": commitment_id, **refusal_body(refusal)}
            for commitment_id, refusal in answers.refused.items()
        ]
        return Response(
            CommitmentAnswersOut(
                {"answered": [line.pk for line in answers.done], "refused": refusals}
            ).data
        )
