"""Saving a card, on the processor's own page.

`ask_for_card` and `card_came_back` talk to the processor themselves, between two commits: a
person is waiting for the address. They refuse to run inside a transaction.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.lifecycle import not_none
from community.common.refusals import NotFound
from community.people.models import Person
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from pooling.payments.models.cards import SavedCard
from pooling.payments.processor.cards import (
    CheckoutSession,
    create_checkout_session,
    create_customer,
    expire_checkout_session,
    read_checkout_session,
)

from ..states import SAVED_CARD, CardState


def start_card_setup(
    *, source_ref: int, person: Person, success_url: str, cancel_url: str, by, now: datetime
) -> str:
    """The address of the processor's page where a card is saved; nothing is taken there.

    `success_url` holds the text {CHECKOUT_SESSION_ID}, which the processor fills in. Pressed
    twice, the answer is the same page.
    """
    check_authority(by, RepresentationScope.PAY, on=today(now))
    if by.person != person:
        raise NotFound(_("We cannot find that page."))
    card = _asked_before(source_ref, success_url, now=now)
    if card is not None and card.state == CardState.SAVED:
        return success_url.replace("{CHECKOUT_SESSION_ID}", not_none(card.checkout_session_id))
    card = card or _write_down(source_ref, person, success_url, by, now)
    if card.customer_id is None:
        _keep(card, customer_id=create_customer(command=card.command_id))
    if card.checkout_session_id is None:
        page = create_checkout_session(
            command=card.command_id,
            customer_id=not_none(card.customer_id),
            success_url=success_url,
            cancel_url=cancel_url,
        )
        _keep(card, session_id=page.id, page_url=page.url)
    return card.page_url


def _asked_before(source_ref: int, success_url: str, *, now: datetime) -> SavedCard | None:
    """A page already asked for, still open and leading back to the same place."""
    card = SavedCard.objects.filter(source_ref=source_ref, state=CardState.ASKED).first()
    if card is None:
        return None
    if card.checkout_session_id is None:
        if card.success_url == success_url:
            return card
        return _abandon(card)
    if card.success_url != success_url:
        expire_checkout_session(card.checkout_session_id)
    card = _settle(card, read_checkout_session(card.checkout_session_id), now=now)
    return None if card.state == CardState.ABANDONED else card


@transaction.atomic(durable=True)
def _write_down(source_ref: int, person: Person, success_url: str, by, now) -> SavedCard:
    card, made = SavedCard.objects.get_or_create(
        source_ref=source_ref,
        state=CardState.ASKED,
        defaults={"person": person, "success_url": success_url, "asked_at": now},
    )
    if made:
        record_deed(by=by, deed="ask_for_card", about=f"card:{card.pk}", now=now)
    return card


@transaction.atomic(durable=True)
def _keep(card: SavedCard, **fields: str) -> None:
    """The processor's ids, committed at once. A double press that came first keeps its own."""
    names = list(fields)
    SavedCard.objects.filter(pk=card.pk, **{f"{names[0]}__isnull": True}).update(**fields)
    card.refresh_from_db()


def complete_card_setup(*, session_id: str, by, now: datetime) -> SavedCard:
    """The person is back from the processor's page, or an event says so: read what happened.

    Any order and any number of times; only the processor's own answer saves the card.
    """
    card = SavedCard.objects.filter(session_id=session_id).first()
    if card is None or not (by.is_system or by.person_id == card.person_id):
        raise NotFound(_("We cannot find that page."))
    if card.state != CardState.ASKED:
        return card
    return _settle(card, read_checkout_session(session_id), now=now)


def _settle(card: SavedCard, page: CheckoutSession, *, now: datetime) -> SavedCard:
    if page.payment_method_id:
        return _save(card.pk, page, now=now)
    if not page.is_open and not page.is_complete:
        return _abandon(card)
    return card


@transaction.atomic(durable=True)
def _save(card_id: int, page: CheckoutSession, *, now: datetime) -> SavedCard:
    """The new card takes the place of the one this source had."""
    source_ref = SavedCard.objects.values_list("source_ref", flat=True).get(pk=card_id)
    of_source = {
        card.pk: card
        for card in SavedCard.objects.select_for_update(no_key=True)
        .filter(source_ref=source_ref, state__in=[CardState.ASKED, CardState.SAVED])
        .order_by("pk")
    }
    card = of_source.pop(card_id, None)
    if card is None or card.state != CardState.ASKED:
        return SavedCard.objects.get(pk=card_id)
    for old in of_source.values():
        if old.state == CardState.SAVED:
            _remove(old, now=now)
    SAVED_CARD.check(card.state, CardState.SAVED)
    card.state, card.saved_at = CardState.SAVED, now
    card.setup_intent_id, card.payment_method_id = page.setup_intent_id, page.payment_method_id
    card.brand, card.last4 = page.brand[:20], page.last4
    card.save()
    return card


@transaction.atomic
def _abandon(card: SavedCard) -> SavedCard:
    card = SavedCard.objects.select_for_update(no_key=True).get(pk=card.pk)
    if card.state == CardState.ASKED:
        card.state = CardState.ABANDONED
        card.save(update_fields=["state"])
    return card


@transaction.atomic
def remove_saved_card(*, source_ref: int, by, now: datetime) -> SavedCard | None:
    """Use this card no more. What it is already paying for goes on; the processor forgets it."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    card = (
        SavedCard.objects.select_for_update(no_key=True)
        .filter(source_ref=source_ref, state=CardState.SAVED, person=by.person)
        .first()
    )
    if card is not None:
        _remove(card, now=now)
        record_deed(by=by, deed="remove_card", about=f"card:{card.pk}", now=now)
    return card


def _remove(card: SavedCard, *, now: datetime) -> None:
    SAVED_CARD.check(card.state, CardState.REMOVED)
    card.state, card.removed_at = CardState.REMOVED, now
    card.save(update_fields=["state", "removed_at"])
    app.configure_task("pooling.payments.tasks.forget_card").defer(card_id=card.pk)
