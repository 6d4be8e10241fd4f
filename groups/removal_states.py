"""Whether somebody stays in a group: what is said to be wrong, and how it goes (P118)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from groups.deeds import GroupDeed


class RemovalAbout(models.TextChoices):
    """What somebody says is wrong, where they ask that another does not stay (P118)."""

    THREAT = "threat", _("threats, or hatred")
    AFRAID = "afraid", _("somebody is made afraid, or is hurt")
    MONEY = "money", _("asking for money, gifts or loans")
    PRIVATE = "private", _("telling others somebody’s health, money or address")
    OTHER = "other", _("something else")


class RemovalState(models.TextChoices):
    ASKED = "asked", _("not yet decided")
    STAYS = "stays", _("they stay")
    REMOVED = "removed", _("they do not stay, and can ask somebody else to look")
    LOOKED_AT_AGAIN = "again", _("somebody else looks at it")
    FINAL = "final", _("they do not stay")
    TAKEN_BACK = "taken_back", _("taken back")


REMOVAL = Lifecycle(
    RemovalState,
    {
        RemovalState.ASKED: {
            RemovalState.STAYS: GroupDeed.KEEP_MEMBER,
            RemovalState.REMOVED: GroupDeed.REMOVE_MEMBER,
            RemovalState.TAKEN_BACK: GroupDeed.TAKE_BACK_REMOVAL,
        },
        RemovalState.REMOVED: {
            RemovalState.LOOKED_AT_AGAIN: GroupDeed.LOOK_AGAIN_AT_REMOVAL,
            RemovalState.FINAL: GroupDeed.CONFIRM_REMOVAL,
        },
        RemovalState.LOOKED_AT_AGAIN: {
            RemovalState.STAYS: GroupDeed.KEEP_MEMBER,
            RemovalState.FINAL: GroupDeed.CONFIRM_REMOVAL,
        },
        RemovalState.STAYS: {},
        RemovalState.FINAL: {},
        RemovalState.TAKEN_BACK: {},
    },
)
OPEN_REMOVALS = (RemovalState.ASKED, RemovalState.REMOVED, RemovalState.LOOKED_AT_AGAIN)
KEEPS_OUT = (RemovalState.REMOVED, RemovalState.LOOKED_AT_AGAIN, RemovalState.FINAL)
