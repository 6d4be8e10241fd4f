from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class PaymentMessage(MessageKind):
    BANK_DETAILS_GIVEN = "bank_details_given", _("Your bank account was written down")
    TRANSFER_ACCOUNT_KNOWN = "transfer_account_known", _("Where to send a bank transfer")
    TRANSFER_WAIT = "transfer_wait", _("Please do not send a bank transfer yet")
    COMMITMENTS_WAITING = "commitments_waiting", _("A payment is waiting for your answer")
    COMMITMENT_RELEASED = "commitment_released", _("A payment you agreed to is released")
    REFUND_FOR_ESTATE = (
        "refund_for_estate",
        _("Money that could not go back to the card of somebody who has died"),
    )
    COMMAND_PARKED = "command_parked", _("A payment needs you to look at it")
    RECONCILIATION_DIFFERS = (
        "reconciliation_differs",
        _("The card company’s books and ours differ"),
    )

    @classmethod
    def payments(cls) -> frozenset["PaymentMessage"]:
        return frozenset({cls.TRANSFER_ACCOUNT_KNOWN, cls.TRANSFER_WAIT})
