"""Who acts for whom: asked for, agreed, ended."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.actions.representations import (
    agree_to_representation,
    end_representation,
    request_representation,
)
from community.people.models import Representation
from community.people.queries import (
    representations_of_login,
    representations_of_person,
    representations_to_agree,
)
from community.people.states import RoleKind
from frontend.api.account.serializers import (
    RepresentationAgreementIn,
    RepresentationIn,
    RepresentationOut,
)
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs, Roles, roles

SEES_AUTHORITY = roles(RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER)


@extend_schema(parameters=[ACTING_FOR])
class RepresentationViewSet(ActingViewSet):
    """Those that whoever signed in asked for or holds; and those over the person who acts."""

    queryset = Representation.objects.none()
    serializer_class = RepresentationOut

    def needs_now(self) -> Needs | Roles:
        return SEES_AUTHORITY if self.action == "waiting" else Needs.SIGN_IN

    @extend_schema(responses=RepresentationOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(representations_of_login(self.login.pk), RepresentationOut)

    @extend_schema(responses=RepresentationOut(many=True))
    @action(detail=False, methods=["get"], url_path="for-me")
    def for_me(self, request: Request) -> Response:
        """Who may act for the person, or has asked to."""
        person = self.acting.person
        rows = representations_of_person(person.pk) if person else []
        return self.list_response(rows, RepresentationOut, is_own=True)

    @extend_schema(responses=RepresentationOut(many=True))
    @action(detail=False, methods=["get"])
    def waiting(self, request: Request) -> Response:
        """Asked for in the areas of a connector or officer, who may have seen why."""
        rows = representations_to_agree(self.area_ids)
        return self.list_response(rows, RepresentationOut, is_own=True)

    @extend_schema(request=RepresentationIn, responses={201: RepresentationOut})
    def create(self, request: Request) -> Response:
        """Ask. Nothing may be done before it is agreed."""
        data = self.validated(RepresentationIn)
        representation = request_representation(
            person_id=data.pop("reference"), **data, **self.by_and_now
        )
        return Response(RepresentationOut(representation).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=RepresentationAgreementIn, responses=RepresentationOut)
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, pk: str) -> Response:
        """The person's own word, or what a connector or officer of their area has seen."""
        representation = agree_to_representation(
            representation_id=int(pk),
            **self.validated(RepresentationAgreementIn),
            **self.by_and_now,
        )
        return Response(RepresentationOut(representation).data)

    @extend_schema(request=None, responses=RepresentationOut)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """It bites at once."""
        representation = end_representation(representation_id=int(pk), **self.by_and_now)
        return Response(RepresentationOut(representation).data)
