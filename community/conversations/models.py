"""People write to each other, and neither reads how the other is reached."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.people.models.persons import Person
from community.places.models.areas import Area


class Conversation(models.Model):
    """Words between two sides about one thing; it knows neither whose thing it is, nor who speaks
    for a side that is no person: `about` is "offer:12" or "listing:5", a side is "group:3" or
    "provider:7". Who asks is one person, or such a side; `asked` is whom they wrote to first, or
    who wrote to them."""

    about = models.CharField(max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    asking = models.CharField(max_length=40, blank=True)
    asked = models.CharField(max_length=40)
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "person", "asked"],
                condition=Q(person__isnull=False),
                name="one_conversation_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["about", "asking", "asked"],
                condition=Q(person__isnull=True),
                name="one_conversation_of_a_side",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(asking=""),
                name="who_asks_is_a_person_or_a_side",
            ),
        ]


class RelayedMessage(models.Model):
    """What one side wrote to the other. `for_person` is whose words they are, where a person's;
    `sent_by` whose hands wrote them."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    words = models.TextField()
    is_from_asking = models.BooleanField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    for_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="relayed_messages"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="relayed_message_says_something"),
        ]
