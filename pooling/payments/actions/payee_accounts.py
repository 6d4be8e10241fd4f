"""The account that transfers to a provider go to now, and those who are asked to send there."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.messaging.actions.notifying import notify_person
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.models.bank_details import BankDetailsChange, PayeeAccount
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.rules.bank_details import format_sort_code
from pooling.payments.states.bank_transfers import BankTransferState


def use_account(change: BankDetailsChange, now: datetime) -> None:
    """From now on. A transfer that was asked for already keeps the account it was asked with; where
    none was known, it is this one, and who sends it is told."""
    payee, _is_new = PayeeAccount.objects.update_or_create(
        provider_id=change.provider_id,
        defaults={
            "account_name": change.account_name,
            "sort_code": change.sort_code,
            "account_number": change.account_number,
            "given_at": change.given_at,
            "given_by_id": change.given_by_id,
            "checked_at": change.checked_at,
        },
    )
    for transfer in _open_transfers(payee.provider_id).filter(sort_code=""):
        set_payee(transfer, payee)
        transfer.save(update_fields=["payee_words", "sort_code", "account_number"])
        _notify_known(transfer, now)


def take_account_back(change: BankDetailsChange, now: datetime) -> None:
    """The first one, which was used at once, is not theirs: nobody is to send anything there."""
    PayeeAccount.objects.filter(
        provider_id=change.provider_id,
        sort_code=change.sort_code,
        account_number=change.account_number,
    ).delete()
    for transfer in _open_transfers(change.provider_id).filter(
        sort_code=change.sort_code, account_number=change.account_number
    ):
        transfer.payee_words = change.provider.name
        transfer.sort_code = transfer.account_number = ""
        transfer.save(update_fields=["payee_words", "sort_code", "account_number"])
        _notify_wait(transfer, change, now)


def set_payee(transfer: BankTransfer, payee: PayeeAccount) -> None:
    transfer.payee_words = payee.account_name
    transfer.sort_code, transfer.account_number = payee.sort_code, payee.account_number


def _open_transfers(provider_id: int) -> QuerySet[BankTransfer]:
    open_transfers = BankTransfer.objects.select_for_update(no_key=True).filter(
        provider_id=provider_id,
        state__in=[BankTransferState.ASKED, BankTransferState.PART_ARRIVED],
    )
    return open_transfers.order_by("pk")


def _notify_known(transfer: BankTransfer, now: datetime) -> None:
    notify_person(
        person_id=transfer.person_id,
        kind=PaymentMessage.TRANSFER_ACCOUNT_KNOWN,
        subject=_("About money you were asked to send"),
        text=_(
            "You can now make the bank transfer you were asked for: to %(name)s, sort code"
            " %(sort)s, account number %(number)s, with exactly this reference: %(reference)s. The"
            " same stands under My money, with the sum and for what. We never ring to ask for it."
            " To see whether this is from us, type the reference on our page “Is this request for"
            " money from us?”."
        )
        % {
            "name": transfer.payee_words,
            "sort": format_sort_code(transfer.sort_code),
            "number": transfer.account_number,
            "reference": transfer.reference,
        },
        link="/money/",
        key=f"transfer:{transfer.pk}:account:{now:%Y%m%d%H%M%S}",
        now=now,
    )


def _notify_wait(transfer: BankTransfer, change: BankDetailsChange, now: datetime) -> None:
    notify_person(
        person_id=transfer.person_id,
        kind=PaymentMessage.TRANSFER_WAIT,
        subject=_("Please do not send money yet"),
        text=_(
            "Please do not make the bank transfer with the reference %(reference)s for now: the"
            " account we told you is being looked at again. Your place is kept. We tell you when"
            " you can send it. If you have sent it already, ring us."
        )
        % {"reference": transfer.reference},
        link="/money/",
        urgent=True,
        key=f"transfer:{transfer.pk}:wait:{change.pk}",
        now=now,
    )
