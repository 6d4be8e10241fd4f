from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle


class ListingState(models.TextChoices):
    DRAFT = "draft", _("not shown yet")
    SHOWN = "shown", _("shown to people")
    PAUSED = "paused", _("paused")
    WITHDRAWN = "withdrawn", _("taken down")


LISTING = Lifecycle(
    ListingState,
    {
        ListingState.DRAFT: {ListingState.SHOWN, ListingState.WITHDRAWN},
        ListingState.SHOWN: {ListingState.PAUSED, ListingState.WITHDRAWN},
        ListingState.PAUSED: {ListingState.SHOWN, ListingState.WITHDRAWN},
        ListingState.WITHDRAWN: {ListingState.DRAFT},
    },
)


class PriceKind(models.TextChoices):
    FREE = "free", _("free")
    ON_THE_DAY = "on_the_day", _("pay on the day")
    GRANT = "grant", _("free until a date, paid by a grant")
    BY_GROUP = "by_group", _("price by group size")
    NOT_KNOWN = "not_known", _("price not known, ask")


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_KNOWN = "not_known", _("not known, ask")


class Engager(models.TextChoices):
    """Who would be the employer (M25)."""

    NOBODY = "nobody", _("nobody: nobody is employed")
    PROVIDER = "provider", _("the provider")
    SELF_EMPLOYED = "self_employed", _("they work for themselves")
    YOU = "you", _("you")
    NOT_KNOWN = "not_known", _("not known, ask")


class CheckKind(models.TextChoices):
    IDENTITY = "identity", _("who they are")
    INSURANCE = "insurance", _("insurance")
    ADDRESS = "address", _("address")
    DBS_BASIC = "dbs_basic", _("basic DBS check")
    DBS_ENHANCED = "dbs_enhanced", _("enhanced DBS check")
    CQC = "cqc", _("registered with the CQC")


class SessionState(models.TextChoices):
    PLANNED = "planned", _("planned")
    CALLED_OFF = "called_off", _("called off")
    DELIVERED = "delivered", _("it happened")
    NOT_DELIVERED = "not_delivered", _("it did not happen")


SESSION = Lifecycle(
    SessionState,
    {
        SessionState.PLANNED: {
            SessionState.CALLED_OFF,
            SessionState.DELIVERED,
            SessionState.NOT_DELIVERED,
        },
        SessionState.CALLED_OFF: set(),
        SessionState.DELIVERED: set(),
        SessionState.NOT_DELIVERED: set(),
    },
)


class PlaceState(models.TextChoices):
    COMING = "coming", _("coming")
    NOT_COMING = "not_coming", _("not coming this time")
    CAME = "came", _("came")
    DID_NOT_COME = "did_not_come", _("did not come")
