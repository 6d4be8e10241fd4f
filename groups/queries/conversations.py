"""Conversations between people, groups and providers, as each side may read them. What was said
about an offer has pages of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.conversations.models import Conversation, RelayedMessage
from community.conversations.queries.blocks import blocked_ids
from community.conversations.queries.conversations import of_one_group
from community.conversations.queries.reports import HiddenWords, hidden_words
from community.conversations.rules.reports import MAX_LOOKS
from community.messaging.models import ContactPlan
from community.messaging.states import SENT_CHANNELS
from community.moderation.models import ModerationItem
from community.moderation.states import ModerationState
from community.people.acting import Acting
from community.people.rules.sight import check_sees, may_see
from community.people.scope_table import Seen
from groups.models.members import Group, Member
from groups.states import CURRENT_STATES
from providers.models.supply import Listing, Provider
from providers.queries.supply import provider_ids_of_login


@dataclass(frozen=True)
class ConversationDetail:
    """A conversation as one side reads it. `other` and `own` are what the two sides are called;
    `thing` what it is about."""

    conversation: Conversation
    is_asking: bool
    own: str
    other: str
    thing: str
    link: str

    @property
    def pk(self) -> int:
        return self.conversation.pk

    @property
    def closed_here_at(self) -> datetime | None:
        return self._closed_at(of_asking=self.is_asking)

    @property
    def closed_there_at(self) -> datetime | None:
        return self._closed_at(of_asking=not self.is_asking)

    def _closed_at(self, *, of_asking: bool) -> datetime | None:
        each = self.conversation
        return each.closed_by_asking_at if of_asking else each.closed_by_asked_at

    @property
    def is_from_outside(self) -> bool:
        """Did somebody write to the reader's own group?"""
        is_to_group = self.conversation.asked.startswith("group:")
        return not self.is_asking and is_to_group and self.conversation.person_id is not None

    @property
    def is_for_provider(self) -> bool:
        return not self.is_asking and self.conversation.asked.startswith("provider:")


@dataclass(frozen=True)
class MessageDetail:
    """What was written, and by which side. `hidden_text` stands in the place of words that are
    hidden: from all, or for this reader. What a reader may do beside it, they may say of words that
    are not their own."""

    message: RelayedMessage
    is_own: bool
    who: str = ""
    is_hidden_for_me: bool = False
    is_blocked: bool = False
    is_reported_by_me: bool = False
    look: ModerationItem | None = None
    looks: int = 0

    @property
    def pk(self) -> int:
        return self.message.pk

    @property
    def hidden_text(self) -> str:
        if self.message.hidden_at is not None:
            return _("These words were reported, and are hidden.")
        if self.is_blocked:
            return _("From somebody you do not hear from.")
        return _("You have hidden this.") if self.is_hidden_for_me else ""

    @property
    def words(self) -> str:
        return "" if self.hidden_text else self.message.words

    @property
    def what_helps(self) -> str:
        return "" if self.hidden_text else self.message.what_helps

    @property
    def may_hide(self) -> bool:
        return not self.is_own and self.message.hidden_at is None

    @property
    def may_report(self) -> bool:
        return not (self.is_own or self.is_reported_by_me or self.words == "")

    @property
    def may_ask_again(self) -> bool:
        """Whoever the first answer went against."""
        against = ModerationState.HELD_BACK if self.is_own else ModerationState.PASSED
        theirs = self.is_own or self.is_reported_by_me
        if self.look is None or self.looks >= MAX_LOOKS:
            return False
        return theirs and self.look.state == against


def conversations_of(by: Acting, *, now: datetime) -> list[ConversationDetail]:
    """Those of the person, of their groups, and of the providers that the login speaks for, whose
    was written in last first."""
    if by.person is not None:
        check_sees(by, Seen.OTHERS_WORDS, now=now)
    last_first = _relayed().filter(of_reader(by)).annotate(last_at=Max("messages__sent_at"))
    rows = list(last_first.order_by("-last_at", "-pk"))
    groups = groups_of_reader(by)
    return _details(rows, [is_asking_side(each, by, groups) for each in rows])


def conversation_for(conversation_id: int, by: Acting) -> ConversationDetail:
    """One of them. To anybody else it is not there."""
    row = or_not_found(_relayed().filter(of_reader(by), pk=conversation_id).first())
    [detail] = _details([row], [is_asking_side(row, by, groups_of_reader(by))])
    return detail


