"""Bank details that are asked for: told another way, looked at by a second person, waited for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.common.lifecycle import Lifecycle
from pooling.payments.deeds import PaymentDeed


class BankDetailsState(models.TextChoices):
    WAITING = "waiting", _("nobody has asked the provider about it yet")
    CHECKED = "checked", _("asked about another way, and not in use yet")
    IN_FORCE = "in_force", _("in use")
    REFUSED = "refused", _("not theirs")
    STOPPED = "stopped", _("stopped before it was in use")
    REPLACED = "replaced", _("written down otherwise before it was in use")


BANK_DETAILS = Lifecycle(
    BankDetailsState,
    {
        BankDetailsState.WAITING: {
            BankDetailsState.CHECKED: PaymentDeed.BANK_DETAILS_CHECKED,
            BankDetailsState.REFUSED: PaymentDeed.BANK_DETAILS_REFUSED,
            BankDetailsState.STOPPED: PaymentDeed.BANK_DETAILS_STOPPED,
            BankDetailsState.REPLACED: PaymentDeed.BANK_DETAILS_REPLACED,
        },
        BankDetailsState.CHECKED: {
            BankDetailsState.IN_FORCE: PaymentDeed.BANK_DETAILS_IN_FORCE,
            BankDetailsState.STOPPED: PaymentDeed.BANK_DETAILS_STOPPED,
            BankDetailsState.REPLACED: PaymentDeed.BANK_DETAILS_REPLACED,
        },
        BankDetailsState.IN_FORCE: {},
        BankDetailsState.REFUSED: {},
        BankDetailsState.STOPPED: {},
        BankDetailsState.REPLACED: {},
    },
)


class CheckWay(models.TextChoices):
    """How the provider was asked whether bank details are its own: never where they came from."""

    RANG = "rang", _("I rang a number that we had before")
    IN_PERSON = "in_person", _("I saw them")
    LETTER = "letter", _("I wrote to an address that we had before, and they answered")
