"""The next visit: what is to be said to each person who is reached through somebody (M84)."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import NotFound
from community.messaging.actions import record_told_in_person
from community.messaging.queries import next_visit_items
from frontend.api.working import ActingView
from frontend.shared.next_visits import next_visits_of_login


class NextVisitItemOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    subject = serializers.CharField()
    text = serializers.CharField()
    urgent = serializers.BooleanField(help_text="It cannot wait for the next visit.")
    is_notice = serializers.BooleanField(help_text="About money: it counts once it is said.")


class VisitOut(serializers.Serializer):
    called = serializers.CharField()
    lines = NextVisitItemOut(many=True)


class ToldIn(serializers.Serializer):
    lines = serializers.ListField(
        child=serializers.IntegerField(min_value=1), allow_empty=False, max_length=500
    )


class Visits(ActingView):
    @extend_schema(responses=VisitOut(many=True))
    def get(self, request):
        """What those who are reached through oneself have still to be told."""
        return Response(VisitOut(next_visits_of_login(request.user.pk), many=True).data)


class ToldView(ActingView):
    @extend_schema(request=ToldIn, responses=VisitOut(many=True))
    def post(self, request):
        """These lines were said today. Said twice is said."""
        deed = self.deed
        lines = self.said(ToldIn)["lines"]
        mine = set(next_visit_items(request.user.pk).values_list("pk", flat=True))
        if not mine & set(lines):
            raise NotFound("")
        for line in lines:
            if line in mine:
                record_told_in_person(message_id=line, told_on=clock.today(deed["now"]), **deed)
        return Response(VisitOut(next_visits_of_login(request.user.pk), many=True).data)


urlpatterns = [
    path("visits/", Visits.as_view(), name="visits"),
    path("visits/told/", ToldView.as_view(), name="visits_told"),
]
