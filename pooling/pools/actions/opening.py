"""From the chosen offer a shared cost opens, with its terms frozen."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.dates import format_day
from community.common.refusals import Refused, or_not_found
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import Acting
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.actions.briefs import notify_members
from groups.models.members import Member
from groups.models.offers import Offer
from groups.queries.members import asking_member
from groups.rules.endings import check_lives
from groups.states import OfferState
from pooling.payments.queries.cards import provider_is_active
from pooling.pools.actions.notifications import about_pool
from pooling.pools.actions.transitions import transition_pool
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import Pool, TermsVersion
from pooling.pools.rules.instalments import (
    CLOSING_TIME,
    check_dates,
    collect_at,
    split_into_instalments,
)
from pooling.pools.states import PoolState
from pooling.pools.terms import GAP_DAYS, Terms
from providers.queries.supply import provider_members


class CannotOpen(Refused):
    code = "cannot_open"


@transaction.atomic
def open_pool(*, offer_id: int, closes_on: date, by: Acting, now: datetime) -> Pool:
    """Open the shared cost of a group's chosen offer. Any member may; once for each offer."""
    offer, member = _lock_offer(offer_id, by, now)
    existing = Pool.objects.filter(offer=offer).first()
    if existing:
        return existing
    check_lives(offer.brief.group.state)
    terms = Terms.from_offer(offer)
    closes_at = _closes_at(offer, terms, closes_on, now)
    pool = Pool.objects.create(
        group=offer.brief.group,
        offer=offer,
        provider=offer.provider,
        area=offer.brief.group.area,
        terms=terms,
        terms_digest=terms.digest,
        closes_at=closes_at,
        gap_days=GAP_DAYS,
        state=PoolState.DRAFT,
        opened_by=by.login,
        opened_for=member,
        opened_at=now,
        is_example=offer.brief.group.is_example,
    )
    save_terms_version(pool, now)
    plan_instalments(pool)
    transition_pool(pool, PoolState.OPEN, by=by, now=now)
    if not pool.group.is_solo:  # who opened it is who says yes
        _notify_members(pool, now)
    if not provider_is_active(pool.provider_id):
        _ask_to_take_cards(pool, now)
    return pool


def plan_instalments(pool: Pool) -> None:
    batches = split_into_instalments(pool.terms.starts, pool.closes_at, pool.terms.sessions_at_once)
    for number, batch in enumerate(batches, start=1):
        Instalment.objects.create(
            pool=pool,
            number=number,
            starts=[start.isoformat() for start in batch],
            collect_at=collect_at(batch, pool.closes_at, first=number == 1),
        )


def _notify_members(pool: Pool, now: datetime) -> None:
    """Everybody in the group, each by their own contact plan: also who never looks at a page."""
    notify_members(
        pool.group_id,
        kind=PoolMessage.POOL_OPENED,
        subject=_("A question from your group"),
        about=about_pool(pool),
        text=_(
            "Your group can share what its choice costs. You can say yes up to an amount you"
            " choose, or not this time, until %(day)s. Nothing is taken before then."
        )
        % {"day": format_day(pool.closes_at)},
        link=f"/pools/{pool.pk}/",
        key=f"pool:{pool.pk}:opened",
        now=now,
    )


def _ask_to_take_cards(pool: Pool, now: datetime) -> None:
    """At once, and not when somebody whose only money is a card is refused (fault B10)."""
    notify_each_login(
        [login.pk for login in provider_members(pool.provider_id)],
        kind=PoolMessage.CARDS_WANTED,
        subject=_("Somebody goes on with your offer")
        if pool.group.is_solo
        else _("A group shares the cost of your offer"),
        text=_(
            "You cannot take cards yet. Whoever has only a card cannot say yes to your offer. You"
            " can set it up before %(day)s."
        )
        % {"day": format_day(pool.closes_at)},
        link="/provide/cards/",
        key=f"pool:{pool.pk}:cards",
        now=now,
    )


@transaction.atomic
def check_opening(*, offer_id: int, closes_on: date, by: Acting, now: datetime) -> None:
    """Refuse what `open_pool` would refuse, and write nothing: asked before the review page."""
    offer, _member = _lock_offer(offer_id, by, now)
    _closes_at(offer, Terms.from_offer(offer), closes_on, now)


def _lock_offer(offer_id: int, by: Acting, now: datetime) -> tuple[Offer, Member]:
    """The offer under its lock, and who of its group asks."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.MONEY, now=now)
    offer = (
        Offer.objects.select_for_update(of=("self",), no_key=True)
        .select_related("brief__group", "provider")
        .filter(pk=offer_id)
        .first()
    )
    offer = or_not_found(offer)
    return offer, asking_member(offer.brief.group_id, by)


def _closes_at(offer: Offer, terms: Terms, closes_on: date, now: datetime) -> datetime:
    if offer.state != OfferState.CHOSEN:
        raise CannotOpen(
            _("The group has not chosen this offer."),
            next_step=_("Choose together first: one person, one voice."),
        )
    closes_at = datetime.combine(closes_on, CLOSING_TIME, tzinfo=LONDON)
    check_dates(closes_at, terms.starts[0], GAP_DAYS, now)
    return closes_at


def save_terms_version(pool: Pool, now: datetime) -> None:
    """Its present terms are kept for good, so that a yes to them can always be read again."""
    TermsVersion.objects.get_or_create(
        pool=pool, digest=pool.terms_digest, defaults={"terms": pool.terms, "since": now}
    )
