"""“Do you want it to go on?”, by program (M07)."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView
from frontend.api.serializers import OnSheetIn
from groups.actions.reviews import answer_review
from groups.queries.reviews import review_for_member
from groups.states import ReviewOutcome, ReviewWish

# Serializers of shape only: none of them writes, so none has create() or update().


class ReviewIn(serializers.Serializer):
    wish = serializers.ChoiceField(ReviewWish.choices)


class PaperReviewIn(OnSheetIn, ReviewIn):
    pass


class ReviewOut(serializers.Serializer):
    """`wish`: what one has said oneself, while it is asked; nobody else reads it."""

    is_open = serializers.BooleanField()
    last_day = serializers.DateField(allow_null=True)
    wish = serializers.CharField()
    outcome = serializers.ChoiceField(
        ReviewOutcome.choices, allow_blank=True, help_text="Of the last time; empty before one."
    )


class ReviewView(ActingView):
    shows = Seen.GROUPS

    @extend_schema(responses=ReviewOut, parameters=[ACTING_FOR])
    def get(self, request: Request, group_id: int) -> Response:
        """Whether the group is asked just now, and what came of it the last time."""
        return self._response(group_id)

    @extend_schema(request=ReviewIn, responses=ReviewOut, parameters=[ACTING_FOR])
    def put(self, request: Request, group_id: int) -> Response:
        """Say whether one wants it to go on. The last answer before its day is the one."""
        wish = ReviewWish(self.validated(ReviewIn)["wish"])
        answer_review(group_id=group_id, wish=wish, **self.by_and_now)
        return self._response(group_id)

    def _response(self, group_id: int) -> Response:
        detail = review_for_member(group_id, self.acting, now=clock.now())
        return Response(ReviewOut(detail).data)
