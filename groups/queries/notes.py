"""What a group's own people write to one another (GroupNote): a conversation, both of whose sides
are the group."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Greatest
from django.utils.translation import gettext as _

from community.conversations.models import RelayedMessage
from community.conversations.queries.blocks import blocked_ids
from community.conversations.queries.reports import hidden_words
from community.messaging.models import ContactPlan
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.queries.persons import login_names, workers_of_area
from community.people.rules.sight import check_sees
from community.people.scope_table import Seen
from groups.models.members import Member
from groups.queries.conversations import MessageDetail, is_own_message, message_detail
from groups.queries.members import membership
from groups.states import HearsWords, MemberState

# A little less than a day and a week, so that an hour's delay moves nobody on by another.
PERIODS = {
    HearsWords.EACH_DAY: timedelta(hours=20),
    HearsWords.EACH_WEEK: timedelta(days=6, hours=20),
}
DIGEST_DAYS = 28
DIGEST_NOTES = 30


@dataclass(frozen=True)
class Printing:
    """Who prints the group's words, and for how many of its people."""

    name: str
    people: int


def notes_of_group(group_id: int, by: Acting, *, now: datetime) -> QuerySet[RelayedMessage]:
    """All that its people wrote, the newest first; for whoever is in it, and may read the others'
    words."""
    return notes_for(membership(group_id, by), by, now=now)


def notes_for(me: Member, by: Acting, *, now: datetime) -> QuerySet[RelayedMessage]:
    check_sees(by, Seen.OTHERS_WORDS, now=now)
    return _notes(me.group_id).order_by("-sent_at", "-pk")


def everybody_of(group_id: int) -> list[Member]:
    """Who is in it, and who was: words stay under the name that their writer chose."""
    members = Member.objects.filter(group_id=group_id).select_related("group")
    return list(members.order_by("pk"))


def note_details(
    everybody: Iterable[Member], notes: Iterable[RelayedMessage], by: Acting
) -> list[MessageDetail]:
    """Each as this reader may read it, under the name that its writer chose for the group."""
    messages = list(notes)
    hidden = hidden_words([each.pk for each in messages], by)
    blocked = blocked_ids(by.person_id)
    names: dict[UUID | None, str] = {each.person_id: each.known_as for each in everybody}
    return [
        message_detail(
            each,
            names.get(each.for_person_id, _("A question to all of us")),
            is_own_message(each, by, is_asking=True),
            blocked=blocked,
            hidden=hidden,
        )
        for each in messages
    ]


def notes_on_paper(member: Member, by: Acting, *, now: datetime) -> list[MessageDetail]:
    """Of the last four weeks, the oldest first: what stands on the sheet of one member."""
    recent = _notes(member.group_id).filter(sent_at__gte=now - timedelta(days=DIGEST_DAYS))
    newest = list(recent.order_by("-sent_at", "-pk")[:DIGEST_NOTES])
    return note_details(everybody_of(member.group_id), reversed(newest), by)


def printer_of(member: Member) -> int | None:
    """Who prints the group's words for this member: whom they chose, while they work there; else
    whoever tells them things. Never somebody who is never to be told (P11)."""
    return _printers([member])[0]


def printings_for(members: Sequence[Member]) -> list[Printing]:
    """For those of a group's people who read on paper, who prints it: told to all of them
    (P121)."""
    printers = _printers(members) if members else []
    names = login_names([pk for pk in printers if pk is not None])
    return [Printing(names[pk], printers.count(pk)) for pk in sorted(names, key=names.__getitem__)]


def members_to_tell_of_words(now: datetime) -> list[int]:
    """Who is here, and in whose group somebody else wrote since they last heard of it, as often as
    they chose."""
    is_due = Q(pk__in=())
    for hears, period in PERIODS.items():
        is_due |= Q(hears_words=hears) & (
            Q(heard_words_at__isnull=True) | Q(heard_words_at__lte=now - period)
        )
    side = Concat(Value("group:"), OuterRef("group_id"), output_field=CharField())
    unheard = RelayedMessage.objects.filter(
        conversation__about=side,
        conversation__asking=side,
        conversation__asked=side,
        sent_at__gt=OuterRef("heard_since"),
        hidden_at__isnull=True,
    ).exclude(for_person=OuterRef("person_id"))
    members = Member.objects.filter(is_due, state=MemberState.IN).annotate(
        heard_since=Greatest(F("joined_at"), Coalesce("heard_words_at", "joined_at"))
    )
    return list(members.filter(Exists(unheard)).order_by("pk").values_list("pk", flat=True))


def hears_of_others(member: Member) -> bool:
    """Is there something new, but from those whom the member does not hear from?"""
    since = max(member.joined_at, member.heard_words_at or member.joined_at)
    new = _notes(member.group_id).filter(sent_at__gt=since, hidden_at__isnull=True)
    others = new.exclude(for_person=member.person_id)
    return others.exclude(for_person__in=blocked_ids(member.person_id)).exists()


def _notes(group_id: int) -> QuerySet[RelayedMessage]:
    side = f"group:{group_id}"
    notes = RelayedMessage.objects.filter(
        conversation__about=side, conversation__asking=side, conversation__asked=side
    )
    return notes.select_related("conversation")


def _printers(members: Sequence[Member]) -> list[int | None]:
    """Of each of these, who are in one group."""
    is_chosen = any(each.words_printed_by_id for each in members)
    workers = workers_of_area(members[0].group.area_id) if is_chosen else []
    plans = ContactPlan.objects.filter(person_id__in=[each.person_id for each in members])
    of_person = {plan.person_id: plan for plan in plans}
    work_there = {login.pk for login in workers}
    return [_printer(each, of_person.get(each.person_id), work_there) for each in members]


def _printer(member: Member, plan: ContactPlan | None, work_there: Collection[int]) -> int | None:
    never = plan.never_told_login_ids if plan else []
    chosen = member.words_printed_by_id
    if chosen in work_there and chosen not in never:
        return chosen
    teller = plan.through_login_id if plan and plan.channel == Channel.IN_PERSON else None
    return None if teller in never else teller
