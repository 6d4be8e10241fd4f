"""The areas that take part, and what people in one asked for and could not find."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from community.places.queries import open_areas
from frontend.api.base import ActingView, Needs, roles
from frontend.api.find.serializers import AreaDemandOut, AreaOut, UnmetNeedLineOut
from marketplace.search.queries.demand import demand_near, needs_without_connector


class AreaListView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(operation_id="areas", responses=AreaOut(many=True))
    def get(self, request: Request) -> Response:
        """Those that are open, by name."""
        return self.list_response(open_areas(), AreaOut)


class AreaDemandView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(operation_id="asked_near", responses=AreaDemandOut)
    def get(self, request: Request, area_id: int) -> Response:
        """What people asked for and could not find, by topic. Nobody is told of."""
        demand = demand_near(area_id, now=clock.now())
        topics = [{"topic": topic, "asked": count_text} for topic, count_text in demand.topics]
        return Response(AreaDemandOut({"area": demand.area, "topics": topics}).data)


class NeedsElsewhereView(ActingView):
    needs = roles(RoleKind.OPERATOR)

    @extend_schema(operation_id="asked_elsewhere", responses=UnmetNeedLineOut(many=True))
    def get(self, request: Request) -> Response:
        """Lines that no connector reads: from where no area is open, or has none."""
        lines = needs_without_connector(login_id=self.login.pk, now=clock.now())
        return self.list_response(lines, UnmetNeedLineOut)
