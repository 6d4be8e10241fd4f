"""People write to each other, by program."""

from django.urls import path

from .conversations import (
    AskListingView,
    ConversationCloseView,
    ConversationsView,
    ConversationView,
    WriteToGroupView,
)
from .reports import (
    BlockEndView,
    BlockMemberView,
    BlocksView,
    BlockWriterView,
    HideView,
    LookAgainView,
    ReportView,
)

urlpatterns = [
    path("said/<int:relayed_id>/report/", ReportView.as_view(), name="report_words"),
    path("said/<int:relayed_id>/hide/", HideView.as_view(), name="hide_words"),
    path(
        "said/<int:relayed_id>/look-again/", LookAgainView.as_view(), name="look_again_at_reported"
    ),
    path("written/<int:conversation_id>/block/", BlockWriterView.as_view(), name="block_writer"),
    path("groups/<int:group_id>/blocks/", BlockMemberView.as_view(), name="block_member"),
    path("blocks/", BlocksView.as_view(), name="blocks"),
    path("blocks/<int:block_id>/end/", BlockEndView.as_view(), name="block_end"),
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
