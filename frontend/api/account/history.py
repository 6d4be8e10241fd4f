"""What was done by a person or for them, and what was said to them."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.audit.models import AuditEntry
from community.messaging.models import Message
from frontend.api.account.serializers import HistoryRowOut, MessageOut
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs
from frontend.shared.history import history_rows
from frontend.shared.sight import history_read_by, messages_shown_to


@extend_schema(parameters=[ACTING_FOR])
class HistoryViewSet(ActingViewSet):
    queryset = AuditEntry.objects.none()
    serializer_class = HistoryRowOut

    @extend_schema(responses=HistoryRowOut(many=True))
    def list(self, request: Request) -> Response:
        """Every deed by a person or for them, the newest first."""
        page = self.paginate_queryset(history_read_by(**self.by_and_now)) or []
        rows = history_rows(page, person=self.acting.person)
        return self.get_paginated_response(HistoryRowOut(rows, many=True).data)


@extend_schema(parameters=[ACTING_FOR])
class MessageViewSet(ActingViewSet):
    needs = Needs.PERSON
    queryset = Message.objects.none()
    serializer_class = MessageOut

    @extend_schema(responses=MessageOut(many=True))
    def list(self, request: Request) -> Response:
        """Everything that was said to a person, the newest first."""
        return self.list_response(messages_shown_to(**self.by_and_now), MessageOut)
