"""Two whom one visits are one person (fault G3, M77)."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.shown import digest_of
from community.people.queries.acting import PAPER_ENTRY_ROLES
from frontend.api.base import ActingView, roles
from frontend.api.serializers import ShownLineOut, digest_field
from frontend.api.typed import TypedText
from pooling.pools.actions.same_person import request_bring_together
from pooling.pools.queries.same_person import TwoWhoAreOne, two_who_are_one


class OnePersonOut(serializers.Serializer):
    """`stops`: why the two cannot be one now; with none, what is agreed to stands in `shown`."""

    stays = serializers.UUIDField(source="stays.pk")
    stops = serializers.ListField(child=serializers.CharField())
    shown = ShownLineOut(many=True)
    digest = serializers.SerializerMethodField()

    def get_digest(self, two: TwoWhoAreOne) -> str:
        return digest_of(two.shown)


class OnePersonIn(serializers.Serializer):
    digest = digest_field("GET visits/<id>/twice/<id>/")
    what_they_showed = TypedText(
        max_length=400, help_text="How one knows, and what they said or showed. They read it."
    )


class OnePersonAskedOut(serializers.Serializer):
    """It waits, among the `changes/` of who stays; `changes/{id}/stop/` stops it."""

    id = serializers.IntegerField(source="pk")
    state = serializers.CharField()


class OnePersonView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(responses=OnePersonOut)
    def get(self, request: Request, person_id: UUID, other_id: UUID) -> Response:
        """What would go where, and what stops it."""
        ids = [person_id, other_id]
        two = two_who_are_one(login=self.login, person_ids=ids, now=clock.now())
        return Response(OnePersonOut(two).data)

    @extend_schema(request=OnePersonIn, responses={202: OnePersonAskedOut})
    def post(self, request: Request, person_id: UUID, other_id: UUID) -> Response:
        """Both are told, a second person looks, and it waits. Asked twice, it is one."""
        change = request_bring_together(
            person_id=person_id,
            other_id=other_id,
            **self.validated(OnePersonIn),
            **self.by_and_now,
        )
        return Response(OnePersonAskedOut(change).data, status=status.HTTP_202_ACCEPTED)
