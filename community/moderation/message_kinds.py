from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class ModerationMessage(MessageKind):
    WORDS_TO_LOOK_AT = "words_to_look_at", _("Words for strangers wait for a look")
    REPORT_TO_LOOK_AT = "report_to_look_at", _("Words were reported")
    WORDS_HELD_BACK = "words_held_back", _("Some words are held back")
