"""A referral by program: what a place answers, and what comes back of it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from frontend.api.base import ActingView, Needs, roles
from frontend.api.refer.keys import OpenToKeysView
from frontend.api.refer.referrals import referral_to_read
from frontend.api.visits.serializers import ReferralAnswerIn, ToldByIn
from marketplace.referrals.actions.answers import answer_referral
from marketplace.referrals.actions.lines import choose_lines
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.notes import case_note_text
from marketplace.referrals.queries.answers import (
    referral_asked_of,
    referral_of_area,
    referrals_asked_of,
    referrals_to_ring,
)
from marketplace.referrals.queries.lines import answer_of, answered_text, lines_back
from marketplace.referrals.queries.referrals import referral_of_person
from marketplace.referrals.states import KeyScope, ReferralLine
from marketplace.referrals.wording import duty_text, outline_lines
from providers.rules.visit_answers import AnswerGiven
from providers.states import VisitAnswer


class ToldReferralAnswerIn(ToldByIn, ReferralAnswerIn):
    pass


class OutlineLineOut(serializers.Serializer):
    what = serializers.CharField()
    words = serializers.CharField()


class AskedReferralOut(serializers.Serializer):
    """What a place reads before its yes: nothing by which one knows the person."""

    id = serializers.IntegerField()
    listing_id = serializers.IntegerField()
    outline = OutlineLineOut(many=True)
    answered = serializers.CharField(allow_blank=True)


class LineBackOut(serializers.Serializer):
    line = serializers.ChoiceField(ReferralLine.choices)
    text = serializers.CharField()
    on = serializers.DateField()


class CameBackOut(serializers.Serializer):
    lines = LineBackOut(many=True)
    note = serializers.CharField(help_text="Plain text for a record of your own.")
    duty = serializers.CharField()


class LinesIn(serializers.Serializer):
    lines = serializers.ListField(
        child=serializers.ChoiceField(ReferralLine.choices),
        help_text="Those that come back. What the place answered always does.",
    )


def _asked(referral: Referral) -> dict[str, Any]:
    answer = answer_of(referral)
    return {
        "id": referral.pk,
        "listing_id": referral.listing_id,
        "outline": [{"what": what, "words": words} for what, words in outline_lines(referral)],
        "answered": answered_text(answer) if answer else "",
    }


def _chosen(data: dict[str, Any]) -> dict[str, Any]:
    """What the action is told."""
    session_id = data.pop("session_id")
    given = AnswerGiven(**data | {"answer": VisitAnswer(data["answer"])})
    return {"given": given, "session_id": session_id}


class ProviderReferralsView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=AskedReferralOut(many=True))
    def get(self, request: Request) -> Response:
        """What waits for an answer of the places that you speak for."""
        asked = [_asked(each) for each in referrals_asked_of(self.login.pk)]
        return self.list_response(asked, AskedReferralOut)


class ProviderReferralView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=AskedReferralOut)
    def get(self, request: Request, referral_id: int) -> Response:
        referral = referral_asked_of(referral_id, login_id=self.login.pk)
        return Response(AskedReferralOut(_asked(referral)).data)

    @extend_schema(request=ReferralAnswerIn, responses=AskedReferralOut)
    def post(self, request: Request, referral_id: int) -> Response:
        """Yes, yes from a date, not this time and why, or a question. The first stands."""
        referral_asked_of(referral_id, login_id=self.login.pk)
        sent = _chosen(self.validated(ReferralAnswerIn))
        referral = answer_referral(referral_id=referral_id, **sent, **self.by_and_now)
        return Response(AskedReferralOut(_asked(referral)).data)


class ReferralsByTelephoneView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=AskedReferralOut(many=True))
    def get(self, request: Request) -> Response:
        """Which places have not answered, what was asked first first."""
        asked = [_asked(each) for each in referrals_to_ring(self.area_ids)]
        return self.list_response(asked, AskedReferralOut)


class ReferralToldView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(request=ToldReferralAnswerIn, responses=AskedReferralOut)
    def post(self, request: Request, referral_id: int) -> Response:
        """As somebody at the place said it."""
        referral_of_area(referral_id, area_ids=self.area_ids)
        data = self.validated(ToldReferralAnswerIn)
        told_by = data.pop("told_by")
        referral = answer_referral(
            referral_id=referral_id, told_by=told_by, **_chosen(data), **self.by_and_now
        )
        return Response(AskedReferralOut(_asked(referral)).data)


class ReferralCameBackView(OpenToKeysView):
    needs, key_scope = Needs.LOGIN, KeyScope.READ

    @extend_schema(operation_id="referral_came_back", responses=CameBackOut)
    def get(self, request: Request, referral_id: int) -> Response:
        """One line each, for whoever told the place or stays with it."""
        referral, now = referral_to_read(self, referral_id), clock.now()
        answer = {
            "lines": lines_back(referral, now=now),
            "note": case_note_text(referral, now=now),
            "duty": duty_text(referral.area),
        }
        return Response(CameBackOut(answer).data)


class ReferralLinesView(ActingView):
    @extend_schema(operation_id="choose_referral_lines", request=LinesIn, responses={204: None})
    def put(self, request: Request, referral_id: int) -> Response:
        """Which lines come back is the person's to say."""
        referral_of_person(referral_id, self.person_id)
        lines = self.validated(LinesIn)["lines"]
        choose_lines(referral_id=referral_id, lines=lines, **self.by_and_now)
        return Response(status=204)
