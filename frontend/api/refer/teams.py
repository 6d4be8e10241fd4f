"""Teams that refer, by program: for a council's officer, and to read by whoever works there."""

from datetime import time

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import or_not_found
from community.people.states import RoleKind
from community.places.queries import areas_by_id
from frontend.access import area_ids_of
from frontend.api.base import ActingView, Needs, Roles, roles
from frontend.api.typed import Day, TypedText, WholeNumber
from marketplace.referrals.actions.bodies import (
    add_body_worker,
    begin_referring_body,
    end_body_worker,
    end_sharing_agreement,
    name_deputy,
    record_sharing_agreement,
)
from marketplace.referrals.actions.keys import (
    create_body_key,
    end_body_key,
    name_who_answers_for_key,
)
from marketplace.referrals.models.bodies import MAX_AGREEMENT_CHARS, MAX_BODY_NAME_CHARS
from marketplace.referrals.models.keys import MAX_KEY_NAME_CHARS
from marketplace.referrals.queries.bodies import BodyDetail, bodies_of_areas, body_detail
from marketplace.referrals.states import KeyScope


@extend_schema_field({"type": "string", "example": "09:00"})
class ClockTime(serializers.TimeField):
    """Of a day where the team works; a "time" of JSON Schema would say which zone."""


class TeamIn(serializers.Serializer):
    area_id = WholeNumber()
    name = TypedText(max_length=MAX_BODY_NAME_CHARS)
    works_days = serializers.ListField(
        child=WholeNumber(max_value=6),
        allow_empty=False,
        help_text="0 is Monday. What came back from a place is told to its workers at these times.",
    )
    works_from = ClockTime(default=time(9))
    works_until = ClockTime(default=time(17))
    duty_desk_words = TypedText(max_length=80, help_text="Whom one asks when somebody is away.")
    duty_desk_phone = TypedText(max_length=30)


class TeamWorkerIn(serializers.Serializer):
    login_id = WholeNumber()


class SharingAgreementIn(serializers.Serializer):
    words = TypedText(max_length=MAX_AGREEMENT_CHARS)
    starts_on = Day()
    ends_on = Day()


class TeamKeyIn(serializers.Serializer):
    name = TypedText(max_length=MAX_KEY_NAME_CHARS, help_text="Which system it is for.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(KeyScope.choices), allow_empty=False
    )
    answers_for_it = WholeNumber(help_text="The login of a worker of the team.")


