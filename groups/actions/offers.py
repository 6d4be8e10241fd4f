"""A provider's offer: sealed, never changed once sent, taken back only until it is answered."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.common.clock import today
from community.common.refusals import found
from providers.queries import live_check_kinds
from providers.rules.vetting import check_vetted

from .. import queries
from ..models import Brief, Offer
from ..rules import offers as rules
from ..states import OFFER, OfferState
from .briefs import tell_members


@transaction.atomic
def send_offer(*, brief_id: int, provider_id: int, terms: rules.Terms, by, now: datetime) -> Offer:
    """Answer a brief. No other provider is told of it, or ever sees it (M36)."""
    provider = queries.provider_spoken_for(provider_id, by)
    # Held against its answers being closed in the same moment.
    brief = found(
        Brief.objects.select_for_update(no_key=True, of=("self",))
        .select_related("group__area")
        .filter(pk=brief_id, asked_at__isnull=False)
        .first()
    )
    live = live_check_kinds(provider.pk, today(now))
    check_vetted(live, hands_on=terms.is_hands_on)
    rules.check_answering(brief.state, brief.answers_by, today(now))
    area = brief.group.area
    rules.check_terms(
        terms,
        answers_by=brief.answers_by,
        now=now,
        pay_floor_pence=area.pay_floor_pence,
        area=area.name,
    )
    offer = _sealed(brief, provider, terms, by=by, now=now)
    record(by=by, deed="send_offer", about=f"offer:{offer.pk}", now=now)
    return offer


def _sealed(brief, provider, terms, *, by, now) -> Offer:
    words = rules.as_kept(terms, brief.points)
    try:
        with transaction.atomic():
            return Offer.objects.create(
                brief=brief, provider=provider, sent_at=now, sent_by=by.login, **words
            )
    except IntegrityError as twice:
        raise rules.AlreadyOffered(
            _("You have already made an offer to this group."),
            next_step=_("Take that one back first, if you want to send another."),
        ) from twice


@transaction.atomic
def withdraw_offer(*, offer_id: int, by, now: datetime) -> Offer:
    """Take an offer back, until it is chosen. A group that is choosing is asked to look again."""
    seen = found(Offer.objects.filter(pk=offer_id).first())
    queries.provider_spoken_for(seen.provider_id, by)
    # Brief before offer, everywhere: a choice being settled holds the brief first.
    brief = Brief.objects.select_for_update(no_key=True).get(pk=seen.brief_id)
    offer = Offer.objects.select_for_update(no_key=True).get(pk=offer_id)
    if offer.state == OfferState.WITHDRAWN:
        return offer
    rules.check_may_withdraw(offer.state)
    OFFER.check(offer.state, OfferState.WITHDRAWN)
    offer.state = OfferState.WITHDRAWN
    offer.save()
    record(by=by, deed="withdraw_offer", about=f"offer:{offer.pk}", now=now)
    if brief.decisions.filter(settled_at__isnull=True).exists():
        tell_members(
            brief.group_id,
            kind="offer_withdrawn",
            subject=_("About what your group is choosing"),
            text=_("One of the offers was taken back. You may want to look at your answer again."),
            link=f"/brief/{brief.pk}/choose/",
            key=f"offer:{offer.pk}:withdrawn",
            now=now,
        )
    return offer
