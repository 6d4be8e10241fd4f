"""A talk with who has done it: offered, asked for, answered, and ended by either (M41, P116)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_person
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.models.persons import Person
from community.people.rules.authority import (
    check_acts_for_self,
    check_authority,
    check_may_stop,
)
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.peers import PeerOffer, PeerTalk
from groups.queries.peers import free_peer_offers, peer_talk_of
from groups.rules.peers import (
    ASKED_WITHIN,
    answer_day,
    check_day_of_talk,
    check_not_offered,
    check_not_often,
    check_one_at_a_time,
    no_peer_free,
)
from groups.states import PEER_TALK, PEER_TALK_OPEN, PeerDid, PeerTalkState
from groups.wording import peer_safety_text

PAGE = "/peers/"


@transaction.atomic
def offer_peer_talk(
    *, did: PeerDid, known_as: str, place_words: str, when_words: str, by: Acting, now: datetime
) -> PeerOffer:
    """The person's own word, and nobody's for them. One offer of each thing."""
    check_acts_for_self(by)
    person = _lock(by.required_person)
    own = PeerOffer.objects.filter(person=person, did=did, ended_at__isnull=True)
    same = own.filter(known_as=known_as, place_words=place_words, when_words=when_words).first()
    if same is not None:
        return same
    check_not_offered(is_offered=own.exists())
    offer = PeerOffer.objects.create(
        person=person,
        did=did,
        known_as=known_as,
        place_words=place_words,
        when_words=when_words,
        offered_at=now,
    )
    record_deed(by=by, deed=GroupDeed.OFFER_PEER_TALK, about=f"peer_offer:{offer.pk}", now=now)
    return offer


@transaction.atomic
def end_peer_offer(*, offer_id: int, by: Acting, now: datetime) -> PeerOffer:
    """Nobody new is told of it. A talk that was agreed to stands, and is ended by itself. Ended
    twice is ended once."""
    check_may_stop(by, now=now)
    offers = PeerOffer.objects.select_for_update(no_key=True)
    offer = or_not_found(offers.filter(pk=offer_id, person=by.person).first())
    if offer.ended_at is None:
        offer.ended_at = now
        offer.save(update_fields=["ended_at"])
        record_deed(by=by, deed=GroupDeed.END_PEER_OFFER, about=f"peer_offer:{offer.pk}", now=now)
    return offer


@transaction.atomic
def ask_peer(*, did: PeerDid, known_as: str, by: Acting, now: datetime) -> PeerTalk:
    """One who has done it is found, and asked; who it is, is told with their yes. While one is
    open, asking again for the same is the same."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    person = _lock(by.required_person)
    mine = PeerTalk.objects.filter(person=person)
    already = mine.filter(state__in=PEER_TALK_OPEN).select_related("offer").first()
    if already is not None and already.offer.did == did:
        return already
    check_one_at_a_time(has_open=already is not None)
    check_not_often(mine.filter(asked_at__gt=now - ASKED_WITHIN).count())
    offer = _lock_free_offer(did, person)
    talk = PeerTalk.objects.create(
        offer=offer,
        peer_id=offer.person_id,
        person=person,
        known_as=known_as,
        state_at=now,
        asked_at=now,
        asked_by=by.login,
        on_paper=by.on_paper,
        answer_by=answer_day(now),
    )
    record_deed(by=by, deed=GroupDeed.ASK_PEER, about=f"peer_talk:{talk.pk}", now=now)
    _tell(
        talk,
        talk.peer_id,
        _(
            "%(name)s would like to talk with somebody who has done what you have. Say by %(day)s"
            " whether you would: nobody asks why not. They read your name with your yes."
        )
        % {"name": talk.known_as, "day": format_day(talk.answer_by)},
        now,
    )
    return talk


@transaction.atomic
def answer_peer_talk(*, talk_id: int, day: date | None, by: Acting, now: datetime) -> PeerTalk:
    """By whoever offered it: on which day, or “not this time” where there is none. With the yes
    the other reads one name, and where and when."""
    check_acts_for_self(by)
    talk = _lock_talk(talk_id, by)
    or_not_found(talk if talk.peer_id == by.person_id else None)
    if day is None:
        transition_peer_talk(talk, PeerTalkState.NOT_THIS_TIME, by=by, now=now)
        _tell(talk, talk.person_id, _no_text(), now)
        return talk
    check_day_of_talk(day, now=now)
    talk.day = day
    transition_peer_talk(talk, PeerTalkState.AGREED, "day", by=by, now=now)
    _tell(talk, talk.person_id, f"{meeting_text(talk)} {peer_safety_text()}", now)
    return talk


