"""The areas that take part, and what people in one asked for and could not find."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from community.places.queries import find_location_to_search, open_areas
from frontend.api.base import ActingView, Needs, roles
from frontend.api.find.serializers import AreaDemandOut, AreaOut, UnmetNeedLineOut
from marketplace.search.queries.demand import demand_of_area, needs_without_connector


class AreaListView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(operation_id="areas", responses=AreaOut(many=True))
    def get(self, request: Request) -> Response:
        """Those that are open, by name."""
        return self.list_response(open_areas(), AreaOut)


class AreaDemandView(ActingView):
    needs = Needs.ANYBODY
    asked_by = ("postcode",)

    @extend_schema(
        operation_id="asked_near",
        parameters=[
            OpenApiParameter("postcode", str, description="Near where. Without it, in all of it.")
        ],
        responses=AreaDemandOut,
    )
    def get(self, request: Request, area_id: int) -> Response:
        """What people asked for and could not find, with when. Nobody is told of."""
        postcode = request.query_params.get("postcode", "")
        location = find_location_to_search(postcode) if postcode else None
        return Response(AreaDemandOut(demand_of_area(area_id, location, now=clock.now())).data)


class NeedsElsewhereView(ActingView):
    needs = roles(RoleKind.OPERATOR)

    @extend_schema(operation_id="asked_elsewhere", responses=UnmetNeedLineOut(many=True))
    def get(self, request: Request) -> Response:
        """Lines that no connector reads: from where no area is open, or has none."""
        lines = needs_without_connector(login_id=self.login.pk, now=clock.now())
        return self.list_response(lines, UnmetNeedLineOut)
