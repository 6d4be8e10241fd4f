from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class PictureMessage(MessageKind):
    YOU_ARE_IN_IT = "you_are_in_it", _("You are in a picture")
    PICTURE_REFUSED = "picture_refused", _("A picture that you sent cannot be used")
    PICTURE_TAKEN_BACK = "picture_taken_back", _("A picture was taken down")
