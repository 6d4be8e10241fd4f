"""A group's own people write to one another, each hears of it as often as they chose, and who has
no page reads it on paper (P44, P121)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.conversations.actions.writing import Sides, hold_conversation, write_message
from community.conversations.deeds import ConversationDeed
from community.conversations.models import RelayedMessage
from community.conversations.rules.writing import clean_words
from community.messaging.actions.notifying import notify_person
from community.messaging.queries.contact_plans import is_never_told
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.persons import login_names, workers_of_area
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.members import Group, Member
from groups.queries.conversations import told_by_somebody
from groups.queries.members import membership
from groups.queries.notes import hears_of_others, members_to_tell_of_words, printer_of
from groups.rules.gatherings import check_not_ended
from groups.rules.notes import check_can_print
from groups.states import HearsWords


@transaction.atomic
def write_note(*, group_id: int, text: str, by: Acting, now: datetime) -> RelayedMessage:
    """To all in the group, by one of them. Each hears of it as often as they chose."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    group = membership(group_id, by).group
    check_not_ended(group.state)
    message = _write(group, clean_words(text, message_count=0), by=by, now=now)
    record_deed(by=by, deed=ConversationDeed.WRITE_WORDS, about=f"group:{group_id}", now=now)
    return message


def ask_about_newcomer(member: Member, *, now: datetime) -> None:
    """Somebody for whom the group has just begun is greeted by a question to all (P44)."""
    question = _(
        "%(name)s has come in. What would you like %(name)s to know before a first time with us?"
    )
    _write(member.group, question % {"name": member.known_as}, by=SYSTEM, now=now)


@transaction.atomic
def choose_words(
    *,
    group_id: int,
    hears_words: HearsWords,
    printed_by: int | None = None,
    by: Acting,
    now: datetime,
) -> Member:
    """How often they hear that something was written, and who prints it for them: None is whoever
    tells them things, if anybody does."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    member = _lock(membership(group_id, by).pk)
    chosen = (hears_words, printed_by)
    if chosen == (member.hears_words, member.words_printed_by_id):
        return member
    if printed_by is not None and printed_by != member.words_printed_by_id:
        check_can_print(
            works_there=printed_by in [each.pk for each in workers_of_area(member.group.area_id)],
            is_never_told=is_never_told(member.person_id, printed_by),
        )
    member.hears_words, member.words_printed_by_id = chosen
    member.save(update_fields=["hears_words", "words_printed_by"])
    record_deed(by=by, deed=GroupDeed.CHOOSE_WORDS, about=f"group:{group_id}", now=now)
    return member


@transaction.atomic
def tell_of_words(*, member_id: int, now: datetime) -> None:
    """That something was written, and where: never the words. Who reads on paper hears who prints
    it for them."""
    member = _lock(member_id)
    if member.pk not in members_to_tell_of_words(now):
        return
    if hears_of_others(member):
        notify_person(
            person_id=member.person_id,
            kind=GroupMessage.WORDS_IN_GROUP,
            subject=str(GroupMessage.WORDS_IN_GROUP.label),
            about=member.group.name,
            group_id=member.group_id,
            text=_news(member),
            link=f"/group/{member.group_id}/notes/",
            key=f"member:{member.pk}:words:{now.isoformat()}",
            now=now,
        )
    member.heard_words_at = now
    member.save(update_fields=["heard_words_at"])


def _news(member: Member) -> str:
    since = max(member.joined_at, member.heard_words_at or member.joined_at)
    text = _("Somebody has written something since %(day)s.") % {"day": format_day(since)}
    printer = printer_of(member)
    if printer is not None and told_by_somebody([member.person_id]):
        name = login_names([printer])[printer]
        return f"{text} {_('%(name)s prints it for you.') % {'name': name}}"
    return f"{text} {_('You read it on its page, and can answer there.')}"


def _write(group: Group, words: str, *, by: Acting, now: datetime) -> RelayedMessage:
    side = f"group:{group.pk}"
    sides = Sides(asked=side, asking=side)
    conversation = hold_conversation(about=side, sides=sides, area=group.area, now=now)
    return write_message(
        conversation, words=words, is_from_asking=True, for_person=by.person, by=by, now=now
    )


def _lock(member_id: int) -> Member:
    members = Member.objects.select_for_update(no_key=True, of=("self",))
    return or_not_found(members.select_related("group").filter(pk=member_id).first())
