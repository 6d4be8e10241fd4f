"""A provider's offer: sealed, never changed once sent, taken back only until it is answered.

Before the group chooses, it may ask about an offer, and the provider may send a changed one in its
place: both stay to be read, word for word.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import or_not_found
from community.conversations.actions.writing import (
    Sides,
    hold_conversation,
    move_conversations,
    write_message,
)
from community.conversations.models import RelayedMessage
from community.conversations.queries.conversations import messages_about
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.actions.notifications import notify_members, notify_provider_of_offer
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.briefs import Brief
from groups.models.offers import Offer
from groups.queries.briefs import check_within_reach
from groups.queries.decisions import is_choosing
from groups.queries.offers import (
    has_offered,
    offer_by_id,
    offer_for_member,
    provider_for_offer,
)
from groups.rules.homes import check_home
from groups.rules.offers import (
    OfferTerms,
    as_columns,
    check_answering,
    check_may_change,
    check_may_withdraw,
    check_not_offered_yet,
    check_terms,
    clean_offer_message,
)
from groups.rules.solo import check_sizes_for_one
from groups.states import OFFER, OfferState
from providers.models.supply import Provider
from providers.queries.private_places import is_own_home
from providers.queries.supply import live_check_kinds
from providers.rules.vetting import check_vetted


@transaction.atomic
def send_offer(
    *, brief_id: int, provider_id: int, terms: OfferTerms, by: Acting, now: datetime
) -> Offer:
    """Answer a brief. No other provider is told of it, or ever sees it (M36)."""
    brief, provider = _lock_to_send(brief_id, provider_id, terms, by, now)
    offer = _create_offer(brief, provider, terms, by=by, now=now)
    record_deed(by=by, deed=GroupDeed.SEND_OFFER, about=f"offer:{offer.pk}", now=now)
    if brief.group.is_solo:
        _notify_offered(offer, now)
    return offer


def _notify_offered(offer: Offer, now: datetime) -> None:
    """Who asks for themselves asks nobody else, so there is no day to wait for."""
    notify_members(
        offer.brief.group_id,
        kind=GroupMessage.OFFERED_TO_ONE,
        subject=_("An answer to what you asked"),
        text=_("%(provider)s has made you an offer. You can look at it, and go on or not.")
        % {"provider": offer.provider.name},
        link=f"/for-yourself/{offer.brief_id}/",
        key=f"offer:{offer.pk}:to-one",
        now=now,
    )


def _lock_to_send(
    brief_id: int, provider_id: int, terms: OfferTerms, by: Acting, now: datetime
) -> tuple[Brief, Provider]:
    provider = provider_for_offer(provider_id, by)
    check_vetted(live_check_kinds(provider.pk, today(now)), hands_on=terms.is_hands_on)
    check_within_reach(brief_id, by.login_id, today(now))
    brief = _lock_published_brief(brief_id)
    check_answering(brief.state, brief.answers_by, today(now))
    _check_terms(terms, brief, provider, now)
    check_not_offered_yet(has_offered=has_offered(brief.pk, provider.pk))
    return brief, provider


@transaction.atomic
def check_offer(
    *,
    brief_id: int,
    provider_id: int,
    terms: OfferTerms,
    instead_of: int | None,
    by: Acting,
    now: datetime,
) -> None:
    """Refuse what `send_offer` would, or `change_offer` of the one with the id `instead_of`, and
    write nothing: asked before it is looked over (fault B8)."""
    if instead_of is None:
        _lock_to_send(brief_id, provider_id, terms, by, now)
    else:
        _lock_to_change(instead_of, terms, by, now)


@transaction.atomic
def change_offer(*, offer_id: int, terms: OfferTerms, by: Acting, now: datetime) -> Offer:
    """Another offer in the place of one's own, until the group begins to choose (M35).

    The first stays, word for word, so that the group sees what is different. `offer_id` is of the
    one that whoever changes it has read: one that another changed meanwhile is not written over.
    """
    brief, provider, previous = _lock_to_change(offer_id, terms, by, now)
    transition_offer(previous, OfferState.WITHDRAWN, by=Acting(login=by.login), now=now)
    offer = _create_offer(brief, provider, terms, instead_of=previous, by=by, now=now)
    move_conversations(about=f"offer:{previous.pk}", to=f"offer:{offer.pk}")
    record_deed(by=by, deed=GroupDeed.CHANGE_OFFER, about=f"offer:{offer.pk}", now=now)
    notify_members(
        brief.group_id,
        kind=GroupMessage.OFFER_CHANGED,
        subject=_about_offer(brief),
        text=_("%(provider)s has changed its offer. You can see what is different.")
        % {"provider": provider.name},
        link=f"/brief/{brief.pk}/offers/",
        key=f"offer:{offer.pk}:changed",
        now=now,
    )
    return offer


def _lock_to_change(
    offer_id: int, terms: OfferTerms, by: Acting, now: datetime
) -> tuple[Brief, Provider, Offer]:
    unlocked = offer_by_id(offer_id)
    provider = provider_for_offer(unlocked.provider_id, by)
    brief = _lock_published_brief(unlocked.brief_id)
    previous = lock_offer(offer_id)
    check_may_change(
        previous.state,
        is_choosing=is_choosing(brief.pk),
        is_replaced=Offer.objects.filter(instead_of=previous).exists(),
    )
    check_vetted(live_check_kinds(provider.pk, today(now)), hands_on=terms.is_hands_on)
    _check_terms(terms, brief, provider, now)
    return brief, provider, previous


@transaction.atomic
def withdraw_offer(*, offer_id: int, by: Acting, now: datetime) -> Offer:
    """Take an offer back, until it is chosen. A group that is choosing is asked to look again."""
    unlocked = offer_by_id(offer_id)
    provider_for_offer(unlocked.provider_id, by)
    # Brief before offer, everywhere: a choice being closed holds the brief first.
    brief = Brief.objects.select_for_update(no_key=True).get(pk=unlocked.brief_id)
    offer = lock_offer(offer_id)
    if offer.state == OfferState.WITHDRAWN:
        return offer
    check_may_withdraw(offer.state)
    transition_offer(offer, OfferState.WITHDRAWN, by=by, now=now)
    if is_choosing(brief.pk):
        notify_members(
            brief.group_id,
            kind=GroupMessage.OFFER_WITHDRAWN,
            subject=_("About what your group is choosing"),
            text=_("One of the offers was taken back. You may want to look at your answer again."),
            link=f"/brief/{brief.pk}/choose/",
            key=f"offer:{offer.pk}:withdrawn",
            now=now,
        )
    return offer


def choose_offer(offer: Offer, *, by: Acting, now: datetime) -> None:
    """The one that the group chose, whose row the caller has locked."""
    transition_offer(offer, OfferState.CHOSEN, by=by, now=now)
    notify_provider_of_offer(
        offer,
        kind=GroupMessage.OFFER_CHOSEN,
        subject=_("Good news about your offer"),
        text=_(
            "They go on with your offer. It goes ahead when its price is covered: wait for that."
        )
        if offer.brief.group.is_solo
        else _(
            "The group chose your offer. It goes ahead when its price is covered: wait for that."
        ),
        now=now,
    )


def decline_offers(offers: Iterable[Offer], *, by: Acting, now: datetime) -> None:
    """To whoever was not chosen: kindly, and never the numbers. The caller has locked the rows."""
    # What `by` did has its own line, which their person reads: these only follow from it.
    by = Acting(login=by.login)
    for offer in offers:
        transition_offer(offer, OfferState.NOT_CHOSEN, by=by, now=now)
        notify_provider_of_offer(
            offer,
            kind=GroupMessage.OFFER_DECLINED,
            subject=_("About your offer"),
            text=_("Not this time. Thank you for the thought you gave it. Other groups may ask."),
            now=now,
        )


@transaction.atomic
def ask_about_offer(*, offer_id: int, text: str, by: Acting, now: datetime) -> RelayedMessage:
    """A question from the group to whoever made an offer. Nobody is named to them."""
    check_authority(by, RepresentationScope.SUGGEST, now=now)
    offer = offer_for_member(offer_id, by)
    message = _create_message(offer, text, is_from_group=True, by=by, now=now)
    record_deed(by=by, deed=GroupDeed.ASK_ABOUT_OFFER, about=f"offer:{offer.pk}", now=now)
    notify_provider_of_offer(
        offer,
        kind=GroupMessage.OFFER_QUESTION,
        subject=_("A question about your offer"),
        text=_("The group asks: %(words)s") % {"words": message.words},
        key_suffix=f":{message.pk}",
        now=now,
    )
    return message


@transaction.atomic
def answer_about_offer(*, offer_id: int, text: str, by: Acting, now: datetime) -> RelayedMessage:
    """What the provider says to the group about its own offer."""
    offer = offer_by_id(offer_id)
    provider = provider_for_offer(offer.provider_id, by)
    message = _create_message(offer, text, is_from_group=False, by=by, now=now)
    record_deed(by=by, deed=GroupDeed.ANSWER_ABOUT_OFFER, about=f"offer:{offer.pk}", now=now)
    notify_members(
        offer.brief.group_id,
        kind=GroupMessage.OFFER_ANSWER,
        subject=_about_offer(offer.brief),
        text=_("%(provider)s says: %(words)s")
        % {"provider": provider.name, "words": message.words},
        link=f"/offer/{offer.pk}/",
        key=f"said:{message.pk}",
        now=now,
    )
    return message


def _about_offer(brief: Brief) -> str:
    return _("About an offer to you") if brief.group.is_solo else _("About an offer to your group")


def transition_offer(offer: Offer, state: OfferState, *, by: Acting, now: datetime) -> None:
    """One move of an offer whose row the caller has locked."""
    deed = OFFER.deed_for(offer.state, state)
    offer.state = state
    offer.save(update_fields=["state"])
    record_deed(by=by, deed=deed, about=f"offer:{offer.pk}", now=now)


def _create_message(
    offer: Offer, text: str, *, is_from_group: bool, by: Acting, now: datetime
) -> RelayedMessage:
    # Held, so that nothing is said to an offer that is being changed or answered.
    offer = lock_offer(offer.pk)
    about = f"offer:{offer.pk}"
    words = clean_offer_message(text, offer.state, messages_about(about).count())
    group = offer.brief.group
    return write_message(
        hold_conversation(
            about=about,
            sides=Sides(asking=f"group:{group.pk}", asked=f"provider:{offer.provider_id}"),
            area=group.area,
            now=now,
        ),
        words=words,
        is_from_asking=is_from_group,
        for_person=by.person if is_from_group else None,
        by=by,
        now=now,
    )


def lock_offer(offer_id: int) -> Offer:
    return Offer.objects.select_for_update(no_key=True).get(pk=offer_id)


def _lock_published_brief(brief_id: int) -> Brief:
    """Held against its answers being closed, or a choice beginning, in the same moment."""
    return or_not_found(
        Brief.objects.select_for_update(no_key=True, of=("self",))
        .select_related("group__area")
        .filter(pk=brief_id, published_at__isnull=False)
        .first()
    )


def _check_terms(terms: OfferTerms, brief: Brief, provider: Provider, now: datetime) -> None:
    area = brief.group.area
    check_home(
        {name: getattr(terms, name) for name in ("place_words", "getting_there", "summary")},
        place="place_words",
        postcode=terms.postcode,
        is_own_home=is_own_home(provider, terms.place_words, terms.postcode),
    )
    if brief.group.is_solo:
        check_sizes_for_one(terms.smallest)
    check_terms(
        terms,
        answers_by=brief.answers_by,
        now=now,
        pay_floor_pence=area.pay_floor_pence,
        area=area.pay_floor_words,
    )


def _create_offer(
    brief: Brief,
    provider: Provider,
    terms: OfferTerms,
    *,
    instead_of: Offer | None = None,
    by: Acting,
    now: datetime,
) -> Offer:
    return Offer.objects.create(
        brief=brief,
        provider=provider,
        instead_of=instead_of,
        sent_at=now,
        sent_by=by.login,
        **as_columns(terms, brief.requirements),
    )
