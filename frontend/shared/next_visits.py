"""What is to be said at the next visit to each person who is reached through somebody (M84)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.lifecycle import not_none
from community.messaging.models import Message
from community.messaging.queries.contact_plans import ReachWords, reach_words_of, short_names_of
from community.messaging.queries.telling import told_items, who_goes_to
from community.messaging.states import OUR_FORMS, Channel, MessageForm
from community.messaging.wording import text_message_of, words_of
from community.people.queries.acting import PAPER_ENTRY_ROLES, roles_of
from community.people.queries.persons import login_names, preferred_names
from community.people.queries.visits import day_to_go_by, persons_to_visit, visit_items
from frontend.shared.reaching import taking_in_texts
from groups.models.members import Member
from groups.queries.members import members_of_persons


def members_to_print_for(person_ids: Collection[UUID], login_id: int) -> list[Member]:
    """Their places in groups, of those who live where this login may enter what is on paper."""
    area_ids = {area_id for kind, area_id in roles_of(login_id) if kind in PAPER_ENTRY_ROLES}
    return members_of_persons(person_ids, area_ids) if person_ids and area_ids else []


@dataclass(frozen=True)
class VisitLine:
    """`text_message`: for whoever is reached by text, the words that go on a lock screen (P49).
    `may_still_go`: by e-mail, which did not work until now."""

    pk: int
    subject: str
    text: str
    urgent: bool
    is_notice: bool
    tell_by: date | None
    created_at: datetime
    text_message: str
    may_still_go: bool


@dataclass(frozen=True)
class NextVisit:
    """`lines`: first what cannot wait, then the rest, each oldest first; none where nothing is to
    be said, and whoever visits reads only what please never to do (P11). `goes`: the login that has
    said that it goes, and `goes_name` how it is called; `go_by`: the day by which somebody should,
    where it was asked who can go sooner (P58)."""

    person_id: UUID
    called: str
    lines: list[VisitLine]
    words: ReachWords
    members: tuple[Member, ...] = ()  # whose sheets this login prints and enters
    goes: int | None = None
    goes_name: str = ""
    go_by: date | None = None

    @property
    def never_words(self) -> str:
        return self.words.never

    @property
    def days_words(self) -> str:
        return self.words.days

    @property
    def how(self) -> list[str]:
        """By which way it is told, where that is not face to face; in which form and language."""
        words = self.words
        ways = {
            Channel.TEXT: _("They chose: by text, to %(address)s."),
            Channel.POST: _("They chose: by letter, to %(address)s."),
            Channel.EMAIL: _("They chose: by e-mail, to %(address)s."),
        }
        way = ways.get(Channel(words.channel), "") % {"address": words.address}
        form = MessageForm(words.form)
        is_ours = form in OUR_FORMS
        return [
            *([way] if way else []),
            *([] if is_ours else [_("They take it in %(form)s.") % {"form": form.label}]),
            *(
                [_("In %(language)s: please read or sign it.") % {"language": words.language}]
                if words.language
                else []
            ),
            *taking_in_texts(words),
        ]

    @property
    def urgent(self) -> list[VisitLine]:
        return [line for line in self.lines if line.urgent]

    @property
    def can_wait(self) -> list[VisitLine]:
        return [line for line in self.lines if not line.urgent]


def next_visits_of_login(login_id: int, on: date) -> list[NextVisit]:
    """One for each person, those with something urgent first."""
    items = sorted(visit_items(login_id, on), key=lambda item: not item.urgent)
    told = {item.person_id for item in items if item.person_id}
    names = preferred_names(told | persons_to_visit(login_id, on))
    words, members = reach_words_of(names), members_to_print_for(names, login_id)
    short_names = short_names_of(names)
    goes = who_goes_to(names)
    goers = login_names(goes.values())
    lines = {pk: [item for item in items if item.person_id == pk] for pk in names}
    visits = [
        NextVisit(
            person_id,
            names[person_id],
            [_line(item, words.get(person_id), short_names) for item in lines[person_id]],
            words.get(person_id, ReachWords()),
            tuple(member for member in members if member.person_id == person_id),
            goes.get(person_id),
            goers.get(goes.get(person_id, 0), ""),
            day_to_go_by(lines[person_id], on),
        )
        for person_id in sorted(names, key=lambda person_id: names[person_id].casefold())
    ]
    return sorted(visits, key=lambda visit: (not visit.urgent, not visit.lines))


def _line(
    item: Message, words: ReachWords | None, short_names: Mapping[tuple[UUID, int], str]
) -> VisitLine:
    short_name = short_names.get((not_none(item.person_id), item.group_id or 0), "")
    return VisitLine(
        item.pk,
        item.subject,
        words_of(item),
        item.urgent,
        item.is_notice,
        item.tell_by,
        item.created_at,
        text_message_of(item, short_name=short_name, only_they_read=words.only_they_read)
        if words and words.channel == Channel.TEXT
        else "",
        item.may_still_go,
    )


@dataclass(frozen=True)
class ToldItem:
    """What somebody was told today, and by whom of those who visit them."""

    message_id: int
    called: str
    text: str
    by_login_id: int | None
    by_name: str
    is_urgent: bool


def told_today(login_id: int, on: date) -> list[ToldItem]:
    """Of those who are reached through this login: what they were told today, whoever did."""
    items = told_items(login_id, on=on)
    names = preferred_names({item.person_id for item in items if item.person_id})
    tellers = login_names({item.told_by_login_id for item in items if item.told_by_login_id})
    return [
        ToldItem(
            item.pk,
            names[item.person_id],
            words_of(item),
            item.told_by_login_id,
            tellers.get(item.told_by_login_id or 0, ""),
            item.urgent,
        )
        for item in items
        if item.person_id in names
    ]
