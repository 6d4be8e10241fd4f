"""What might help a person, as somebody who may go no further suggests it by `PATCH /me/`."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.actions.adjustments import (
    answer_adjustment_suggestion,
    restore_adjustments,
)
from community.people.models.persons import AdjustmentSuggestion
from community.people.queries.sight import suggester_shown_to, suggestions_to_answer
from community.people.scope_table import Seen
from frontend.api.account.serializers import HelpsOut, SuggestionAnswerIn, SuggestionOut
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs
from frontend.api.serializers import EmptyIn


@extend_schema(parameters=[ACTING_FOR])
class SuggestionViewSet(ActingViewSet):
    queryset = AdjustmentSuggestion.objects.none()
    serializer_class = SuggestionOut
    needs = Needs.PERSON
    shows = Seen.HELPS

    @extend_schema(responses=SuggestionOut(many=True))
    def list(self, request: Request) -> Response:
        """Those that wait for the person, or for whoever may decide for them."""
        rows = [self._row(each) for each in suggestions_to_answer(self.person_id)]
        return self.list_response(rows, SuggestionOut)

    @extend_schema(request=SuggestionAnswerIn, responses=SuggestionOut)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Taken up, it takes the place of what helped before; or it is left."""
        suggestion = answer_adjustment_suggestion(
            suggestion_id=int(pk), **self.validated(SuggestionAnswerIn), **self.by_and_now
        )
        return Response(SuggestionOut(self._row(suggestion)).data)

    @extend_schema(request=EmptyIn, responses=HelpsOut)
    @action(detail=False, methods=["post"])
    def before(self, request: Request) -> Response:
        """What helped before, in place of what is there now."""
        return Response(HelpsOut(restore_adjustments(**self.by_and_now)).data)

    def _row(self, suggestion: AdjustmentSuggestion) -> dict[str, object]:
        name = suggester_shown_to(suggestion, self.acting)
        return {"suggestion": suggestion, "by": name}
