"""Opening a provider's own account at the processor, on the processor's page."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.lifecycle import not_none
from community.common.refusals import NotFound
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from pooling.payments.deeds import PaymentDeed
from pooling.payments.models.provider_accounts import ProviderAccount
from pooling.payments.processor.accounts import (
    ConnectedAccount,
    create_account,
    find_account,
    onboarding_link,
    read_account,
)
from pooling.payments.states.provider_accounts import PROVIDER_ACCOUNT, ProviderAccountState
from providers.queries.supply import provider_of_login


def open_provider_account(
    *, provider_id: int, return_url: str, refresh_url: str, by: Acting, now: datetime
) -> str:
    """The address of the processor's onboarding page, for whoever speaks for the provider.

    It works once and for minutes, so each press makes a new one; the account is made once.
    """
    provider = provider_of_login(provider_id, login_id=by.login_id)
    account = _write_down(provider.pk, by, now)
    if account.processor_account_id is None:
        _open(account, now)
    return onboarding_link(
        processor_account_id=not_none(account.processor_account_id),
        return_url=return_url,
        refresh_url=refresh_url,
    )


@transaction.atomic(durable=True)
def _write_down(provider_id: int, by: Acting, now: datetime) -> ProviderAccount:
    account, is_new = ProviderAccount.objects.get_or_create(
        provider_id=provider_id, defaults={"asked_at": now}
    )
    if is_new:
        record_deed(
            by=by, deed=PaymentDeed.OPEN_PROVIDER_ACCOUNT, about=f"provider:{provider_id}", now=now
        )
    return account


def _open(account: ProviderAccount, now: datetime) -> None:
    connected = None
    if account.sent_at is not None:
        connected = find_account(command_id=account.command_id)
    else:
        ProviderAccount.objects.filter(pk=account.pk).update(sent_at=now)
    _sync_account(account.pk, connected or create_account(command_id=account.command_id), now)
    account.refresh_from_db()


def refresh_provider_account(*, provider_id: int, by: Acting, now: datetime) -> ProviderAccount:
    """Back from the processor's page, or an event says so: read how the account stands."""
    if not by.is_system:
        provider_of_login(provider_id, login_id=by.login_id)
    account = ProviderAccount.objects.filter(provider_id=provider_id).first()
    if account is None or account.processor_account_id is None:
        raise NotFound(_("We cannot find that page."))
    return _sync_account(account.pk, read_account(account.processor_account_id), now)


@transaction.atomic(durable=True)
def _sync_account(account_id: int, connected: ConnectedAccount, now: datetime) -> ProviderAccount:
    account = ProviderAccount.objects.select_for_update(no_key=True).get(pk=account_id)
    if account.processor_account_id is None:
        account.processor_account_id = connected.id
        transition_provider_account(
            account, ProviderAccountState.OPENING, "processor_account_id", now=now
        )
    if account.processor_account_id == connected.id:
        if connected.charges_enabled:
            _ensure_state(account, ProviderAccountState.ACTIVE, now)
        elif connected.details_submitted or account.state == ProviderAccountState.ACTIVE:
            _ensure_state(account, ProviderAccountState.RESTRICTED, now)
    return account


def _ensure_state(account: ProviderAccount, state: ProviderAccountState, now: datetime) -> None:
    if account.state != state:
        transition_provider_account(account, state, now=now)


def transition_provider_account(
    account: ProviderAccount, state: ProviderAccountState, *fields: str, now: datetime
) -> None:
    """One move of an account whose row the caller has locked; `fields` are what else it changed."""
    deed = PROVIDER_ACCOUNT.deed_for(account.state, state)
    account.state = state
    account.save(update_fields=["state", *fields])
    record_deed(by=SYSTEM, deed=deed, about=f"provider:{account.provider_id}", now=now)
