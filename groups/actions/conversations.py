"""People, groups and providers write to each other, and neither reads how the other is reached
(M28). The mail says that there are words, and where to read them: never the words themselves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.conversations.actions.writing import (
    Sides,
    hold_conversation,
    lock_conversation,
    mark_closed,
    write_message,
)
from community.conversations.deeds import ConversationDeed
from community.conversations.message_kinds import ConversationMessage
from community.conversations.models import Conversation, RelayedMessage
from community.conversations.queries.blocks import who_blocked
from community.conversations.rules.writing import check_is_open, clean_words
from community.messaging.actions.notifying import PersonMessage, notify_each_login, notify_people
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.rules.authority import check_authority, check_may_stop, check_may_write
from community.people.states import RepresentationScope
from community.people.wording import describe_adjustments
from community.places.models.areas import Area
from groups.actions.flags import look_at_stop, look_at_words
from groups.actions.notifications import name_of_group
from groups.queries.conversations import (
    ConversationDetail,
    conversation_for,
    group_reads,
    ref_id,
    told_by_somebody,
)
from groups.queries.members import group_detail, is_member, member_ids, membership
from groups.rules.conversations import check_not_in_group, check_somebody_reads
from providers.models.supply import Listing
from providers.queries.supply import live_check_kinds, provider_members, public_listing
from providers.rules.vetting import check_vetted

MAX_HELPS_CHARS = 300


@transaction.atomic
def ask_listing(
    *,
    listing_id: int,
    text: str,
    called: str = "",
    group_id: int | None = None,
    shares_what_helps: bool = False,
    by: Acting,
    now: datetime,
) -> RelayedMessage:
    """A question to whoever runs a listing: from a person, who is called as they say, or from a
    group of theirs. Nothing passes to somebody whose checks were not seen (M143)."""
    check_authority(by, RepresentationScope.SUGGEST, now=now)
    listing = public_listing(listing_id)
    _check_passes(listing, now)
    side = f"provider:{listing.provider_id}"
    about = f"listing:{listing.pk}"
    if group_id is not None:
        group = membership(group_id, by).group
        sides = Sides(asked=side, asking=f"group:{group.pk}")
        return _begin(about, sides, group.area, "", text, shares_what_helps, by=by, now=now)
    sides = Sides(asked=side, person=by.required_person)
    area = listing.provider.area
    return _begin(about, sides, area, called, text, shares_what_helps, by=by, now=now)


@transaction.atomic
def write_to_group(
    *,
    group_id: int,
    text: str,
    called: str = "",
    shares_what_helps: bool = False,
    by: Acting,
    now: datetime,
) -> RelayedMessage:
    """From somebody who is not in it, to a group that may be found: everybody in it reads it."""
    check_authority(by, RepresentationScope.SUGGEST, now=now)
    group = group_detail(group_id, by, now=now).group
    check_not_in_group(is_in_it=is_member(group_id, by.person_id))
    check_somebody_reads(is_read=group_reads(group_id), name=group.name)
    sides = Sides(asked=f"group:{group_id}", person=by.required_person)
    about = f"group:{group_id}"
    return _begin(about, sides, group.area, called, text, shares_what_helps, by=by, now=now)


@transaction.atomic
def write_on(
    *,
    conversation_id: int,
    text: str,
    shares_what_helps: bool = False,
    by: Acting,
    now: datetime,
) -> RelayedMessage:
    """By either side, while neither has closed it."""
    detail = _lock(conversation_id, by)
    if not detail.is_for_provider:
        check_authority(by, RepresentationScope.SUGGEST, now=now)
    if detail.conversation.about.startswith("listing:"):
        _check_passes(public_listing(ref_id(detail.conversation.about)), now)
    return _write(detail, text, shares_what_helps, by=by, now=now)


@transaction.atomic
def close_conversation(*, conversation_id: int, by: Acting, now: datetime) -> Conversation:
    """Nothing more is passed on, either way, and no reason is asked. Twice is the same as once."""
    return _set_closed(conversation_id, now, by=by, now=now)


@transaction.atomic
def reopen_conversation(*, conversation_id: int, by: Acting, now: datetime) -> Conversation:
    """By the side that closed it."""
    return _set_closed(conversation_id, None, by=by, now=now)


def _set_closed(
    conversation_id: int, at: datetime | None, *, by: Acting, now: datetime
) -> Conversation:
    detail = _lock(conversation_id, by)
    if detail.is_for_provider:
        check_may_write(by)
    elif at is None:
        check_authority(by, RepresentationScope.DECIDE, now=now)
    else:
        check_may_stop(by, now=now)
    conversation = detail.conversation
    if mark_closed(conversation, is_asking=detail.is_asking, at=at, by=by):
        deed = (
            ConversationDeed.REOPEN_CONVERSATION
            if at is None
            else ConversationDeed.CLOSE_CONVERSATION
        )
        record_deed(by=_hands(detail, by), deed=deed, about=conversation.about, now=now)
        look_at_stop(area=conversation.area, by=by, now=now)
    return conversation


def _lock(conversation_id: int, by: Acting) -> ConversationDetail:
    lock_conversation(conversation_id)
    return conversation_for(conversation_id, by)


def _check_passes(listing: Listing, now: datetime) -> None:
    provider = listing.provider
    kinds = live_check_kinds(provider.pk, today(now))
    check_vetted(kinds, hands_on=listing.is_hands_on)
    check_somebody_reads(is_read=bool(provider_members(provider.pk)), name=provider.name)


def _begin(
    about: str,
    sides: Sides,
    area: Area,
    called: str,
    text: str,
    shares_what_helps: bool,
    *,
    by: Acting,
    now: datetime,
) -> RelayedMessage:
    conversation = hold_conversation(about=about, sides=sides, area=area, now=now)
    if sides.person is not None and (called or not conversation.called):
        conversation.called = called or sides.person.preferred_name
        conversation.save(update_fields=["called"])
    detail = conversation_for(conversation.pk, by)
    return _write(detail, text, shares_what_helps, by=by, now=now)


def _write(
    detail: ConversationDetail, text: str, shares_what_helps: bool, *, by: Acting, now: datetime
) -> RelayedMessage:
    check_is_open(
        is_closed_here=detail.closed_here_at is not None,
        is_closed_there=detail.closed_there_at is not None,
        other=detail.other,
    )
    is_persons = not detail.is_for_provider
    is_alone = is_persons and detail.conversation.person_id == by.person_id
    message = write_message(
        detail.conversation,
        words=clean_words(text, message_count=detail.conversation.messages.count()),
        is_from_asking=detail.is_asking,
        for_person=by.required_person if is_persons else None,
        what_helps=_what_helps(by, now) if shares_what_helps and is_alone else "",
        by=by,
        now=now,
    )
    deed = ConversationDeed.WRITE_WORDS if is_persons else ConversationDeed.ANSWER_WORDS
    record_deed(by=_hands(detail, by), deed=deed, about=detail.conversation.about, now=now)
    _tell(detail, message, now=now)
    look_at_words(detail, message, now=now)
    return message


def _what_helps(by: Acting, now: datetime) -> str:
    """It travels only when the person says so, or whoever decides for them."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    helps = "; ".join(describe_adjustments(by.required_person.adjustments))
    return helps[:MAX_HELPS_CHARS]


