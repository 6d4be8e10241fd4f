"""A group ends, by program: proposing it, what is next for each, the connector's list (P125)."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from community.people.states import RoleKind
from frontend.api.base import ACTING_FOR, ActingView, ActingViewSet, Needs, roles
from frontend.api.group.ending_serializers import (
    EndedGroupsOut,
    EndGroupIn,
    EndingOut,
    NextStepAnswerIn,
    NextStepIn,
    NextStepOut,
)
from frontend.api.group.membership import group_response
from frontend.api.group.serializers import GroupDetailOut, StepIn
from frontend.api.how_put import with_how_put
from frontend.shared.reaching import reaching_texts_of
from groups.actions.endings import answer_next_step, say_next_step
from groups.actions.motions import propose_step
from groups.models.endings import NextStep
from groups.queries.endings import ended_groups_counted, my_ending, next_steps_for_connector
from groups.queries.members import membership
from groups.states import GroupState, MotionPurpose


class EndGroupView(ActingView):
    needs = Needs.PERSON

    @extend_schema(request=EndGroupIn, responses=GroupDetailOut, parameters=[ACTING_FOR])
    def post(self, request: Request, group_id: int) -> Response:
        """Propose that it ends, and why; or agree to that where somebody has. It never ends
        because nobody said no. As `open`."""
        propose_step(
            purpose=MotionPurpose.END_GROUP,
            about_id=group_id,
            by_program=True,
            **with_how_put(self.validated(EndGroupIn)),
            **self.by_and_now,
        )
        return group_response(group_id, self.acting)


class GoOnView(ActingView):
    needs = Needs.PERSON

    @extend_schema(request=StepIn, responses=GroupDetailOut, parameters=[ACTING_FOR])
    def post(self, request: Request, group_id: int) -> Response:
        """Propose that it goes on, while it is ending; or, for twelve months after it has ended,
        that it begins again. As `open`."""
        member = membership(group_id, self.acting)
        is_over = member.group.state == GroupState.ENDED
        propose_step(
            purpose=MotionPurpose.BEGIN_AGAIN if is_over else MotionPurpose.KEEP_GROUP,
            about_id=group_id,
            by_program=True,
            **with_how_put(self.validated(StepIn)),
            **self.by_and_now,
        )
        return group_response(group_id, self.acting)


class NextStepView(ActingView):
    needs = Needs.PERSON
    shows = Seen.GROUPS

    @extend_schema(responses=EndingOut, parameters=[ACTING_FOR])
    def get(self, request: Request, group_id: int) -> Response:
        """Why the group ends and until when, and what one has said of what is next for one. Of a
        group that does not end there is none."""
        return self._response(group_id)

    @extend_schema(request=NextStepIn, responses=EndingOut, parameters=[ACTING_FOR])
    def put(self, request: Request, group_id: int) -> Response:
        """Say what is next, or “No thanks”. The last answer is the one. Nobody in the group reads
        it; a connector does where it asks for one, or has words."""
        say_next_step(group_id=group_id, **self.validated(NextStepIn), **self.by_and_now)
        return self._response(group_id)

    def _response(self, group_id: int) -> Response:
        _member, detail = my_ending(group_id, self.acting)
        return Response(EndingOut(detail).data)


class ConnectorEndingViewSet(ActingViewSet):
    """For a connector: whose group ends, and who asks for somebody or was not reached."""

    needs = roles(RoleKind.CONNECTOR)
    queryset = NextStep.objects.none()
    serializer_class = NextStepOut

    @extend_schema(responses=NextStepOut(many=True))
    def list(self, request: Request) -> Response:
        steps = next_steps_for_connector(self.area_ids, clock.now())
        reaching = reaching_texts_of({each.member.person_id for each in steps})
        return self.list_response(steps, NextStepOut, reaching=reaching)

    @extend_schema(responses=EndedGroupsOut(many=True))
    @action(detail=False, methods=["get"])
    def counted(self, request: Request) -> Response:
        """How many groups ended in twelve months, and why: of fewer than ten no number."""
        counts = ended_groups_counted(self.area_ids, clock.now())
        return self.list_response(counts, EndedGroupsOut)

    @extend_schema(request=NextStepAnswerIn, responses=NextStepOut)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """One has spoken to them; or why one has not reached them so far: then they stay listed."""
        data = self.validated(NextStepAnswerIn)
        step = answer_next_step(next_step_id=int(pk), **data, **self.by_and_now)
        return Response(NextStepOut(step).data)
