"""Which messages there are about a shared cost."""

from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class PoolMessage(MessageKind):
    POOL_OPENED = "pool_opened", _("A shared cost is open")
    CARDS_WANTED = "cards_wanted", _("Somebody may want to pay you by card")
    POOL_READY = "pool_ready", _("The price is covered")
    DATE_MOVED = "date_moved", _("The date has moved")
    PAYMENT_COMING = "payment_coming", _("A payment is coming")
    GOING_AHEAD = "going_ahead", _("What is shared is on")
    DID_NOT_GO_AHEAD = "did_not_go_ahead", _("It did not go ahead")
    STOPS_AFTER = "stops_after", _("It stops after the sessions that are paid for")
    CANCELLED = "cancelled", _("It was cancelled")
    PLEDGE_ENDED = "pledge_ended", _("It goes on without your part")
    PLACE_KEPT_OPEN = "place_kept_open", _("Your place is kept open for the next payment")
    WHO_CAN_GO_SOONER = "who_can_go_sooner", _("Somebody has still to be told")
    PLACE_NOT_COVERED = "place_not_covered", _("A place is not covered")
    CALL_OFF_ASKED = "call_off_asked", _("Your group chooses whether to call it off")
    COVER_CHOSEN = "cover_chosen", _("What your group chose for what comes next")
    COVER_HELP_WANTED = "cover_help_wanted", _("A group asks for help with a cost")
    STOPPED_FOR_YOU = "stopped_for_you", _("Somebody stopped something of yours")
    NO_LONGER_FITS = "no_longer_fits", _("What you keep aside leaves too little")
    MISSED_PLACE_REFUNDED = "missed_place_refunded", _("Money for a missed time goes back")
    REVIEW_DAY = "review_day", _("Your money is looked at soon")
    CHANGED_MIND = "changed_mind", _("Somebody changed their mind, and has money back")
    SESSION_REFUNDED = "session_refunded", _("A session did not happen")

    ASKED_LOW_MAXIMUM = "asked_low_maximum", _("Your most is below the share")
    ASKED_FAILED_PAYMENT = "asked_failed_payment", _("Your payment did not go through")
    ASKED_NEW_SHARE = "asked_new_share", _("The share would change")
    ASKED_NEW_TERMS = "asked_new_terms", _("What is offered would change")
    ASKED_BILL_CHANGE = "asked_bill_change", _("What you pay the council would change")
    FAILED_PAYMENT_REMINDER = "failed_payment_reminder", _("Your payment still needs you")

    TRANSFER_SEND = "transfer_send", _("Please send a bank transfer")
    TRANSFER_REMINDER = "transfer_reminder", _("Your bank transfer is still to come")
    BANK_DETAILS_NEEDED = "bank_details_needed", _("Your bank account is not known")

    COMMITMENT_AGREED = "commitment_agreed", _("The office agreed to pay")
    COMMITMENT_REFUSED = "commitment_refused", _("The office did not agree to pay")

    HELP_REQUESTED = "help_requested", _("Somebody asks for help with a cost")
    HELP_ANSWERED = "help_answered", _("Somebody looked for another way")

    @classmethod
    def reminders(cls) -> frozenset[MessageKind]:
        return frozenset({cls.FAILED_PAYMENT_REMINDER, cls.TRANSFER_REMINDER})

    @classmethod
    def questions(cls) -> frozenset["PoolMessage"]:
        """Those that ask somebody alone about what they would pay."""
        return frozenset(
            {
                cls.ASKED_LOW_MAXIMUM,
                cls.ASKED_FAILED_PAYMENT,
                cls.ASKED_NEW_SHARE,
                cls.ASKED_NEW_TERMS,
                cls.ASKED_BILL_CHANGE,
            }
        )

    @classmethod
    def payments(cls) -> frozenset["PoolMessage"]:
        """Those about money that is to be paid, or comes back."""
        return cls.questions() | frozenset(
            {
                cls.PAYMENT_COMING,
                cls.POOL_READY,
                cls.TRANSFER_SEND,
                cls.TRANSFER_REMINDER,
                cls.FAILED_PAYMENT_REMINDER,
                cls.MISSED_PLACE_REFUNDED,
                cls.SESSION_REFUNDED,
                cls.CHANGED_MIND,
                cls.NO_LONGER_FITS,
                cls.COMMITMENT_AGREED,
                cls.COMMITMENT_REFUSED,
                cls.HELP_ANSWERED,
            }
        )
