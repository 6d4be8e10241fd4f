"""A provider's offer: sealed, never changed once sent, taken back only until it is answered.

Before the group chooses, it may ask about an offer, and the provider may send a changed one in its
place: both stay to be read, word for word.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.refusals import or_not_found
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from groups.queries.decisions import is_choosing
from groups.queries.offers import offer_for_member, provider_spoken_for
from groups.rules.offers import (
    AlreadyOffered,
    OfferTerms,
    as_columns,
    check_answering,
    check_may_change,
    check_may_withdraw,
    check_terms,
    clean_offer_message,
)
from providers.queries.supply import live_check_kinds
from providers.rules.vetting import check_vetted

from ..models import Brief, Offer, OfferMessage
from ..states import OFFER, OfferState
from .briefs import notify_members, notify_provider_of_offer


@transaction.atomic
def send_offer(*, brief_id: int, provider_id: int, terms: OfferTerms, by, now: datetime) -> Offer:
    """Answer a brief. No other provider is told of it, or ever sees it (M36)."""
    provider = provider_spoken_for(provider_id, by)
    brief = _held(brief_id)
    live = live_check_kinds(provider.pk, today(now))
    check_vetted(live, hands_on=terms.is_hands_on)
    check_answering(brief.state, brief.answers_by, today(now))
    _check_terms(terms, brief, now)
    offer = _sealed(brief, provider, terms, by=by, now=now)
    record_deed(by=by, deed="send_offer", about=f"offer:{offer.pk}", now=now)
    return offer


@transaction.atomic
def change_offer(*, offer_id: int, terms: OfferTerms, by, now: datetime) -> Offer:
    """Another offer in the place of one's own, until the group begins to choose (M35).

    The first stays, word for word, so that the group sees what is different.
    """
    seen = or_not_found(Offer.objects.filter(pk=offer_id).first())
    provider = provider_spoken_for(seen.provider_id, by)
    brief = _held(seen.brief_id)
    before = Offer.objects.select_for_update(no_key=True).get(pk=offer_id)
    check_may_change(before.state, is_choosing=is_choosing(brief))
    check_vetted(live_check_kinds(provider.pk, today(now)), hands_on=terms.is_hands_on)
    _check_terms(terms, brief, now)
    OFFER.check(before.state, OfferState.WITHDRAWN)
    before.state = OfferState.WITHDRAWN
    before.save()
    offer = _sealed(brief, provider, terms, instead_of=before, by=by, now=now)
    before.said.update(offer=offer)
    record_deed(by=by, deed="change_offer", about=f"offer:{offer.pk}", now=now)
    notify_members(
        brief.group_id,
        kind="offer_changed",
        subject=_("About an offer to your group"),
        text=_("%(provider)s has changed its offer. You can see what is different.")
        % {"provider": provider.name},
        link=f"/brief/{brief.pk}/offers/",
        key=f"offer:{offer.pk}:changed",
        now=now,
    )
    return offer


@transaction.atomic
def ask_about_offer(*, offer_id: int, words: str, by, now: datetime) -> OfferMessage:
    """A question from the group to whoever made an offer. Nobody is named to them."""
    check_authority(by, RepresentationScope.SUGGEST, on=today(now))
    offer = offer_for_member(offer_id, by)
    said = _say(offer, words, is_from_group=True, by=by, now=now)
    record_deed(by=by, deed="ask_about_offer", about=f"offer:{offer.pk}", now=now)
    notify_provider_of_offer(
        offer,
        kind="asked_about_offer",
        subject=_("A question about your offer"),
        text=_("The group asks: %(words)s") % {"words": said.words},
        turn=f":{said.pk}",
        now=now,
    )
    return said


@transaction.atomic
def answer_about_offer(*, offer_id: int, words: str, by, now: datetime) -> OfferMessage:
    """What the provider says to the group about its own offer."""
    seen = or_not_found(Offer.objects.filter(pk=offer_id).first())
    provider = provider_spoken_for(seen.provider_id, by)
    said = _say(seen, words, is_from_group=False, by=by, now=now)
    record_deed(by=by, deed="answer_about_offer", about=f"offer:{seen.pk}", now=now)
    notify_members(
        seen.brief.group_id,
        kind="answered_about_offer",
        subject=_("About an offer to your group"),
        text=_("%(provider)s says: %(words)s") % {"provider": provider.name, "words": said.words},
        link=f"/offer/{seen.pk}/",
        key=f"said:{said.pk}",
        now=now,
    )
    return said


def _say(offer: Offer, words: str, *, is_from_group: bool, by, now: datetime) -> OfferMessage:
    # Held, so that nothing is said to an offer that is being changed or answered.
    offer = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    tidy = clean_offer_message(words, offer.state, offer.said.count())
    return OfferMessage.objects.create(
        offer=offer, words=tidy, is_from_group=is_from_group, said_at=now, said_by=by.login
    )


def _held(brief_id: int) -> Brief:
    """Held against its answers being closed, or a choice beginning, in the same moment."""
    return or_not_found(
        Brief.objects.select_for_update(no_key=True, of=("self",))
        .select_related("group__area")
        .filter(pk=brief_id, asked_at__isnull=False)
        .first()
    )


def _check_terms(terms: OfferTerms, brief: Brief, now: datetime) -> None:
    area = brief.group.area
    check_terms(
        terms,
        answers_by=brief.answers_by,
        now=now,
        pay_floor_pence=area.pay_floor_pence,
        area=area.name,
    )


def _sealed(brief, provider, terms, *, instead_of=None, by, now) -> Offer:
    words = as_columns(terms, brief.points) | {"instead_of": instead_of}
    try:
        with transaction.atomic():
            return Offer.objects.create(
                brief=brief, provider=provider, sent_at=now, sent_by=by.login, **words
            )
    except IntegrityError as twice:
        raise AlreadyOffered(
            _("You have already made an offer to this group."),
            next_step=_("Take that one back first, if you want to send another."),
        ) from twice


@transaction.atomic
def withdraw_offer(*, offer_id: int, by, now: datetime) -> Offer:
    """Take an offer back, until it is chosen. A group that is choosing is asked to look again."""
    seen = or_not_found(Offer.objects.filter(pk=offer_id).first())
    provider_spoken_for(seen.provider_id, by)
    # Brief before offer, everywhere: a choice being settled holds the brief first.
    brief = Brief.objects.select_for_update(no_key=True).get(pk=seen.brief_id)
    offer = Offer.objects.select_for_update(no_key=True).get(pk=offer_id)
    if offer.state == OfferState.WITHDRAWN:
        return offer
    check_may_withdraw(offer.state)
    OFFER.check(offer.state, OfferState.WITHDRAWN)
    offer.state = OfferState.WITHDRAWN
    offer.save()
    record_deed(by=by, deed="withdraw_offer", about=f"offer:{offer.pk}", now=now)
    if brief.decisions.filter(settled_at__isnull=True).exists():
        notify_members(
            brief.group_id,
            kind="offer_withdrawn",
            subject=_("About what your group is choosing"),
            text=_("One of the offers was taken back. You may want to look at your answer again."),
            link=f"/brief/{brief.pk}/choose/",
            key=f"offer:{offer.pk}:withdrawn",
            now=now,
        )
    return offer
