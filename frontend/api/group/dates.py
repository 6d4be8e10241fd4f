"""When a group meets, and who comes."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView, ActingViewSet, Needs
from frontend.api.group.date_serializers import (
    AttendanceIn,
    CallOffIn,
    GatheringChangeIn,
    GatheringIn,
    GatheringOut,
    plan_of,
)
from frontend.api.serializers import EmptyIn
from groups.actions.gatherings import (
    call_off_gathering,
    change_gathering,
    plan_gatherings,
    put_gathering_on_again,
    say_attendance,
)
from groups.models.gatherings import Gathering
from groups.queries.gatherings import gathering_detail, next_gatherings


class GroupDatesView(ActingView):
    shows = Seen.GROUPS

    @extend_schema(
        operation_id="groups_dates_list",
        parameters=[ACTING_FOR],
        responses=GatheringOut(many=True),
    )
    def get(self, request: Request, group_id: int) -> Response:
        """Those of today and after it, also those called off; the next first."""
        by, now = self.acting, self.by_and_now["now"]
        return self.list_response(next_gatherings(group_id, by, now=now), GatheringOut)

    @extend_schema(
        operation_id="groups_dates_create",
        parameters=[ACTING_FOR],
        request=GatheringIn,
        responses={201: GatheringOut},
    )
    def post(self, request: Request, group_id: int) -> Response:
        """Add one, or some that repeat; the answer is the first of them."""
        by_and_now = self.by_and_now
        gatherings = plan_gatherings(
            group_id=group_id, **plan_of(self.validated(GatheringIn)), **by_and_now
        )
        detail = gathering_detail(gatherings[0].pk, **by_and_now)
        return Response(GatheringOut(detail).data, status=status.HTTP_201_CREATED)


@extend_schema(parameters=[ACTING_FOR])
class GatheringViewSet(ActingViewSet):
    """One date of a group that whoever acts is in."""

    queryset = Gathering.objects.none()
    needs = Needs.PERSON
    shows = Seen.GROUPS
    serializer_class = GatheringOut

    @extend_schema(responses=GatheringOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self._response(int(pk))

    @extend_schema(request=GatheringChangeIn, responses=GatheringOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change it. Who said that they come is told; on another day they are asked again."""
        fields = self.validated(GatheringChangeIn, partial=True)
        began_from = fields.pop("began_from", None)
        change_gathering(
            gathering_id=int(pk), fields=fields, began_from=began_from, **self.by_and_now
        )
        return self._response(int(pk))

    @extend_schema(request=CallOffIn, responses=GatheringOut)
    @action(detail=True, methods=["post"])
    def off(self, request: Request, pk: str) -> Response:
        """Call it off. Who said that they come is told."""
        call_off_gathering(gathering_id=int(pk), **self.validated(CallOffIn), **self.by_and_now)
        return self._response(int(pk))

    @extend_schema(request=EmptyIn, responses=GatheringOut)
    @action(detail=True, methods=["post"], url_path="on")
    def on_again(self, request: Request, pk: str) -> Response:
        """Put it on again."""
        put_gathering_on_again(gathering_id=int(pk), **self.by_and_now)
        return self._response(int(pk))

    @extend_schema(request=AttendanceIn, responses=GatheringOut)
    @action(detail=True, methods=["post"])
    def coming(self, request: Request, pk: str) -> Response:
        """Say that one comes, and what one brings; or not this time, for no reason."""
        say_attendance(gathering_id=int(pk), **self.validated(AttendanceIn), **self.by_and_now)
        return self._response(int(pk))

    def _response(self, gathering_id: int) -> Response:
        return Response(GatheringOut(gathering_detail(gathering_id, **self.by_and_now)).data)
