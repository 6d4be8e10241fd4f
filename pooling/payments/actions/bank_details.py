"""Where a provider's bank transfers are sent. We never hold the money: people send it there."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.messaging.actions import notify_login, notify_person
from pooling.payments.models.bank_transfers import BankTransfer, PayeeAccount
from pooling.payments.rules import format_sort_code, parse_bank_details
from pooling.payments.states import BankTransferState
from providers.actions.provider_access import acting_for_provider
from providers.models.supply import ProviderMember
from providers.queries.supply import provider_of_login


@transaction.atomic
def give_bank_details(
    *,
    provider_id: int,
    account_name: str,
    sort_code: str,
    account_number: str,
    by,
    now: datetime,
) -> PayeeAccount:
    """A provider writes down its account. Everybody else who speaks for it is told, and of a change
    also whoever made it: one that none of them made would send money elsewhere.

    A transfer that was asked for already keeps the account it was asked with; where none was known,
    it is this one, and who sends it is told.
    """
    by = acting_for_provider(by, provider_of_login(provider_id, login_id=by.login_id).pk)
    said = parse_bank_details(sort_code, account_number)
    payee, is_new = PayeeAccount.objects.update_or_create(
        provider_id=provider_id,
        defaults={
            "account_name": account_name,
            "sort_code": said.sort_code,
            "account_number": said.account_number,
            "given_at": now,
            "given_by": by.login,
        },
    )
    record_deed(by=by, deed="give_bank_details", about=f"provider:{provider_id}", now=now)
    _tell_voices(payee, but=[by.login_id] if is_new else [], now=now)
    _give_to_who_waits(payee, now)
    return payee


def _tell_voices(payee: PayeeAccount, *, but: list[int], now: datetime) -> None:
    voices = ProviderMember.objects.filter(provider_id=payee.provider_id).exclude(login_id__in=but)
    for login_id in voices.values_list("login_id", flat=True):
        notify_login(
            login_id=login_id,
            kind="bank_details_given",
            subject=_("News for you"),
            text=_(
                "The bank account for transfers to you was written down today. If none of you did"
                " that, look at it at once and tell us."
            ),
            link="/provide/transfers/",
            urgent=True,
            key=f"payee:{payee.pk}:{now:%Y%m%d%H%M%S}:login:{login_id}",
            now=now,
        )


def _give_to_who_waits(payee: PayeeAccount, now: datetime) -> None:
    waiting = BankTransfer.objects.select_for_update(no_key=True).filter(
        provider_id=payee.provider_id,
        sort_code="",
        state__in=[BankTransferState.ASKED, BankTransferState.PART_ARRIVED],
    )
    for transfer in waiting.order_by("pk"):
        send_to(transfer, payee)
        transfer.save(update_fields=["payee_words", "sort_code", "account_number"])
        notify_person(
            person_id=transfer.person_id,
            kind="transfer_account_known",
            subject=_("News for you"),
            text=_(
                "You can now make the bank transfer you were asked for: to %(name)s, sort code"
                " %(sort)s, account number %(number)s, with exactly this reference: %(reference)s"
            )
            % {
                "name": payee.account_name,
                "sort": format_sort_code(payee.sort_code),
                "number": payee.account_number,
                "reference": transfer.reference,
            },
            link="/money/",
            key=f"transfer:{transfer.pk}:account",
            now=now,
        )


def send_to(transfer: BankTransfer, payee: PayeeAccount) -> None:
    transfer.payee_words = payee.account_name
    transfer.sort_code, transfer.account_number = payee.sort_code, payee.account_number