def messages_of(detail: ConversationDetail, by: Acting, *, now: datetime) -> list[MessageDetail]:
    """In their order; none to somebody who acts for a person and may not read others' words."""
    if not detail.is_for_provider and not may_see(by, Seen.OTHERS_WORDS, now=now):
        return []
    messages = list(detail.conversation.messages.order_by("sent_at", "pk"))
    reader = Acting(login=by.login) if detail.is_for_provider else by
    hidden = hidden_words([each.pk for each in messages], reader)
    blocked = set() if detail.is_for_provider else blocked_ids(by.person_id)
    return [
        message_detail(
            each,
            detail.own if own else detail.other,
            own,
            blocked=blocked,
            hidden=hidden,
        )
        for each in messages
        for own in [each.is_from_asking == detail.is_asking]
    ]


def message_detail(
    message: RelayedMessage,
    who: str,
    is_own: bool,
    *,
    blocked: set[UUID],
    hidden: HiddenWords,
) -> MessageDetail:
    """One message before one reader, of whom `blocked` and `hidden` are."""
    return MessageDetail(
        message=message,
        is_own=is_own,
        who=who,
        is_hidden_for_me=message.pk in hidden.for_reader,
        is_blocked=message.for_person_id in blocked and message.for_person_id is not None,
        is_reported_by_me=message.pk in hidden.reported,
        look=hidden.looks.get(message.pk),
        looks=hidden.looks_count(message.pk),
    )


def is_own_message(message: RelayedMessage, by: Acting, *, is_asking: bool) -> bool:
    """Of one's own side; in a group's own words, of this person, or of no person."""
    if message.conversation.is_of_one_group:
        return message.for_person_id in (None, by.person_id)
    return message.is_from_asking == is_asking


def group_reads(group_id: int) -> bool:
    return Member.objects.filter(group_id=group_id, state__in=CURRENT_STATES).exists()


def told_by_somebody(person_ids: Iterable[UUID]) -> set[UUID]:
    """Of these persons, those whom somebody tells: no page of theirs is looked at."""
    told = ContactPlan.objects.filter(person_id__in=list(person_ids))
    return set(told.exclude(channel__in=SENT_CHANNELS).values_list("person_id", flat=True))


def ref_id(ref: str) -> int:
    """3, of "group:3"."""
    return int(ref.partition(":")[2])


def _relayed() -> QuerySet[Conversation]:
    rows = Conversation.objects.exclude(about__startswith="offer:").exclude(of_one_group())
    return rows.select_related("area", "person")


def groups_of_reader(by: Acting) -> set[str]:
    if by.person_id is None:
        return set()
    members = Member.objects.filter(person_id=by.person_id, state__in=CURRENT_STATES)
    return {f"group:{group_id}" for group_id in members.values_list("group_id", flat=True)}


def of_reader(by: Acting) -> Q:
    sides = groups_of_reader(by)
    mine = Q(asking__in=sides) | Q(asked__in=sides)
    if by.person_id:
        mine |= Q(person_id=by.person_id)
    if by.login_id and by.representation is None and not by.on_paper:
        providers = [f"provider:{pk}" for pk in provider_ids_of_login(by.login_id)]
        mine |= Q(asked__in=providers)
    return mine


def is_asking_side(row: Conversation, by: Acting, groups: set[str]) -> bool:
    own = row.person_id is not None and row.person_id == by.person_id
    return own or row.asking in groups


def _details(rows: Sequence[Conversation], are_asking: list[bool]) -> list[ConversationDetail]:
    names = _names(rows)
    return [
        ConversationDetail(
            conversation=row,
            is_asking=is_asking,
            own=names[row.asking or f"person:{row.pk}"] if is_asking else names[row.asked],
            other=names[row.asked] if is_asking else names[row.asking or f"person:{row.pk}"],
            thing=names[row.about],
            link=_link(row.about),
        )
        for row, is_asking in zip(rows, are_asking, strict=True)
    ]


def _link(about: str) -> str:
    kind, _colon, pk = about.partition(":")
    return f"/find/listing/{pk}/" if kind == "listing" else f"/group/{pk}/"


def _names(rows: Iterable[Conversation]) -> dict[str, str]:
    """Of every side and thing, in one statement a kind."""
    refs = {ref for row in rows for ref in (row.asking, row.asked, row.about) if ref}
    names = dict.fromkeys(refs, _("something that is not here any more"))
    groups = Group.objects.filter(pk__in=_ids(refs, "group")).values_list("pk", "name")
    providers = Provider.objects.filter(pk__in=_ids(refs, "provider")).values_list("pk", "name")
    listings = Listing.objects.filter(pk__in=_ids(refs, "listing")).values_list("pk", "title")
    for kind, found in (("group", groups), ("provider", providers), ("listing", listings)):
        names |= {f"{kind}:{pk}": name for pk, name in found}
    return names | {f"person:{row.pk}": row.called for row in rows if row.person_id}


def _ids(refs: Iterable[str], kind: str) -> list[int]:
    return [ref_id(ref) for ref in refs if ref.startswith(f"{kind}:")]
