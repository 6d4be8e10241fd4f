"""The parts of a pledge: begun, drawn on in the person's order, and ended."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.people.acting import SYSTEM, Acting
from pooling.payments.actions.commitments import end_commitment, request_commitment
from pooling.payments.queries.billing import names_person_now
from pooling.payments.queries.cards import saved_card_for
from pooling.payments.queries.commitments import commitment_for
from pooling.payments.states.charges import Rail
from pooling.pools.actions.help_requests import request_how_to_pay
from pooling.pools.actions.transitions import transition_part
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.office_terms import offices_from
from pooling.pools.rules.pledging import PartRequest
from pooling.pools.states import PartState

# Where a part begins; a card that is saved already is as good as confirmed.
FIRST_PART_STATES = {
    Rail.UNDECIDED: PartState.PLEDGED,
    Rail.TRANSFER: PartState.CONFIRMED,
    Rail.COMMITMENT: PartState.WAITING,
    Rail.CARD: PartState.WAITING,
}


def live_parts(pledge: Pledge) -> list[Part]:
    return list(pledge.parts.exclude(state=PartState.ENDED).select_related("source"))


def set_parts(
    pledge: Pledge,
    previous: list[Part],
    requests: tuple[PartRequest, ...],
    sources: dict[int, MoneySource],
    pool: Pool,
    *,
    by: Acting,
    now: datetime,
) -> None:
    """The parts become those asked for, in that order; `previous` are the live ones until now."""
    parts = {part.source_id: part for part in previous}
    for source_id in parts.keys() - sources.keys():
        end_part(parts[source_id], now=now)
    for position, request in enumerate(requests):
        source, part = sources[request.source_id], parts.get(request.source_id)
        if part and (
            _needs_new_line(part, request, source) or _has_other_words(part, pledge, pool)
        ):
            end_part(part, now=now)
            part = None
        if part is None:
            part = Part(pledge=pledge, source=source)
        part.position, part.max_pence = position, request.max_pence
        if part.pk is None:
            start_part(part, source.rail, pledge, pool, by=by, now=now)
        else:
            part.save()


def _needs_new_line(part: Part, request: PartRequest, source: MoneySource) -> bool:
    """An office answers one line once: asking for more is a new line."""
    grew = request.max_pence > part.max_pence
    return part.state == PartState.REFUSED or (grew and source.rail == Rail.COMMITMENT)


def _has_other_words(part: Part, pledge: Pledge, pool: Pool) -> bool:
    """An office agreed to these sessions, and to an invoice with their name or without it: for
    another it is asked anew (M53, P29)."""
    if part.source.rail != Rail.COMMITMENT:
        return False
    line = commitment_for(part.pk)
    return line is not None and (line.dates_words, line.names_person) != (
        _dates_text(pool),
        names_person_now(_agreed_to_names(part, pledge), line.area_id),
    )


def _agreed_to_names(part: Part, pledge: Pledge) -> bool:
    """By the yes itself, or nothing of it is written on an invoice (P29)."""
    office = offices_from(pledge.office_terms).get(not_none(part.source.area_id))
    return office is not None and office.names_people


def _dates_text(pool: Pool) -> str:
    starts = pool.terms.starts
    return _("%(count)s sessions, from %(first)s to %(last)s") % {
        "count": len(starts),
        "first": format_day(starts[0]),
        "last": format_day(starts[-1]),
    }


def start_part(
    part: Part, rail: str, pledge: Pledge, pool: Pool, *, by: Acting, now: datetime
) -> None:
    """Ask whoever must confirm this part: the bank, the office, or nobody."""
    part.state = FIRST_PART_STATES[Rail(rail)]
    if rail == Rail.CARD and saved_card_for(part.source_id):
        part.state = PartState.CONFIRMED
    part.save()
    if rail == Rail.COMMITMENT:
        request_part_commitment(part, pledge, pool, by=by, now=now)
    elif rail == Rail.UNDECIDED:
        request_how_to_pay(pledge, by=by, now=now)


def request_part_commitment(
    part: Part, pledge: Pledge, pool: Pool, *, by: Acting, now: datetime
) -> None:
    """The office sees person, provider, dates, price, what is bought and what it is for; never the
    group (M129)."""
    request_commitment(
        part_ref=part.pk,
        area_id=not_none(part.source.area_id),
        person_id=pledge.person_id,
        provider_id=pool.provider_id,
        provider_words=pool.provider.name,
        dates_words=_dates_text(pool),
        most_pence_a_session=part.max_pence,
        sessions=len(pool.terms.starts),
        service_words=pool.terms.summary,
        decided_on=pool.closes_at.astimezone(LONDON).date(),
        purpose_words=pledge.what_for,
        agreed_to_names=_agreed_to_names(part, pledge),
        by=by,
        now=now,
    )


def end_part(part: Part, *, now: datetime) -> None:
    """Nothing more is asked of this source here; an office that agreed is told it is released."""
    transition_part(part, PartState.ENDED, by=SYSTEM, now=now)
    if part.source.rail == Rail.COMMITMENT:
        end_commitment(part_ref=part.pk, now=now)


def draw_parts(pledge: Pledge, share_pence: int) -> list[tuple[Part, int]]:
    """The person's confirmed parts that pay a share, in the order they chose, and their pence."""
    part_amounts, remaining_pence = [], share_pence
    parts = pledge.parts.filter(state=PartState.CONFIRMED).select_related("source")
    for part in parts.order_by("position", "pk"):
        pence = min(part.max_pence, remaining_pence)
        if pence:
            part_amounts.append((part, pence))
        remaining_pence -= pence
    return part_amounts
