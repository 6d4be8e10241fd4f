"""What somebody asked to change for whoever acts, and that waits until they know (P17)."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.actions.slow_changes import stop_slow_change
from community.people.models.approvals import SlowChange
from community.people.queries.slow_changes import waiting_changes_of
from community.people.rules.authority import check_may_stop
from community.people.rules.slow_changes import change_words
from community.people.scope_table import Seen
from frontend.api.account.serializers import SlowChangeOut
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs
from frontend.api.serializers import EmptyIn


@extend_schema(parameters=[ACTING_FOR])
class SlowChangeViewSet(ActingViewSet):
    queryset = SlowChange.objects.none()
    serializer_class = SlowChangeOut
    shows = Seen.HOME_AREA

    def needs_now(self) -> Needs:
        return Needs.PERSON if self.action == "list" else Needs.SIGN_IN

    @extend_schema(responses=SlowChangeOut(many=True))
    def list(self, request: Request) -> Response:
        """Those that wait, the newest first, to whoever may stop them, as on the page."""
        check_may_stop(self.acting, now=clock.now())
        rows = [self._row(change) for change in waiting_changes_of(self.acting)]
        return self.list_response(rows, SlowChangeOut)

    @extend_schema(request=EmptyIn, responses=SlowChangeOut)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """“I do not want this.” By the person, whoever may decide for them, or a worker there."""
        change = stop_slow_change(change_id=int(pk), **self.by_and_now)
        return Response(SlowChangeOut(self._row(change)).data)

    def _row(self, change: SlowChange) -> dict[str, object]:
        words = change_words(change, self.acting, now=clock.now())
        return {"change": change, "words": words}
