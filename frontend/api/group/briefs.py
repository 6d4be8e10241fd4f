"""What groups want: for their members, and without a name for providers near them."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from community.common import clock
from community.people.rules import check_has_person
from frontend.api.acted import ACTING_FOR, ActingViewSet
from frontend.api.acting import acting_of
from frontend.api.filters import BriefFilter
from frontend.api.group.serializers import (
    BriefNearOut,
    BriefOut,
    BriefWords,
    ChoiceOut,
    ComparedOut,
    EmptyIn,
    NewBrief,
    OpenDecisionIn,
    WantedOut,
)
from groups.actions.briefs import (
    close_brief,
    create_brief,
    edit_brief,
    publish_brief,
    stop_taking_answers,
)
from groups.actions.decisions import open_decision
from groups.models import Brief
from groups.queries.briefs import (
    brief_for_member,
    brief_for_provider,
    briefs_near,
    briefs_of_person,
)
from groups.queries.decisions import decision_by_id
from groups.queries.offers import offers_to_compare
from groups.queries.public_briefs import public_brief, wanted


@extend_schema(parameters=[ACTING_FOR])
class Briefs(ActingViewSet):
    """What the groups of whoever acts want."""

    queryset = Brief.objects.none()
    serializer_class = BriefOut
    filterset_class = BriefFilter

    @extend_schema(responses=BriefOut(many=True))
    def list(self, request):
        by = acting_of(request)
        check_has_person(by)
        return self.listed(briefs_of_person(by.person_id), BriefOut)

    @extend_schema(request=NewBrief, responses={201: BriefOut})
    def create(self, request):
        """Begin to write what a group wants; it may all be said at once."""
        said = self.said(NewBrief)
        brief = create_brief(
            group_id=said.pop("group"), listing_id=said.pop("listing"), words=said, **self.deed
        )
        return Response(BriefOut(brief).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=BriefOut)
    def retrieve(self, request, pk):
        return Response(BriefOut(brief_for_member(int(pk), acting_of(request))).data)

    @extend_schema(request=BriefWords, responses=BriefOut)
    def partial_update(self, request, pk):
        """Change some of it, while it is still being written."""
        words = self.said(BriefWords, partial=True)
        brief = edit_brief(brief_id=int(pk), words=words, **self.deed)
        return Response(BriefOut(brief).data)

    @extend_schema(request=EmptyIn, responses=BriefOut)
    @action(detail=True, methods=["post"])
    def publish(self, request, pk):
        """Ask for offers."""
        return self._moved(publish_brief, pk)

    @extend_schema(request=EmptyIn, responses=BriefOut)
    @action(detail=True, methods=["post"])
    def stop(self, request, pk):
        """Stop taking answers, and compare those there are."""
        return self._moved(stop_taking_answers, pk)

    @extend_schema(request=EmptyIn, responses=BriefOut)
    @action(detail=True, methods=["post"])
    def close(self, request, pk):
        """Do not go on with it."""
        return self._moved(close_brief, pk)

    @extend_schema(responses=ComparedOut(many=True))
    @action(detail=True, methods=["get"])
    def offers(self, request, pk):
        """The offers in the order they came, never by price."""
        on = clock.today()
        _brief, compared = offers_to_compare(int(pk), acting_of(request), on)
        return self.listed([each.offer for each in compared], ComparedOut)

    @extend_schema(request=OpenDecisionIn, responses={201: ChoiceOut})
    @action(detail=True, methods=["post"])
    def choose(self, request, pk):
        """Let the group choose, until the end of a day."""
        deed = self.deed
        decision = open_decision(brief_id=int(pk), **self.said(OpenDecisionIn), **deed)
        choice = decision_by_id(decision.pk, deed["by"], clock.now())
        return Response(ChoiceOut(choice).data, status=status.HTTP_201_CREATED)

    def _moved(self, move, pk):
        return Response(BriefOut(move(brief_id=int(pk), **self.deed)).data)


class WantedBriefs(ActingViewSet):
    """What groups want, for anybody: a few lines, a rough place, and nobody's name."""

    queryset = Brief.objects.none()
    serializer_class = WantedOut
    permission_classes = [AllowAny]

    @extend_schema(responses=WantedOut(many=True))
    def list(self, request):
        return self.listed(wanted(clock.today()), WantedOut)

    @extend_schema(responses=WantedOut)
    def retrieve(self, request, pk):
        return Response(WantedOut(public_brief(int(pk), clock.today())).data)


class BriefsNear(ActingViewSet):
    """For vetted providers: what groups within reach want. Nobody is named."""

    queryset = Brief.objects.none()
    serializer_class = BriefNearOut

    @extend_schema(responses=BriefNearOut(many=True))
    def list(self, request):
        return self.listed(briefs_near(request.user.pk, clock.today()), BriefNearOut)

    @extend_schema(responses=BriefNearOut)
    def retrieve(self, request, pk):
        brief = brief_for_provider(int(pk), request.user.pk, clock.today())
        return Response(BriefNearOut(brief).data)
