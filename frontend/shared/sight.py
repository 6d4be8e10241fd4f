"""What whoever acts reads of a person's history and messages; and who else reads a page."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from community.audit.deeds import Deed, deeds_by_value
from community.audit.models import AuditEntry
from community.audit.queries import entries_of_person
from community.common.dates import format_day
from community.conversations.message_kinds import ConversationMessage
from community.messaging.deeds import MessagingDeed
from community.messaging.message_kinds import MessageKind
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.deeds import PeopleDeed
from community.people.queries.persons import former_ids
from community.people.queries.sight import readers_of
from community.people.queries.visits import messages_read_by
from community.people.rules.authority import check_has_person
from community.people.rules.sight import seen_by
from community.people.scope_table import Seen
from community.pictures.message_kinds import PictureMessage
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from marketplace.referrals.deeds import ReferralDeed
from marketplace.referrals.message_kinds import ReferralMessage
from pooling.payments.deeds import PaymentDeed
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from providers.deeds import ProviderDeed
from providers.message_kinds import ProviderMessage
from providers.queries.hidden_dates import (
    lines_but_of_hidden,
    messages_but_of_hidden,
    starts_hidden_from,
)

# Whatever is not here is read by nobody but the person.
SEEN_BY_DEED_KIND: dict[type[Deed], Seen] = {
    GroupDeed: Seen.GROUPS,
    ProviderDeed: Seen.PLANS,
    ReferralDeed: Seen.PLANS,
    PoolDeed: Seen.FITS,
    PaymentDeed: Seen.SUMS,
}
SEEN_BY_DEED: dict[Deed, Seen] = {
    GroupDeed.MAKE_INVITE: Seen.CODES,
    GroupDeed.STOP_INVITE: Seen.CODES,
    GroupDeed.ASK_ABOUT_OFFER: Seen.OTHERS_WORDS,
    GroupDeed.ASK_REMOVAL: Seen.OTHERS_WORDS,
    GroupDeed.TAKE_BACK_REMOVAL: Seen.OTHERS_WORDS,
    GroupDeed.SAY_SIDE: Seen.OTHERS_WORDS,
    GroupDeed.SAY_WHO_STAYS: Seen.OTHERS_WORDS,
    GroupDeed.LOOK_AGAIN_AT_REMOVAL: Seen.OTHERS_WORDS,
    GroupDeed.SUSPEND_MEMBER: Seen.OTHERS_WORDS,
    GroupDeed.LET_MEMBER_BACK: Seen.OTHERS_WORDS,
    GroupDeed.OFFER_PEER_TALK: Seen.OTHERS_WORDS,
    GroupDeed.END_PEER_OFFER: Seen.OTHERS_WORDS,
    GroupDeed.ASK_PEER: Seen.OTHERS_WORDS,
    GroupDeed.AGREE_TO_PEER_TALK: Seen.OTHERS_WORDS,
    GroupDeed.DECLINE_PEER_TALK: Seen.OTHERS_WORDS,
    GroupDeed.END_PEER_TALK: Seen.OTHERS_WORDS,
    GroupDeed.MAKE_CALENDAR_LINK: Seen.AUTHORITIES,
    GroupDeed.CHANGE_CALENDAR_LINK: Seen.AUTHORITIES,
    GroupDeed.END_CALENDAR_LINK: Seen.AUTHORITIES,
    MessagingDeed.SET_CONTACT_PLAN: Seen.REACH,
    PeopleDeed.SET_ADJUSTMENTS: Seen.HELPS,
    PeopleDeed.SUGGEST_ADJUSTMENTS: Seen.HELPS,
    PeopleDeed.LEAVE_SUGGESTION: Seen.HELPS,
    PeopleDeed.SET_HOME_AREA: Seen.HOME_AREA,
    PeopleDeed.ASK_TO_TALK: Seen.QUESTIONS,
    PeopleDeed.MOVE_TALK: Seen.QUESTIONS,
    PeopleDeed.CALL_OFF_TALK: Seen.QUESTIONS,
    PeopleDeed.RECORD_TALK: Seen.QUESTIONS,
    PeopleDeed.CLOSE_TALK: Seen.QUESTIONS,
    ProviderDeed.HIDE_DATE: Seen.HIDDEN_DATES,
    ProviderDeed.SHOW_DATE: Seen.HIDDEN_DATES,
    PoolDeed.ANSWER_QUESTION: Seen.QUESTIONS,
    PoolDeed.REQUEST_ANOTHER_WAY: Seen.QUESTIONS,
    PoolDeed.ANSWER_HELP_REQUEST: Seen.QUESTIONS,
}
SEEN_BY_MESSAGE_KIND: dict[type[MessageKind], Seen] = {
    ConversationMessage: Seen.OTHERS_WORDS,
    GroupMessage: Seen.GROUPS,
    PictureMessage: Seen.OTHERS_WORDS,
    PoolMessage: Seen.SUMS,
    ProviderMessage: Seen.PLANS,
    ReferralMessage: Seen.PLANS,
}
SEEN_BY_MESSAGE: dict[MessageKind, Seen] = {
    GroupMessage.OFFER_ANSWER: Seen.OTHERS_WORDS,
    GroupMessage.WHO_STAYS: Seen.OTHERS_WORDS,
    GroupMessage.WORDS_IN_GROUP: Seen.OTHERS_WORDS,
    GroupMessage.PEER_TALK: Seen.OTHERS_WORDS,
    PoolMessage.CALL_OFF_ASKED: Seen.GROUPS,
    PoolMessage.CANCELLED: Seen.GROUPS,
    PoolMessage.DATE_MOVED: Seen.PLANS,
    PoolMessage.DID_NOT_GO_AHEAD: Seen.GROUPS,
    PoolMessage.HELP_ANSWERED: Seen.QUESTIONS,
    PoolMessage.PLACE_NOT_COVERED: Seen.GROUPS,
    PoolMessage.STOPS_AFTER: Seen.PLANS,
    ProviderMessage.SESSION_DISPUTE_RESOLVED: Seen.QUESTIONS,
}


def history_read_by(by: Acting, *, now: datetime) -> QuerySet[AuditEntry]:
    """What was done by a person or for them: all of it to them; to whoever acts for them the lines
    of what they may see, and those of their own hands; nothing of a date that is hidden."""
    check_has_person(by)
    person_id = by.required_person.pk
    entries = entries_of_person(person_id, *former_ids(person_id))
    if not by.is_by_other_hands:
        return entries
    own = Q(representation_id__isnull=False, login_id=by.login_id)
    entries = lines_but_of_hidden(entries, by.required_person.pk)
    return entries.filter(Q(deed__in=_deeds_among(seen_by(by, now=now))) | own)


def _deeds_among(seen: Collection[Seen]) -> list[str]:
    return [value for value, deed in deeds_by_value().items() if seen_of_deed(deed) in seen]


def seen_of_deed(deed: Deed) -> Seen | None:
    return SEEN_BY_DEED.get(deed, SEEN_BY_DEED_KIND.get(type(deed)))


def messages_shown_to(by: Acting, *, now: datetime) -> QuerySet[Message]:
    """What was said to a person, by what whoever reads it may see."""
    check_has_person(by)
    messages = messages_read_by(by)
    if not by.is_by_other_hands:
        return messages
    messages = messages_but_of_hidden(messages, by.required_person.pk)
    messages = messages.exclude(_names_hidden_day(by))
    seen = seen_by(by, now=now)
    kinds = [kind for each in MessageKind.__subclasses__() for kind in each]
    return messages.filter(kind__in=[kind for kind in kinds if seen_of_message(kind) in seen])


def _names_hidden_day(by: Acting) -> Q:
    """What says from which day to which a shared cost is paid for, where one of them is hidden."""
    named = Q(pk=None)
    for start in starts_hidden_from(by):
        named |= Q(kind=PoolMessage.PLACE_NOT_COVERED, text__contains=format_day(start))
    return named


def seen_of_message(kind: MessageKind) -> Seen | None:
    return SEEN_BY_MESSAGE.get(kind, SEEN_BY_MESSAGE_KIND.get(type(kind)))


def who_reads_text(by: Acting, seen: Seen, *, now: datetime) -> str:
    """Who reads this, besides whoever looks now. To somebody who acts for the person, nobody else
    is named: who else may is the person's to know."""
    name = by.required_person.preferred_name
    if by.representation is not None:
        return _(
            "This is the page of %(person)s. You read of it what somebody who acts for them needs."
        ) % {"person": name}
    readers = readers_of(by.required_person.pk, seen, now=now)
    if not readers:
        return _("Nobody acts for you, so nobody else reads this for you.")
    others = [
        _("%(name)s, who may %(may)s") % {"name": reader.name, "may": reader.scope.label}
        for reader in readers
    ]
    return _("You see this, and so does whoever acts for you: %(others)s.") % {
        "others": get_text_list(others, _("and"))
    }
