"""A group that is asked whether it goes on; and talks with who has done it."""

from datetime import timedelta

from community.people.acting import Acting
from groups.actions.peers import ask_peer, offer_peer_talk
from groups.models.members import Group
from groups.models.peers import PeerOffer, PeerTalk
from groups.models.reviews import GroupReview
from groups.states import PeerDid
from tests.factories.supply import NOW

DID = PeerDid.SHARED_HELP
PLACE = "the library café"


def make_review(group: Group) -> GroupReview:
    closes_at = NOW + timedelta(days=14)
    return GroupReview.objects.create(group=group, opened_at=NOW, closes_at=closes_at)


def offer_talk(by: Acting, did=DID, place_words=PLACE) -> PeerOffer:
    return offer_peer_talk(
        did=did,
        known_as=by.required_person.preferred_name,
        place_words=place_words,
        when_words="about ten",
        by=by,
        now=NOW,
    )


def ask_for_talk(by: Acting, did=DID, now=NOW) -> PeerTalk:
    return ask_peer(did=did, known_as=by.required_person.preferred_name, by=by, now=now)
