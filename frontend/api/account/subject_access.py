"""Everything that is kept about whoever acts, to take along."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import or_not_found
from community.people.scope_table import Seen
from frontend.api.account.serializers import DataCategoryOut
from frontend.api.base import ACTING_FOR, ActingView
from frontend.shared.subject_access import subject_access_export


class SubjectAccessListView(ActingView):
    shows = Seen.COPY

    @extend_schema(responses=DataCategoryOut(many=True), parameters=[ACTING_FOR])
    def get(self, request: Request) -> Response:
        """All that is kept, but messages and history, which are resources of their own."""
        person = or_not_found(self.acting.person)
        return self.list_response(subject_access_export(person), DataCategoryOut)
