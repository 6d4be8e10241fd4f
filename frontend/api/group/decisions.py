"""A group's choices: one person, one voice, whichever way it comes."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from community.common import clock
from community.people.acting import SYSTEM
from community.people.rules import check_has_person
from frontend.api.acted import ACTING_FOR, ActingViewSet
from frontend.api.acting import acting_of
from frontend.api.group.serializers import BallotIn, ChoiceOut, OpenChoiceOut
from groups.actions.decisions import cast_ballot, close_decision
from groups.models import Decision
from groups.queries.decisions import decision_by_id, open_decisions_for


@extend_schema(parameters=[ACTING_FOR])
class Decisions(ActingViewSet):
    queryset = Decision.objects.none()
    serializer_class = ChoiceOut

    @extend_schema(responses=OpenChoiceOut(many=True))
    def list(self, request):
        """The open choices in the groups of whoever acts, the soonest to close first."""
        by = acting_of(request)
        check_has_person(by)
        return self.listed(open_decisions_for(by.person_id, clock.now()), OpenChoiceOut)

    @extend_schema(responses=ChoiceOut)
    def retrieve(self, request, pk):
        """A choice as whoever acts may see it now; counted first, if it has just closed."""
        by, now = acting_of(request), clock.now()
        choice = decision_by_id(int(pk), by, now)
        if not choice.is_open and choice.decision.settled_at is None:
            close_decision(decision_id=int(pk), by=SYSTEM, now=now)
            choice = decision_by_id(int(pk), by, now)
        return Response(ChoiceOut(choice).data)

    @extend_schema(request=BallotIn, responses=ChoiceOut)
    @action(detail=True, methods=["post"])
    def ballot(self, request, pk):
        """Say which offers one would be happy with. The last answer before it closes counts."""
        cast_ballot(decision_id=int(pk), **self.said(BallotIn), **self.deed)
        return self.retrieve(request, pk)
