"""Who acts for whom: asked for, agreed, ended."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from community.people import actions, queries
from community.people.models import Representation
from community.people.states import Basis, RepresentationKind, RepresentationState, Scope

from .acted import ACTING_FOR, Acted
from .acting import acting_of


class AskIn(serializers.Serializer):
    """`reference` is on the person's own page."""

    reference = serializers.UUIDField()
    kind = serializers.ChoiceField(RepresentationKind.choices)
    scope = serializers.ChoiceField(Scope.choices)
    limit_pence = serializers.IntegerField(min_value=1, default=None, allow_null=True)
    ends_on = serializers.DateField()


class AgreeIn(serializers.Serializer):
    """`basis` is what a connector or officer has seen; the person themselves need none."""

    basis = serializers.ChoiceField(Basis.choices, default="", allow_blank=True)


class RepresentationOut(serializers.ModelSerializer):
    """To whoever only asked, the person has no name before it is agreed."""

    by = serializers.CharField(source="login.name")
    called = serializers.SerializerMethodField()

    class Meta:
        model = Representation
        fields = [
            "id", "by", "called", "kind", "scope", "limit_pence", "starts_on", "ends_on",
            "state", "basis",
        ]  # fmt: skip

    def get_called(self, grant) -> str:
        known = grant.state == RepresentationState.ACTIVE or self.context.get("is_own")
        return grant.person.called if known else ""


@extend_schema(parameters=[ACTING_FOR])
class Representations(Acted):
    """Those that whoever signed in asked for or holds; and those over the person who acts."""

    queryset = Representation.objects.none()
    serializer_class = RepresentationOut

    @extend_schema(responses=RepresentationOut(many=True))
    def list(self, request):
        return self.listed(queries.asked_representations(request.user.pk), RepresentationOut)

    @extend_schema(responses=RepresentationOut(many=True))
    @action(detail=False, methods=["get"], url_path="for-me", pagination_class=None)
    def for_me(self, request):
        """Who may act for the person, or has asked to."""
        by = acting_of(request)
        grants = queries.representations_of(by.person_id).select_related("person")
        return Response(RepresentationOut(grants, many=True, context={"is_own": True}).data)

    @extend_schema(request=AskIn, responses={201: RepresentationOut})
    def create(self, request):
        """Ask. Nothing may be done before it is agreed."""
        said = self.said(AskIn)
        grant = actions.ask_to_act_for(person_id=said.pop("reference"), **said, **self.deed)
        return Response(RepresentationOut(grant).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=AgreeIn, responses=RepresentationOut)
    @action(detail=True, methods=["post"])
    def agree(self, request, pk):
        """The person's own word, or what a connector or officer of their area has seen."""
        grant = actions.agree_to_representation(
            representation_id=int(pk), **self.said(AgreeIn), **self.deed
        )
        return Response(RepresentationOut(grant).data)

    @extend_schema(request=None, responses=RepresentationOut)
    @action(detail=True, methods=["post"])
    def end(self, request, pk):
        """It bites at once."""
        grant = actions.end_representation(representation_id=int(pk), **self.deed)
        return Response(RepresentationOut(grant).data)


router = SimpleRouter()
router.register("representations", Representations, basename="representation")
urlpatterns = router.urls
