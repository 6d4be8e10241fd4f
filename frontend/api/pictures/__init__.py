"""Pictures, by program."""

from django.urls import path

from .agreements import (
    AgreementByLinkView,
    PictureAgreeView,
    PicturesOfMeView,
    PictureTakeBackView,
)
from .sending import (
    GroupPictureDownView,
    GroupPictureLookView,
    GroupPicturesView,
    ListingPictureDownView,
    ListingPictureLookView,
    ListingPicturesView,
)

urlpatterns = [
    path(
        "my-listings/<int:listing_id>/pictures/",
        ListingPicturesView.as_view(),
        name="listing_pictures",
    ),
    path(
        "my-listings/pictures/<int:picture_id>/take-down/",
        ListingPictureDownView.as_view(),
        name="take_down_from_listing",
    ),
    path(
        "my-listings/pictures/<int:picture_id>/look-again/",
        ListingPictureLookView.as_view(),
        name="listing_picture_look_again",
    ),
    path("groups/<int:group_id>/pictures/", GroupPicturesView.as_view(), name="group_pictures"),
    path(
        "groups/pictures/<int:picture_id>/take-down/",
        GroupPictureDownView.as_view(),
        name="take_down_from_group",
    ),
    path(
        "groups/pictures/<int:picture_id>/look-again/",
        GroupPictureLookView.as_view(),
        name="group_picture_look_again",
    ),
    path("pictures-of-me/", PicturesOfMeView.as_view(), name="pictures_of_me"),
    path(
        "pictures-of-me/<int:agreement_id>/agree/",
        PictureAgreeView.as_view(),
        name="agree_to_be_seen",
    ),
    path(
        "pictures-of-me/<int:agreement_id>/take-back/",
        PictureTakeBackView.as_view(),
        name="take_back_picture_of_me",
    ),
    path(
        "pictures-agreed/<str:agreement_token>/",
        AgreementByLinkView.as_view(),
        name="picture_agreement",
    ),
]
