from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class ConversationMessage(MessageKind):
    WORDS_CAME = "words_came", _("Somebody wrote to you")
    REPORT_ANSWERED = "report_answered", _("What was reported was looked at")
    FOR_THE_LEAD = "for_the_lead", _("Something to look at")
    WORDS_FOR_PROVIDER = "words_for_provider", _("Somebody wrote about what you offer")
