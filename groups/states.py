from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle


class GroupState(models.TextChoices):
    FORMING = "forming", _("open to new people")
    FULL = "full", _("not open to new people for now")
    ENDED = "ended", _("ended")


GROUP = Lifecycle(
    GroupState,
    {
        GroupState.FORMING: {GroupState.FULL, GroupState.ENDED},
        GroupState.FULL: {GroupState.FORMING, GroupState.ENDED},
        GroupState.ENDED: set(),
    },
)


class MemberState(models.TextChoices):
    IN = "in", _("in the group")
    LEFT = "left", _("left")


MEMBER = Lifecycle(
    MemberState, {MemberState.IN: {MemberState.LEFT}, MemberState.LEFT: {MemberState.IN}}
)


class BriefState(models.TextChoices):
    DRAFT = "draft", _("being written")
    ASKING = "asking", _("asking providers")
    DECIDED = "decided", _("an offer was chosen")
    CLOSED = "closed", _("closed")


BRIEF = Lifecycle(
    BriefState,
    {
        BriefState.DRAFT: {BriefState.ASKING, BriefState.CLOSED},
        BriefState.ASKING: {BriefState.DRAFT, BriefState.DECIDED, BriefState.CLOSED},
        BriefState.DECIDED: set(),
        BriefState.CLOSED: set(),
    },
)


class OfferState(models.TextChoices):
    SENT = "sent", _("sent")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CHOSEN = "chosen", _("chosen")
    NOT_CHOSEN = "not_chosen", _("not this time")


OFFER = Lifecycle(
    OfferState,
    {
        OfferState.SENT: {OfferState.WITHDRAWN, OfferState.CHOSEN, OfferState.NOT_CHOSEN},
        OfferState.WITHDRAWN: set(),
        OfferState.CHOSEN: set(),
        OfferState.NOT_CHOSEN: set(),
    },
)


class CareBasis(models.TextChoices):
    """Why a provider may give what it offers (facts.md, who may give personal care)."""

    NOT_PERSONAL_CARE = "not_personal_care", _("no personal care is given")
    CQC_REGISTERED = "cqc_registered", _("registered with the CQC")
    EMPLOYED_BY_INDIVIDUAL = "employed_by_individual", _("each person employs their own helper")
