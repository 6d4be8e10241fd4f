"""From the chosen offer a shared cost opens, with its terms frozen."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import LONDON, today
from community.common.dates import format_day
from community.common.refusals import NotFound, Refused
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from community.places.actions.search_index import index_object
from community.places.models.search_index import ObjectType, OpennessRank
from community.places.search_document import SearchDocument
from groups.actions.briefs import notify_members
from groups.models import Member, Offer
from groups.states import MemberState, OfferState
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pool, TermsVersion
from pooling.pools.rules.instalments import (
    MAX_SESSIONS_PER_INSTALMENT,
    check_dates,
    collect_at,
    split_into_instalments,
)

from ..rules.terms import digest
from ..states import POOL, PoolState

CLOSES_AT = time(17, 0)
GAP_DAYS = 7


class CannotOpen(Refused):
    code = "cannot_open"


@transaction.atomic
def open_pool(*, offer_id: int, closes_on: date, by, now: datetime) -> Pool:
    """Open the shared cost of a group's chosen offer. Any member may; once for each offer."""
    offer = _offer_of(offer_id, by, now)
    existing = Pool.objects.filter(offer=offer).first()
    if existing:
        return existing
    closes_at, starts = _dates(offer, closes_on, now)
    terms = terms_of(offer)
    pool = Pool.objects.create(
        group=offer.brief.group,
        offer=offer,
        provider=offer.provider,
        area=offer.brief.group.area,
        terms=terms,
        terms_digest=digest(terms),
        closes_at=closes_at,
        gap_days=GAP_DAYS,
        state=PoolState.DRAFT,
        opened_by=by.login,
        opened_at=now,
        is_example=offer.brief.group.is_example,
    )
    save_terms_version(pool, now)
    for number, run in enumerate(
        split_into_instalments(starts, closes_at, terms["sessions_at_once"]), start=1
    ):
        Instalment.objects.create(
            pool=pool,
            number=number,
            starts=[start.isoformat() for start in run],
            collect_at=collect_at(run, closes_at, first=number == 1),
        )
    transition_pool(pool, PoolState.OPEN)
    _tell_members(pool, now)
    if pool.group.is_findable:
        index_pool(pool)
    record_deed(by=by, deed="open_pool", about=f"pool:{pool.pk}", now=now)
    return pool


def _tell_members(pool: Pool, now: datetime) -> None:
    """Everybody in the group, each by their own contact plan: also who never looks at a page."""
    notify_members(
        pool.group_id,
        kind="pool_opened",
        subject=_("News for you"),
        text=_(
            "Your group can share what its choice costs. You can say yes up to an amount you"
            " choose, or not this time, until %(day)s. Nothing is taken before then."
        )
        % {"day": format_day(pool.closes_at)},
        link=f"/pools/{pool.pk}/",
        key=f"pool:{pool.pk}:opened",
        now=now,
    )


@transaction.atomic
def check_opening(*, offer_id: int, closes_on: date, by, now: datetime) -> None:
    """Refuse what `open_pool` would refuse, and write nothing: asked before the review page."""
    _dates(_offer_of(offer_id, by, now), closes_on, now)


def _offer_of(offer_id: int, by, now: datetime) -> Offer:
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    offer = (
        Offer.objects.select_for_update(of=("self",), no_key=True)
        .select_related("brief__group", "provider")
        .filter(pk=offer_id)
        .first()
    )
    if offer is None or not is_member(offer.brief.group_id, by.person_id):
        raise NotFound(_("We cannot find that page."))
    return offer


def _dates(offer: Offer, closes_on: date, now: datetime) -> tuple[datetime, list[datetime]]:
    if offer.state != OfferState.CHOSEN:
        raise CannotOpen(
            _("The group has not chosen this offer."),
            next_step=_("Choose together first: one person, one voice."),
        )
    closes_at = datetime.combine(closes_on, CLOSES_AT, tzinfo=LONDON)
    starts = sorted(datetime.fromisoformat(start) for start in offer.starts)
    check_dates(closes_at, starts[0], GAP_DAYS, now)
    return closes_at, starts


def terms_of(offer: Offer) -> dict:
    """What is frozen at a person's yes, out of the offer they chose."""
    return {
        "summary": offer.summary,
        "prices": {str(people): pence for people, pence in offer.prices.items()},
        "smallest": offer.smallest,
        "largest": offer.largest,
        "starts": sorted(offer.starts),
        "minutes": offer.minutes,
        "place": offer.place_words,
        "who_comes": offer.who_comes,
        "same_person": offer.same_person,
        "missed": offer.missed_words,
        "missed_notice_hours": offer.missed_notice_hours,
        "time_off_minutes": offer.time_off_minutes,
        "carer_tasks": offer.carer_tasks,
        "sharing": "same_share_for_everyone",
        "sessions_at_once": MAX_SESSIONS_PER_INSTALMENT,
        "gap_days": GAP_DAYS,
        "fee_payer": "operator",
    }


def save_terms_version(pool: Pool, now: datetime) -> None:
    """Its present terms are kept for good, so that a yes to them can always be read again."""
    TermsVersion.objects.get_or_create(
        pool=pool, digest=pool.terms_digest, defaults={"terms": pool.terms, "since": now}
    )


def is_member(group_id: int, person_id) -> bool:
    return Member.objects.filter(
        group_id=group_id, person_id=person_id, state=MemberState.IN
    ).exists()


def transition_pool(pool: Pool, state: PoolState, **fields) -> None:
    """One move of the table; the database refuses any other."""
    POOL.check(pool.state, state)
    pool.state = state
    for name, value in fields.items():
        setattr(pool, name, value)
    pool.save()


def index_pool(pool: Pool) -> None:
    """A forming pool can be found near its group, while it is open to new people."""
    group = pool.group
    index_object(
        document=SearchDocument(
            object_type=ObjectType.POOL,
            object_id=pool.pk,
            title=group.name,
            summary=pool.terms["summary"],
            search_words=group.purpose_words,
            latitude=group.latitude,
            longitude=group.longitude,
            openness=OpennessRank.OPEN,
            price_kind=PriceKind.BY_GROUP,
            place_words=pool.terms["place"],
            area_id=pool.area_id,
            is_example=pool.is_example,
        )
    )
