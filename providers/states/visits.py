"""The states of one person's coming to one thing, and what is said of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from providers.deeds import ProviderDeed


class VisitRequestState(models.TextChoices):
    """One person comes to one thing, from asking to how it was (P107, P80)."""

    REQUESTED = "requested", _("asked, and not answered yet")
    ACCEPTED = "accepted", _("you are expected")
    ACCEPTED_FROM = "accepted_from", _("yes, but on another day")
    DECLINED = "declined", _("not this time")
    NEEDS_ANSWER = "needs_answer", _("they ask you something")
    WITHDRAWN = "withdrawn", _("not coming after all")
    CAME = "came", _("you went")
    DID_NOT_HAPPEN = "did_not_happen", _("this visit did not happen")


VISIT_REQUEST = Lifecycle(
    VisitRequestState,
    {
        VisitRequestState.REQUESTED: {
            VisitRequestState.ACCEPTED: ProviderDeed.ACCEPT_VISIT,
            VisitRequestState.ACCEPTED_FROM: ProviderDeed.ACCEPT_VISIT_FROM,
            VisitRequestState.DECLINED: ProviderDeed.DECLINE_VISIT,
            VisitRequestState.NEEDS_ANSWER: ProviderDeed.ASK_ABOUT_VISIT,
            VisitRequestState.WITHDRAWN: ProviderDeed.WITHDRAW_VISIT,
        },
        VisitRequestState.NEEDS_ANSWER: {
            VisitRequestState.REQUESTED: ProviderDeed.ANSWER_ABOUT_VISIT,
            VisitRequestState.ACCEPTED: ProviderDeed.ACCEPT_VISIT,
            VisitRequestState.ACCEPTED_FROM: ProviderDeed.ACCEPT_VISIT_FROM,
            VisitRequestState.DECLINED: ProviderDeed.DECLINE_VISIT,
            VisitRequestState.WITHDRAWN: ProviderDeed.WITHDRAW_VISIT,
        },
        # They have a place on another day: whoever asked takes it, or does not.
        VisitRequestState.ACCEPTED_FROM: {
            VisitRequestState.ACCEPTED: ProviderDeed.TAKE_OTHER_DAY,
            VisitRequestState.WITHDRAWN: ProviderDeed.WITHDRAW_VISIT,
        },
        VisitRequestState.ACCEPTED: {
            VisitRequestState.WITHDRAWN: ProviderDeed.WITHDRAW_VISIT,
            VisitRequestState.CAME: ProviderDeed.SAY_VISIT_HAPPENED,
            VisitRequestState.DID_NOT_HAPPEN: ProviderDeed.SAY_VISIT_DID_NOT_HAPPEN,
        },
        VisitRequestState.DECLINED: {},
        # They come after all, while there is a place.
        VisitRequestState.WITHDRAWN: {VisitRequestState.ACCEPTED: ProviderDeed.COME_AFTER_ALL},
        VisitRequestState.CAME: {},
        VisitRequestState.DID_NOT_HAPPEN: {},
    },
)
VISIT_OPEN = (
    VisitRequestState.REQUESTED,
    VisitRequestState.NEEDS_ANSWER,
    VisitRequestState.ACCEPTED_FROM,
    VisitRequestState.ACCEPTED,
)


class HelpAsked(models.TextChoices):
    """What help is asked of a place that one asks first (P73, P110): of the place, never a level of
    the person."""

    BESIDE = "beside", _("somebody beside me")
    TOILET = "toilet", _("help in the toilet")
    EATING = "eating", _("help with eating or drinking")
    WITHOUT_WORDS = "without_words", _("somebody used to people who do not use words")


class DidNotHappenBecause(models.TextChoices):
    """Why a visit did not happen (P80). Never counted by person."""

    THEIRS = "theirs", _("it was not on, or they could not")
    OURS = "ours", _("I could not, or did not want to")
    WAY_THERE = "way_there", _("the way there")
    NOT_KNOWN = "not_known", _("I do not know, or would rather not say")


class VisitAnswer(models.TextChoices):
    """What a place answers to whoever asks to come."""

    YES = "yes", _("yes")
    YES_FROM = "yes_from", _("yes, but on another day")
    NOT_THIS_TIME = "not_this_time", _("not this time")
    ASK_ME = "ask_me", _("I would like to ask something first")


class DeclineReason(models.TextChoices):
    """Why not this time (P78). The person reads it; of a conflict or safety no more than that."""

    FULL = "full", _("it is full")
    NOT_THOSE_DAYS = "not_those_days", _("not on those days")
    HELP = "help", _("this help I cannot give safely")
    CONFLICT_OR_SAFETY = "conflict_or_safety", _("a conflict, or safety: they do not read which")
