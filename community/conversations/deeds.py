"""What is done in a conversation. What it was about is for the app to say whose thing it is."""

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class ConversationDeed(Deed):
    WRITE_WORDS = "write_words", _("Wrote to somebody, through us")
    ANSWER_WORDS = "answer_words", STEP_OF_THE_SERVICE
    CLOSE_CONVERSATION = "close_conversation", _("Closed a conversation")
    HIDE_WORDS = "hide_words", _("Hid words that somebody wrote")
    REPORT_WORDS = "report_words", _("Reported words that somebody wrote")
    ASK_AGAIN_ABOUT_WORDS = (
        "ask_again_about_words",
        _("Asked somebody else to look at reported words"),
    )
    BLOCK_SOMEBODY = "block_somebody", _("Blocked somebody")
    END_BLOCK = "end_block", _("Let somebody’s words be shown again")
    REOPEN_CONVERSATION = "reopen_conversation", _("Opened a conversation again")
