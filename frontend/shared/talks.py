"""A talk first, on page, by program, from paper: about what, with whom, on which days (M125)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.actions.talks import ask_to_talk
from community.people.models.persons import Person
from community.people.models.talks import TalkRequest
from community.people.queries.talks import (
    TalkPerson,
    had_a_place_held,
    people_to_talk_to,
    talks_to_have,
    waiting_talk,
)
from community.people.rules.talks import TalkChoice, TalkTopic, days_to_talk
from community.people.states import TalkAbout
from community.people.wording import talk_day_text
from frontend.shared.reaching import reaching_texts_of
from groups.models.members import Member
from groups.queries.decisions import decision_by_id, open_decisions_of_member
from groups.queries.members import group_detail
from pooling.pools.actions.talks import ask_to_talk_about_pool
from pooling.pools.queries.pool_details import pool_for_reader
from pooling.pools.queries.pool_lists import pools_of_group
from pooling.pools.queries.talks import topic_of_pool
from providers.actions.talks import ask_to_talk_about_session
from providers.queries.talks import topic_of_listing, topic_of_session

WITH_PLACES = (TalkAbout.POOL, TalkAbout.SESSION)


@dataclass(frozen=True)
class TalkDetail:
    """What somebody reads before they ask. `waiting`: the talk about it that is to come already."""

    topic: TalkTopic
    people: list[TalkPerson]
    days: list[date]
    waiting: TalkRequest | None
    had_place_held: bool = False

    @property
    def text(self) -> str:
        """What becomes of a place meanwhile."""
        if self.topic.about not in WITH_PLACES:
            return _("Nothing is decided, and nothing is taken, before you say so.")
        if self.had_place_held:
            return _(
                "A place was held for you once while you talked. It is not held a second time."
            )
        return _(
            "If there is a place, it is held for you until the end of the day you choose. Nothing"
            " is taken."
        )

    @property
    def days_text(self) -> str:
        """By when it has to be, where something closes."""
        if self.topic.last_day is None:
            return ""
        return _("Your answer is taken until the end of %(day)s: that day does not move.") % {
            "day": format_day(self.topic.last_day)
        }


def topic_of(about: TalkAbout, ref: int, *, by: Acting, now: datetime) -> TalkTopic:
    """For whoever may read the thing itself; for anybody else there is none."""
    match about:
        case TalkAbout.POOL:
            pool = pool_for_reader(pool_id=ref, by=by, now=now).pool
            return topic_of_pool(pool, by.required_person.pk, now=now)
        case TalkAbout.DECISION:
            detail = decision_by_id(ref, by, now)
            last_day = detail.last_day if detail.is_open else None
            return TalkTopic(about, ref, detail.brief.what, last_day)
        case TalkAbout.SESSION:
            return topic_of_session(ref)
        case TalkAbout.LISTING:
            return topic_of_listing(ref)
        case TalkAbout.GROUP:
            return TalkTopic(about, ref, group_detail(ref, by, now=now).group.name)
    if ref:
        raise NotFound("")
    return TalkTopic(about, 0, _("Your money"))


def talk_detail(about: TalkAbout, ref: int, *, by: Acting, now: datetime) -> TalkDetail:
    topic, person = topic_of(about, ref, by=by, now=now), by.required_person
    return TalkDetail(
        topic,
        people_asked_by(by),
        days_of(person, topic.last_day, asked_at=now, now=now),
        waiting_talk(person.pk, about, ref),
        had_a_place_held(person.pk, about, ref),
    )


def people_asked_by(by: Acting) -> list[TalkPerson]:
    """Whoever acts for somebody is not who talks with them first."""
    but = [by.login_id] if by.representation and by.login_id else []
    return people_to_talk_to(by.required_person, but=but)


def days_of(
    person: Person, last_day: date | None, *, asked_at: datetime, now: datetime
) -> list[date]:
    area = person.area
    return days_to_talk(asked_at, last_day, nation=area.nation, now=now) if area else []


def ask_about(
    about: TalkAbout, ref: int, choice: TalkChoice, *, by: Acting, now: datetime
) -> TalkRequest:
    match about:
        case TalkAbout.POOL:
            return ask_to_talk_about_pool(pool_id=ref, choice=choice, by=by, now=now)
        case TalkAbout.SESSION:
            return ask_to_talk_about_session(session_id=ref, choice=choice, by=by, now=now)
    topic = topic_of(about, ref, by=by, now=now)
    return ask_to_talk(topic=topic, choice=choice, by=by, now=now)


def page_of_talk(talk: TalkRequest) -> str:
    """Where what it is about can be answered."""
    match TalkAbout(talk.about):
        case TalkAbout.POOL:
            return reverse("pool", args=[talk.about_ref])
        case TalkAbout.GROUP:
            return reverse("group", args=[talk.about_ref])
        case TalkAbout.LISTING:
            return reverse("listing", args=[talk.about_ref])
        case TalkAbout.MONEY:
            return reverse("money")
    return reverse("home")


def talks_with_reaching(login_id: int) -> list[tuple[TalkRequest, list[str]]]:
    """Whom this login is to talk with, and what they said of how to reach them."""
    theirs = talks_to_have(login_id)
    reaching = reaching_texts_of([each.person_id for each in theirs])
    return [(each, reaching[each.person_id]) for each in theirs]


@dataclass(frozen=True)
class OwnTalk:
    """One of a person's own, with where it can be answered without it."""

    talk: TalkRequest

    @property
    def text(self) -> str:
        return talk_day_text(self.talk)

    @property
    def page(self) -> str:
        return page_of_talk(self.talk)


def topics_on_paper(member: Member, *, by: Acting, now: datetime) -> list[TalkTopic]:
    """What a member may tick on a sheet that they would like to talk about first."""
    return [
        topic_of(about, ref, by=by, now=now)
        for about, ref in [
            *((TalkAbout.POOL, each.pk) for each in pools_of_group(member.group_id)),
            *((TalkAbout.DECISION, each.pk) for each in open_decisions_of_member(member, now)),
            (TalkAbout.GROUP, member.group_id),
            (TalkAbout.MONEY, 0),
        ]
    ]


def topic_key(topic: TalkTopic) -> str:
    """As a box of a form has it."""
    return f"{topic.about}:{topic.ref}"


def parse_topic(key: str, topics: Collection[TalkTopic]) -> TalkTopic:
    for topic in topics:
        if topic_key(topic) == key:
            return topic
    raise NotFound("")
