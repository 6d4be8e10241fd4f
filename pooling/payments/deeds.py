"""What is done about money on its way. Those of a person say in their own words what they did; what
the processor decides is written down for staff, and names nobody but where money is theirs."""

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class PaymentDeed(Deed):
    START_CARD_SETUP = "start_card_setup", _("Began to save a card")
    SAVE_CARD = "save_card", _("Saved a card")
    ABANDON_CARD_SETUP = "abandon_card_setup", STEP_OF_THE_SERVICE
    REMOVE_SAVED_CARD = "remove_saved_card", _("Took a card away")

    REQUEST_CAPTURE = "request_capture", STEP_OF_THE_SERVICE
    REQUEST_VOID = "request_void", STEP_OF_THE_SERVICE
    CARD_PAYMENT_CREATED = "card_payment_created", STEP_OF_THE_SERVICE
    CARD_PAYMENT_HELD = "card_payment_held", _("Held money on a card")
    CARD_PAYMENT_CAPTURED = "card_payment_captured", _("Took a payment from a card")
    CARD_PAYMENT_VOIDED = "card_payment_voided", _("Let go of what was held on a card")
    CARD_PAYMENT_FAILED = "card_payment_failed", _("Could not take a payment from a card")
    CARD_PAYMENT_REFUNDED = "card_payment_refunded", _("Gave back a payment from a card")
    CARD_REFUND_SENT = "card_refund_sent", STEP_OF_THE_SERVICE
    CARD_REFUND_DONE = "card_refund_done", _("Gave money back to a card")
    CARD_REFUND_FAILED = "card_refund_failed", _("Could not give money back to a card")
    RESUME_COMMAND = "resume_command", STEP_OF_THE_SERVICE

    OPEN_PROVIDER_ACCOUNT = "open_provider_account", STEP_OF_THE_SERVICE
    PROVIDER_ACCOUNT_OPENING = "provider_account_opening", STEP_OF_THE_SERVICE
    PROVIDER_ACCOUNT_ACTIVE = "provider_account_active", STEP_OF_THE_SERVICE
    PROVIDER_ACCOUNT_RESTRICTED = "provider_account_restricted", STEP_OF_THE_SERVICE
    PAYOUT_SENT = "payout_sent", STEP_OF_THE_SERVICE
    PAYOUT_PAID = "payout_paid", STEP_OF_THE_SERVICE
    PAYOUT_FAILED = "payout_failed", STEP_OF_THE_SERVICE

    REQUEST_COMMITMENT = "request_commitment", _("Asked the council to pay")
    COMMITMENT_YES_WHEN = (
        "commitment_yes_when",
        _("Said that the council pays, once something is so"),
    )
    COMMITMENT_CONFIRMED = "commitment_confirmed", _("Said that the council pays")
    COMMITMENT_REFUSED = "commitment_refused", _("Said that the council does not pay this")
    COMMITMENT_ENDED = "commitment_ended", _("Asked the council to pay no more of this")
    COMMITMENT_LINE_ACTIVE = "commitment_line_active", STEP_OF_THE_SERVICE
    COMMITMENT_LINE_INVOICED = "commitment_line_invoiced", STEP_OF_THE_SERVICE
    COMMITMENT_LINE_DECOMMITTED = (
        "commitment_line_decommitted",
        _("Gave back what the council had set aside"),
    )
    COMMITMENT_LINE_ENDED = "commitment_line_ended", STEP_OF_THE_SERVICE
    MAKE_INVOICE = "make_invoice", STEP_OF_THE_SERVICE
    WRITE_BILLING_DETAILS = "write_billing_details", STEP_OF_THE_SERVICE
    WRITE_PAYER_DETAILS = "write_payer_details", STEP_OF_THE_SERVICE

    GIVE_BANK_DETAILS = "give_bank_details", STEP_OF_THE_SERVICE
    BANK_DETAILS_CHECKED = "bank_details_checked", STEP_OF_THE_SERVICE
    BANK_DETAILS_REFUSED = "bank_details_refused", STEP_OF_THE_SERVICE
    BANK_DETAILS_STOPPED = "bank_details_stopped", STEP_OF_THE_SERVICE
    BANK_DETAILS_REPLACED = "bank_details_replaced", STEP_OF_THE_SERVICE
    BANK_DETAILS_IN_FORCE = "bank_details_in_force", STEP_OF_THE_SERVICE
    RECORD_ARRIVAL = "record_arrival", _("Wrote down that a bank transfer came")
    RECORD_TRANSFER_REFUND = (
        "record_transfer_refund",
        _("Wrote down that a bank transfer was sent back"),
    )
    BANK_TRANSFER_PART_ARRIVED = (
        "bank_transfer_part_arrived",
        _("Took in a part of a bank transfer"),
    )
    BANK_TRANSFER_ARRIVED = "bank_transfer_arrived", _("Took in a bank transfer")
    BANK_TRANSFER_NOT_NEEDED = "bank_transfer_not_needed", _("Asked for a bank transfer no more")
    BANK_TRANSFER_REFUND_REQUESTED = (
        "bank_transfer_refund_requested",
        _("Began to send a bank transfer back"),
    )
    BANK_TRANSFER_REFUNDED = "bank_transfer_refunded", _("Sent a bank transfer back")
