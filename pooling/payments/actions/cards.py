"""Saving a card, on the processor's own page.

`start_card_setup` and `complete_card_setup` talk to the processor themselves, between two commits:
a person is waiting for the address. They refuse to run inside a transaction.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from community.common.lifecycle import not_none
from community.common.refusals import NotFound
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.models.persons import Person
from community.people.rules.authority import check_authority, check_may_stop, scope_in_force
from community.people.states import RepresentationScope
from pooling.payments.deeds import PaymentDeed
from pooling.payments.models.cards import SavedCard
from pooling.payments.processor.cards import (
    CheckoutSession,
    create_checkout_session,
    create_customer,
    expire_checkout_session,
    read_checkout_session,
)
from pooling.payments.states.cards import SAVED_CARD, CardState


def start_card_setup(
    *, source_ref: int, person: Person, success_url: str, cancel_url: str, by: Acting, now: datetime
) -> str:
    """The address of the processor's page where a card is saved; nothing is taken there.

    `success_url` holds the text {CHECKOUT_SESSION_ID}, which the processor fills in. Pressed
    twice, the answer is the same page.
    """
    check_authority(by, RepresentationScope.PAY, matter=Matter.MONEY, now=now)
    if by.person != person:
        raise NotFound(_("We cannot find that page."))
    card = _page_asked_for(source_ref, success_url, by, now=now)
    if card is not None and card.state == CardState.SAVED:
        return success_url.replace("{CHECKOUT_SESSION_ID}", not_none(card.checkout_session_id))
    card = card or _write_down(source_ref, person, success_url, by, now)
    if card.customer_id is None:
        _keep(card, customer_id=create_customer(command_id=card.command_id))
    if card.checkout_session_id is None:
        page = create_checkout_session(
            command_id=card.command_id,
            customer_id=not_none(card.customer_id),
            success_url=success_url,
            cancel_url=cancel_url,
        )
        _keep(card, checkout_session_id=page.id, page_url=page.url)
    return card.page_url


def _page_asked_for(
    source_ref: int, success_url: str, by: Acting, *, now: datetime
) -> SavedCard | None:
    """A page already asked for by the same hands, still open and leading back to the same place."""
    card = SavedCard.objects.filter(source_ref=source_ref, state=CardState.ASKED).first()
    if card is None:
        return None
    is_same = (card.success_url, card.representation_id) == (success_url, by.representation_id)
    if card.checkout_session_id is None:
        if is_same:
            return card
        _abandon(card, now)
        return None
    if not is_same:
        expire_checkout_session(card.checkout_session_id)
    card = _sync_card(card, read_checkout_session(card.checkout_session_id), now=now)
    return None if card.state == CardState.ABANDONED else card


@transaction.atomic(durable=True)
def _write_down(
    source_ref: int, person: Person, success_url: str, by: Acting, now: datetime
) -> SavedCard:
    card, is_new = SavedCard.objects.get_or_create(
        source_ref=source_ref,
        state=CardState.ASKED,
        defaults={
            "person": person,
            "representation": by.representation,
            "success_url": success_url,
            "asked_at": now,
        },
    )
    if is_new:
        record_deed(by=by, deed=PaymentDeed.START_CARD_SETUP, about=f"card:{card.pk}", now=now)
    return card


@transaction.atomic(durable=True)
def _keep(card: SavedCard, **fields: str) -> None:
    """The processor's ids, committed at once. A double press that came first keeps its own."""
    names = list(fields)
    SavedCard.objects.filter(pk=card.pk, **{f"{names[0]}__isnull": True}).update(**fields)
    card.refresh_from_db()


def complete_card_setup(*, checkout_session_id: str, by: Acting, now: datetime) -> SavedCard:
    """The person is back from the processor's page, or an event says so: read what happened.

    Any order and any number of times; only the processor's own answer saves the card.
    """
    card = SavedCard.objects.filter(checkout_session_id=checkout_session_id).first()
    if card is None or not (by.is_system or by.person_id == card.person_id):
        raise NotFound(_("We cannot find that page."))
    if not by.is_system:
        check_authority(by, RepresentationScope.PAY, matter=Matter.MONEY, now=now)
    if card.state != CardState.ASKED:
        return card
    return _sync_card(card, read_checkout_session(checkout_session_id), now=now)


def _sync_card(card: SavedCard, page: CheckoutSession, *, now: datetime) -> SavedCard:
    if page.payment_method_id and not _authority_ended(card, now):
        return _save(card.pk, page, now=now)
    if page.payment_method_id:
        return _abandon(card, now)
    if not page.is_open and not page.is_complete:
        return _abandon(card, now)
    return card


def _authority_ended(card: SavedCard, now: datetime) -> bool:
    """Whoever opened the page may pay for the person no more: what they left there comes to
    nothing, though the page was still open."""
    if card.representation is None:
        return False
    scope = scope_in_force(card.representation, now=now)
    return scope is None or scope < RepresentationScope.PAY


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
            _remove(old, by=SYSTEM, now=now)
    card.saved_at = now
    card.setup_intent_id, card.payment_method_id = page.setup_intent_id, page.payment_method_id
    card.brand, card.last4 = page.brand[:20], page.last4
    columns = ("saved_at", "setup_intent_id", "payment_method_id", "brand", "last4")
    transition_saved_card(card, CardState.SAVED, *columns, by=SYSTEM, now=now)
    return card


@transaction.atomic
def _abandon(card: SavedCard, now: datetime) -> SavedCard:
    card = SavedCard.objects.select_for_update(no_key=True).get(pk=card.pk)
    if card.state == CardState.ASKED:
        transition_saved_card(card, CardState.ABANDONED, by=SYSTEM, now=now)
    return card


@transaction.atomic
def remove_saved_card(*, source_ref: int, by: Acting, now: datetime) -> SavedCard | None:
    """Use this card no more. What it is already paying for goes on; the processor forgets it."""
    check_may_stop(by, now=now)
    card = (
        SavedCard.objects.select_for_update(no_key=True)
        .filter(source_ref=source_ref, state=CardState.SAVED, person=by.person)
        .first()
    )
    if card is not None:
        _remove(card, by=by, now=now)
    return card


def _remove(card: SavedCard, *, by: Acting, now: datetime) -> None:
    card.removed_at = now
    transition_saved_card(card, CardState.REMOVED, "removed_at", by=by, now=now)
    app.configure_task("pooling.payments.tasks.forget_card").defer(card_id=card.pk)


def transition_saved_card(
    card: SavedCard, state: CardState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a card whose row the caller has locked; `fields` are what else it changed."""
    deed = SAVED_CARD.deed_for(card.state, state)
    card.state = state
    card.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"card:{card.pk}", now=now)
