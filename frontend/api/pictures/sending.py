"""A picture of a listing or of a group, by program."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_200_OK, HTTP_201_CREATED

from community.common import clock
from community.people.rules.authority import check_authority
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from community.pictures.models import Picture
from community.pictures.queries.pictures import picture_detail, pictures_about
from frontend.api.base import ACTING_FOR, ActingView, Needs
from frontend.api.parsers import PlainMultiPartParser
from frontend.api.pictures.serializers import PictureIn, PictureOut
from frontend.api.serializers import EmptyIn
from groups.actions.pictures import (
    add_group_picture,
    look_again_at_group_picture,
    take_down_group_picture,
)
from groups.queries.members import membership
from providers.actions.pictures import (
    add_listing_picture,
    look_again_at_listing_picture,
    take_down_listing_picture,
)
from providers.queries.supply import listing_of_login


def _response(picture: Picture, status: int = HTTP_200_OK) -> Response:
    detail = picture_detail(picture.pk, on=clock.today())
    return Response(PictureOut(detail).data, status=status)


class PictureListView(ActingView):
    parser_classes = (PlainMultiPartParser,)

    def content_and_answers(self) -> dict:
        data = self.validated(PictureIn)
        return {"content": data.pop("picture"), **data}


class ListingPicturesView(PictureListView):
    needs = Needs.LOGIN

    @extend_schema(operation_id="my_listings_pictures_list", responses=PictureOut(many=True))
    def get(self, request: Request, listing_id: int) -> Response:
        """Those that were sent, and what each waits for."""
        listing = listing_of_login(listing_id, login_id=self.login.pk)
        rows = pictures_about(f"listing:{listing.pk}", on=clock.today())
        return self.list_response(rows, PictureOut)

    @extend_schema(
        operation_id="my_listings_pictures_create", request=PictureIn, responses={201: PictureOut}
    )
    def post(self, request: Request, listing_id: int) -> Response:
        """Read within a minute, and looked at before strangers see it."""
        listing_of_login(listing_id, login_id=self.login.pk)
        picture = add_listing_picture(
            listing_id=listing_id, **self.content_and_answers(), **self.by_and_now
        )
        return _response(picture, status=HTTP_201_CREATED)


class ListingPictureDownView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(
        operation_id="my_listings_pictures_take_down", request=EmptyIn, responses=PictureOut
    )
    def post(self, request: Request, picture_id: int) -> Response:
        """From now on nobody sees it."""
        return _response(take_down_listing_picture(picture_id=picture_id, **self.by_and_now))


class ListingPictureLookView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(
        operation_id="my_listings_pictures_look_again", request=EmptyIn, responses=PictureOut
    )
    def post(self, request: Request, picture_id: int) -> Response:
        """Somebody else is asked to look at what is held back."""
        return _response(look_again_at_listing_picture(picture_id=picture_id, **self.by_and_now))


class GroupPicturesView(PictureListView):
    shows = Seen.OTHERS_WORDS

    @extend_schema(
        operation_id="groups_pictures_list",
        parameters=[ACTING_FOR],
        responses=PictureOut(many=True),
    )
    def get(self, request: Request, group_id: int) -> Response:
        """Those that were sent, and what each waits for."""
        membership(group_id, self.acting)
        rows = pictures_about(f"group:{group_id}", on=clock.today())
        return self.list_response(rows, PictureOut)

    @extend_schema(
        operation_id="groups_pictures_create",
        parameters=[ACTING_FOR],
        request=PictureIn,
        responses={201: PictureOut},
    )
    def post(self, request: Request, group_id: int) -> Response:
        """Each who is named is asked; nobody but they and you see it before they say yes."""
        membership(group_id, self.acting)
        check_authority(self.acting, RepresentationScope.DECIDE, now=clock.now())
        picture = add_group_picture(
            group_id=group_id, **self.content_and_answers(), **self.by_and_now
        )
        return _response(picture, status=HTTP_201_CREATED)


class GroupPictureDownView(ActingView):
    @extend_schema(
        operation_id="groups_pictures_take_down",
        parameters=[ACTING_FOR],
        request=EmptyIn,
        responses=PictureOut,
    )
    def post(self, request: Request, picture_id: int) -> Response:
        """By any of the group: from now on nobody sees it."""
        return _response(take_down_group_picture(picture_id=picture_id, **self.by_and_now))


class GroupPictureLookView(ActingView):
    @extend_schema(
        operation_id="groups_pictures_look_again",
        parameters=[ACTING_FOR],
        request=EmptyIn,
        responses=PictureOut,
    )
    def post(self, request: Request, picture_id: int) -> Response:
        """Somebody else is asked to look at what is held back."""
        return _response(look_again_at_group_picture(picture_id=picture_id, **self.by_and_now))
