"""A group's choices: one person, one voice, whichever way it comes."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingViewSet
from frontend.api.group.decision_serializers import BallotIn, DecisionDetailOut, OpenDecisionOut
from frontend.api.how_put import with_how_put
from groups.actions.decisions import cast_ballot, close_if_over
from groups.models.decisions import Decision
from groups.queries.decisions import decision_by_id, open_decisions_of_person


@extend_schema(parameters=[ACTING_FOR])
class DecisionViewSet(ActingViewSet):
    queryset = Decision.objects.none()
    shows = Seen.GROUPS
    serializer_class = DecisionDetailOut

    @extend_schema(responses=OpenDecisionOut(many=True))
    def list(self, request: Request) -> Response:
        """The open choices in the groups of whoever acts, the soonest to close first."""
        return self.list_response(
            open_decisions_of_person(self.person_id, clock.now()), OpenDecisionOut
        )

    @extend_schema(responses=DecisionDetailOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        """A choice as whoever acts may see it now; counted first, if it has just closed."""
        by, now = self.acting, clock.now()
        detail = decision_by_id(int(pk), by, now)
        if close_if_over(decision=detail.decision, now=now):
            detail = decision_by_id(int(pk), by, now)
        return Response(DecisionDetailOut(detail, context=self.sight).data)

    @extend_schema(request=BallotIn, responses=DecisionDetailOut)
    @action(detail=True, methods=["post"])
    def ballot(self, request: Request, pk: str) -> Response:
        """Say which offers one would be happy with. The last answer before it closes counts."""
        ballot = with_how_put(self.validated(BallotIn))
        cast_ballot(decision_id=int(pk), **ballot, **self.by_and_now)
        return self.retrieve(request, pk)
