"""What stands on somebody's first page at a glance: what comes next, their money, whom they can
ask."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from community.people.acting import Acting
from community.people.queries.named_contact import named_contact
from community.people.queries.talks import talks_of_person
from community.people.scope_table import Seen
from community.people.wording import talk_day_text
from frontend.drawings.money_bar import BarPart, money_bar
from frontend.shared.named_contact import contact_text
from groups.models.gatherings import Gathering
from groups.queries.gatherings import next_date_of
from pooling.pools.queries.money import source_summaries
from providers.models.sessions import Booking
from providers.queries.sessions import next_booking_of


@dataclass(frozen=True)
class NextForYou:
    """The time to which somebody goes next. `where` is empty where it is at a home: its place
    stands on the group's own page alone (P101). `page`: of this time, or of all they go to."""

    title: str
    starts_at: datetime
    where: str
    with_whom: str
    page: str


def next_for_you(by: Acting, now: datetime) -> NextForYou | None:
    """Two statements. Of a group only a time to which they said that they come."""
    booking = next_booking_of(by, now=now)
    date = next_date_of(by.required_person.pk, now)
    if date and (booking is None or date.starts_at < booking.session.starts_at):
        return _of_group(date)
    return _of_provider(booking) if booking else None


def _of_group(date: Gathering) -> NextForYou:
    where = "" if date.is_at_home else date.place_words
    page = reverse("date", args=[date.pk])
    return NextForYou(date.title, date.starts_at, where, date.group.name, page)


def _of_provider(booking: Booking) -> NextForYou:
    session = booking.session
    return NextForYou(
        session.title,
        session.starts_at,
        session.place_words,
        session.provider.name,
        reverse("my_sessions"),
    )


def money_bars(by: Acting, now: datetime) -> list[tuple[str, list[BarPart]]]:
    """Of each source of which sums are said, what it is called and its bar. Three statements."""
    bars = [(each.source.called, money_bar(each)) for each in source_summaries(by, now=now)]
    return [(called, bar) for called, bar in bars if bar]


@dataclass(frozen=True)
class YourPerson:
    """`ask`: whom somebody can ask where they live; empty where it is not known where. `talk`: what
    they asked for first, when and with whom."""

    ask: str
    talk: str


def your_person(by: Acting, seen: Collection[Seen]) -> YourPerson:
    """At most two statements. Whoever does not see where somebody lives is told nobody's name."""
    person = by.required_person
    area = person.area if Seen.HOME_AREA in seen else None
    talks = talks_of_person(person.pk) if Seen.QUESTIONS in seen else []
    waiting = next((each for each in talks if each.is_waiting), None)
    return YourPerson(
        contact_text(named_contact(area.authority_code)) if area else "",
        talk_day_text(waiting) if waiting else "",
    )
