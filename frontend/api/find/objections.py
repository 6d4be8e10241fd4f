"""“This is wrong”, “this is not us”, “take this down”: said by anybody, answered by a connector."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView, Needs, roles
from frontend.api.typed import TypedLines, TypedText
from frontend.shared.throttles import ObjectionThrottle
from providers.actions.objections import answer_objection, raise_objection
from providers.queries.objections import (
    ANSWERING_ROLES,
    objection_of_code,
    objection_to_answer,
    objections_to_answer,
)
from providers.rules.objections import MAX_WORDS_CHARS
from providers.states import ObjectionAnswer, ObjectionKind


class ObjectionIn(serializers.Serializer):
    kind = serializers.ChoiceField(ObjectionKind.choices)
    words = TypedLines(
        max_length=MAX_WORDS_CHARS,
        default="",
        allow_blank=True,
        help_text="Needed only where something is wrong.",
    )
    contact = TypedText(
        max_length=120,
        default="",
        allow_blank=True,
        help_text=(
            "A telephone number, or a mail address to which the answer is sent; then forgotten."
        ),
    )


class ObjectionOut(serializers.Serializer):
    """`code` opens it again, for whoever said it."""

    code = serializers.CharField()
    listing = serializers.CharField(source="listing.title")
    kind = serializers.ChoiceField(ObjectionKind.choices)
    words = serializers.CharField()
    answer_by = serializers.DateField()
    answer = serializers.ChoiceField([*ObjectionAnswer.choices, ("", "")])
    answer_words = serializers.CharField()


class ObjectionToAnswerOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    listing_id = serializers.IntegerField()
    listing = serializers.CharField(source="listing.title")
    kind = serializers.ChoiceField(ObjectionKind.choices)
    words = serializers.CharField()
    contact = serializers.CharField()
    answer_by = serializers.DateField()
    answer = serializers.ChoiceField([*ObjectionAnswer.choices, ("", "")])
    answer_words = serializers.CharField()


class ObjectionAnswerIn(serializers.Serializer):
    answer = serializers.ChoiceField(ObjectionAnswer.choices)
    words = TypedLines(max_length=MAX_WORDS_CHARS)


class ObjectToListingView(ActingView):
    needs = Needs.ANYBODY
    throttle_classes = (ObjectionThrottle,)

    @extend_schema(request=ObjectionIn, responses={201: ObjectionOut})
    def post(self, request: Request, listing_id: int) -> Response:
        """Only of what a directory lists. The same again, while it waits, is the same one."""
        objection = raise_objection(
            listing_id=listing_id, **self.validated(ObjectionIn), **self.by_and_now
        )
        return Response(ObjectionOut(objection).data, status=status.HTTP_201_CREATED)


class ObjectionView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(responses=ObjectionOut)
    def get(self, request: Request, objection_code: str) -> Response:
        """By when it is answered, and the answer."""
        return Response(ObjectionOut(objection_of_code(objection_code)).data)


class ObjectionsToAnswerView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(responses=ObjectionToAnswerOut(many=True))
    def get(self, request: Request) -> Response:
        """Those that wait, what is due first first."""
        return self.list_response(objections_to_answer(self.area_ids), ObjectionToAnswerOut)


class ObjectionToAnswerView(ActingView):
    needs = roles(*ANSWERING_ROLES)

    @extend_schema(responses=ObjectionToAnswerOut)
    def get(self, request: Request, objection_id: int) -> Response:
        objection = objection_to_answer(objection_id, area_ids=self.area_ids)
        return Response(ObjectionToAnswerOut(objection).data)

    @extend_schema(request=ObjectionAnswerIn, responses=ObjectionToAnswerOut)
    def post(self, request: Request, objection_id: int) -> Response:
        """The first answer stands. What is taken down is shown again by no reading."""
        objection_to_answer(objection_id, area_ids=self.area_ids)
        objection = answer_objection(
            objection_id=objection_id, **self.validated(ObjectionAnswerIn), **self.by_and_now
        )
        return Response(ObjectionToAnswerOut(objection).data)
