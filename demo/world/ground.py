"""The ground everything stands on: one area with its words and numbers, and who works there."""

from datetime import date, datetime

from community.people import actions as people
from community.people.acting import Acting
from community.people.models import Login, Role
from community.places import sources
from community.places.actions import keep_postcodes
from community.places.models import Area, Nation

from .cast import PLAYERS, Player, Side, acting

# Real postcodes of one city, so that distances are real; the council is invented.
AUTHORITY = "E06000023"
PRICES_ARE = "example"


def make_area() -> Area:
    """An area is set up by whoever runs the site; there is no action for it yet."""
    keep_postcodes(rows=sources.embedded(), correct=False)
    return Area.objects.create(
        name="Example area",
        council="Example Council",
        nation=Nation.ENGLAND,
        authority_code=AUTHORITY,
        routes={
            "direct_payment": "the person, by card or bank transfer",
            "council_managed": "the finance colleague at Example Council",
            "isf": "the finance colleague at Example Council, for the trust",
            "carer": "the person, by card or bank transfer",
        },
        pay_floor_pence=1300,
        pay_floor_from=date(2026, 4, 1),
        pay_floor_source="an example, not a real rate",
        crisis_words=(
            "If somebody is in danger now, call 999. If you need to talk to somebody today, day"
            " or night, call the number below. This is an example number."
        ),
        crisis_phone="0300 000 0000",
        safeguarding_phone="0300 000 0001",
        out_of_hours_phone="0300 000 0002",
        complaints_words="Write to Example Council, or ask the connector to help you write.",
        adviser_words="the payments adviser",
        adviser_phone="0300 000 0003",
        is_open=True,
        is_example=True,
    )


def make_people(area: Area, *, now: datetime) -> None:
    for player in PLAYERS:
        if player.side == Side.PEOPLE:
            _join(player, area, now)
        else:
            _begin_work(player, area, now)


def _join(player: Player, area: Area, now: datetime) -> None:
    person = people.join(
        email=player.email, called=player.called, area=area, outward_code=player.outward, now=now
    )
    if player.helps:
        by = Acting(login=person.login, person=person)
        people.say_what_helps(helps=list(player.helps), by=by, now=now)


def _begin_work(player: Player, area: Area, now: datetime) -> None:
    """Somebody who works there has a login and roles, given by the operator, and no person here."""
    login = Login.objects.create_user(player.email, name=player.called, joined_at=now)
    Role.objects.bulk_create(
        Role(login=login, kind=kind, area=area, started_at=now) for kind in player.works_as
    )


__all__ = ["acting", "make_area", "make_people"]
