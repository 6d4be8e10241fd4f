"""Where a provider's bank transfers are sent. We never hold the money: people send it there.

The first account is used at once. Any other is told another way, looked at by a second person, and
is paid nothing for five working days after that (P30): until then the one before it stays.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.common.working_time import add_working_days
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import SYSTEM, Acting
from community.people.actions.approvals import (
    answer_approval,
    request_approval,
    withdraw_approval_request,
)
from community.people.actions.audit_lines import record_deed
from community.people.models.approvals import StaffApproval
from community.people.queries.acting import roles_of
from community.people.queries.representations import AUTHORITY_ROLES
from community.people.rules.authority import check_any_role
from community.people.states import ApprovalPurpose
from pooling.payments.actions.payee_accounts import take_account_back, use_account
from pooling.payments.deeds import PaymentDeed
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.models.bank_details import UNDECIDED_STATES, BankDetailsChange, PayeeAccount
from pooling.payments.queries.bank_details import change_of_approval
from pooling.payments.rules.bank_details import (
    DAYS_BEFORE_USE,
    BankDetails,
    bank_details_news,
    check_asked_another_way,
    check_not_in_use,
    check_not_theirs,
    parse_bank_details,
)
from pooling.payments.states.bank_details import BANK_DETAILS, BankDetailsState
from providers.actions.provider_access import acting_for_provider
from providers.models.supply import Provider
from providers.queries.supply import is_provider_member, provider_members, provider_of_login


@transaction.atomic
def give_bank_details(
    *,
    provider_id: int,
    account_name: str,
    sort_code: str,
    account_number: str,
    by: Acting,
    now: datetime,
) -> BankDetailsChange:
    """A provider writes down its account. Everybody else who speaks for it is told, and of a change
    also whoever made it: one that none of them made would send money elsewhere. What was written
    down and is not in use yet is over."""
    by = acting_for_provider(by, provider_of_login(provider_id, login_id=by.login_id).pk)
    details = parse_bank_details(sort_code, account_number)
    provider = _lock_provider(provider_id)
    _replace_undecided(provider_id, by, now)
    change = _create(provider, account_name, details, by, now)
    about = f"provider:{provider_id}"
    record_deed(by=by, deed=PaymentDeed.GIVE_BANK_DETAILS, about=about, now=now)
    _request_check(change, by, now)
    _notify_provider(change, but=by.login_id if change.is_first else None, now=now)
    if change.is_first:
        use_account(change, now)
    return change


def _lock_provider(provider_id: int) -> Provider:
    """Before any of its changes: two written down at once are one after the other."""
    providers = Provider.objects.select_for_update(no_key=True, of=("self",))
    return providers.select_related("area").get(pk=provider_id)


def _create(
    provider: Provider, account_name: str, details: BankDetails, by: Acting, now: datetime
) -> BankDetailsChange:
    has_one = (
        BankDetailsChange.objects.filter(provider=provider).exists()
        or PayeeAccount.objects.filter(provider=provider).exists()
    )
    return BankDetailsChange.objects.create(
        provider=provider,
        account_name=account_name,
        sort_code=details.sort_code,
        account_number=details.account_number,
        is_first=not has_one,
        given_at=now,
        given_by=by.login,
    )


def _request_check(change: BankDetailsChange, by: Acting, now: datetime) -> None:
    facts = {
        "provider": change.provider.name,
        "name": change.account_name,
        "ending": change.ends_in,
    }
    request_approval(
        purpose=ApprovalPurpose.BANK_DETAILS,
        about=_about(change),
        area=change.provider.area,
        words=_(
            "%(provider)s wrote down a bank account: in the name of %(name)s, ending in"
            " %(ending)s. Ask them whether it is theirs, on a number you had before or face to"
            " face. Never by answering a message that asks for it."
        )
        % facts,
        by=by,
        now=now,
    )


def _about(change: BankDetailsChange) -> str:
    return f"bank_details:{change.pk}"


def _replace_undecided(provider_id: int, by: Acting, now: datetime) -> None:
    undecided = BankDetailsChange.objects.select_for_update(no_key=True).filter(
        provider_id=provider_id, state__in=UNDECIDED_STATES
    )
    for change in undecided:
        _withdraw_check(change, by, now)
        transition_bank_details(change, BankDetailsState.REPLACED, by=by, now=now)


def _withdraw_check(change: BankDetailsChange, by: Acting, now: datetime) -> None:
    withdraw_approval_request(
        purpose=ApprovalPurpose.BANK_DETAILS, about=_about(change), by=by, now=now
    )


@transaction.atomic
def answer_bank_details(
    *,
    approval_id: int,
    agrees: bool,
    way: str = "",
    seen_words: str = "",
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> StaffApproval:
    """A second person, who does not speak for the provider, has asked it another way (`way`, a
    `CheckWay`): it is theirs, or not. The five working days begin with the yes."""
    change = _lock_change(or_not_found(change_of_approval(approval_id)).pk)
    check_any_role(roles_of(by.login_id), AUTHORITY_ROLES, change.provider.area_id)
    check_not_theirs(is_member=is_provider_member(change.provider_id, by.login_id))
    check_asked_another_way(way, agrees=agrees)
    approval = answer_approval(
        approval_id=approval_id,
        agrees=agrees,
        seen_words=seen_words,
        shown_digest=shown_digest,
        by=by,
        now=now,
    )
    if agrees:
        _record_check(change, way, by, now)
    else:
        transition_bank_details(change, BankDetailsState.REFUSED, by=by, now=now)
        _end_first(change, now)
    _notify_provider(change, but=None, now=now)
    return approval


def _record_check(change: BankDetailsChange, way: str, by: Acting, now: datetime) -> None:
    change.checked_at, change.checked_by, change.checked_way = now, by.login, way
    change.counts_at = now
    if not change.is_first:
        nation = change.provider.area.nation
        change.counts_at = add_working_days(now, DAYS_BEFORE_USE, nation=nation)
    fields = ("checked_at", "checked_by", "checked_way", "counts_at")
    transition_bank_details(change, BankDetailsState.CHECKED, *fields, by=by, now=now)
    if change.is_first:
        transition_bank_details(change, BankDetailsState.IN_FORCE, by=by, now=now)
        use_account(change, now)


@transaction.atomic
def stop_bank_details(*, change_id: int, by: Acting, now: datetime) -> BankDetailsChange:
    """ "That was none of us": one press, by whoever speaks for the provider or works in its area,
    while it is not in use (P18). Stopped twice, it is stopped once."""
    change = _lock_change(change_id)
    if not is_provider_member(change.provider_id, by.login_id):
        check_any_role(roles_of(by.login_id), AUTHORITY_ROLES, change.provider.area_id)
    if change.state != BankDetailsState.STOPPED:
        check_not_in_use(change.state)
        _withdraw_check(change, by, now)
        transition_bank_details(change, BankDetailsState.STOPPED, by=by, now=now)
        _end_first(change, now)
        _notify_provider(change, but=None, now=now)
    return change


def _end_first(change: BankDetailsChange, now: datetime) -> None:
    if change.is_first:
        take_account_back(change, now)


@transaction.atomic
def put_bank_details_in_force(*, change_id: int, now: datetime) -> bool:
    """Whether its five working days were over and nobody had stopped it."""
    change = _lock_change(change_id)
    is_due = change.counts_at is not None and change.counts_at <= now
    if change.state != BankDetailsState.CHECKED or not is_due:
        return False
    transition_bank_details(change, BankDetailsState.IN_FORCE, by=SYSTEM, now=now)
    use_account(change, now)
    _notify_provider(change, but=None, now=now)
    return True


def _lock_change(change_id: int) -> BankDetailsChange:
    """After its provider's row, as whoever writes down another one locks them."""
    changes = BankDetailsChange.objects.filter(pk=change_id)
    provider_id = or_not_found(changes.values_list("provider_id", flat=True).first())
    _lock_provider(provider_id)
    rows = changes.select_for_update(no_key=True, of=("self",))
    return rows.select_related("provider__area").get()


def transition_bank_details(
    change: BankDetailsChange, state: BankDetailsState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a row that the caller has locked; `fields` changed with it."""
    deed = BANK_DETAILS.deed_for(change.state, state)
    change.state = state
    change.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=_about(change), now=now)


def _notify_provider(change: BankDetailsChange, *, but: int | None, now: datetime) -> None:
    login_ids = [login.pk for login in provider_members(change.provider_id) if login.pk != but]
    notify_each_login(
        login_ids,
        kind=PaymentMessage.BANK_DETAILS_GIVEN,
        subject=_("About your bank account here"),
        text=bank_details_news(
            BankDetailsState(change.state), ends_in=change.ends_in, counts_at=change.counts_at
        ),
        link="/provide/transfers/",
        urgent=change.state == BankDetailsState.WAITING,
        key=f"{_about(change)}:{change.state}:login",
        now=now,
    )
