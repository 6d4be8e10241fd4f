"""One person arranges something listed for themselves: asked of whoever runs it, and of no other.

The same brief, offer, yes and payment as a group's, of a group in which nobody else ever is.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from community.common.clock import today
from community.common.codes import new_code
from community.common.intake import compared
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.consent import give_consent
from community.people.bases import Matter
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.persons import Person
from community.people.rules.authority import check_authority
from community.people.rules.how_put import check_how_it_was_put
from community.people.states import RepresentationScope
from community.places.queries import area_of_location, area_to_show, find_location
from groups.actions.briefs import close_brief, publish_brief, transition_brief
from groups.actions.offers import choose_offer, lock_offer
from groups.deeds import GroupDeed
from groups.models.briefs import Brief
from groups.models.members import Group, Member
from groups.models.offers import Offer
from groups.queries.solo import (
    OPEN_STATES,
    brief_id_of_offer,
    lock_own_brief,
    open_brief_for_oneself,
    open_briefs_for_oneself,
)
from groups.rules.briefs import ANSWER_DAYS
from groups.rules.members import require_area
from groups.rules.solo import check_can_be_arranged, check_has_offer
from groups.states import BriefState, MemberState, OfferState, Purpose
from groups.wording import solo_consent_text
from providers.models.supply import Listing
from providers.queries.supply import ids_spoken_for, live_check_kinds, public_listing
from providers.rules.vetting import check_vetted

ARRANGED_HERE = "arranged_here"


@transaction.atomic
def ask_for_oneself(
    *,
    listing_id: int,
    when_words: str,
    postcode: str,
    known_as: str,
    good_looks_like: str = "",
    requirements: Collection[str] = (),
    how_put: HowPut = SAID_BY_THEMSELVES,
    by: Acting,
    now: datetime,
) -> Brief:
    """Asked twice while the first waits, it is the first. Of `postcode` only its first half is
    kept; `known_as` is told to whoever runs it when it goes ahead, and not before."""
    listing = check_asking(listing_id=listing_id, postcode=postcode, by=by, now=now)
    check_how_it_was_put(how_put, is_by_other_hands=by.asks_how_it_was_put, is_about_money=False)
    # Held, so that a button pressed twice asks once.
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    if waiting := open_brief_for_oneself(listing_id, person.pk):
        return waiting
    group = _create_group(listing, person, postcode, now)
    _create_member(group, known_as, how_put, by, now)
    brief = Brief.objects.create(
        group=group,
        listing=listing,
        what=listing.title,
        when_words=when_words,
        where_words=listing.place_words,
        good_looks_like=good_looks_like,
        requirements=list(requirements),
        people_about=1,
        answers_by=today(now) + timedelta(days=ANSWER_DAYS),
        created_at=now,
    )
    record_deed(by=by, deed=GroupDeed.ASK_FOR_ONESELF, about=f"brief:{brief.pk}", now=now)
    publish_brief(brief, by=by, now=now)
    return brief


def check_asking(*, listing_id: int, postcode: str, by: Acting, now: datetime) -> Listing:
    """Refuse what `ask_for_oneself` would, and write nothing: before it is looked over."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    listing = public_listing(listing_id)
    check_can_be_arranged(
        is_spoken_for=bool(ids_spoken_for([listing.provider_id])), price_kind=listing.price_kind
    )
    check_vetted(
        live_check_kinds(listing.provider_id, today(now)),
        hands_on=listing.is_hands_on,
        at_home=listing.is_place_private,
    )
    find_location(postcode)
    return listing


def _create_group(listing: Listing, person: Person, postcode: str, now: datetime) -> Group:
    location = find_location(find_location(postcode).outward_code)
    area = require_area(area_of_location(location) or area_to_show(person.area_id))
    return Group.objects.create(
        name=listing.title[:80],
        purposes=[Purpose.GOAL],
        how_often=listing.when_words[:80],
        outward_code=location.outward_code,
        latitude=location.latitude,
        longitude=location.longitude,
        area=area,
        started_by=person,
        is_findable=False,
        is_solo=True,
        is_example=area.is_example,
        created_at=now,
    )


def _create_member(
    group: Group, known_as: str, how_put: HowPut, by: Acting, now: datetime
) -> Member:
    consent = give_consent(
        purpose=ARRANGED_HERE,
        about=f"group:{group.pk}",
        words=solo_consent_text(),
        how_put=by.how_put(how_put),
        by=by,
        now=now,
    )
    return Member.objects.create(
        group=group,
        person=by.required_person,
        known_as=known_as,
        known_as_compared=compared(known_as),
        consent=consent,
        paper_code=new_code(),
        state=MemberState.IN,
        joined_at=now,
    )


@transaction.atomic
def choose_for_oneself(*, offer_id: int, by: Acting, now: datetime) -> Offer:
    """There is no vote: whoever asked goes on with what they were offered. It says yes to nothing;
    the yes comes after it, to its cost. Pressed twice, it is once."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    brief = lock_own_brief(brief_id_of_offer(offer_id), by)
    offer = lock_offer(offer_id)
    if offer.state == OfferState.CHOSEN:
        return offer
    check_has_offer(is_offered=offer.state == OfferState.SENT)
    if brief.state == BriefState.ASKING:
        transition_brief(brief, BriefState.COMPARING, by=Acting(login=by.login), now=now)
    transition_brief(brief, BriefState.DECIDED, by=by, now=now)
    choose_offer(offer, by=Acting(login=by.login), now=now)
    return offer


@transaction.atomic
def stop_asking_for_oneself(*, brief_id: int, by: Acting, now: datetime) -> Brief:
    """Not wanted after all, for no reason; whoever offered is told kindly. Twice is once."""
    check_authority(by, RepresentationScope.DECIDE, now=now, stops=True)
    brief = lock_own_brief(brief_id, by)
    if brief.state != BriefState.CLOSED:
        close_brief(brief, by=by, now=now)
    return brief


def close_asking_of_one_who_died(*, group_id: int, by: Acting, now: datetime) -> None:
    """What they had asked alone waits for nobody, and whoever offered hears what they would of any
    offer that is not gone on with: who died is told by a person, and never by a message (P22)."""
    briefs = Brief.objects.select_for_update(no_key=True, of=("self",)).select_related("group")
    for brief in briefs.filter(group=group_id, group__is_solo=True, state__in=OPEN_STATES):
        close_brief(brief, by=by, now=now)


def stop_all_asking_for_oneself(*, by: Acting, now: datetime) -> list[Brief]:
    """Who leaves everything waits for nothing that they asked for themselves."""
    waiting = open_briefs_for_oneself(by.required_person.pk)
    return [stop_asking_for_oneself(brief_id=each.pk, by=by, now=now) for each in waiting]
