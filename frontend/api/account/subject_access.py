"""Everything that is kept about whoever acts, to take along."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from frontend.api.acted import ACTING_FOR
from frontend.api.own import Own
from frontend.shared.subject_access import subject_access_export


class KeptOut(serializers.Serializer):
    name = serializers.CharField(help_text="What kind of thing.")
    rows = serializers.ListField(
        child=serializers.DictField(), help_text="What is said of each, by its name in words."
    )


class WhatIsKept(Own):
    @extend_schema(operation_id="kept", responses=KeptOut(many=True), parameters=[ACTING_FOR])
    def get(self, request):
        """All that is kept, but messages and history, which are resources of their own."""
        return Response(KeptOut(subject_access_export(self.by.person), many=True).data)


urlpatterns = [path("kept/", WhatIsKept.as_view(), name="kept")]
