"""Who acts for whom: asked for, agreed, ended."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from community.common.refusals import NotFound
from community.people.actions.representations import (
    agree_to_representation,
    end_representation,
    request_representation,
)
from community.people.models import Representation
from community.people.queries import (
    representations_of_login,
    representations_of_person,
    representations_to_agree,
    roles_of,
)
from community.people.states import (
    AuthorityBasis,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)

from .acted import ACTING_FOR, ActingViewSet
from .acting import acting_of


class AskIn(serializers.Serializer):
    """`reference` is on the person's own page."""

    reference = serializers.UUIDField()
    kind = serializers.ChoiceField(RepresentationKind.choices)
    scope = serializers.ChoiceField(RepresentationScope.choices)
    limit_pence = serializers.IntegerField(min_value=1, default=None, allow_null=True)
    ends_on = serializers.DateField()


class AgreeIn(serializers.Serializer):
    """`basis` is what a connector or officer has seen; the person themselves need none."""

    basis = serializers.ChoiceField(AuthorityBasis.choices, default="", allow_blank=True)


class RepresentationOut(serializers.ModelSerializer):
    """To whoever only asked, the person has no name before it is agreed."""

    by = serializers.CharField(source="login.name")
    called = serializers.SerializerMethodField()
    acts_for = serializers.SerializerMethodField(help_text="For `X-Acting-For`, once agreed.")

    class Meta:
        model = Representation
        fields = [
            "id", "by", "called", "acts_for", "kind", "scope", "limit_pence", "starts_on",
            "ends_on", "state", "basis",
        ]  # fmt: skip

    def get_called(self, grant) -> str:
        return grant.person.called if self._is_known(grant) else ""

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_acts_for(self, grant):
        return grant.person_id if self._is_known(grant) else None

    def _is_known(self, grant) -> bool:
        return grant.state == RepresentationState.ACTIVE or bool(self.context.get("is_own"))


@extend_schema(parameters=[ACTING_FOR])
class Representations(ActingViewSet):
    """Those that whoever signed in asked for or holds; and those over the person who acts."""

    queryset = Representation.objects.none()
    serializer_class = RepresentationOut

    @extend_schema(responses=RepresentationOut(many=True))
    def list(self, request):
        return self.listed(representations_of_login(request.user.pk), RepresentationOut)

    @extend_schema(responses=RepresentationOut(many=True))
    @action(detail=False, methods=["get"], url_path="for-me", pagination_class=None)
    def for_me(self, request):
        """Who may act for the person, or has asked to."""
        by = acting_of(request)
        grants = representations_of_person(by.person_id).select_related("person")
        return Response(RepresentationOut(grants, many=True, context={"is_own": True}).data)

    @extend_schema(responses=RepresentationOut(many=True))
    @action(detail=False, methods=["get"], pagination_class=None)
    def waiting(self, request):
        """Asked for in the areas of a connector or officer, who may have seen why."""
        sees = (RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER)
        areas = [area for kind, area in roles_of(request.user.pk) if kind in sees]
        if not areas:
            raise NotFound("")
        grants = representations_to_agree(areas)
        return Response(RepresentationOut(grants, many=True, context={"is_own": True}).data)

    @extend_schema(request=AskIn, responses={201: RepresentationOut})
    def create(self, request):
        """Ask. Nothing may be done before it is agreed."""
        said = self.said(AskIn)
        grant = request_representation(person_id=said.pop("reference"), **said, **self.deed)
        return Response(RepresentationOut(grant).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=AgreeIn, responses=RepresentationOut)
    @action(detail=True, methods=["post"])
    def agree(self, request, pk):
        """The person's own word, or what a connector or officer of their area has seen."""
        grant = agree_to_representation(
            representation_id=int(pk), **self.said(AgreeIn), **self.deed
        )
        return Response(RepresentationOut(grant).data)

    @extend_schema(request=None, responses=RepresentationOut)
    @action(detail=True, methods=["post"])
    def end(self, request, pk):
        """It bites at once."""
        grant = end_representation(representation_id=int(pk), **self.deed)
        return Response(RepresentationOut(grant).data)


router = SimpleRouter()
router.register("representations", Representations, basename="representation")
urlpatterns = router.urls
