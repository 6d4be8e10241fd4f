"""Whoever can be recognised in a picture, by program."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from community.pictures.actions.agreements import (
    agree_to_picture,
    take_back_by_link,
    take_back_picture,
)
from community.pictures.queries.pictures import agreement_of_token, pictures_of_person
from frontend.api.base import ACTING_FOR, ActingView, Needs
from frontend.api.pictures.serializers import AgreedOut, PictureOfMeOut
from frontend.api.serializers import EmptyIn


class PicturesOfMeView(ActingView):
    shows = Seen.OTHERS_WORDS

    @extend_schema(parameters=[ACTING_FOR], responses=PictureOfMeOut(many=True))
    def get(self, request: Request) -> Response:
        """Those one is asked about, and those one agreed to."""
        return self.list_response(pictures_of_person(self.person_id), PictureOfMeOut)


class PictureAgreeView(ActingView):
    @extend_schema(
        operation_id="pictures_of_me_agree",
        parameters=[ACTING_FOR],
        request=EmptyIn,
        responses=PictureOfMeOut,
    )
    def post(self, request: Request, agreement_id: int) -> Response:
        """By the person themselves, and by nobody in their place."""
        agreement = agree_to_picture(agreement_id=agreement_id, **self.by_and_now)
        return Response(PictureOfMeOut(agreement).data)


class PictureTakeBackView(ActingView):
    @extend_schema(
        operation_id="pictures_of_me_take_back",
        parameters=[ACTING_FOR],
        request=EmptyIn,
        responses=PictureOfMeOut,
    )
    def post(self, request: Request, agreement_id: int) -> Response:
        """It is taken down everywhere."""
        agreement = take_back_picture(agreement_id=agreement_id, **self.by_and_now)
        return Response(PictureOfMeOut(agreement).data)


class AgreementByLinkView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(operation_id="pictures_agreed", responses=AgreedOut)
    def get(self, request: Request, agreement_token: str) -> Response:
        """What whoever was asked on paper agreed to."""
        return Response(AgreedOut(agreement_of_token(agreement_token)).data)

    @extend_schema(operation_id="pictures_agreed_take_back", request=EmptyIn, responses=AgreedOut)
    def post(self, request: Request, agreement_token: str) -> Response:
        """It is taken down everywhere. No account is needed."""
        return Response(AgreedOut(take_back_by_link(token=agreement_token, **self.by_and_now)).data)
