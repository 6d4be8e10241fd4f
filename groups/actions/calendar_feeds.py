"""A calendar link is made for one reader, says more or less, and ends (P120)."""

import secrets
from datetime import datetime

from django.db import transaction

from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.models.persons import Person
from community.people.rules.authority import check_authority, check_has_person
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.models.calendar_feeds import CalendarFeed
from groups.queries.calendar_feeds import calendar_feed_of, digest_of_token
from groups.rules.calendar_feeds import check_is_their_own

TOKEN_BYTES = 32


@transaction.atomic
def make_calendar_feed(*, by: Acting, now: datetime) -> str:
    """The token of a new link for whoever does it, which is told this once and kept nowhere. The
    one they had ends."""
    check_has_person(by)
    check_authority(by, RepresentationScope.LOOK, now=now)
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    login = by.required_login
    before = CalendarFeed.objects.filter(person=person, login=login, ended_at__isnull=True)
    before.update(ended_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(
        person=person,
        login=login,
        representation=by.representation,
        token_digest=digest_of_token(token),
        made_at=now,
    )
    _record(feed, GroupDeed.MAKE_CALENDAR_LINK, by, now)
    return token


@transaction.atomic
def set_calendar_titles(
    *, feed_id: int, shows_all: bool, by: Acting, now: datetime
) -> CalendarFeed:
    """Whether its titles say what is on: the person's own word, for each of its readers."""
    check_is_their_own(is_by_other_hands=by.is_by_other_hands)
    feed = _lock_feed(feed_id, by)
    if feed.shows_all == shows_all:
        return feed
    feed.shows_all = shows_all
    feed.save(update_fields=["shows_all"])
    _record(feed, GroupDeed.CHANGE_CALENDAR_LINK, by, now)
    return feed


@transaction.atomic
def end_calendar_feed(*, feed_id: int, by: Acting, now: datetime) -> None:
    """In one press, by the person or by its reader."""
    feed = _lock_feed(feed_id, by)
    _end(feed, by, now)


@transaction.atomic
def end_feed_without_authority(*, feed_id: int, now: datetime) -> None:
    """Its reader may not read any more. It has answered nothing since, and is now over for good."""
    feed = CalendarFeed.objects.select_for_update(no_key=True).get(pk=feed_id)
    if feed.ended_at is None:
        _end(feed, SYSTEM, now)


def end_calendar_feeds_of(person: Person, *, now: datetime) -> None:
    """Of somebody who is one with another from now on: what was made of half their dates shows no
    more of them. A part of the deed that brought them together."""
    CalendarFeed.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now)


def _end(feed: CalendarFeed, by: Acting, now: datetime) -> None:
    feed.ended_at = now
    feed.save(update_fields=["ended_at"])
    _record(feed, GroupDeed.END_CALENDAR_LINK, by, now)


def _lock_feed(feed_id: int, by: Acting) -> CalendarFeed:
    CalendarFeed.objects.select_for_update(no_key=True).filter(pk=feed_id).first()
    return calendar_feed_of(feed_id, by)


def _record(feed: CalendarFeed, deed: GroupDeed, by: Acting, now: datetime) -> None:
    record_deed(
        by=by, deed=deed, about=f"calendar_feed:{feed.pk}", for_person=feed.person_id, now=now
    )