@transaction.atomic
def end_peer_talk(*, talk_id: int, by: Acting, now: datetime) -> PeerTalk:
    """By either, at any time, without a reason. The other is told that it is not on."""
    check_may_stop(by, now=now)
    talk = _lock_talk(talk_id, by)
    other = talk.person_id if by.person_id == talk.peer_id else talk.peer_id
    transition_peer_talk(talk, PeerTalkState.OVER, by=by, now=now)
    _tell(talk, other, _("Your talk is not on. Nobody needs a reason for that."), now)
    return talk


@transaction.atomic
def close_peer_talk(*, talk_id: int, now: datetime) -> None:
    """Nobody answered in its week, and another may be asked; or its day is over."""
    talks = PeerTalk.objects.select_for_update(no_key=True).select_related("offer")
    talk = talks.get(pk=talk_id)
    if talk.state not in PEER_TALK_OPEN:
        return
    was_asked = talk.state == PeerTalkState.ASKED
    if today(now) <= (talk.answer_by if was_asked else not_none(talk.day)):
        return
    state = PeerTalkState.NOT_THIS_TIME if was_asked else PeerTalkState.OVER
    transition_peer_talk(talk, state, by=SYSTEM, now=now)
    if was_asked:
        _tell(talk, talk.person_id, _no_text(), now)


def transition_peer_talk(
    talk: PeerTalk, state: PeerTalkState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a talk whose row the caller has locked; `fields` changed with it."""
    deed = PEER_TALK.deed_for(talk.state, state)
    talk.state, talk.state_at = state, now
    talk.save(update_fields=["state", "state_at", *fields])
    record_deed(by=by, deed=deed, about=f"peer_talk:{talk.pk}", now=now)


def meeting_text(talk: PeerTalk) -> str:
    """One name, and a way to meet."""
    return _("%(name)s meets you on %(day)s, %(when)s, in public: %(place)s.") % {
        "name": talk.offer.known_as,
        "day": format_day(not_none(talk.day)),
        "when": talk.offer.when_words,
        "place": talk.offer.place_words,
    }


def _no_text() -> str:
    return _("It does not fit this time. You can ask for somebody else who has done it.")


def _lock(person: Person) -> Person:
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _lock_free_offer(did: str, person: Person) -> PeerOffer:
    """The first whose person nobody else asks at this moment: held as a person, for they may offer
    several, and passed over where they are held, so that two who ask each other never wait."""
    free = free_peer_offers(did, person)
    for offer_id, peer_id in list(free.values_list("pk", "person_id")):
        people = Person.objects.select_for_update(no_key=True, skip_locked=True)
        is_held = people.filter(pk=peer_id).first() is not None
        offer = free.filter(pk=offer_id).first() if is_held else None
        if offer is not None:
            return offer
    raise no_peer_free()


def _lock_talk(talk_id: int, by: Acting) -> PeerTalk:
    talk = peer_talk_of(talk_id, by=by)
    PeerTalk.objects.select_for_update(no_key=True).get(pk=talk.pk)
    return peer_talk_of(talk_id, by=by)


def _tell(talk: PeerTalk, person_id: UUID, text: str, now: datetime) -> None:
    notify_person(
        person_id=person_id,
        kind=GroupMessage.PEER_TALK,
        subject=_("A talk with somebody who has done it"),
        text=text,
        link=PAGE,
        key=f"peer_talk:{talk.pk}:{talk.state}:{person_id}",
        now=now,
    )


def end_peer_talks_of_both(*, stays: Person, goes: Person, now: datetime) -> None:
    """Of two who are one: nothing that was asked under two names goes on, and nobody has talked
    with themselves. Both rows are held; the caller moves the rest."""
    of_both = PeerTalk.objects.filter(person__in=[stays, goes], peer__in=[stays, goes])
    of_both.delete()
    theirs = PeerTalk.objects.filter(Q(person=goes) | Q(peer=goes), state__in=PEER_TALK_OPEN)
    theirs.update(state=PeerTalkState.OVER, state_at=now)
    PeerOffer.objects.filter(person=goes, ended_at__isnull=True).update(ended_at=now)
