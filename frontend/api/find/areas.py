"""The areas that take part, and what people in one asked for and could not find."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from community.common import clock
from community.places.queries import open_areas
from marketplace.search.queries.demand import demand_near


class AreaOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    council = serializers.CharField()


class TopicOut(serializers.Serializer):
    topic = serializers.CharField()
    asked = serializers.CharField(help_text="Roughly how often: small numbers are never told.")


class AskedOut(serializers.Serializer):
    area = AreaOut()
    topics = TopicOut(many=True)


class Areas(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="areas", responses=AreaOut(many=True))
    def get(self, request):
        """Those that are open, by name."""
        return Response(AreaOut(open_areas(), many=True).data)


class Asked(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="asked_near", responses=AskedOut)
    def get(self, request, area_id: int):
        """What people asked for and could not find, by topic. Nobody is told of."""
        page = demand_near(area_id, now=clock.now())
        topics = [{"topic": topic, "asked": words} for topic, words in page.topics]
        return Response(AskedOut({"area": page.area, "topics": topics}).data)


urlpatterns = [
    path("areas/", Areas.as_view(), name="areas"),
    path("areas/<int:area_id>/asked/", Asked.as_view(), name="asked_near"),
]
