"""People write to each other, by program."""

from django.urls import path

from .conversations import (
    AskListingView,
    ConversationCloseView,
    ConversationsView,
    ConversationView,
    WriteToGroupView,
)

urlpatterns = [
    path("listings/<int:listing_id>/ask/", AskListingView.as_view(), name="ask_listing"),
    path("groups/<int:group_id>/write/", WriteToGroupView.as_view(), name="write_to_group"),
    path("written/", ConversationsView.as_view(), name="conversations"),
    path("written/<int:conversation_id>/", ConversationView.as_view(), name="conversation"),
    path(
        "written/<int:conversation_id>/close/",
        ConversationCloseView.as_view(),
        name="conversation_close",
    ),
]
