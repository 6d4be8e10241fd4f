"""The one sender. It holds every contact plan, keyed by a person's id, and every message."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .states import (
    OUR_FORMS,
    Channel,
    MessageForm,
    MessageState,
    NotSentReason,
    PauseLevel,
    ReachHelp,
)

MAX_SHORT_NAME = 20


class ContactPlan(models.Model):
    """How one person is reached, through whom, on which days, and what never.

    With `in_person`, nothing is sent to the person by any channel: each message becomes a line
    on the next-visit sheet of `through_login` (M84). So it is, by whatever channel, in a `form` or
    a `language` in which nothing of ours is written: `through_login` reads or signs it (P50).
    """

    person_id = models.UUIDField(unique=True)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.EMAIL)
    address = models.CharField(max_length=200, blank=True)
    through_login_id = models.BigIntegerField(null=True, blank=True)
    through_words = models.CharField(max_length=120, blank=True)
    deputy_login_id = models.BigIntegerField(null=True, blank=True)
    # Whom they chose for what is about money, where it is another (P61); the deputy stands in.
    money_login_id = models.BigIntegerField(null=True, blank=True)
    days_words = models.CharField(max_length=120, blank=True)
    # "Please never": read by whoever meets or reaches them, and by whoever acts for them (P11).
    never_words = models.CharField(max_length=120, blank=True)
    form = models.CharField(max_length=10, choices=MessageForm, default=MessageForm.STANDARD)
    # By its name, as they gave it; empty: English.
    language = models.CharField(max_length=60, blank=True)
    # With which help, and who must not interpret, as they say it (P52).
    helps_by = ArrayField(
        models.CharField(max_length=12, choices=ReachHelp), default=list, blank=True
    )
    never_interprets_words = models.CharField(max_length=120, blank=True)
    # In person: a code to sign in is sent all the same, when they ask for one.
    codes_may_come = models.BooleanField(default=False)
    # Whole hours of London's clock between which something may be sent; empty: at any time.
    hours_from = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_until = models.PositiveSmallIntegerField(null=True, blank=True)
    # What is sent to them is seen by nobody else: a text may say more than a lock screen (P49).
    only_they_read = models.BooleanField(default=False)
    # "Please never tell …": obeyed by this app, and read by nobody who acts for them (P11).
    never_told_login_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    # On the person's word, said to somebody else: on which day, and to whom.
    said_on = models.DateField(null=True, blank=True)
    said_to_login_id = models.BigIntegerField(null=True, blank=True)
    # Kept by the database: the way or the address changed.
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(channel=Channel.IN_PERSON) | Q(through_login_id__isnull=False),
                name="in_person_is_through_someone",
            ),
            models.CheckConstraint(
                condition=~Q(channel__in=[Channel.EMAIL, Channel.TEXT, Channel.POST])
                | ~Q(address=""),
                name="a_channel_has_an_address",
            ),
            models.CheckConstraint(
                condition=Q(said_on__isnull=True, said_to_login_id__isnull=True)
                | Q(said_on__isnull=False, said_to_login_id__isnull=False),
                name="what_was_said_was_said_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(hours_from__isnull=True, hours_until__isnull=True)
                | Q(
                    hours_from__isnull=False,
                    hours_until__isnull=False,
                    hours_from__lt=F("hours_until"),
                    hours_until__lte=24,
                ),
                name="hours_begin_before_they_end",
            ),
            models.CheckConstraint(
                condition=Q(deputy_login_id__isnull=True)
                | Q(through_login_id__isnull=True)
                | ~Q(deputy_login_id=F("through_login_id")),
                name="a_deputy_is_somebody_else",
            ),
        ]

    @property
    def is_in_ours(self) -> bool:
        """In a form and a language in which we write."""
        return self.form in OUR_FORMS and not self.language

    @property
    def true_channel(self) -> str:
        """By which they are truly told: what somebody reads or signs to them is told in person."""
        return self.channel if self.is_in_ours else Channel.IN_PERSON


class ShortName(models.Model):
    """By what short name a person knows one of their groups in a text: "Tuesday" (P49)."""

    person_id = models.UUIDField()
    group_id = models.BigIntegerField()
    name = models.CharField(max_length=MAX_SHORT_NAME)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "group_id"], name="one_short_name_of_a_group"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="short_name_says_something"),
        ]


class SendingPause(models.Model):
    """What is not sent to one person now, as whoever knows why has said. Not why."""

    person_id = models.UUIDField(unique=True)
    level = models.CharField(max_length=10, choices=PauseLevel)
    since = models.DateTimeField()


class NextVisitor(models.Model):
    """Which of those who tell a person things goes to them next, as they agreed."""

    person_id = models.UUIDField(unique=True)
    login_id = models.BigIntegerField()
    said_at = models.DateTimeField()


class AnswerLink(models.Model):
    """By which a message is answered once, without sign-in (P76). What is answered is known to
    whoever made it, by `ref`. Of the token, which opens it, only a digest is kept: the mail works
    it out when it is sent (see queries/answer_links.py)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purpose = models.CharField(max_length=40)
    ref = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    # The moment from which it is too late.
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(answered_at__gte=F("made_at"), answered_at__lt=F("until")),
                name="answer_link_answered_in_time",
            ),
        ]
        indexes = [models.Index(fields=["purpose", "ref"], name="answer_link_of_its_thing")]


