"""Taking an errand in hand, putting it down, resting it, leaving it to a person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from community.audit.actions import record_deed
from community.common.refusals import NotFound, or_not_found
from community.messaging.actions import notify_login
from pooling.payments.models.cards import CardPayment, CardRefund
from pooling.payments.models.commands import ProcessorCommand
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.queries.cards import operator_logins
from pooling.payments.queries.commands import PARKABLE_MODELS
from pooling.payments.rules import LEASE, back_off_after

TASKS = {
    CardPayment: "pooling.payments.tasks.settle_payment",
    CardRefund: "pooling.payments.tasks.settle_reversal",
    Payout: "pooling.payments.tasks.settle_payout",
}


def enqueue_command(errand: ProcessorCommand) -> None:
    """A job in the caller's transaction: the worker wakes if the deed is true. Were it lost,
    the task of every minute finds the errand by its state."""
    app.configure_task(TASKS[type(errand)]).defer(errand_id=errand.pk)


@transaction.atomic
def claim[E: ProcessorCommand](model: type[E], errand_id: int, *, now: datetime) -> E | None:
    """One errand into this worker's hands for a few minutes; None when it is not free."""
    errand = (
        model.objects.free(now)
        .select_for_update(skip_locked=True, no_key=True)
        .filter(pk=errand_id)
        .first()
    )
    if errand is not None:
        errand.claimed_until, errand.tries = now + LEASE, errand.tries + 1
        errand.save(update_fields=["claimed_until", "tries"])
    return errand


def unclaim(errand: ProcessorCommand) -> None:
    type(errand).objects.filter(pk=errand.pk).update(claimed_until=None)


def back_off(errand: ProcessorCommand, *, kept: bool = False, now: datetime) -> None:
    """Try again later: an outage is nobody's failure. `kept`: with a new key (see Outage)."""
    errand.refresh_from_db(fields=["turn", "tries"])
    type(errand).objects.filter(pk=errand.pk).update(
        claimed_until=None,
        try_after=now + back_off_after(max(errand.tries, 1)),
        turn=errand.turn + (1 if kept else 0),
    )


@transaction.atomic
def set_aside(errand: ProcessorCommand, *, words: str, now: datetime) -> None:
    """Stop, and let a person look: the machine never guesses about money (trust.md, step 8).

    `words` are for staff; nobody's bank or card is in them.
    """
    type(errand).objects.filter(pk=errand.pk).update(
        claimed_until=None, set_aside_at=now, set_aside_words=words[:200]
    )
    name = type(errand).__name__.lower()
    _tell_operators(
        kind="payment_set_aside",
        subject=_("A payment needs you to look at it"),
        text=_("A payment was set aside because what happened is not certain: %(what)s.")
        % {"what": f"{name} {errand.pk}"},
        link="/staff/set-aside/",
        key=f"set_aside:{name}:{errand.pk}:{now:%Y%m%d%H%M}",
        now=now,
    )


@transaction.atomic
def report_differences(*, count: int, now: datetime) -> None:
    _tell_operators(
        kind="books_differ",
        subject=_("The card company’s books and ours differ"),
        text=_("Payments that differ: %(count)s. The log names each; nothing was changed.")
        % {"count": count},
        link="/staff/",
        key=f"books_differ:{now:%Y%m%d}",
        now=now,
    )


def _tell_operators(
    *, kind: str, subject: str, text: str, link: str, key: str, now: datetime
) -> None:
    for login in operator_logins():
        notify_login(
            login_id=login.pk,
            kind=kind,
            subject=subject,
            text=text,
            link=link,
            urgent=True,
            key=f"{key}:{login.pk}",
            now=now,
        )


@transaction.atomic
def resume_command(*, kind: str, errand_id: int, by, now: datetime) -> ProcessorCommand:
    """A person looked, and it may go on: the worker asks the processor how things stand, under a
    new key, for the processor repeats an old no for as long as it remembers the old one.

    For staff alone. What somebody else has taken up already is not there any more.
    """
    if by.login is None or not by.login.is_staff or kind not in PARKABLE_MODELS:
        raise NotFound(_("We cannot find that page."))
    aside = PARKABLE_MODELS[kind].objects.exclude(set_aside_at=None)
    errand = or_not_found(aside.select_for_update(no_key=True).filter(pk=errand_id).first())
    errand.set_aside_at, errand.set_aside_words = None, ""
    errand.try_after = errand.claimed_until = None
    errand.turn += 1
    errand.save()
    enqueue_command(errand)
    record_deed(by=by, deed="take_up_again", about=f"{kind}:{errand.pk}", now=now)
    return errand
