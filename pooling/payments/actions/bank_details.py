"""Where a provider's bank transfers are sent. We never hold the money: people send it there."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.lifecycle import not_none
from community.messaging.actions import notify_each_login, notify_person
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from pooling.payments.deeds import PaymentDeed
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.models.bank_transfers import BankTransfer, PayeeAccount
from pooling.payments.rules import format_sort_code, parse_bank_details
from pooling.payments.states.bank_transfers import BankTransferState
from providers.actions.provider_access import acting_for_provider
from providers.queries.supply import provider_members, provider_of_login


@transaction.atomic
def give_bank_details(
    *,
    provider_id: int,
    account_name: str,
    sort_code: str,
    account_number: str,
    by: Acting,
    now: datetime,
) -> PayeeAccount:
    """A provider writes down its account. Everybody else who speaks for it is told, and of a change
    also whoever made it: one that none of them made would send money elsewhere.

    A transfer that was asked for already keeps the account it was asked with; where none was known,
    it is this one, and who sends it is told.
    """
    by = acting_for_provider(by, provider_of_login(provider_id, login_id=by.login_id).pk)
    details = parse_bank_details(sort_code, account_number)
    payee, is_new = PayeeAccount.objects.update_or_create(
        provider_id=provider_id,
        defaults={
            "account_name": account_name,
            "sort_code": details.sort_code,
            "account_number": details.account_number,
            "given_at": now,
            "given_by": by.login,
        },
    )
    record_deed(by=by, deed=PaymentDeed.GIVE_BANK_DETAILS, about=f"provider:{provider_id}", now=now)
    _notify_provider(payee, but=not_none(by.login_id) if is_new else None, now=now)
    _give_to_open_transfers(payee, now)
    return payee


def _notify_provider(payee: PayeeAccount, *, but: int | None, now: datetime) -> None:
    login_ids = [login.pk for login in provider_members(payee.provider_id) if login.pk != but]
    notify_each_login(
        login_ids,
        kind=PaymentMessage.BANK_DETAILS_GIVEN,
        subject=_("News for you"),
        text=_(
            "The bank account for transfers to you was written down today. If none of you did"
            " that, look at it at once and tell us."
        ),
        link="/provide/transfers/",
        urgent=True,
        key=f"payee:{payee.pk}:{now:%Y%m%d%H%M%S}:login",
        now=now,
    )


def _give_to_open_transfers(payee: PayeeAccount, now: datetime) -> None:
    open_transfers = BankTransfer.objects.select_for_update(no_key=True).filter(
        provider_id=payee.provider_id,
        sort_code="",
        state__in=[BankTransferState.ASKED, BankTransferState.PART_ARRIVED],
    )
    for transfer in open_transfers.order_by("pk"):
        set_payee(transfer, payee)
        transfer.save(update_fields=["payee_words", "sort_code", "account_number"])
        notify_person(
            person_id=transfer.person_id,
            kind=PaymentMessage.TRANSFER_ACCOUNT_KNOWN,
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


def set_payee(transfer: BankTransfer, payee: PayeeAccount) -> None:
    transfer.payee_words = payee.account_name
    transfer.sort_code, transfer.account_number = payee.sort_code, payee.account_number
