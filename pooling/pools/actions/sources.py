"""Where a person's money comes from. Nothing asks for proof, and nothing here moves money."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.changes import values_of
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.decision_records import use_decision
from community.people.actions.slow_changes import (
    check_slow_change,
    do_slow_change,
    request_slow_change,
    stop_waiting_change,
)
from community.people.actions.stops import notify_workers_of_stop
from community.people.bases import ABOUT_SOURCE, Matter
from community.people.models.approvals import SlowChange
from community.people.rules.authority import check_authority, check_may_stop
from community.people.states import ApprovalPurpose, RepresentationScope
from pooling.payments.states.charges import Rail
from pooling.pools.actions.stopping import lock_pools_and_source, stop_what_no_longer_fits
from pooling.pools.deeds import PoolDeed
from pooling.pools.models.pledges import MoneySource, Pool
from pooling.pools.rules.kept_aside import (
    AmountFacts,
    Amounts,
    check_keeps_more,
    check_no_way_round,
    frees_money,
    with_more_aside,
)
from pooling.pools.rules.sources import check_keep_aside, check_rail
from pooling.pools.states import SourceKind, Stream
from pooling.pools.wording.amounts import describe_amounts

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
    """A source of the person acted for. Office-held money is confirmed in the person's own area.
    Two who decide only together add one by their decision about "source:grant" (M144)."""
    decided = f"{ABOUT_SOURCE}{kind}"
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.MONEY, now=now, about=decided)
    person = by.required_person
    check_rail(SourceKind(kind), Rail(rail), has_area=person.area_id is not None)
    check_keep_aside(amount_pence, keep_aside_pence)
    if by.is_by_other_hands:
        of_kind = MoneySource.objects.filter(person=person, kind=kind)
        check_no_way_round(of_kind, Amounts(amount_pence, keep_aside_pence))
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
    use_decision(decided, by=by, now=now)
    record_deed(by=by, deed=PoolDeed.ADD_SOURCE, about=f"source:{source.pk}", now=now)
    return source


@transaction.atomic
def change_source(
    *,
    source_id: int,
    amount_pence: int | None,
    keep_aside_pence: int,
    review_on: date | None = None,
    what_they_showed: str = "",
    by: Acting,
    now: datetime,
) -> SlowChange | None:
    """Change what is there and what is kept aside. Where that leaves less than they said yes to,
    what no longer fits stops at once (P18).

    By other hands than the person's, what frees money is slow (P17, fault A8): it needs the scope
    to pay, and what they said or showed; the change that waits comes back.
    """
    new = Amounts(amount_pence, keep_aside_pence)
    pools, source = _lock_to_change(source_id, new, by, now)
    if by.is_by_other_hands and frees_money(source, new):
        return _request_change(source, new, review_on, what_they_showed, by, now)
    stop_waiting_change(
        purpose=ApprovalPurpose.FREE_MONEY, about=f"source:{source.pk}", by=by, now=now
    )
    _change_at_once(source, new, review_on, pools, by=by, now=now)
    return None


@transaction.atomic
def keep_more_aside(*, source_id: int, more_pence: int, by: Acting, now: datetime) -> MoneySource:
    """Pence a week more than now, at most all there is. For whoever may decide and does not see
    how much that is: what protects needs no sum (P18). What no longer fits stops at once."""
    check_may_stop(by, now=now)
    check_keeps_more(more_pence)
    pools, source = lock_pools_and_source(source_id, by)
    new = with_more_aside(source, more_pence)
    _change_at_once(source, new, source.review_on, pools, by=by, now=now)
    return source


@transaction.atomic
def check_change_of_source(
    *,
    source_id: int,
    amount_pence: int | None,
    keep_aside_pence: int,
    what_they_showed: str = "",
    by: Acting,
    now: datetime,
) -> bool:
    """Refuse what `change_source` would, and write nothing; True where it is to be looked over
    before, as it frees money that is kept aside."""
    new = Amounts(amount_pence, keep_aside_pence)
    _pools, source = _lock_to_change(source_id, new, by, now)
    frees = frees_money(source, new)
    if frees and by.is_by_other_hands:
        check_slow_change(what_they_showed, by=by)
    return frees


def _lock_to_change(
    source_id: int, new: Amounts, by: Acting, now: datetime
) -> tuple[dict[int, Pool], MoneySource]:
    check_may_stop(by, now=now)
    pools, source = lock_pools_and_source(source_id, by)
    check_keep_aside(new.amount_pence, new.keep_aside_pence)
    if frees_money(source, new):
        check_authority(by, RepresentationScope.PAY, matter=Matter.MONEY, now=now)
    return pools, source


def _change_at_once(
    source: MoneySource,
    new: Amounts,
    review_on: date | None,
    pools: dict[int, Pool],
    *,
    by: Acting,
    now: datetime,
) -> None:
    if not _set_amounts(source, new, review_on):
        return
    about = f"source:{source.pk}"
    record_deed(by=by, deed=PoolDeed.CHANGE_SOURCE, about=about, now=now)
    stop_what_no_longer_fits(source, pools, by=by, now=now)
    what = _("What is kept aside in “%(source)s”") % {"source": source.called}
    notify_workers_of_stop(what=what, key=f"{about}:{now.isoformat()}", by=by, now=now)


def _set_amounts(source: MoneySource, new: AmountFacts, review_on: date | None) -> bool:
    """Whether that is anything else than before."""
    before = values_of(source)
    source.amount_pence, source.keep_aside_pence = new.amount_pence, new.keep_aside_pence
    source.review_on = review_on
    if values_of(source) == before:
        return False
    source.save(update_fields=["amount_pence", "keep_aside_pence", "review_on"])
    return True


def _request_change(
    source: MoneySource,
    new: Amounts,
    review_on: date | None,
    what_they_showed: str,
    by: Acting,
    now: datetime,
) -> SlowChange:
    return request_slow_change(
        purpose=ApprovalPurpose.FREE_MONEY,
        about=f"source:{source.pk}",
        words=_("In “%(source)s” it is: %(before)s. It would be: %(after)s.")
        % {
            "source": source.called,
            "before": describe_amounts(source),
            "after": describe_amounts(new),
        },
        values={
            "amount_pence": new.amount_pence,
            "keep_aside_pence": new.keep_aside_pence,
            "review_on": review_on.isoformat() if review_on else None,
        },
        what_they_showed=what_they_showed,
        by=by,
        now=now,
    )


@transaction.atomic
def change_source_as_agreed(*, change_id: int, now: datetime) -> None:
    """The person was told, a second person agreed, and the wait is over (P17)."""
    change = SlowChange.objects.select_related("person").get(pk=change_id)
    source_id = int(change.about.partition(":")[2])
    _pools, source = lock_pools_and_source(source_id, Acting(person=change.person))
    if do_slow_change(change_id=change_id, now=now) is None:
        return
    new = Amounts(change.values["amount_pence"], change.values["keep_aside_pence"])
    review_on = change.values["review_on"]
    _set_amounts(source, new, date.fromisoformat(review_on) if review_on else None)
    record_deed(
        by=SYSTEM,
        deed=PoolDeed.CHANGE_SOURCE,
        about=change.about,
        for_person=change.person_id,
        now=now,
    )
