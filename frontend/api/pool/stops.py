"""What somebody stopped for whoever acts, and putting it back (P19)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from frontend.api.base import ActingView
from frontend.api.pool.source_serializers import MoneyStopOut
from frontend.api.serializers import EmptyIn
from pooling.pools.actions.kept_places import put_back
from pooling.pools.models.stops import MoneyStop
from pooling.pools.queries.stops import stop_of_person, stops_to_put_back, what_was_stopped


def _row(stop: MoneyStop) -> dict[str, object]:
    return {"stop": stop, "what": what_was_stopped(stop)}


class MoneyStopListView(ActingView):
    shows = Seen.FITS

    @extend_schema(responses=MoneyStopOut(many=True))
    def get(self, request: Request) -> Response:
        """What other hands stopped, and can still be put back."""
        stops = stops_to_put_back(self.person_id, now=clock.now())
        return self.list_response([_row(stop) for stop in stops], MoneyStopOut)


class PutBackView(ActingView):
    @extend_schema(request=EmptyIn, responses=MoneyStopOut)
    def post(self, request: Request, stop_id: int) -> Response:
        """As it was before: the money, the yeses and the places."""
        put_back(stop_id=stop_id, **self.by_and_now)
        return Response(MoneyStopOut(_row(stop_of_person(stop_id, self.person_id))).data)
