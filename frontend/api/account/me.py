"""Whoever acts: what they are called, what helps, how to reach them, what was done for them."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response

from community.common import clock
from community.messaging.queries import contact_plan_of
from community.messaging.states import Channel
from community.people.actions.persons import create_person_for_login, update_profile
from community.people.actions.safeguarding import raise_concern
from community.people.rules import check_has_person
from community.places.models.areas import Area

from .acted import ACTING_FOR
from .acting import acting_of


class ReachShape(serializers.Serializer):
    channel = serializers.ChoiceField(Channel.choices)
    address = serializers.CharField(max_length=200, default="", allow_blank=True)
    through_login_id = serializers.IntegerField(default=None, allow_null=True)
    days_words = serializers.CharField(max_length=120, default="", allow_blank=True)
    never_words = serializers.CharField(max_length=120, default="", allow_blank=True)


class MeOut(serializers.Serializer):
    """`person` is null for somebody who works here and has no page of their own."""

    login = serializers.CharField(source="login.name")
    person = serializers.UUIDField(source="person_id", allow_null=True)
    called = serializers.CharField(source="person.called", default=None, allow_null=True)
    on_behalf = serializers.BooleanField()
    helps = serializers.ListField(child=serializers.CharField())
    reach = ReachShape(allow_null=True)
    outward_code = serializers.CharField(source="person.outward_code", default="")
    council = serializers.CharField(source="person.area.council", default="")


class MeIn(serializers.Serializer):
    helps = serializers.ListField(
        child=serializers.CharField(max_length=120), required=False, max_length=20
    )
    reach = ReachShape(required=False)
    postcode = serializers.CharField(
        max_length=20,
        required=False,
        help_text="Only its first half, and whose area it is, are kept.",
    )


class WorryIn(serializers.Serializer):
    words = serializers.CharField(max_length=5000)
    reach_me = serializers.CharField(max_length=200, default="", allow_blank=True)
    area = serializers.PrimaryKeyRelatedField(queryset=Area.objects.filter(is_open=True))


def me_out(by) -> Response:
    return Response(
        MeOut(
            {
                "login": by.login,
                "person": by.person,
                "person_id": by.person_id,
                "on_behalf": by.representation is not None,
                "helps": by.person.what_helps if by.person else [],
                "reach": by.person and contact_plan_of(by.person_id),
            }
        ).data
    )


@extend_schema(methods=["get"], responses=MeOut, parameters=[ACTING_FOR])
@extend_schema(methods=["patch"], request=MeIn, responses=MeOut, parameters=[ACTING_FOR])
@extend_schema(
    methods=["post"],
    request=None,
    responses=MeOut,
    description="Begin a life of one's own beside one's work. Asked twice, it is the same.",
)
@api_view(["GET", "PATCH", "POST"])
@permission_classes([IsAuthenticated])
def me(request):
    """Who acts in this call, and what they have said of themselves."""
    by = acting_of(request)
    if request.method == "POST":
        if by.person is None:
            create_person_for_login(login=request.user, now=clock.now())
        return me_out(acting_of(request))
    if request.method == "PATCH":
        check_has_person(by)
        given = MeIn(data=request.data)
        given.is_valid(raise_exception=True)
        update_profile(**given.validated_data, by=by, now=clock.now())
        by = acting_of(request)
    return me_out(by)


@extend_schema(request=WorryIn, responses={204: None})
@api_view(["POST"])
@permission_classes([AllowAny])
def worried(request):
    """“I am worried about someone”: to the area's safeguarding lead and deputy only."""
    given = WorryIn(data=request.data)
    given.is_valid(raise_exception=True)
    raise_concern(**given.validated_data, by=acting_of(request), now=clock.now())
    return Response(status=204)


urlpatterns = [path("me/", me, name="me"), path("worried/", worried, name="worried")]
