"""Opening a provider's own account at the processor, on the processor's page."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.lifecycle import not_none
from community.common.refusals import NotFound
from pooling.payments.models.provider_accounts import ProviderAccount
from pooling.payments.processor.accounts import (
    ConnectedAccount,
    create_account,
    find_account,
    onboarding_link,
    read_account,
)
from pooling.payments.states import PROVIDER_ACCOUNT, ProviderAccountState
from providers.queries.supply import provider_of_login


def open_provider_account(
    *, provider_id: int, return_url: str, refresh_url: str, by, now: datetime
) -> str:
    """The address of the processor's onboarding page, for whoever speaks for the provider.

    It works once and for minutes, so each press makes a new one; the account is made once.
    """
    provider = provider_of_login(provider_id, login_id=by.login_id)
    account = _write_down(provider.pk, by, now)
    if account.processor_account_id is None:
        _open(account, now)
    return onboarding_link(
        account_id=not_none(account.processor_account_id), return_url=return_url, refresh_url=refresh_url
    )


@transaction.atomic(durable=True)
def _write_down(provider_id: int, by, now: datetime) -> ProviderAccount:
    account, made = ProviderAccount.objects.get_or_create(
        provider_id=provider_id, defaults={"asked_at": now}
    )
    if made:
        record_deed(by=by, deed="open_provider_account", about=f"provider:{provider_id}", now=now)
    return account


def _open(account: ProviderAccount, now: datetime) -> None:
    found = None
    if account.sent_at is not None:
        found = find_account(command=account.command_id)
    else:
        ProviderAccount.objects.filter(pk=account.pk).update(sent_at=now)
    _settle(account.pk, found or create_account(command=account.command_id))
    account.refresh_from_db()


def refresh_provider_account(*, provider_id: int, by, now: datetime) -> ProviderAccount:
    """Back from the processor's page, or an event says so: read how the account stands."""
    if not by.is_system:
        provider_of_login(provider_id, login_id=by.login_id)
    account = ProviderAccount.objects.filter(provider_id=provider_id).first()
    if account is None or account.processor_account_id is None:
        raise NotFound(_("We cannot find that page."))
    return _settle(account.pk, read_account(account.processor_account_id))


@transaction.atomic(durable=True)
def _settle(account_id: int, read: ConnectedAccount) -> ProviderAccount:
    account = ProviderAccount.objects.select_for_update(no_key=True).get(pk=account_id)
    if account.processor_account_id is None:
        account.processor_account_id = read.id
        _become(account, ProviderAccountState.OPENING)
    if account.processor_account_id == read.id:
        if read.charges_enabled:
            _become(account, ProviderAccountState.ACTIVE)
        elif read.details_submitted or account.state == ProviderAccountState.ACTIVE:
            _become(account, ProviderAccountState.RESTRICTED)
    account.save(update_fields=["processor_account_id", "state"])
    return account


def _become(account: ProviderAccount, state: ProviderAccountState) -> None:
    if account.state != state:
        PROVIDER_ACCOUNT.check(account.state, state)
        account.state = state
