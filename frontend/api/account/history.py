"""What was done by a person or for them, and what was said to them."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.routers import SimpleRouter

from community.audit.models import AuditEntry
from community.audit.queries import entries_of_person
from community.messaging.models import Message
from community.messaging.queries import messages_for
from community.people.queries import login_names
from community.people.rules import check_has_person
from frontend.api.acted import ACTING_FOR, ActingViewSet
from frontend.api.acting import acting_of
from frontend.shared.history import told


class DeedOut(serializers.Serializer):
    at = serializers.DateTimeField()
    what = serializers.CharField()
    by = serializers.CharField(help_text="Whose hands it was by.")


class MessageOut(serializers.ModelSerializer):
    class Meta:
        model = Message
        fields = ["id", "subject", "text", "link", "is_notice", "state", "created_at"]


@extend_schema(parameters=[ACTING_FOR])
class History(ActingViewSet):
    queryset = AuditEntry.objects.none()
    serializer_class = DeedOut

    @extend_schema(responses=DeedOut(many=True))
    def list(self, request):
        """Every deed by a person or for them, the newest first."""
        by = acting_of(request)
        check_has_person(by)
        deeds = self.paginate_queryset(entries_of_person(by.person_id)) or []
        names = login_names({deed.login_id for deed in deeds if deed.login_id})
        own = by.person.login_id if by.person else None
        lines = [told(deed, names, own_login_id=own) for deed in deeds]
        return self.get_paginated_response(DeedOut(lines, many=True).data)


@extend_schema(parameters=[ACTING_FOR])
class Messages(ActingViewSet):
    queryset = Message.objects.none()
    serializer_class = MessageOut

    @extend_schema(responses=MessageOut(many=True))
    def list(self, request):
        """Everything that was said to a person, the newest first."""
        by = acting_of(request)
        check_has_person(by)
        return self.listed(messages_for(by.person_id), MessageOut)


router = SimpleRouter()
router.register("history", History, basename="history")
router.register("messages", Messages, basename="message")
urlpatterns = router.urls
