"""Whether somebody stays in a group, by program: asked, answered and decided (P118)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.moderation.rules.looking import EVER_LOOK
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView, ActingViewSet, Needs, roles
from frontend.api.group.removal_serializers import (
    AskingOut,
    AskRemovalIn,
    DecidedOut,
    DecideIn,
    OwnRemovalOut,
    RemovalOut,
    RemovalToDecideOut,
    SideIn,
    WhoStaysIn,
    WhoStaysOut,
)
from frontend.api.how_put import with_how_put
from frontend.api.serializers import EmptyIn
from frontend.shared.bodies import bodies_of
from groups.actions.removal_decisions import decide_removal
from groups.actions.removals import ask_removal, say_side, say_who_stays, take_back_removal
from groups.models.removals import Removal
from groups.queries.members import membership, others_in_group
from groups.queries.removals import (
    own_removal,
    removal_to_answer,
    removals_asked_by,
    removals_to_look_at,
)
from groups.removal_states import RemovalAbout


class AskRemovalView(ActingView):
    needs = Needs.PERSON
    shows = Seen.OTHERS_WORDS

    @extend_schema(operation_id="groups_stays", responses=AskingOut, parameters=[ACTING_FOR])
    def get(self, request: Request, group_id: int) -> Response:
        """Of whom it can be asked that they do not stay, and what one has asked oneself."""
        me = membership(group_id, self.acting)
        body = {
            "others": others_in_group(group_id, self.acting),
            "asked": removals_asked_by(me),
        }
        return Response(AskingOut(body).data)

    @extend_schema(
        operation_id="groups_stays_ask",
        request=AskRemovalIn,
        responses={201: RemovalOut},
        parameters=[ACTING_FOR],
    )
    def post(self, request: Request, group_id: int) -> Response:
        """They are told what it is about, and never who asked; the others are not told why."""
        data = self.validated(AskRemovalIn)
        removal = ask_removal(
            group_id=group_id, **data | {"about": RemovalAbout(data["about"])}, **self.by_and_now
        )
        return Response(RemovalOut(removal).data, status=status.HTTP_201_CREATED)


class TakeBackRemovalView(ActingView):
    needs = Needs.PERSON

    @extend_schema(
        operation_id="stays_back", request=EmptyIn, responses=RemovalOut, parameters=[ACTING_FOR]
    )
    def post(self, request: Request, removal_id: int) -> Response:
        removal = take_back_removal(removal_id=removal_id, **self.by_and_now)
        return Response(RemovalOut(removal).data)


class MyPlaceView(ActingView):
    needs = Needs.PERSON
    shows = Seen.OTHERS_WORDS

    @extend_schema(operation_id="groups_my_place", responses=OwnRemovalOut, parameters=[ACTING_FOR])
    def get(self, request: Request, group_id: int) -> Response:
        """What is asked of whoever acts, and what can be said to it."""
        return Response(OwnRemovalOut(own_removal(group_id, self.acting)).data)

    @extend_schema(
        operation_id="groups_my_place_say",
        request=SideIn,
        responses=OwnRemovalOut,
        parameters=[ACTING_FOR],
    )
    def post(self, request: Request, group_id: int) -> Response:
        """One’s side, until it is decided; once it went against one, that somebody else looks."""
        say_side(group_id=group_id, **self.validated(SideIn), **self.by_and_now)
        return Response(OwnRemovalOut(own_removal(group_id, self.acting)).data)


class WhoStaysView(ActingView):
    needs = Needs.PERSON
    shows = Seen.OTHERS_WORDS

    @extend_schema(operation_id="stays_read", responses=WhoStaysOut, parameters=[ACTING_FOR])
    def get(self, request: Request, removal_id: int) -> Response:
        return Response(WhoStaysOut(removal_to_answer(removal_id, self.acting)).data)

    @extend_schema(
        operation_id="stays_answer",
        request=WhoStaysIn,
        responses=WhoStaysOut,
        parameters=[ACTING_FOR],
    )
    def put(self, request: Request, removal_id: int) -> Response:
        """Whether they stay, as one of the others would have it. The last answer is the one."""
        data = with_how_put(self.validated(WhoStaysIn))
        say_who_stays(removal_id=removal_id, **data, **self.by_and_now)
        return Response(WhoStaysOut(removal_to_answer(removal_id, self.acting)).data)


class RemovalToDecideViewSet(ActingViewSet):
    """For a connector; where it waits, or is looked at again, for the others who look too."""

    needs = roles(*EVER_LOOK)
    queryset = Removal.objects.none()
    serializer_class = RemovalToDecideOut

    @extend_schema(responses=RemovalToDecideOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(removals_to_look_at(self.login.pk), RemovalToDecideOut)

    @extend_schema(request=DecideIn, responses=DecidedOut)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        """By who heard both. Somebody else looks again where the one asks for it."""
        removal = decide_removal(
            removal_id=int(pk),
            **self.validated(DecideIn),
            bodies=bodies_of(self.login.pk),
            **self.by_and_now,
        )
        return Response(DecidedOut(removal).data)
