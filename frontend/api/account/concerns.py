"""For an area's safeguarding lead and deputy: what was told them, read and answered."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from community.people.actions.safeguarding import answer_concern, mark_concern_read
from community.people.queries import concern_of_login, concerns_of_login
from community.people.states import RoleKind
from frontend.api.pool.serializers import Nothing
from frontend.api.working import ActingView

READS = (RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY)


class WorryLineOut(serializers.Serializer):
    """That it waits. Its words come with reading it, which is noted."""

    id = serializers.IntegerField(source="pk")
    area = serializers.CharField(source="area.name")
    written_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class WorryOut(WorryLineOut):
    words = serializers.CharField()
    reach_me = serializers.CharField()
    about_page = serializers.CharField()
    answer = serializers.CharField()


class WorryAnswerIn(serializers.Serializer):
    words = serializers.CharField(max_length=5000, help_text="What was done about it.")


class Worries(ActingView):
    @extend_schema(responses=WorryLineOut(many=True))
    def get(self, request):
        """Those of one's areas, unread first, oldest first."""
        self.areas(*READS)
        return Response(WorryLineOut(concerns_of_login(request.user.pk), many=True).data)


class ReadWorry(ActingView):
    @extend_schema(request=Nothing, responses=WorryOut)
    def post(self, request, worry_id: int):
        """Read one: from then on no alarm is raised."""
        mark_concern_read(worry_id=worry_id, **self.deed)
        return Response(WorryOut(concern_of_login(worry_id, request.user.pk)).data)


class AnswerWorry(ActingView):
    @extend_schema(request=WorryAnswerIn, responses=WorryOut)
    def post(self, request, worry_id: int):
        """Keep with it what was done about it."""
        answer_concern(worry_id=worry_id, **self.said(WorryAnswerIn), **self.deed)
        return Response(WorryOut(concern_of_login(worry_id, request.user.pk)).data)


urlpatterns = [
    path("worries/", Worries.as_view(), name="worries"),
    path("worries/<int:worry_id>/read/", ReadWorry.as_view(), name="read_worry"),
    path("worries/<int:worry_id>/answer/", AnswerWorry.as_view(), name="answer_worry"),
]
