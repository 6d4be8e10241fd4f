"""A group's ideas: each is heard, and each has its answer."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView
from frontend.api.group.idea_serializers import (
    GroupIdeaIn,
    GroupIdeaOut,
    GroupIdeasOut,
    LikesIn,
    MattersIn,
    WhyIn,
    WriteDownIn,
)
from frontend.api.serializers import EmptyIn
from groups.actions.idea_answers import explain_idea, say_what_matters, write_down_idea
from groups.actions.ideas import add_idea, like_ideas, say_nothing_to_add, take_back_idea
from groups.queries.ideas import idea_detail, ideas_of_group


class IdeasView(ActingView):
    def ideas_response(self, group_id: int) -> Response:
        return Response(GroupIdeasOut(ideas_of_group(group_id, **self.by_and_now)).data)


class GroupIdeasView(IdeasView):
    shows = Seen.GROUPS

    @extend_schema(operation_id="groups_ideas", parameters=[ACTING_FOR], responses=GroupIdeasOut)
    def get(self, request: Request, group_id: int) -> Response:
        """What is asked now, what came of each, and what matters to whom."""
        return self.ideas_response(group_id)

    @extend_schema(
        operation_id="groups_ideas_add",
        parameters=[ACTING_FOR],
        request=GroupIdeaIn,
        responses={201: GroupIdeaOut},
    )
    def post(self, request: Request, group_id: int) -> Response:
        """Add one. Where nobody is asked just now, everybody is from here on."""
        by_and_now = self.by_and_now
        idea = add_idea(group_id=group_id, **self.validated(GroupIdeaIn), **by_and_now)
        detail = idea_detail(idea.pk, **by_and_now)
        return Response(GroupIdeaOut(detail).data, status=status.HTTP_201_CREATED)


class NothingToAddView(IdeasView):
    @extend_schema(parameters=[ACTING_FOR], request=EmptyIn, responses=GroupIdeasOut)
    def post(self, request: Request, round_id: int) -> Response:
        """They have no idea to add; nobody waits for them any more."""
        idea_round = say_nothing_to_add(round_id=round_id, **self.by_and_now)
        return self.ideas_response(idea_round.group_id)


class LikeIdeasView(IdeasView):
    @extend_schema(parameters=[ACTING_FOR], request=LikesIn, responses=GroupIdeasOut)
    def post(self, request: Request, round_id: int) -> Response:
        """Which of them they would like, once each was heard."""
        data = self.validated(LikesIn)
        idea_round = like_ideas(round_id=round_id, **data, **self.by_and_now)
        return self.ideas_response(idea_round.group_id)


class TakeBackIdeaView(IdeasView):
    @extend_schema(parameters=[ACTING_FOR], request=EmptyIn, responses=GroupIdeasOut)
    def post(self, request: Request, idea_id: int) -> Response:
        """Take one's own back, while each is being heard."""
        group_id = take_back_idea(idea_id=idea_id, **self.by_and_now)
        return self.ideas_response(group_id)


class ExplainIdeaView(ActingView):
    @extend_schema(parameters=[ACTING_FOR], request=WhyIn, responses=GroupIdeaOut)
    def post(self, request: Request, idea_id: int) -> Response:
        """Say why an idea was not taken up, by one's own name."""
        explain_idea(idea_id=idea_id, **self.validated(WhyIn), **self.by_and_now)
        return Response(GroupIdeaOut(idea_detail(idea_id, **self.by_and_now)).data)


class WriteDownIdeaView(ActingView):
    @extend_schema(parameters=[ACTING_FOR], request=WriteDownIn, responses=GroupIdeaOut)
    def post(self, request: Request, idea_id: int) -> Response:
        """Put one that was taken up into what the group wants."""
        write_down_idea(idea_id=idea_id, **self.validated(WriteDownIn), **self.by_and_now)
        return Response(GroupIdeaOut(idea_detail(idea_id, **self.by_and_now)).data)


class WhatMattersView(IdeasView):
    @extend_schema(parameters=[ACTING_FOR], request=MattersIn, responses=GroupIdeasOut)
    def put(self, request: Request, group_id: int) -> Response:
        """What matters to them, in up to three lines, which the group reads."""
        say_what_matters(group_id=group_id, **self.validated(MattersIn), **self.by_and_now)
        return self.ideas_response(group_id)
