"""Links for one's own calendar."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingView
from frontend.api.serializers import EmptyIn
from frontend.shared.calendar_feeds import feed_address
from groups.actions.calendar_feeds import (
    end_calendar_feed,
    make_calendar_feed,
    set_calendar_titles,
)
from groups.models.calendar_feeds import CalendarFeed
from groups.queries.calendar_feeds import calendar_feeds_of


class CalendarFeedOut(serializers.ModelSerializer):
    """To the person, every link of their dates; to whoever acts for them, their own."""

    reader = serializers.CharField(source="login.name")

    class Meta:
        model = CalendarFeed
        fields = ["id", "reader", "shows_all", "made_at"]


class CalendarAddressOut(serializers.Serializer):
    address = serializers.CharField(help_text="Shown this once: whoever has it reads the dates.")


class CalendarTitlesIn(serializers.Serializer):
    shows_all = serializers.BooleanField(help_text="What is on, and public places.")


class CalendarFeedListView(ActingView):
    shows = Seen.PLANS

    @extend_schema(
        operation_id="calendar_links_list",
        parameters=[ACTING_FOR],
        responses=CalendarFeedOut(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.list_response(calendar_feeds_of(self.acting), CalendarFeedOut)

    @extend_schema(
        operation_id="calendar_links_create",
        parameters=[ACTING_FOR],
        request=EmptyIn,
        responses={201: CalendarAddressOut},
    )
    def post(self, request: Request) -> Response:
        """One for whoever calls; the one they had ends."""
        address = feed_address(make_calendar_feed(**self.by_and_now))
        body = CalendarAddressOut({"address": address}).data
        return Response(body, status=status.HTTP_201_CREATED)


class CalendarFeedView(ActingView):
    @extend_schema(
        operation_id="calendar_links_end", parameters=[ACTING_FOR], responses={204: None}
    )
    def delete(self, request: Request, feed_id: int) -> Response:
        """It shows nothing any more."""
        end_calendar_feed(feed_id=feed_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        operation_id="calendar_links_titles",
        parameters=[ACTING_FOR],
        request=CalendarTitlesIn,
        responses=CalendarFeedOut,
    )
    def patch(self, request: Request, feed_id: int) -> Response:
        """Whether its titles say what is on: the person's own word."""
        feed = set_calendar_titles(
            feed_id=feed_id, **self.validated(CalendarTitlesIn), **self.by_and_now
        )
        return Response(CalendarFeedOut(feed).data)
