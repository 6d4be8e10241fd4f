"""Taking an errand in hand, putting it down, resting it, leaving it to a person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from community.audit.actions import record
from community.common.refusals import NotFound, found
from community.messaging.actions import tell_login
from pooling.payments.models.cards import CardPayment, Reversal
from pooling.payments.models.commands import Errand
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.queries.cards import operators
from pooling.payments.queries.commands import SET_ASIDE
from pooling.payments.rules import LEASE, rest_after

TASKS = {
    CardPayment: "pooling.payments.tasks.settle_payment",
    Reversal: "pooling.payments.tasks.settle_reversal",
    Payout: "pooling.payments.tasks.settle_payout",
}


def send_for_worker(errand: Errand) -> None:
    """A job in the caller's transaction: the worker wakes if the deed is true. Were it lost,
    the task of every minute finds the errand by its state."""
    app.configure_task(TASKS[type(errand)]).defer(errand_id=errand.pk)


@transaction.atomic
def claim[E: Errand](model: type[E], errand_id: int, *, now: datetime) -> E | None:
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


def put_down(errand: Errand) -> None:
    type(errand).objects.filter(pk=errand.pk).update(claimed_until=None)


def rest(errand: Errand, *, kept: bool = False, now: datetime) -> None:
    """Try again later: an outage is nobody's failure. `kept`: with a new key (see Outage)."""
    errand.refresh_from_db(fields=["turn", "tries"])
    type(errand).objects.filter(pk=errand.pk).update(
        claimed_until=None,
        try_after=now + rest_after(max(errand.tries, 1)),
        turn=errand.turn + (1 if kept else 0),
    )


@transaction.atomic
def set_aside(errand: Errand, *, words: str, now: datetime) -> None:
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
def tell_books_differ(*, count: int, now: datetime) -> None:
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
    for login in operators():
        tell_login(
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
def take_up_again(*, kind: str, errand_id: int, by, now: datetime) -> Errand:
    """A person looked, and it may go on: the worker asks the processor how things stand, under a
    new key, for the processor repeats an old no for as long as it remembers the old one.

    For staff alone. What somebody else has taken up already is not there any more.
    """
    if by.login is None or not by.login.is_staff or kind not in SET_ASIDE:
        raise NotFound(_("We cannot find that page."))
    aside = SET_ASIDE[kind].objects.exclude(set_aside_at=None)
    errand = found(aside.select_for_update(no_key=True).filter(pk=errand_id).first())
    errand.set_aside_at, errand.set_aside_words = None, ""
    errand.try_after = errand.claimed_until = None
    errand.turn += 1
    errand.save()
    send_for_worker(errand)
    record(by=by, deed="take_up_again", about=f"{kind}:{errand.pk}", now=now)
    return errand
