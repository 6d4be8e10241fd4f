"""What somebody proposes for the group: a second person's yes, a no, or taking it back."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from community.people.states import RoleKind
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs, roles
from frontend.api.group.motion_serializers import MotionOut, MotionWordIn, SecondWordIn
from frontend.api.how_put import with_how_put
from frontend.api.serializers import EmptyIn
from groups.actions.motions import answer_step, take_back_step
from groups.models.motions import Motion
from groups.queries.motions import (
    motion_for_connector,
    motion_for_member,
    motions_for_connector,
    motions_of_person,
)


@extend_schema(parameters=[ACTING_FOR])
class MotionViewSet(ActingViewSet):
    """Steps that cost nothing yet: two persons agree, or nobody says no."""

    queryset = Motion.objects.none()
    needs = Needs.PERSON
    shows = Seen.GROUPS
    serializer_class = MotionOut

    @extend_schema(responses=MotionOut(many=True))
    def list(self, request: Request) -> Response:
        """What waits for a second person in the groups of whoever acts."""
        return self.list_response(motions_of_person(self.acting), MotionOut, **self.sight)

    @extend_schema(responses=MotionOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self._response(int(pk))

    @extend_schema(request=MotionWordIn, responses=MotionOut)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Agree to it, or say no."""
        word = with_how_put(self.validated(MotionWordIn))
        answer_step(motion_id=int(pk), **word, **self.by_and_now)
        return self._response(int(pk))

    @extend_schema(request=EmptyIn, responses=MotionOut)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, pk: str) -> Response:
        """Until something rests on it."""
        take_back_step(motion_id=int(pk), **self.by_and_now)
        return self._response(int(pk))

    def _response(self, motion_id: int) -> Response:
        detail = motion_for_member(motion_id, self.acting)
        return Response(MotionOut(detail, context=self.sight).data)


class ConnectorMotionViewSet(ActingViewSet):
    """For a connector: where too few of a group can act for themselves."""

    needs = roles(RoleKind.CONNECTOR)
    queryset = Motion.objects.none()
    serializer_class = MotionOut

    @extend_schema(responses=MotionOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(motions_for_connector(self.area_ids), MotionOut)

    @extend_schema(request=SecondWordIn, responses=MotionOut)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Give the second word, by name."""
        detail = motion_for_connector(int(pk), self.area_ids)
        motion = answer_step(
            motion_id=detail.motion.pk, **self.validated(SecondWordIn), **self.by_and_now
        )
        detail.motion.state = motion.state
        return Response(MotionOut(detail).data)
