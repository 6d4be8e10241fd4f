"""What is chosen of an option sheet, and the life of a referral."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from marketplace.referrals.deeds import ReferralDeed


class WhomToAsk(models.TextChoices):
    """Whose name and number stand on a sheet: whoever makes it says (P85)."""

    NOBODY = "nobody", _("nobody")
    CONNECTOR = "connector", _("whom one can ask where this is")
    NAMED = "named", _("a first name and a number")


class ReferrerKind(models.TextChoices):
    """Who tells a place about somebody: the same door for all (M86)."""

    ONESELF = "oneself", _("it is for me")
    FAMILY = "family", _("I am family, or a friend")
    NEIGHBOUR = "neighbour", _("I am a neighbour")
    PROVIDER = "provider", _("I run something that they come to")
    WORKER = "worker", _("I am a worker of a body that refers")


class ReachedBy(models.TextChoices):
    """How whoever is told about is reached, before they have said it themselves (P62)."""

    OWN_PLAN = "own_plan", _("as they said it here")
    CONTACT = "contact", _("by e-mail or telephone")
    THROUGH_SENDER = "through_sender", _("in person, through me")
    NOBODY_NAMED = "nobody_named", _("not said: nobody is named")


class AgreementHow(models.TextChoices):
    """How the person's yes was given (P62)."""

    OWN_PRESS = "own_press", _("by their own press")
    TOLD_CONNECTOR = "told_connector", _("said to a connector")
    AT_VISIT = "at_visit", _("said or shown at a visit")
    TOLD_WORKER = "told_worker", _("said or shown to a worker")
    DECISION = "decision", _("by a decision that was written down")


class KeyScope(models.TextChoices):
    """What the key of a body opens (P88)."""

    CREATE = "create", _("tell a place about somebody")
    READ = "read", _("read what became of what the team sent")


class ReferralState(models.TextChoices):
    """After `Task.status` of HL7 FHIR R4. What is typed and not sent is an unfinished form."""

    DRAFT = "draft", _("not sent: waits for the person’s own yes")
    REQUESTED = "requested", _("sent, and not answered yet")
    ACCEPTED = "accepted", _("they say yes")
    REJECTED = "rejected", _("not this time")
    ON_HOLD = "on_hold", _("waits")
    IN_PROGRESS = "in_progress", _("a first visit is agreed")
    COMPLETED = "completed", _("what came of it is said")
    CANCELLED = "cancelled", _("ended")
    FAILED = "failed", _("cannot go on")


REFERRAL = Lifecycle(
    ReferralState,
    {
        ReferralState.DRAFT: {
            ReferralState.REQUESTED: ReferralDeed.AGREE_TO_REFERRAL,
            ReferralState.CANCELLED: ReferralDeed.WITHDRAW_REFERRAL,
        },
        ReferralState.REQUESTED: {
            ReferralState.ACCEPTED: ReferralDeed.ACCEPT_REFERRAL,
            ReferralState.REJECTED: ReferralDeed.DECLINE_REFERRAL,
            ReferralState.ON_HOLD: ReferralDeed.HOLD_REFERRAL,
            ReferralState.CANCELLED: ReferralDeed.WITHDRAW_REFERRAL,
            ReferralState.FAILED: ReferralDeed.FAIL_REFERRAL,
        },
        ReferralState.ON_HOLD: {
            ReferralState.REQUESTED: ReferralDeed.RESUME_REFERRAL,
            ReferralState.CANCELLED: ReferralDeed.WITHDRAW_REFERRAL,
            ReferralState.FAILED: ReferralDeed.FAIL_REFERRAL,
        },
        ReferralState.ACCEPTED: {
            ReferralState.IN_PROGRESS: ReferralDeed.START_REFERRAL,
            ReferralState.CANCELLED: ReferralDeed.WITHDRAW_REFERRAL,
            ReferralState.FAILED: ReferralDeed.FAIL_REFERRAL,
        },
        ReferralState.IN_PROGRESS: {
            ReferralState.COMPLETED: ReferralDeed.COMPLETE_REFERRAL,
            ReferralState.CANCELLED: ReferralDeed.WITHDRAW_REFERRAL,
        },
        ReferralState.REJECTED: {},
        ReferralState.COMPLETED: {},
        ReferralState.CANCELLED: {},
        ReferralState.FAILED: {},
    },
)
REFERRAL_OPEN = (
    ReferralState.DRAFT,
    ReferralState.REQUESTED,
    ReferralState.ON_HOLD,
    ReferralState.ACCEPTED,
    ReferralState.IN_PROGRESS,
)
# Of these nobody comes to the place (P81).
WITHOUT_A_PLACE = (
    ReferralState.REQUESTED,
    ReferralState.ACCEPTED,
    ReferralState.REJECTED,
    ReferralState.CANCELLED,
    ReferralState.FAILED,
)


class ReferralLine(models.TextChoices):
    """What comes back to whoever told a place about somebody (M82, P79)."""

    RECEIVED = "received", _("that the place has it")
    ANSWERED = "answered", _("what the place answered")
    FIRST_VISIT = "first_visit", _("that there was a first visit")
    GOING_ON = "going_on", _("that it goes on, or what came instead")


class ObstacleReason(models.TextChoices):
    """What stopped somebody from telling a place (M88)."""

    NO_TIME = "no_time", _("no time")
    NOT_ALLOWED = "not_allowed", _("I am not allowed to")
    DO_NOT_KNOW_THEM = "do_not_know_them", _("I do not know them well enough")
    RISK_WORRY = "risk_worry", _("I worry that something may happen")
    PERSON_SAID_NO = "person_said_no", _("the person said no")
