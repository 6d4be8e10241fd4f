"""Coming without an account, by program; what is answered by a link; and who is to be rung."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.messaging.models import AnswerLink
from community.messaging.queries.answer_links import link_of_token
from community.messaging.rules.answer_links import check_can_be_answered
from frontend.api.base import ActingView, Needs, roles
from frontend.api.typed import TypedText, WholeNumber
from frontend.api.visits.serializers import ReferralAnswerIn
from frontend.shared.throttles import asker_of
from marketplace.referrals.actions.answers import answer_referral_by_link
from marketplace.referrals.actions.answers_of_persons import agree_by_link, end_by_link
from marketplace.referrals.actions.answers_of_persons import (
    refuse_by_link as referral_refused_by_link,
)
from marketplace.referrals.answer_purposes import ReferralAnswerPurpose
from marketplace.referrals.queries.referrals import referral_of_ref
from providers.actions.visit_answers import answer_visit_by_link
from providers.actions.visit_askings import (
    answer_by_telephone,
    ask_without_account,
    confirm_by_link,
    not_coming_by_link,
    refuse_by_link,
)
from providers.actions.visit_lines import answer_lines_by_link
from providers.answer_purposes import AnswerPurpose
from providers.queries.objections import ANSWERING_ROLES
from providers.queries.visit_askings import asking_of_ref, asking_to_ring, askings_to_ring
from providers.queries.visit_requests import visit_of_ref
from providers.rules.visit_answers import AnswerGiven
from providers.rules.visit_requests import MAX_KNOWN_AS_CHARS
from providers.states import VisitAnswer

ASKED_OF_PLACES = (AnswerPurpose.CAN_THEY_COME, ReferralAnswerPurpose.CAN_YOU_HAVE_THEM)
# Of what a link was made, by its purpose; of any other, a visit.
ABOUT: dict[str, Callable[[str], Any]] = {
    AnswerPurpose.WAS_THIS_YOU: asking_of_ref,
    **dict.fromkeys(ReferralAnswerPurpose, referral_of_ref),
}


class AskWithoutAccountIn(serializers.Serializer):
    session = WholeNumber(
        source="session_id",
        allow_null=True,
        default=None,
        help_text="One of the listing’s `next_times`; null where it says none.",
    )
    known_as = TypedText(max_length=MAX_KNOWN_AS_CHARS, help_text="What they may call them.")
    contact = TypedText(max_length=254, help_text="A mail address or a telephone number.")
    is_for_somebody = serializers.BooleanField(
        help_text="For somebody else, who knows of it: they are asked themselves."
    )


class LinkIn(serializers.Serializer):
    link = TypedText(max_length=200, help_text="What stands behind `link=` in the mail.")


class AnswerByLinkIn(LinkIn):
    yes = serializers.BooleanField(
        required=False, help_text="To “was_this_you” and to “not_coming”."
    )
    visit = ReferralAnswerIn(
        required=False, help_text="To “can_they_come” and to “can_you_have_them”."
    )


class AskedByLinkOut(serializers.Serializer):
    """Nothing by which one knows who it is about."""

    purpose = serializers.ChoiceField([*AnswerPurpose.choices, *ReferralAnswerPurpose.choices])
    title = serializers.CharField()
    starts_at = serializers.DateTimeField(allow_null=True)
    district = serializers.CharField(help_text="The first half of the postcode of where it is.")
    until = serializers.DateTimeField()
    is_answered = serializers.BooleanField()


class ToRingOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    listing_id = serializers.IntegerField()
    title = serializers.CharField(source="listing.title")
    known_as = serializers.CharField(help_text="Ask for them first.")
    contact = serializers.CharField()
    is_for_somebody = serializers.BooleanField()
    asked_at = serializers.DateTimeField()
    answer_until = serializers.DateTimeField()


class RungIn(serializers.Serializer):
    wants_it = serializers.BooleanField(help_text="As they said themselves.")


def _answer_of_place(link: AnswerLink, sent: dict[str, Any], now: datetime) -> None:
    session_id = sent.pop("session_id")
    given = AnswerGiven(**sent | {"answer": VisitAnswer(sent["answer"])})
    if link.purpose == AnswerPurpose.CAN_THEY_COME:
        answer_visit_by_link(link_id=link.pk, given=given, now=now)
    else:
        answer_referral_by_link(link_id=link.pk, given=given, session_id=session_id, now=now)


class AskWithoutAccountView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(request=AskWithoutAccountIn, responses={204: None})
    def post(self, request: Request, listing_id: int) -> Response:
        """The same answer whatever is known of the address, and whether or not there is a place:
        one message goes to it, and nothing goes on before that is answered."""
        ask_without_account(
            listing_id=listing_id,
            asker=asker_of(request, None),
            **self.validated(AskWithoutAccountIn),
            **self.by_and_now,
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class AskedByLinkView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(request=LinkIn, responses=AskedByLinkOut)
    def post(self, request: Request) -> Response:
        """What a link asks. Nothing is changed by it."""
        link = link_of_token(self.validated(LinkIn)["link"])
        asked: Any = ABOUT.get(link.purpose, visit_of_ref)(link.ref)
        session = getattr(asked, "session", None)
        said = {
            "purpose": link.purpose,
            "title": asked.listing.title,
            "starts_at": session.starts_at if session else None,
            "district": asked.listing.postcode.split(" ")[0],
            "until": link.until,
            "is_answered": link.answered_at is not None,
        }
        return Response(AskedByLinkOut(said).data)


class AnswerByLinkView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(request=AnswerByLinkIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Once: to “Was this you?” and “Do you want it?” yes or no; to “Are you not coming after
        all?” and to “What would make it good?” only yes says anything; to “Can somebody come?”
        what a place answers."""
        data, now = self.validated(AnswerByLinkIn), clock.now()
        link = link_of_token(data["link"])
        check_can_be_answered(link.answered_at, link.until, now=now)
        asks = "visit" if link.purpose in ASKED_OF_PLACES else "yes"
        if asks not in data:
            missing = AnswerByLinkIn().fields[asks].error_messages["required"]
            raise serializers.ValidationError({asks: missing})
        if link.purpose in ASKED_OF_PLACES:
            _answer_of_place(link, dict(data["visit"]), now)
        elif link.purpose == AnswerPurpose.WAS_THIS_YOU:
            give = confirm_by_link if data["yes"] else refuse_by_link
            give(link_id=link.pk, now=now)
        elif link.purpose == ReferralAnswerPurpose.DO_YOU_WANT_IT:
            say = agree_by_link if data["yes"] else referral_refused_by_link
            say(link_id=link.pk, now=now)
        elif data["yes"] and link.purpose == ReferralAnswerPurpose.END_IT:
            end_by_link(link_id=link.pk, now=now)
        elif data["yes"] and link.purpose == AnswerPurpose.MAKES_IT_GOOD:
            answer_lines_by_link(link_id=link.pk, now=now)
        elif data["yes"]:
            not_coming_by_link(link_id=link.pk, now=now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ToRingView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(responses=ToRingOut(many=True))
    def get(self, request: Request) -> Response:
        """Who would like to come and gave a telephone number, the oldest first."""
        return self.list_response(askings_to_ring(self.area_ids), ToRingOut)


class RungView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(request=RungIn, responses={204: None})
    def post(self, request: Request, asking_id: int) -> Response:
        """What they said, to whoever rang and asked for them first."""
        asking = asking_to_ring(asking_id, area_ids=self.area_ids)
        answer_by_telephone(asking_id=asking.pk, **self.validated(RungIn), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