class TeamOut(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    area_id = serializers.IntegerField()


class TeamWorkerOut(serializers.Serializer):
    login_id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class SharingAgreementOut(serializers.Serializer):
    words = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class TeamKeyOut(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    prefix = serializers.CharField(help_text="Its first letters; the key itself is kept nowhere.")
    scopes = serializers.ListField(child=serializers.CharField())
    answers_for_it = serializers.IntegerField(
        source="answers_for_it_id",
        allow_null=True,
        help_text="If not of the team, it opens nothing.",
    )
    expires_at = serializers.DateTimeField()


class TeamDetailOut(serializers.Serializer):
    id = serializers.IntegerField(source="body.pk")
    name = serializers.CharField(source="body.name")
    area_id = serializers.IntegerField(source="body.area_id")
    works_days = serializers.ListField(child=serializers.IntegerField(), source="body.works_days")
    works_from = ClockTime(source="body.works_from")
    works_until = ClockTime(source="body.works_until")
    duty_desk_words = serializers.CharField(source="body.duty_desk_words")
    duty_desk_phone = serializers.CharField(source="body.duty_desk_phone")
    deputy_id = serializers.IntegerField(source="body.deputy_id", allow_null=True)
    workers = TeamWorkerOut(many=True)
    agreement = SharingAgreementOut(allow_null=True)
    keys = TeamKeyOut(many=True)


class TeamKeyMadeOut(serializers.Serializer):
    secret = serializers.CharField(help_text="Shown this once. Send it as `Authorization: Key …`.")


class _OfTeams(ActingView):
    """Writing is the officer's; a team is read by whoever works for it too."""

    needs: Needs | Roles = roles(RoleKind.COUNCIL_OFFICER)

    def detail(self, body_id: int) -> BodyDetail:
        return body_detail(
            body_id,
            login_id=self.login.pk,
            area_ids=area_ids_of(self.login.pk, RoleKind.COUNCIL_OFFICER),
            now=clock.now(),
        )

    def detail_response(self, body_id: int) -> Response:
        return Response(TeamDetailOut(self.detail(body_id)).data)


class TeamListView(_OfTeams):
    @extend_schema(operation_id="teams", responses=TeamOut(many=True))
    def get(self, request: Request) -> Response:
        """The teams that refer in your areas."""
        return self.list_response(bodies_of_areas(self.area_ids), TeamOut)

    @extend_schema(operation_id="add_team", request=TeamIn, responses={201: TeamOut})
    def post(self, request: Request) -> Response:
        """Add a team. One that stands under this name is answered as it is."""
        sent = self.validated(TeamIn)
        areas = {area.pk: area for area in areas_by_id(self.area_ids)}
        area = or_not_found(areas.get(sent.pop("area_id")))
        body = begin_referring_body(area=area, **sent, **self.by_and_now)
        return Response(TeamOut(body).data, status=status.HTTP_201_CREATED)


class TeamView(_OfTeams):
    needs = Needs.LOGIN

    @extend_schema(operation_id="team", responses=TeamDetailOut)
    def get(self, request: Request, body_id: int) -> Response:
        """Who works for it, what was agreed with it, and its keys without their secrets."""
        return self.detail_response(body_id)


class TeamWorkersView(_OfTeams):
    @extend_schema(operation_id="team_worker", request=TeamWorkerIn, responses=TeamDetailOut)
    def post(self, request: Request, body_id: int) -> Response:
        """Somebody works for it. Of another team they are no more from then on."""
        add_body_worker(body_id=body_id, **self.validated(TeamWorkerIn), **self.by_and_now)
        return self.detail_response(body_id)


class TeamWorkerEndView(_OfTeams):
    @extend_schema(operation_id="team_worker_end", request=None, responses=TeamDetailOut)
    def post(self, request: Request, body_id: int, login_id: int) -> Response:
        """They have left. Whoever stands in for them stays with their people."""
        end_body_worker(body_id=body_id, login_id=login_id, **self.by_and_now)
        return self.detail_response(body_id)


class TeamDeputyView(_OfTeams):
    @extend_schema(operation_id="team_deputy", request=TeamWorkerIn, responses=TeamDetailOut)
    def put(self, request: Request, body_id: int) -> Response:
        """Who is asked when somebody of it is away; the person themselves never is."""
        name_deputy(body_id=body_id, **self.validated(TeamWorkerIn), **self.by_and_now)
        return self.detail_response(body_id)


class TeamAgreementView(_OfTeams):
    @extend_schema(
        operation_id="team_agreement", request=SharingAgreementIn, responses=TeamDetailOut
    )
    def put(self, request: Request, body_id: int) -> Response:
        """What the council agreed with it. Until then it makes sheets, and names nobody."""
        sent = self.validated(SharingAgreementIn)
        record_sharing_agreement(body_id=body_id, **sent, **self.by_and_now)
        return self.detail_response(body_id)


class TeamAgreementEndView(_OfTeams):
    @extend_schema(operation_id="team_agreement_end", request=None, responses=TeamDetailOut)
    def post(self, request: Request, body_id: int) -> Response:
        """It holds no more. What was sent under it goes on."""
        end_sharing_agreement(body_id=body_id, **self.by_and_now)
        return self.detail_response(body_id)


class TeamKeysView(_OfTeams):
    @extend_schema(operation_id="team_key", request=TeamKeyIn, responses={201: TeamKeyMadeOut})
    def post(self, request: Request, body_id: int) -> Response:
        """Make a key for a system of the team. It is in this answer and nowhere else."""
        secret = create_body_key(body_id=body_id, **self.validated(TeamKeyIn), **self.by_and_now)
        return Response(TeamKeyMadeOut({"secret": secret}).data, status=status.HTTP_201_CREATED)


class TeamKeyAnswersView(_OfTeams):
    @extend_schema(operation_id="team_key_answers", request=TeamWorkerIn, responses=TeamDetailOut)
    def put(self, request: Request, body_id: int, key_id: int) -> Response:
        """Who of the team answers for a key; as they it acts."""
        sent = self.validated(TeamWorkerIn)
        name_who_answers_for_key(body_id=body_id, key_id=key_id, **sent, **self.by_and_now)
        return self.detail_response(body_id)


class TeamKeyEndView(_OfTeams):
    needs = Needs.LOGIN

    @extend_schema(operation_id="team_key_end", request=None, responses=TeamDetailOut)
    def post(self, request: Request, body_id: int, key_id: int) -> Response:
        """It opens nothing any more. By the officer, or anybody of the team."""
        end_body_key(body_id=body_id, key_id=key_id, **self.by_and_now)
        return self.detail_response(body_id)