class Message(models.Model):
    """Written in the transaction of the deed it tells of; sent by a task. Told once, by `key`.

    To be sent it is claimed in one commit, handed to the post outside any, and marked in another:
    a claim whose worker has died runs out, and the message goes again under the same Message-ID.
    """

    key = models.CharField(max_length=200, unique=True)
    person_id = models.UUIDField(null=True)  # null: to a login (staff, providers)
    login_id = models.BigIntegerField(null=True)
    # Of whoever has no page here and asked for one answer: forgotten once it went, or is given up.
    address = models.CharField(max_length=254, blank=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    # The group and the thing, as its reader knows them: the text begins with it, no subject has it.
    about = models.CharField(max_length=400, blank=True)
    text = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    # Where its mail leads to instead of `link`, which is for whoever signs in.
    answer_link = models.ForeignKey(
        AnswerLink, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What holds some days after its reader was told: a sentence with that day in words, which is
    # filled in where it is read.
    day_words = models.CharField(max_length=200, blank=True)
    days_from_told = models.PositiveSmallIntegerField(null=True)
    # Of which group it tells, so that a text has the short name that its reader gave it.
    group_id = models.BigIntegerField(null=True)
    urgent = models.BooleanField(default=False)
    # A payment or change notice counts only once told: nothing is collected before (M84).
    is_notice = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # Until when it should be told: whoever works where the person lives may go too (P58).
    tell_by = models.DateField(null=True)
    # Who has it in hand, until when, and for which time; or from when it may be tried again.
    claimed_by = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_again_at = models.DateTimeField(null=True)
    # Why it was not taken, the last time that it was tried.
    not_sent_because = models.CharField(max_length=10, choices=NotSentReason, blank=True)
    told_on = models.DateField(null=True)
    told_by_login_id = models.BigIntegerField(null=True)
    # From then on it is no news any more: nobody says it at a visit, unless money hangs on it.
    over_at = models.DateTimeField(null=True)
    # Whoever did what it tells of: they neither read it for the person nor confirm it.
    not_told_by_login_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(address="") & (Q(person_id__isnull=True) ^ Q(login_id__isnull=True))
                | Q(person_id__isnull=True, login_id__isnull=True)
                & (
                    Q(state=MessageState.QUEUED) & ~Q(address="")
                    | Q(state__in=(MessageState.SENT, MessageState.FAILED), address="")
                ),
                name="message_to_a_person_or_a_login",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | ~Q(state=MessageState.SENT) & Q(sent_at__isnull=True),
                name="message_sent_at_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_until__isnull=True)
                | Q(
                    state=MessageState.QUEUED,
                    claimed_by__isnull=False,
                    claimed_until__isnull=False,
                ),
                name="message_in_hand_is_claimed_until",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.FAILED) | ~Q(not_sent_because=""),
                name="message_failed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=MessageState.TOLD, told_on__isnull=False, told_by_login_id__isnull=False
                )
                | ~Q(state=MessageState.TOLD) & Q(told_on__isnull=True),
                name="message_told_on_when_told",
            ),
            models.CheckConstraint(
                condition=Q(days_from_told__isnull=True, day_words="")
                | Q(days_from_told__isnull=False) & ~Q(day_words=""),
                name="message_counts_days_in_words",
            ),
            models.CheckConstraint(
                condition=Q(told_by_login_id__isnull=True)
                | Q(not_told_by_login_id__isnull=True)
                | ~Q(told_by_login_id=F("not_told_by_login_id")),
                name="nobody_confirms_word_of_their_own_deed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="message_queued", condition=Q(state=MessageState.QUEUED)
            ),
            models.Index(
                fields=["id"], name="message_failed", condition=Q(state=MessageState.FAILED)
            ),
            models.Index(
                fields=["sent_at"], name="message_sent", condition=Q(sent_at__isnull=False)
            ),
            models.Index(fields=["person_id", "-created_at"], name="message_to_person"),
        ]

    @property
    def state_words(self) -> str:
        """How far it has come, as its reader reads it: of what could not be sent, why."""
        if self.state == MessageState.FAILED:
            return self.get_not_sent_because_display()
        return self.get_state_display()

    @property
    def failed_for_address(self) -> bool:
        return self.state == MessageState.FAILED and self.not_sent_because == NotSentReason.ADDRESS

    @property
    def may_still_go(self) -> bool:
        return self.state == MessageState.QUEUED

    @property
    def has_arrived(self) -> bool:
        """Sent, or told face to face."""
        return self.state in (MessageState.SENT, MessageState.TOLD)
