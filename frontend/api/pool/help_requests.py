"""Another way than a little more: asked for by the person, looked for by a connector."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from community.people.states import RoleKind
from frontend.api.own import Own
from frontend.api.pool.serializers import HelpOut, pence
from frontend.api.working import ActingView
from pooling.pools.actions.another_way import answer_help_request, request_another_way
from pooling.pools.queries.help_requests import help_requests_of_login
from pooling.pools.states import HelpOutcome, HelpRequestKind


class OtherWayIn(serializers.Serializer):
    may_see_most = serializers.BooleanField(
        default=False, help_text="The connector may see the most one would pay. Never without it."
    )


class HelpLineOut(serializers.Serializer):
    """Somebody who asks a connector for help. Nobody in their group knows."""

    id = serializers.IntegerField(source="help_id")
    kind = serializers.ChoiceField(HelpRequestKind.choices)
    person_called = serializers.CharField()
    summary = serializers.CharField()
    provider = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answer_by = serializers.DateTimeField(help_text="The day by which they need to know.")
    share_pence = pence("The share a session, the same for all.", allow_null=True)
    most_pence = pence("Only where they chose to let it be seen.", allow_null=True)


class FoundIn(serializers.Serializer):
    found = serializers.ChoiceField(HelpOutcome.choices)
    words = serializers.CharField(max_length=500, help_text="To the person, in own words.")


class AskAnotherWay(Own):
    @extend_schema(request=OtherWayIn, responses={201: HelpOut})
    def post(self, request, question_id: int):
        """“Help me find another way”, while the question about the share is open."""
        asked = request_another_way(question_id=question_id, **self.said(OtherWayIn), **self.deed)
        return Response(HelpOut(asked).data, status=status.HTTP_201_CREATED)


class HelpAskedOfMe(ActingView):
    @extend_schema(responses=HelpLineOut(many=True))
    def get(self, request):
        """Who asks for help with a cost in one's areas, the soonest day first."""
        self.areas(RoleKind.CONNECTOR)
        return Response(HelpLineOut(help_requests_of_login(request.user.pk), many=True).data)


class AnswerHelp(ActingView):
    @extend_schema(request=FoundIn, responses=HelpOut)
    def post(self, request, help_id: int):
        """Say what was found: the person is told, and decides."""
        answered = answer_help_request(help_id=help_id, **self.said(FoundIn), **self.deed)
        return Response(HelpOut(answered).data)
