"""“This is ours”: said by whoever runs what a directory lists, answered by a connector."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView, Needs, roles
from frontend.api.serializers import EmptyIn
from frontend.api.typed import TypedLines, TypedText
from providers.actions.claims import (
    claim_provider,
    confirm_claim,
    refuse_claim,
    undo_claim,
    withdraw_claim,
)
from providers.queries.claims import (
    ClaimToAnswer,
    claim_of_login,
    claim_to_answer,
    claims_agreed_to,
    claims_of_login,
    claims_to_answer,
)
from providers.queries.objections import ANSWERING_ROLES
from providers.rules.claims import MAX_NUMBER_CHARS, MAX_WORDS_CHARS
from providers.states import ClaimState, PublicContact

NO = "no"


class ClaimIn(serializers.Serializer):
    proposed_contact = serializers.ChoiceField(PublicContact.choices)
    register_number = TypedText(
        max_length=MAX_NUMBER_CHARS,
        default="",
        allow_blank=True,
        help_text="Needed only where a public register is to be asked.",
    )
    words = TypedLines(max_length=MAX_WORDS_CHARS, default="", allow_blank=True)


class ClaimOut(ClaimIn):
    """One's own. `checked_contact` is where a connector reached them, once it is theirs."""

    id = serializers.IntegerField(source="pk")
    listing_id = serializers.IntegerField()
    provider_id = serializers.IntegerField()
    provider = serializers.CharField(source="provider.name")
    state = serializers.ChoiceField(ClaimState.choices)
    answer_by = serializers.DateField()
    checked_contact = serializers.ChoiceField(PublicContact.choices, allow_blank=True)
    answer_words = serializers.CharField()


class ClaimToAnswerOut(ClaimOut):
    claimed_by = serializers.CharField(source="login.name")


class ClaimDetailOut(serializers.Serializer):
    """`listings` become theirs by a yes; `others` said the same; `speakers` are the names of those
    who speak for it already. `shown_at` is the address at which
    the directory shows it; empty where it came as a file."""

    claim = ClaimToAnswerOut()
    listings = serializers.SerializerMethodField()
    others = serializers.SerializerMethodField()
    speakers = serializers.SerializerMethodField()
    directory = serializers.CharField()
    shown_at = serializers.CharField()

    def get_listings(self, to_answer: ClaimToAnswer) -> list[int]:
        return [listing.pk for listing in to_answer.listings]

    def get_others(self, to_answer: ClaimToAnswer) -> list[int]:
        return [claim.pk for claim in to_answer.others]

    def get_speakers(self, to_answer: ClaimToAnswer) -> list[str]:
        return [login.name for login in to_answer.speakers]


class ClaimAnswerIn(serializers.Serializer):
    checked_contact = serializers.ChoiceField(
        [*PublicContact.choices, (NO, "no, or they could not be reached")],
        help_text="Where they were reached and said that it is theirs; or `no`.",
    )
    words = TypedLines(
        max_length=MAX_WORDS_CHARS, default="", allow_blank=True, help_text="Needed for a no."
    )


class ClaimUndoIn(serializers.Serializer):
    words = TypedLines(max_length=MAX_WORDS_CHARS, help_text="Why it was wrong: they read it.")


class ClaimListingView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=ClaimIn, responses={201: ClaimOut})
    def post(self, request: Request, listing_id: int) -> Response:
        """Only of what a directory lists. Whoever speaks for it already is told. The same again,
        while it waits, is the same one."""
        claim = claim_provider(listing_id=listing_id, **self.validated(ClaimIn), **self.by_and_now)
        return Response(ClaimOut(claim).data, status=status.HTTP_201_CREATED)


class ClaimListView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=ClaimOut(many=True))
    def get(self, request: Request) -> Response:
        """Your own, the newest first."""
        return self.list_response(claims_of_login(self.login.pk), ClaimOut)


class ClaimWithdrawView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=EmptyIn, responses=ClaimOut)
    def post(self, request: Request, claim_id: int) -> Response:
        """While it waits. Twice is the same as once."""
        claim_of_login(claim_id, login_id=self.login.pk)
        return Response(ClaimOut(withdraw_claim(claim_id=claim_id, **self.by_and_now)).data)


class ClaimsToAnswerView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(responses=ClaimToAnswerOut(many=True))
    def get(self, request: Request) -> Response:
        """Those that wait, what is due first first."""
        return self.list_response(claims_to_answer(self.area_ids), ClaimToAnswerOut)


class ClaimToAnswerView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(responses=ClaimDetailOut)
    def get(self, request: Request, claim_id: int) -> Response:
        return Response(ClaimDetailOut(claim_to_answer(claim_id, area_ids=self.area_ids)).data)

    @extend_schema(request=ClaimAnswerIn, responses=ClaimDetailOut)
    def post(self, request: Request, claim_id: int) -> Response:
        """A yes says where they were reached. Where nobody spoke for it, whoever else said the same
        is refused with it."""
        claim_to_answer(claim_id, area_ids=self.area_ids)
        answer = self.validated(ClaimAnswerIn)
        if answer["checked_contact"] == NO:
            refuse_claim(claim_id=claim_id, words=answer["words"], **self.by_and_now)
        else:
            confirm_claim(claim_id=claim_id, **answer, **self.by_and_now)
        return Response(ClaimDetailOut(claim_to_answer(claim_id, area_ids=self.area_ids)).data)


class ClaimsAgreedToView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(responses=ClaimToAnswerOut(many=True))
    def get(self, request: Request) -> Response:
        """By which somebody speaks for something in your areas, the newest first."""
        return self.list_response(claims_agreed_to(self.area_ids), ClaimToAnswerOut)


class ClaimUndoView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(request=ClaimUndoIn, responses=ClaimDetailOut)
    def post(self, request: Request, claim_id: int) -> Response:
        """It was agreed to, and wrongly. Where nobody else speaks for it, what was changed here is
        hidden until its directory is read again. Twice is the same as once."""
        claim_to_answer(claim_id, area_ids=self.area_ids)
        undo_claim(claim_id=claim_id, **self.validated(ClaimUndoIn), **self.by_and_now)
        return Response(ClaimDetailOut(claim_to_answer(claim_id, area_ids=self.area_ids)).data)
