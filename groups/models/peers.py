"""Who has done a thing offers a talk, one at a time (M41, P116)."""

from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from groups.states import PEER_TALK_OPEN, PeerDid, PeerTalkState


class PeerOffer(models.Model):
    """Somebody's own word that they have done it, and would tell another, in a public place.
    `known_as`, `place_words`, `when_words`: read by one person at a time, once they said yes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="peer_offers")
    did = models.CharField(max_length=16, choices=PeerDid)
    known_as = models.CharField(max_length=60)
    place_words = models.CharField(max_length=200)
    when_words = models.CharField(max_length=100)
    offered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "did"],
                condition=Q(ended_at__isnull=True),
                name="one_peer_offer_of_a_thing",
            ),
        ]


class PeerTalk(models.Model):
    """One person asked; one who has done it was found for them. `peer` is whose offer it is: each
    has one at a time, so that nobody is asked by many, and nobody gathers names."""

    offer = models.ForeignKey(PeerOffer, on_delete=models.CASCADE, related_name="talks")
    peer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="peer_talks_given")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="peer_talks")
    known_as = models.CharField(max_length=60)
    state = models.CharField(max_length=14, choices=PeerTalkState, default=PeerTalkState.ASKED)
    state_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    on_paper = models.BooleanField(default=False)
    answer_by = models.DateField()
    day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peer"],
                condition=Q(state__in=PEER_TALK_OPEN),
                name="a_peer_talks_with_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=PEER_TALK_OPEN),
                name="one_peer_is_asked_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(person=F("peer")), name="nobody_is_their_own_peer"),
            models.CheckConstraint(
                condition=~Q(state=PeerTalkState.AGREED) | Q(day__isnull=False),
                name="a_talk_agreed_to_has_its_day",
            ),
        ]
