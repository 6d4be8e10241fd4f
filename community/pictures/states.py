from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from community.pictures.deeds import PictureDeed


class PictureState(models.TextChoices):
    SENT = "sent", _("being read")
    DRAWN = "drawn", _("read")
    REFUSED = "refused", _("cannot be used")
    TAKEN_DOWN = "taken_down", _("taken down")


PICTURE = Lifecycle(
    PictureState,
    {
        PictureState.SENT: {
            PictureState.DRAWN: PictureDeed.REDRAW_PICTURE,
            PictureState.REFUSED: PictureDeed.REFUSE_PICTURE,
            PictureState.TAKEN_DOWN: PictureDeed.TAKE_DOWN_PICTURE,
        },
        PictureState.DRAWN: {PictureState.TAKEN_DOWN: PictureDeed.TAKE_DOWN_PICTURE},
        PictureState.REFUSED: {},
        PictureState.TAKEN_DOWN: {},
    },
)


class PictureFault(models.TextChoices):
    """Why a file is no picture for us, as whoever sent it reads it."""

    NOT_A_PICTURE = (
        "not_a_picture",
        _("We cannot read it, or not all of it came."),
    )
    TOO_MANY_DOTS = "too_many_dots", _("It has more dots than we read: 40 million at most.")
    TOO_SMALL = "too_small", _("It is too small to be seen: 200 dots each way at least.")
    MOVES = "moves", _("It moves. Only a picture that stands still can be used.")


class PictureSight(models.TextChoices):
    """What stands in the way of strangers seeing a picture, as those who look after it read it."""

    BEING_READ = "being_read", _("it is being read")
    REFUSED = "refused", _("it cannot be used")
    WAITS_FOR_YES = "waits_for_yes", _("somebody in it has not agreed")
    WAITS_FOR_LOOK = "waits_for_look", _("it waits for a look")
    HELD_BACK = "held_back", _("it is held back")
    SEEN = "seen", _("people see it")
    OVER = "over", _("it is taken down")
