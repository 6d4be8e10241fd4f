from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from community.moderation.deeds import ModerationDeed


class ModerationState(models.TextChoices):
    WAITING = "waiting", _("not yet looked at")
    PASSED = "passed", _("looked at")
    HELD_BACK = "held_back", _("held back")


MODERATION = Lifecycle(
    ModerationState,
    {
        ModerationState.WAITING: {
            ModerationState.PASSED: ModerationDeed.PASS_WORDS,
            ModerationState.HELD_BACK: ModerationDeed.HOLD_BACK_WORDS,
        },
        ModerationState.PASSED: {ModerationState.WAITING: ModerationDeed.MEND_WORDS},
        ModerationState.HELD_BACK: {ModerationState.WAITING: ModerationDeed.LOOK_AGAIN_AT_WORDS},
    },
)


class HeldBackReason(models.TextChoices):
    """All for which words may be held back (P46): that somebody is criticised is none of them. The
    last but one is for words that people wrote to each other, once one of them reported it (P117);
    the last for a picture with its words (P122)."""

    DETAILS = "details", _("somebody’s name, number or address")
    THREAT = "threat", _("a threat, or hatred")
    ADVERT = "advert", _("an advert")
    PRIVATE = "private", _("somebody’s health or money")
    FACE = "face", _("a child’s face, or somebody’s who has not agreed")


class WordsReach(models.TextChoices):
    """Whom words have reached, beside whoever wrote them and theirs."""

    NOBODY = "nobody", _("nobody else yet")
    CHECKED_PROVIDERS = "checked_providers", _("providers whose checks were seen")
    EVERYBODY = "everybody", _("everybody")