def _hands(detail: ConversationDetail, by: Acting) -> Acting:
    """Whoever speaks for a provider does so as nobody's hands."""
    return Acting(login=by.login) if detail.is_for_provider else by


def _tell(detail: ConversationDetail, message: RelayedMessage, *, now: datetime) -> None:
    """The other side, each by their own plan. A mail says that there are words, and where; whoever
    is told by somebody, by their own plan, hears the words themselves."""
    conversation = detail.conversation
    other = conversation.asked if detail.is_asking else conversation.asking
    key, link = f"words:{message.pk}", f"/written/{conversation.pk}/"
    text = _("%(who)s wrote about “%(thing)s”. You read it on its page, and can answer there.") % {
        "who": detail.own,
        "thing": detail.thing,
    }
    if other.startswith("provider:"):
        notify_each_login(
            [login.pk for login in provider_members(ref_id(other))],
            kind=ConversationMessage.WORDS_FOR_PROVIDER,
            subject=_("Somebody wrote about what you offer"),
            text=text,
            link=link,
            key=f"{key}:provider",
            now=now,
        )
        return
    group_id = ref_id(other) if other else None
    ids = member_ids(group_id) if group_id else [conversation.required_person_id]
    blockers = who_blocked(message.for_person_id, ids)
    ids = [each for each in ids if each not in blockers]
    by_somebody = told_by_somebody(ids)
    said = _("They wrote: “%(words)s”") % {"words": message.words}
    notify_people(
        [
            PersonMessage(each, f"{key}:{each}", f"{text} {said}" if each in by_somebody else text)
            for each in ids
        ],
        kind=ConversationMessage.WORDS_CAME,
        subject=_("Somebody wrote to your group") if group_id else _("Somebody wrote to you"),
        about=name_of_group(group_id) if group_id else "",
        link=link,
        group_id=group_id,
        now=now,
    )
