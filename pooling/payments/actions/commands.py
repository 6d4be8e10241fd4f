"""Claiming a command, leaving it for later, parking it for a person."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from community.common.refusals import NotFound, or_not_found
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from pooling.payments.deeds import PaymentDeed
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.models.cards import CardPayment, CardRefund
from pooling.payments.models.commands import ProcessorCommand
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.queries.cards import operator_logins
from pooling.payments.queries.commands import PARKABLE_MODELS
from pooling.payments.rules import LEASE, back_off_after

TASKS: dict[type[ProcessorCommand], str] = {
    CardPayment: "pooling.payments.tasks.sync_payment",
    CardRefund: "pooling.payments.tasks.sync_refund",
    Payout: "pooling.payments.tasks.sync_payout",
}


def enqueue_command(command: ProcessorCommand) -> None:
    """A job in the caller's transaction: the worker wakes if the deed is true. Were it lost,
    the task of every minute finds the command by its state."""
    app.configure_task(TASKS[type(command)]).defer(row_id=command.pk)


@transaction.atomic
def claim[C: ProcessorCommand](model: type[C], row_id: int, *, now: datetime) -> C | None:
    """One command into this worker's hands for a few minutes; None when it is not to be had."""
    claimable = model.objects.claimable(now).select_for_update(skip_locked=True, no_key=True)
    command = cast(C | None, claimable.filter(pk=row_id).first())
    if command is not None:
        command.claimed_until, command.tries = now + LEASE, command.tries + 1
        command.save(update_fields=["claimed_until", "tries"])
    return command


def unclaim(command: ProcessorCommand) -> None:
    type(command).objects.filter(pk=command.pk).update(claimed_until=None)


def back_off(command: ProcessorCommand, *, needs_new_key: bool = False, now: datetime) -> None:
    """Try again later: an outage is nobody's failure. `needs_new_key`: see ProcessorUnavailable."""
    command.refresh_from_db(fields=["key_version", "tries"])
    type(command).objects.filter(pk=command.pk).update(
        claimed_until=None,
        retry_at=now + back_off_after(max(command.tries, 1)),
        key_version=command.key_version + (1 if needs_new_key else 0),
    )


@transaction.atomic
def park_command(command: ProcessorCommand, *, reason: str, now: datetime) -> None:
    """Stop, and let a person look: the machine never guesses about money (trust.md, step 8).

    `reason` is for staff; nobody's bank or card is in it.
    """
    type(command).objects.filter(pk=command.pk).update(
        claimed_until=None, parked_at=now, parked_reason=reason[:200]
    )
    name = type(command).__name__.lower()
    _notify_operators(
        kind=PaymentMessage.COMMAND_PARKED,
        subject=_("A payment needs you to look at it"),
        text=_("A payment was set aside because what happened is not certain: %(what)s.")
        % {"what": f"{name} {command.pk}"},
        link="/staff/set-aside/",
        key=f"parked:{name}:{command.pk}:{now:%Y%m%d%H%M}",
        now=now,
    )


@transaction.atomic
def report_differences(*, count: int, now: datetime) -> None:
    _notify_operators(
        kind=PaymentMessage.RECONCILIATION_DIFFERS,
        subject=_("The card company’s books and ours differ"),
        text=_("Payments that differ: %(count)s. The log names each; nothing was changed.")
        % {"count": count},
        link="/staff/",
        key=f"reconciliation_differs:{now:%Y%m%d}",
        now=now,
    )


def _notify_operators(
    *, kind: PaymentMessage, subject: str, text: str, link: str, key: str, now: datetime
) -> None:
    notify_each_login(
        [login.pk for login in operator_logins()],
        kind=kind,
        subject=subject,
        text=text,
        link=link,
        urgent=True,
        key=key,
        now=now,
    )


@transaction.atomic
def resume_command(*, kind: str, row_id: int, by: Acting, now: datetime) -> ProcessorCommand:
    """A person looked, and it may go on: the worker asks the processor how things stand, under a
    new key, for the processor repeats an old no for as long as it remembers the old one.

    For staff alone. What somebody else has resumed already is not there any more.
    """
    if by.login is None or not by.login.is_staff or kind not in PARKABLE_MODELS:
        raise NotFound(_("We cannot find that page."))
    parked = PARKABLE_MODELS[kind].objects.exclude(parked_at=None)
    command = or_not_found(parked.select_for_update(no_key=True).filter(pk=row_id).first())
    command.parked_at, command.parked_reason = None, ""
    command.retry_at = command.claimed_until = None
    command.key_version += 1
    command.save()
    enqueue_command(command)
    record_deed(by=by, deed=PaymentDeed.RESUME_COMMAND, about=f"{kind}:{command.pk}", now=now)
    return command
