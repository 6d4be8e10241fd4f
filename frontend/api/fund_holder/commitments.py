"""The office that looks after people's money: lines that wait, and many answers at once."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.queries import roles_of
from community.people.states import RoleKind
from frontend.api.pool.serializers import pence
from pooling.payments.queries.commitments import open_commitments
from pooling.payments.states import BillChange, CommitmentState, RefusalReason
from pooling.pools.actions.confirmations import answer_lines


class LineOut(serializers.Serializer):
    """All that an officer sees of one line: never the group."""

    commitment_id = serializers.IntegerField()
    person_called = serializers.CharField()
    reference = serializers.CharField()
    provider_words = serializers.CharField()
    dates_words = serializers.CharField()
    most_pence_a_session = pence("The most a session.")
    sessions = serializers.IntegerField()
    most_pence = pence("The most in all.")
    purpose_words = serializers.CharField()
    asked_at = serializers.DateTimeField()
    state = serializers.ChoiceField(CommitmentState.choices)


class CommitmentAnswerIn(serializers.Serializer):
    commitment_id = serializers.IntegerField(min_value=1)
    answer = serializers.ChoiceField(["yes", "yes_when", "no"])
    bill_change = serializers.ChoiceField(
        BillChange.choices, required=False, help_text="With a yes: what the person pays themselves."
    )
    bill_change_pence = pence("A week, where it changes.", required=False, allow_null=True)
    when_words = serializers.CharField(max_length=200, required=False, help_text="What first.")
    when_owner = serializers.CharField(max_length=120, required=False, help_text="Who does it.")
    when_on = serializers.DateField(required=False, help_text="By which day.")
    refusal_reason = serializers.ChoiceField(
        RefusalReason.choices, required=False, help_text="A no names its reason."
    )
    refusal_words = serializers.CharField(max_length=200, required=False)


class AnswersIn(serializers.Serializer):
    answers = CommitmentAnswerIn(many=True, allow_empty=False)


class RefusedLine(serializers.Serializer):
    commitment_id = serializers.IntegerField()
    code = serializers.CharField()
    message = serializers.CharField()
    field = serializers.CharField(allow_null=True)
    next_step = serializers.CharField()


class AnsweredOut(serializers.Serializer):
    answered = serializers.ListField(child=serializers.IntegerField())
    refused = RefusedLine(many=True, help_text="Each on its own: the others were answered.")


class OfficeLines(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(responses=LineOut(many=True))
    def get(self, request):
        """The lines of one's own areas without a yes or a no, the longest wait first."""
        return Response(LineOut(open_commitments(_areas(request)), many=True).data)

    @extend_schema(request=AnswersIn, responses=AnsweredOut)
    def post(self, request):
        """Answer many lines. One that is not complete does not hold up the rest."""
        _areas(request)
        given = AnswersIn(data=request.data)
        given.is_valid(raise_exception=True)
        answered = answer_lines(
            answers=given.validated_data["answers"],
            by=Acting(login=request.user),
            now=clock.now(),
        )
        return Response(
            {
                "answered": [line.pk for line in answered.done],
                "refused": [
                    {
                        "commitment_id": line_id,
                        "code": no.code,
                        "message": no.message,
                        "field": no.field,
                        "next_step": no.next_step,
                    }
                    for line_id, no in answered.refused.items()
                ],
            }
        )


def _areas(request) -> list[int]:
    areas = [area for kind, area in roles_of(request.user.pk) if kind == RoleKind.COUNCIL_OFFICER]
    if not areas:
        raise NotFound("")
    return areas


urlpatterns = [path("office/lines/", OfficeLines.as_view(), name="office_lines")]
