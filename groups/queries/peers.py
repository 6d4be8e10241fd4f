"""Offers of a talk, and the one talk that somebody has (M41)."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from community.common.refusals import or_not_found
from community.conversations.models import MemberBlock
from community.people.acting import Acting
from community.people.models.persons import Person
from groups.models.peers import PeerOffer, PeerTalk
from groups.states import PEER_TALK_OPEN, PeerTalkState

MAX_OVER = 10  # of what is over, on a page


def own_peer_offers(person_id: UUID) -> list[PeerOffer]:
    offers = PeerOffer.objects.filter(person_id=person_id, ended_at__isnull=True)
    return list(offers.order_by("offered_at", "pk"))


def own_peer_talks(person_id: UUID) -> list[PeerTalk]:
    """Those that they asked for, and those that they give; what is open first."""
    talks = PeerTalk.objects.filter(Q(person_id=person_id) | Q(peer_id=person_id))
    talks = talks.select_related("offer")
    waiting = talks.filter(state__in=PEER_TALK_OPEN).order_by("asked_at", "pk")
    over = talks.exclude(state__in=PEER_TALK_OPEN).order_by("-state_at", "-pk")
    return [*waiting, *over[:MAX_OVER]]


def peer_talk_of(talk_id: int, *, by: Acting) -> PeerTalk:
    """One that is open, of either of the two. For anybody else it is not there."""
    person_id = or_not_found(by.person_id)
    mine = PeerTalk.objects.filter(Q(person_id=person_id) | Q(peer_id=person_id))
    return or_not_found(
        mine.filter(pk=talk_id, state__in=PEER_TALK_OPEN).select_related("offer").first()
    )


def free_peer_offers(did: str, person: Person) -> QuerySet[PeerOffer]:
    """Who lives in the same area, has no talk just now, has not said “not this time” to this
    person, and of whom neither has blocked the other; who gave none for longest first."""
    open_talks = PeerTalk.objects.filter(peer=OuterRef("person"), state__in=PEER_TALK_OPEN)
    declined = PeerTalk.objects.filter(
        peer=OuterRef("person"), person=person, state=PeerTalkState.NOT_THIS_TIME
    )
    blocks = MemberBlock.objects.filter(ended_at__isnull=True).filter(
        Q(person=person, blocked=OuterRef("person")) | Q(person=OuterRef("person"), blocked=person)
    )
    offers = PeerOffer.objects.filter(
        did=did, ended_at__isnull=True, person__area=person.area
    ).exclude(person=person)
    free = offers.filter(~Exists(open_talks), ~Exists(declined), ~Exists(blocks))
    return free.annotate(last_at=Max("person__peer_talks_given__asked_at")).order_by(
        F("last_at").asc(nulls_first=True), "offered_at", "pk"
    )


def peer_talks_to_close(on: date) -> list[int]:
    """Asked and not answered in time; or agreed to, and its day is over."""
    late = PeerTalk.objects.filter(
        Q(state=PeerTalkState.ASKED, answer_by__lt=on) | Q(state=PeerTalkState.AGREED, day__lt=on)
    )
    return list(late.order_by("pk").values_list("pk", flat=True))
