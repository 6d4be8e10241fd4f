"""What is done about money on its way. Those of a person say in their own words what they did; what
the processor decides is written down for staff, and names nobody but where money is theirs."""

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import OTHER_DEED_TEXT, Deed


class PaymentDeed(Deed):
    START_CARD_SETUP = "start_card_setup", _("Began to save a card")
    SAVE_CARD = "save_card", OTHER_DEED_TEXT
    ABANDON_CARD_SETUP = "abandon_card_setup", OTHER_DEED_TEXT
    REMOVE_SAVED_CARD = "remove_saved_card", _("Took a card away")

    REQUEST_CAPTURE = "request_capture", OTHER_DEED_TEXT
    REQUEST_VOID = "request_void", OTHER_DEED_TEXT
    CARD_PAYMENT_CREATED = "card_payment_created", OTHER_DEED_TEXT
    CARD_PAYMENT_HELD = "card_payment_held", OTHER_DEED_TEXT
    CARD_PAYMENT_CAPTURED = "card_payment_captured", OTHER_DEED_TEXT
    CARD_PAYMENT_VOIDED = "card_payment_voided", OTHER_DEED_TEXT
    CARD_PAYMENT_FAILED = "card_payment_failed", OTHER_DEED_TEXT
    CARD_PAYMENT_REFUNDED = "card_payment_refunded", OTHER_DEED_TEXT
    CARD_REFUND_SENT = "card_refund_sent", OTHER_DEED_TEXT
    CARD_REFUND_DONE = "card_refund_done", OTHER_DEED_TEXT
    CARD_REFUND_FAILED = "card_refund_failed", OTHER_DEED_TEXT
    RESUME_COMMAND = "resume_command", OTHER_DEED_TEXT

    OPEN_PROVIDER_ACCOUNT = "open_provider_account", OTHER_DEED_TEXT
    PROVIDER_ACCOUNT_OPENING = "provider_account_opening", OTHER_DEED_TEXT
    PROVIDER_ACCOUNT_ACTIVE = "provider_account_active", OTHER_DEED_TEXT
    PROVIDER_ACCOUNT_RESTRICTED = "provider_account_restricted", OTHER_DEED_TEXT
    PAYOUT_SENT = "payout_sent", OTHER_DEED_TEXT
    PAYOUT_PAID = "payout_paid", OTHER_DEED_TEXT
    PAYOUT_FAILED = "payout_failed", OTHER_DEED_TEXT

    REQUEST_COMMITMENT = "request_commitment", _("Asked the council to pay")
    COMMITMENT_YES_WHEN = "commitment_yes_when", OTHER_DEED_TEXT
    COMMITMENT_CONFIRMED = "commitment_confirmed", OTHER_DEED_TEXT
    COMMITMENT_REFUSED = "commitment_refused", OTHER_DEED_TEXT
    COMMITMENT_ENDED = "commitment_ended", OTHER_DEED_TEXT
    COMMITMENT_LINE_ACTIVE = "commitment_line_active", OTHER_DEED_TEXT
    COMMITMENT_LINE_INVOICED = "commitment_line_invoiced", OTHER_DEED_TEXT
    COMMITMENT_LINE_DECOMMITTED = "commitment_line_decommitted", OTHER_DEED_TEXT
    COMMITMENT_LINE_ENDED = "commitment_line_ended", OTHER_DEED_TEXT
    MAKE_INVOICE = "make_invoice", OTHER_DEED_TEXT

    GIVE_BANK_DETAILS = "give_bank_details", OTHER_DEED_TEXT
    RECORD_ARRIVAL = "record_arrival", _("Wrote down that a bank transfer came")
    RECORD_TRANSFER_REFUND = (
        "record_transfer_refund",
        _("Wrote down that a bank transfer was sent back"),
    )
    BANK_TRANSFER_PART_ARRIVED = "bank_transfer_part_arrived", OTHER_DEED_TEXT
    BANK_TRANSFER_ARRIVED = "bank_transfer_arrived", OTHER_DEED_TEXT
    BANK_TRANSFER_NOT_NEEDED = "bank_transfer_not_needed", OTHER_DEED_TEXT
    BANK_TRANSFER_REFUND_REQUESTED = "bank_transfer_refund_requested", OTHER_DEED_TEXT
    BANK_TRANSFER_REFUNDED = "bank_transfer_refunded", OTHER_DEED_TEXT
