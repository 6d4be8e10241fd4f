"""What is done in a conversation. What it was about is for the app to say whose thing it is."""

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class ConversationDeed(Deed):
    WRITE_WORDS = "write_words", _("Wrote to somebody, through us")
    ANSWER_WORDS = "answer_words", STEP_OF_THE_SERVICE
    CLOSE_CONVERSATION = "close_conversation", _("Closed a conversation")
    REOPEN_CONVERSATION = "reopen_conversation", _("Opened a conversation again")
