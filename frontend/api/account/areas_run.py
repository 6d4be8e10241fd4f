"""The areas that somebody runs: who reads notes there, what each needs, and opening one."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.actions.areas import open_area
from community.people.queries.areas import areas_run_by
from community.people.states import RoleKind
from frontend.api.account.serializers import AreaRunOut
from frontend.api.base import ActingView, roles
from frontend.api.serializers import EmptyIn


class AreaRunListView(ActingView):
    needs = roles(RoleKind.OPERATOR)

    @extend_schema(responses=AreaRunOut(many=True))
    def get(self, request: Request) -> Response:
        """By their names; of notes only how many were not read for a working day."""
        return self.list_response(areas_run_by(self.login.pk), AreaRunOut)


class AreaOpenView(ActingView):
    needs = roles(RoleKind.OPERATOR)

    @extend_schema(request=EmptyIn, responses=AreaRunOut)
    def post(self, request: Request, area_id: int) -> Response:
        """Open one. Without a lead and a deputy it is refused (`not_ready_to_open`)."""
        area = open_area(area_id=area_id, **self.by_and_now)
        [run] = [run for run in areas_run_by(self.login.pk) if run.area.pk == area.pk]
        return Response(AreaRunOut(run).data)
