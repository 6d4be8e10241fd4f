"""Pictures: sent and taken down by whoever looks after a thing; agreed to by whoever is in them."""

from django.urls import path

from . import agreements, files, sending

urlpatterns = [
    path("picture/<str:picture_code>-<int:width>.jpg", files.picture_file, name="picture_file"),
    path(
        "provide/listings/<int:listing_id>/pictures/",
        sending.listing_pictures,
        name="listing_pictures",
    ),
    path(
        "provide/pictures/<int:picture_id>/take-down/",
        sending.take_down_from_listing,
        name="take_down_from_listing",
    ),
    path(
        "provide/pictures/<int:picture_id>/look-again/",
        sending.listing_picture_look_again,
        name="listing_picture_look_again",
    ),
    path("group/<int:group_id>/pictures/", sending.group_pictures, name="group_pictures"),
    path(
        "group/pictures/<int:picture_id>/take-down/",
        sending.take_down_from_group,
        name="take_down_from_group",
    ),
    path(
        "group/pictures/<int:picture_id>/look-again/",
        sending.group_picture_look_again,
        name="group_picture_look_again",
    ),
    path("pictures/of-me/", agreements.my_pictures, name="my_pictures"),
    path(
        "pictures/of-me/<int:agreement_id>/agree/",
        agreements.agree_to_be_seen,
        name="agree_to_be_seen",
    ),
    path(
        "pictures/of-me/<int:agreement_id>/take-back/",
        agreements.take_back_picture_of_me,
        name="take_back_picture_of_me",
    ),
    path(
        "pictures/agreement/<str:agreement_token>/",
        agreements.picture_agreement,
        name="picture_agreement",
    ),
]
