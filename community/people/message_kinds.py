from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class PeopleMessage(MessageKind):
    REPRESENTATION_REQUESTED = "representation_requested", _("Somebody asked to act for you")
    REPRESENTATION_AGREED = "representation_agreed", _("You may act for somebody")
    CONCERN_RAISED = "concern_raised", _("A note is waiting for you")
