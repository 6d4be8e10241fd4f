"""Where a person's money comes from. Nothing asks for proof, and nothing here moves money."""

from datetime import date, datetime

from django.db import transaction

from community.common.changes import values_of
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from pooling.payments.states.charges import Rail
from pooling.pools.actions.stopping import lock_pools_and_source, stop_what_no_longer_fits
from pooling.pools.deeds import PoolDeed
from pooling.pools.models.pledges import MoneySource
from pooling.pools.rules.sources import check_keep_aside, check_rail
from pooling.pools.states import SourceKind, Stream

STREAM_BY_KIND = {
    SourceKind.DIRECT_PAYMENT: Stream.SOCIAL_CARE,
    SourceKind.COUNCIL_MANAGED: Stream.SOCIAL_CARE,
    SourceKind.ISF: Stream.SOCIAL_CARE,
    SourceKind.CARER: Stream.CARER,
    SourceKind.OWN: Stream.OWN,
    SourceKind.GRANT: Stream.GRANT,
    SourceKind.NOT_SURE: Stream.OWN,
}


@transaction.atomic
def add_source(
    *,
    kind: str,
    rail: str,
    called: str = "",
    amount_pence: int | None = None,
    keep_aside_pence: int = 0,
    review_on: date | None = None,
    stream: str = "",
    by: Acting,
    now: datetime,
) -> MoneySource:
    """A source of the person acted for. Office-held money is confirmed in the person's own area."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    person = by.required_person
    check_rail(SourceKind(kind), Rail(rail), has_area=person.area_id is not None)
    check_keep_aside(amount_pence, keep_aside_pence)
    source = MoneySource.objects.create(
        person=person,
        kind=kind,
        stream=stream or STREAM_BY_KIND[SourceKind(kind)],
        rail=rail,
        called=called or str(SourceKind(kind).label),
        area=person.area if rail == Rail.COMMITMENT else None,
        amount_pence=amount_pence,
        keep_aside_pence=keep_aside_pence,
        review_on=review_on,
        added_at=now,
    )
    record_deed(by=by, deed=PoolDeed.ADD_SOURCE, about=f"source:{source.pk}", now=now)
    return source


@transaction.atomic
def change_source(
    *,
    source_id: int,
    amount_pence: int | None,
    keep_aside_pence: int,
    review_on: date | None = None,
    by: Acting,
    now: datetime,
) -> MoneySource:
    """Change what is there and what is kept aside: only the same person may (M55). Where that
    leaves less than they said yes to, what no longer fits stops at once (P18)."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    pools, source = lock_pools_and_source(source_id, by)
    check_keep_aside(amount_pence, keep_aside_pence)
    before = values_of(source)
    source.amount_pence, source.keep_aside_pence = amount_pence, keep_aside_pence
    source.review_on = review_on
    if values_of(source) == before:
        return source
    source.save(update_fields=["amount_pence", "keep_aside_pence", "review_on"])
    record_deed(by=by, deed=PoolDeed.CHANGE_SOURCE, about=f"source:{source.pk}", now=now)
    stop_what_no_longer_fits(source, pools, now=now)
    return source
