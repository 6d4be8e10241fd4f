"""“What stopped me”, by program."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from frontend.api.base import ActingView, Needs
from frontend.shared.throttles import ObstacleThrottle
from marketplace.referrals.actions.obstacles import say_what_stopped_me
from marketplace.referrals.states import ObstacleReason


class ObstacleIn(serializers.Serializer):
    reason = serializers.ChoiceField(ObstacleReason.choices)


class WhatStoppedMeView(ActingView):
    needs = Needs.ANYBODY
    throttle_classes = (ObstacleThrottle,)

    @extend_schema(operation_id="what_stopped_me", request=ObstacleIn, responses={204: None})
    def post(self, request: Request, listing_id: int) -> Response:
        """Why somebody did not tell this place of somebody: counted for its area, of nobody."""
        reason = ObstacleReason(self.validated(ObstacleIn)["reason"])
        say_what_stopped_me(listing_id=listing_id, reason=reason, now=clock.now())
        return Response(status=204)
