"""Shared costs that are over: one finished, one that did not go ahead, one called off."""

from demo.world import story_steps
from demo.world.story_calendar import FRIDAY, SATURDAY, Story, StoryCalendar
from demo.world.story_steps import DemoOffer
from demo.world.supply.shape import from_to
from pooling.pools.states import PoolState, SourceKind
from providers.models.supply import Listing

DIRECT, OWN = SourceKind.DIRECT_PAYMENT, SourceKind.OWN
COUNCIL, TRUST = SourceKind.COUNCIL_MANAGED, SourceKind.ISF
NOT_RELATED = "no"


def photographers(diary: StoryCalendar) -> Story:
    """Two print days, paid for and held. Then the group begins to write what it wants next."""
    members = ["photographer", "mother", "own-money", "baker"]
    saturday, next_saturday = diary.weeks(diary.first(SATURDAY, -62), 2)
    pool = yield from story_steps.ask_and_choose(
        diary,
        -82,
        members,
        {
            "what": "A day with a printing press, with our own pictures",
            "when": "Two Saturdays",
            "where": "Somewhere a bus goes",
            "requirements": ["step_free", "companion"],
            "good_looks_like": "A wall with our pictures on it.",
            "people_about": 4,
        },
        DemoOffer(
            member="art-teacher",
            summary="Two print days with your own pictures",
            prices=from_to(4, 6, 12000),
            starts=diary.weekly(saturday, 10, sessions=2),
            minutes=360,
            place="The art room over the library",
            who_comes="The art teacher, each time",
            more={"same_person": "yes", "requirements_met": ("step_free", "companion")},
        ),
        closes=-70,
        name="Pictures every month",
        postcode="BS3 1AB",
        how_often="Once a month",
        purposes=["bring"],
        purpose_words="We take photographs and would like a wall to hang them on.",
    )
    yield diary.at(-75)
    story_steps.say_yes(pool, "photographer", (DIRECT, 3500), relation=NOT_RELATED)
    story_steps.say_yes(pool, "mother", (OWN, 3000))
    story_steps.say_yes(pool, "own-money", (OWN, 4000))
    story_steps.say_yes(pool, "baker", (DIRECT, 3000), relation=NOT_RELATED)
    yield diary.at(-70, 18)
    story_steps.transfers_arrive(pool)
    for number, day in ((1, saturday), (2, next_saturday)):
        yield diary.at(day, 18)
        session = story_steps.session_happened(pool, number)
        story_steps.confirm(session, "photographer")
    yield diary.at(next_saturday + 1)
    story_steps.expect(pool, PoolState.FINISHED)
    yield diary.at(-3)
    story_steps.draft(
        pool.group,
        "photographer",
        what="A day out with cameras every month",
        when="Saturdays",
        where="By water, if we can",
    )


def workshop(diary: StoryCalendar) -> Story:
    """Four mornings in the old workshop, called off after the first: the rest went back."""
    members = ["holder", "own-money", "trust-holder", "carer"]
    friday = diary.first(FRIDAY, -31)
    pool = yield from story_steps.ask_and_choose(
        diary,
        -52,
        members,
        {
            "what": "Mornings with old tools",
            "when": "Fridays",
            "where": "The docks",
            "requirements": ["seat", "quiet"],
        },
        DemoOffer(
            member="museum-officer",
            summary="Four mornings in the old workshop",
            prices=from_to(3, 6, 6000),
            starts=diary.weekly(friday, 10, 30, sessions=4),
            minutes=120,
            place="The old workshop",
            who_comes="Two of us from the museum",
            more={"requirements_met": ("seat",)},
        ),
        closes=-39,
        name="Hammer and plane",
        postcode="BS1 4AG",
        purposes=["goal", "company"],
        purpose_words="We like old tools, and the people who used them.",
    )
    yield diary.at(-44)
    story_steps.say_yes(pool, "holder", (DIRECT, 1000), (OWN, 600))
    story_steps.say_yes(pool, "own-money", (OWN, 2000))
    story_steps.say_yes(pool, "trust-holder", (TRUST, 1500))
    story_steps.say_yes(pool, "carer", (COUNCIL, 1000), (OWN, 600))
    yield diary.at(-43)
    story_steps.office_agrees(pool)
    yield diary.at(friday, 18)
    story_steps.confirm(story_steps.session_happened(pool, 1), "own-money")
    yield diary.at(friday + 4)
    story_steps.cancel(pool)
    story_steps.expect(pool, PoolState.CANCELLED)


def long_walk(diary: StoryCalendar) -> Story:
    """Two of the four it needs said yes by the date, so nobody paid."""
    members = ["own-money", "reader", "whistler", "knitter", "baker"]
    listing = Listing.objects.get(title="Slow walk by the river")
    pool = yield from story_steps.ask_and_choose(
        diary,
        -46,
        members,
        {
            "what": "A walk by the sea",
            "when": "One Saturday",
            "where": "Where a train goes",
            "listing": listing,
            "requirements": ["seat", "getting_there"],
        },
        DemoOffer(
            member="guide",
            summary="A day by the sea, with a guide",
            prices=from_to(4, 8, 8000),
            starts=(diary.at(diary.first(SATURDAY, -26), 9),),
            minutes=480,
            place="The station, under the clock",
            who_comes="One guide",
            more={"requirements_met": ("seat",)},
        ),
        closes=-34,
        name="To the sea and back",
        postcode="BS3 1AE",
        how_often="Now and then",
        purposes=["goal"],
        purpose_words="We would like to see the sea.",
    )
    yield diary.at(-39)
    story_steps.say_yes(pool, "reader", (OWN, 2000))
    story_steps.say_yes(pool, "baker", (DIRECT, 2000))
    yield diary.at(-34, 18)
    story_steps.expect(pool, PoolState.LAPSED)
