"""The card of one source of money: asked for, saved, no longer used; and what that does to the
parts that draw on it. What talks to the processor is outside any transaction, in `payments`."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.refusals import NotFound, or_not_found
from community.people.acting import SYSTEM, Acting
from pooling.payments.actions import cards
from pooling.payments.models.cards import SavedCard
from pooling.payments.states.charges import Rail
from pooling.pools.actions.confirmations import refresh_part
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.actions.transitions import transition_part
from pooling.pools.models.pledges import MoneySource, Part
from pooling.pools.queries.money import source_of_person
from pooling.pools.states import PartState


def start_source_card(
    *, source_id: int, success_url: str, cancel_url: str, by: Acting, now: datetime
) -> str:
    """The address of the processor's page where a card for one's own source is saved.

    `success_url` holds the text {CHECKOUT_SESSION_ID}, which the processor fills in.
    """
    source = _card_source(source_id, by)
    return cards.start_card_setup(
        source_ref=source.pk,
        person=or_not_found(by.person),
        success_url=success_url,
        cancel_url=cancel_url,
        by=by,
        now=now,
    )


def _card_source(source_id: int, by: Acting) -> MoneySource:
    source = source_of_person(source_id=source_id, person_id=by.person_id)
    if source.rail != Rail.CARD or source.ended_at is not None:
        raise NotFound(_("We cannot find that page."))
    return source


def complete_source_card(
    *, source_id: int, checkout_session_id: str, by: Acting, now: datetime
) -> SavedCard:
    """Back from the processor's page: read what happened, and tell the parts that wait for it."""
    source = source_of_person(source_id=source_id, person_id=by.person_id)
    card = cards.complete_card_setup(checkout_session_id=checkout_session_id, by=by, now=now)
    if card.source_ref != source.pk:
        raise NotFound(_("We cannot find that page."))
    for part_id in _parts(source, PartState.WAITING):
        refresh_part(part_id=part_id, now=now)
    return card


@transaction.atomic
def remove_source_card(*, source_id: int, by: Acting, now: datetime) -> MoneySource:
    """Use this card no more: parts that counted on it wait for another, and places say "not yet".

    Pool before card, everywhere: whoever collects holds the pool's lock.
    """
    source = source_of_person(source_id=source_id, person_id=by.person_id)
    part_ids = _parts(source, PartState.CONFIRMED)
    pool_ids = sorted(
        {*Part.objects.filter(pk__in=part_ids).values_list("pledge__pool_id", flat=True)}
    )
    pools = [lock_pool(pool_id) for pool_id in pool_ids]
    cards.remove_saved_card(source_ref=source.pk, by=by, now=now)
    for part in Part.objects.select_for_update(no_key=True).filter(
        pk__in=part_ids, state=PartState.CONFIRMED
    ):
        transition_part(part, PartState.WAITING, by=SYSTEM, now=now)
    for pool in pools:
        update_readiness(pool, now)
    return source


def _parts(source: MoneySource, state: PartState) -> list[int]:
    return list(
        Part.objects.filter(source=source, state=state).order_by("pk").values_list("pk", flat=True)
    )
