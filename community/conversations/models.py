"""People write to each other, and neither reads how the other is reached."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from community.common.lifecycle import not_none
from community.conversations.states import ReportWrong
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.places.models.areas import Area

MAX_CALLED_CHARS = 60


class Conversation(models.Model):
    """Words between two sides about one thing; it knows neither whose thing it is, nor who speaks
    for a side that is no person: `about` is "offer:12" or "listing:5", a side is "group:3" or
    "provider:7". Who asks is one person, or such a side; `asked` is whom they wrote to first, or
    who wrote to them. A person is `called` as they say. Each side can close it."""

    about = models.CharField(max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    asking = models.CharField(max_length=40, blank=True)
    asked = models.CharField(max_length=40)
    called = models.CharField(max_length=MAX_CALLED_CHARS, blank=True)
    begun_at = models.DateTimeField()
    closed_by_asking_at = models.DateTimeField(null=True, blank=True)
    closed_by_asked_at = models.DateTimeField(null=True, blank=True)
    # Whose hands closed it last.
    closed_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

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

    @property
    def is_of_one_group(self) -> bool:
        """What a group's own people write to one another: both of its sides are the group."""
        return self.asking != "" and self.asking == self.asked

    @property
    def required_person_id(self) -> UUID:
        """Where the caller has asked that one person is a side."""
        return not_none(self.person_id)


class RelayedMessage(models.Model):
    """What one side wrote to the other. `for_person` is whose words they are, where a person's;
    `sent_by` whose hands wrote them, and `written_by` their name where they are not the person's
    own. `what_helps` travels only where the person said so."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    words = models.TextField()
    what_helps = models.CharField(max_length=300, blank=True)
    written_by = models.CharField(max_length=80, blank=True)
    is_from_asking = models.BooleanField()
    sent_at = models.DateTimeField()
    # From all: while it waits, of what P117 hides at once; or since somebody took it down.
    hidden_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
    for_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="relayed_messages"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="relayed_message_says_something"),
        ]


class HiddenMessage(models.Model):
    """One message that one reader hid for themselves: a person, or a login of a provider."""

    message = models.ForeignKey(RelayedMessage, on_delete=models.CASCADE, related_name="hidden_for")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    login = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "person"], name="message_hidden_once_for_a_person"
            ),
            models.UniqueConstraint(
                fields=["message", "login"], name="message_hidden_once_for_a_login"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(login__isnull=True),
                name="message_is_hidden_for_one_reader",
            ),
        ]


class MessageReport(models.Model):
    """What one reader said is wrong with somebody's words. Who looks at them is a
    `ModerationItem`'s to know."""

    message = models.ForeignKey(RelayedMessage, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    login = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    wrong = models.CharField(max_length=10, choices=ReportWrong)
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "person"], name="one_report_of_a_person"),
            models.UniqueConstraint(fields=["message", "login"], name="one_report_of_a_login"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(login__isnull=True),
                name="message_is_reported_by_one_reader",
            ),
        ]


class MemberBlock(models.Model):
    """One person hears nothing more from another, `where` they know each other ("group:3"), and
    under the name that the other has there. Nobody else reads it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    where = models.CharField(max_length=40)
    called = models.CharField(max_length=MAX_CALLED_CHARS)
    blocked_at = models.DateTimeField()
    blocked_by = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "blocked", "where"],
                condition=Q(ended_at__isnull=True),
                name="blocked_once",
            ),
            models.CheckConstraint(
                condition=~Q(person=models.F("blocked")), name="nobody_blocks_themselves"
            ),
        ]
