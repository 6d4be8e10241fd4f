"""Dates, money, numbers and distance as a person would say them."""

import datetime
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.common import clock, money
from community.common.dates import format_day, format_moment, format_time
from community.common.telephone import to_ring
from community.messaging.models import Message
from community.messaging.wording import words_of
from community.people.queries.acting import has_connector
from community.places.grid import KM_PER_MILE
from frontend.drawings.kind_pictures import picture_address
from groups.models.gatherings import Gathering
from groups.models.ideas import GroupIdea
from groups.models.members import Group
from groups.states import Purpose
from groups.wording import begins_text, gathering_when_text, who_ends_pause_text
from pooling.pools.models.instalments import PoolSession
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.missed_places import has_money_gone
from pooling.pools.wording.statements import session_money_text
from pooling.pools.wording.visits import place_kept_text
from providers.models.sessions import Booking
from providers.models.visit_requests import VisitRequest
from providers.wording.missed import missed_text
from providers.wording.visit_answers import declined_text

register = template.Library()

NUMBER_WORDS = (
    gettext_lazy("none"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
)


@register.filter
def if_missed(booking: Booking) -> str:
    """What it comes to if they do not come, or came to: in a sentence, or empty."""
    has_gone = has_money_gone(booking.session_id)
    return missed_text(booking, booking.session, has_money_gone=has_gone, now=clock.now())


@register.filter
def visit_answer(visit: VisitRequest) -> str:
    """A "not this time", with its reason."""
    is_there = has_connector(visit.listing.provider.area_id)
    return declined_text(visit, has_connector=is_there)


@register.filter
def place_kept(question: PrivateQuestion) -> str:
    """That a place is kept open for whoever is asked this; empty where it is not."""
    return place_kept_text(question)


@register.filter
def session_money(row: PoolSession) -> str:
    """What became of the money of a session that was paid for."""
    return session_money_text(row, now=clock.now())


register.filter("to_ring", to_ring)


@register.filter(is_safe=True)
def pounds(pence: int | None) -> str:
    """1250 -> "£12.50". Nothing known is said as nothing."""
    return "" if pence is None else money.format_pounds(pence)


@register.filter(is_safe=True)
def pounds_and_pence(pence: int | None) -> str:
    """1200 -> "£12.00", for columns that line up."""
    return "" if pence is None else money.format_pounds_and_pence(pence)


@register.filter
def day_in_words(when: datetime.date | None) -> str:
    """A date or moment -> "Friday 14 May 2027", by the calendar of the United Kingdom."""
    return format_day(when) if when else ""


@register.filter
def time_in_words(when: datetime.time | datetime.datetime | None) -> str:
    """A moment or time of day -> "10.30 am", "2 pm", "12 noon"."""
    return "" if when is None or when == "" else format_time(when)


@register.filter
def moment_in_words(when: datetime.datetime | None) -> str:
    """A moment -> "Friday 14 May 2027 at 10.30 am"."""
    return format_moment(when) if when else ""


@register.filter
def format_export_value(value: Any) -> Any:
    """What is kept about a person, as they would say it: days in words, a list by commas."""
    if isinstance(value, datetime.date):  # a moment is one too
        return format_day(value)
    return ", ".join(value) if isinstance(value, list) else value


@register.filter
def said(message: Message) -> str:
    return words_of(message)


@register.filter
def purposes(group: Group) -> list[str]:
    """Why a group's people come together, in words."""
    return [str(Purpose(purpose).label) for purpose in group.purposes]


@register.filter
def when_it_begins(group: Group) -> str:
    """For somebody who comes in."""
    return begins_text(group)


@register.filter
def when_we_meet(gathering: Gathering) -> str:
    return gathering_when_text(gathering)


@register.filter
def picture_of_idea(idea: GroupIdea) -> str:
    """Where its drawing is."""
    return picture_address(idea.picture)


@register.filter
def who_ends_pause(group: Group) -> str:
    """Before its seven days are over."""
    return who_ends_pause_text(group.area_id)


@register.filter
def number_in_words(number: Any) -> str | Promise:
    """3 -> "three"; 11 -> "11"."""
    is_small = isinstance(number, int) and 0 <= number < len(NUMBER_WORDS)
    return NUMBER_WORDS[number] if is_small else str(number)


@register.filter
def minutes_in_words(minutes: int) -> str:
    """120 → "2 hours", 90 → "1½ hours", 75 → "1 hour and 15 minutes"."""
    hours, rest = divmod(minutes, 60)
    in_minutes = ngettext("%(minutes)d minute", "%(minutes)d minutes", rest) % {"minutes": rest}
    if not hours:
        return in_minutes
    if rest == 30:
        return _("%(hours)d½ hours") % {"hours": hours}
    in_hours = ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    if not rest:
        return in_hours
    return _("%(hours)s and %(minutes)s") % {"hours": in_hours, "minutes": in_minutes}


UNDER_THREE_MILES = (
    gettext_lazy("less than ½ mile"),
    gettext_lazy("about ½ mile"),
    gettext_lazy("about 1 mile"),
    gettext_lazy("about 1½ miles"),
    gettext_lazy("about 2 miles"),
    gettext_lazy("about 2½ miles"),
)


@register.filter
def distance_in_words(km: float | None) -> str:
    """Kilometres in a straight line -> miles: to the half under three, and whole from there.

    Never finer, so that no distance pins a home down; and never minutes, for nobody knows how
    fast somebody goes, or by which way (P100). The page says that it is as the crow flies.
    """
    if km is None:
        return _("distance not known")
    miles = km / KM_PER_MILE
    halves = round(miles * 2)
    if halves >= 6:
        return _("about %(miles)d miles") % {"miles": round(miles)}
    return str(UNDER_THREE_MILES[halves])
