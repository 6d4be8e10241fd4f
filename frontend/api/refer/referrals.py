"""Telling a place about somebody by program: the same rules, refusals and agreement as the page."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.scope_table import Seen
from community.places.queries import find_location_to_search
from community.places.rules import MAX_POSTCODE_CHARS
from frontend.api.base import ActingView, Needs, roles
from frontend.api.refer.keys import OpenToKeysView
from frontend.api.serializers import EmptyIn
from frontend.api.typed import TypedText
from marketplace.referrals.actions.answers_of_persons import (
    answer_told_connector,
    take_referral_back,
    withdraw_referral,
)
from marketplace.referrals.actions.referring import refer
from marketplace.referrals.models.referrals import (
    MAX_CALLED_CHARS,
    MAX_LINE_CHARS,
    MAX_REFERENCE_CHARS,
    MAX_TIE_CHARS,
    Referral,
)
from marketplace.referrals.queries.referrals import (
    draft_to_ring,
    drafts_to_ring,
    referral_of_body,
    referral_of_person,
    referral_of_sender,
    referrals_of_body,
    referrals_of_person,
    referrals_of_sender,
)
from marketplace.referrals.referral_request import AgreementSaid, ReferralRequest
from marketplace.referrals.states import (
    AgreementHow,
    KeyScope,
    ReachedBy,
    ReferralState,
    ReferrerKind,
)
from marketplace.referrals.wording import who_told_text
from providers.queries.objections import ANSWERING_ROLES
from providers.states import HelpAsked

MAX_CONTACT_CHARS = 254
OF_A_WORKER = "Of a worker of a body that refers."


class ReferralIn(serializers.Serializer):
    referrer_kind = serializers.ChoiceField(ReferrerKind.choices)
    called = TypedText(
        max_length=MAX_CALLED_CHARS,
        allow_blank=True,
        required=False,
        help_text="Empty only where `reached_by` is `nobody_named`.",
    )
    postcode = TypedText(max_length=MAX_POSTCODE_CHARS, help_text="Only its first half is kept.")
    line = TypedText(max_length=MAX_LINE_CHARS, allow_blank=True, required=False)
    reached_by = serializers.ChoiceField(ReachedBy.choices, default=ReachedBy.CONTACT)
    contact = TypedText(
        max_length=MAX_CONTACT_CHARS,
        allow_blank=True,
        required=False,
        help_text="Theirs alone: a mail address or a telephone number that the sender never uses.",
    )
    help_asked = serializers.ListField(
        child=serializers.ChoiceField(HelpAsked.choices), required=False
    )
    days = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6),
        required=False,
        help_text="0 is Monday. None is any day.",
    )
    outline_line = TypedText(
        max_length=MAX_LINE_CHARS,
        allow_blank=True,
        required=False,
        help_text="The place reads it before any name: leave out what says who it is.",
    )
    to_connector = serializers.BooleanField(required=False)
    tie_words = TypedText(max_length=MAX_TIE_CHARS, allow_blank=True, required=False)
    own_reference = TypedText(
        max_length=MAX_REFERENCE_CHARS, allow_blank=True, required=False, help_text=OF_A_WORKER
    )
    agreement = serializers.ChoiceField(
        [AgreementHow.TOLD_WORKER, AgreementHow.AT_VISIT], required=False, help_text=OF_A_WORKER
    )
    is_another = serializers.BooleanField(required=False, help_text=OF_A_WORKER)
    is_under_18 = serializers.BooleanField(required=False)

    def told(self, listing_id: int) -> ReferralRequest:
        said: dict[str, Any] = dict(self.validated_data)
        how, postcode = said.pop("agreement", None), said.pop("postcode")
        said["referrer_kind"] = ReferrerKind(said["referrer_kind"])
        said["reached_by"] = ReachedBy(said["reached_by"])
        return ReferralRequest(
            listing_id=listing_id,
            outward_code=find_location_to_search(postcode).outward_code,
            agreement=AgreementSaid(AgreementHow(how), clock.today()) if how else None,
            **said,
        )


class ReferralOut(serializers.Serializer):
    """As whoever told us, or stays with it, reads it."""

    id = serializers.IntegerField(source="pk")
    listing_id = serializers.IntegerField(allow_null=True)
    title = serializers.CharField(source="target_title")
    called = serializers.CharField(allow_blank=True)
    line = serializers.CharField(allow_blank=True)
    district = serializers.CharField(source="outline.outward_code")
    days = serializers.ListField(source="outline.days", child=serializers.IntegerField())
    help_asked = serializers.ListField(
        source="outline.help_asked", child=serializers.ChoiceField(HelpAsked.choices)
    )
    outline_line = serializers.CharField(source="outline.line", allow_blank=True)
    own_reference = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(
        ReferralState.choices,
        source="state_for_sender",
        help_text="What follows an answer comes back by its own line, where the person lets it.",
    )
    sent_at = serializers.DateTimeField()
    answer_until = serializers.DateTimeField(allow_null=True)


class OwnReferralOut(serializers.Serializer):
    """As the person reads it: who told us, and what (P63)."""

    id = serializers.IntegerField(source="pk")
    listing_id = serializers.IntegerField(allow_null=True)
    title = serializers.CharField(source="target_title")
    who_told = serializers.SerializerMethodField()
    line = serializers.CharField(allow_blank=True)
    outline_line = serializers.CharField(source="outline.line", allow_blank=True)
    state = serializers.ChoiceField(ReferralState.choices)
    sent_at = serializers.DateTimeField()

    @extend_schema_field(serializers.CharField())
    def get_who_told(self, referral: Referral) -> str:
        return who_told_text(referral)


class ReferralToRingOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField(source="target_title")
    called = serializers.CharField(help_text="Ask for them first.")
    contact = serializers.CharField()
    line = serializers.CharField()
    answer_until = serializers.DateTimeField()


def referral_to_read(view: OpenToKeysView, referral_id: int) -> Referral:
    """Of whoever calls: a login, or the body of a key."""
    if view.body_key is not None:
        return referral_of_body(referral_id, view.body_key.body_id)
    return referral_of_sender(referral_id, view.login.pk)


class ReferralRungIn(serializers.Serializer):
    wants_it = serializers.BooleanField(help_text="As they said themselves.")
    contact = TypedText(
        max_length=MAX_CONTACT_CHARS,
        allow_blank=True,
        required=False,
        help_text="Another way to reach them, if they gave one.",
    )


class ReferToListingView(OpenToKeysView):
    needs, key_scope = Needs.SIGN_IN, KeyScope.CREATE

    @extend_schema(
        operation_id="refer_to_listing", request=ReferralIn, responses={201: ReferralOut}
    )
    def post(self, request: Request, listing_id: int) -> Response:
        """The person is asked first, by a way of their own; the place reads no name before it and
        they have said yes."""
        body = ReferralIn(data=request.data)
        body.is_valid(raise_exception=True)
        told = body.told(listing_id)
        if self.body_key is not None and told.referrer_kind != ReferrerKind.WORKER:
            raise ValidationError({"referrer_kind": [_("By a key it is always `worker`.")]})
        referral = refer(request=told, **self.by_and_now)
        return Response(ReferralOut(referral).data, status=status.HTTP_201_CREATED)


class ReferralsView(OpenToKeysView):
    needs, key_scope = Needs.LOGIN, KeyScope.READ

    @extend_schema(operation_id="referrals", responses=ReferralOut(many=True))
    def get(self, request: Request) -> Response:
        """Those that this login stays with, the newest first; by a key, those of its team."""
        if self.body_key is not None:
            return self.list_response(referrals_of_body(self.body_key.body_id), ReferralOut)
        return self.list_response(referrals_of_sender(self.login.pk), ReferralOut)


class ReferralView(OpenToKeysView):
    needs, key_scope = Needs.LOGIN, KeyScope.READ

    @extend_schema(operation_id="referral", responses=ReferralOut)
    def get(self, request: Request, referral_id: int) -> Response:
        return Response(ReferralOut(referral_to_read(self, referral_id)).data)


class ReferralEndView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(operation_id="referral_end", request=EmptyIn, responses={204: None})
    def post(self, request: Request, referral_id: int) -> Response:
        """The person is told; of what they had not agreed to yet nothing is kept."""
        take_referral_back(referral_id=referral_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class MyReferralsView(ActingView):
    shows = Seen.PLANS

    @extend_schema(operation_id="my_referrals", responses=OwnReferralOut(many=True))
    def get(self, request: Request) -> Response:
        """Places that were told about the person."""
        return self.list_response(referrals_of_person(self.person_id), OwnReferralOut)


class MyReferralEndView(ActingView):
    @extend_schema(operation_id="my_referral_end", request=EmptyIn, responses=OwnReferralOut)
    def post(self, request: Request, referral_id: int) -> Response:
        """At once, and without a reason."""
        withdraw_referral(referral_id=referral_id, **self.by_and_now)
        return Response(OwnReferralOut(referral_of_person(referral_id, self.person_id)).data)


class ReferralsToRingView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(operation_id="referrals_to_ring", responses=ReferralToRingOut(many=True))
    def get(self, request: Request) -> Response:
        """Whom others told us of by a telephone number: asked first, the oldest first."""
        return self.list_response(drafts_to_ring(self.area_ids, clock.now()), ReferralToRingOut)


class ReferralRungView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(operation_id="referral_rung", request=ReferralRungIn, responses={204: None})
    def post(self, request: Request, referral_id: int) -> Response:
        referral = draft_to_ring(referral_id, self.area_ids, clock.now())
        said = self.validated(ReferralRungIn)
        answer_told_connector(referral_id=referral.pk, **said, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
