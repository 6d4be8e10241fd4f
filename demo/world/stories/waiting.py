"""Shared costs that are not yet: a payment to mend, one covered, one that waits for a man on whom
nobody calls but his worker, one that waits for an office."""

from datetime import timedelta

from demo.world import story_steps
from demo.world.cast import acting
from demo.world.story_calendar import SATURDAY, THURSDAY, TUESDAY, WEDNESDAY, Story, StoryCalendar
from demo.world.story_steps import DemoOffer
from demo.world.supply.shape import from_to
from pooling.pools.actions.confirmations import answer_lines
from pooling.pools.states import PoolState, SourceKind

DIRECT, OWN = SourceKind.DIRECT_PAYMENT, SourceKind.OWN
COUNCIL, TRUST, CARER = SourceKind.COUNCIL_MANAGED, SourceKind.ISF, SourceKind.CARER
NOT_RELATED = "no"
ONE_POT, READERS = "One pot", "Readers by the fire"


def print_saturday(diary: StoryCalendar) -> Story:
    """One card was refused on the day: nothing is held, and only he is asked, by a named day."""
    members = ["mother", "baker", "photographer", "own-money"]
    pool = yield from story_steps.ask_and_choose(
        diary,
        -19,
        members,
        {
            "what": "One more day with the press, to make cards",
            "when": "A Saturday",
            "where": "The art room",
        },
        DemoOffer(
            member="art-teacher",
            summary="A print day for cards",
            prices=from_to(4, 6, 12000),
            starts=(diary.at(diary.first(SATURDAY, 11), 10),),
            minutes=360,
            place="The art room over the library",
            who_comes="The art teacher",
        ),
        closes=-1,
        name="Ink on our hands",
        postcode="BS3 1AB",
        how_often="Now and then",
        purposes=["bring"],
        purpose_words="We print, and give the cards away.",
    )
    yield diary.at(-12)
    story_steps.say_yes(pool, "mother", (OWN, 3000))
    story_steps.say_yes(pool, "baker", (OWN, 3000))
    story_steps.say_yes(pool, "photographer", (DIRECT, 3500), relation=NOT_RELATED)
    story_steps.say_yes(pool, "own-money", (OWN, 3000))
    yield diary.at(-1, 18)
    story_steps.expect(pool, PoolState.COLLECTING)


def evening_room(diary: StoryCalendar) -> Story:
    """Covered by four, and there is room for more: it waits for its date."""
    members = ["reader", "baker", "trust-holder", "daughter", "company"]
    pool = yield from story_steps.ask_and_choose(
        diary,
        -18,
        members,
        {
            "what": "A quiet room with a fire, once a week",
            "when": "A weekday evening",
            "where": "Near BS2",
            "requirements": ["quiet", "step_free"],
        },
        DemoOffer(
            member="hall-keeper",
            summary="The back room for four evenings",
            prices=from_to(4, 12, 2400),
            starts=diary.weekly(diary.first(TUESDAY, 17), 18, sessions=4),
            minutes=180,
            place="The back room",
            who_comes="Nobody: the room is yours",
            more={"requirements_met": ("quiet", "step_free")},
        ),
        closes=9,
        name=READERS,
        postcode="BS2 8AG",
        purpose_words="We read to each other, or sit.",
    )
    yield diary.at(-11)
    story_steps.say_yes(pool, "reader", (OWN, 800))
    story_steps.say_yes(pool, "baker", (DIRECT, 700))
    story_steps.say_yes(pool, "trust-holder", (TRUST, 600))
    story_steps.say_yes(pool, "daughter", (CARER, 600))
    yield diary.at(-10)
    story_steps.office_agrees(pool)
    story_steps.expect(pool, PoolState.READY)


def lunch(diary: StoryCalendar) -> Story:
    """Three are in and four are needed. The fourth hears of it on visits: at the last one what the
    group chose, and what it costs at the next."""
    members = ["baker", "trust-holder", "company", "no-phone"]
    pool = yield from story_steps.ask_and_choose(
        diary,
        -15,
        members,
        {
            "what": "A warm lunch at one table, for us alone",
            "when": "Wednesdays at noon",
            "where": "Near BS5, without steps",
            "requirements": ["hot_meal", "step_free", "known_face"],
            "people_about": 4,
        },
        DemoOffer(
            member="cook",
            summary="Lunch for four, four Wednesdays",
            prices=from_to(4, 6, 5400),
            starts=diary.weekly(diary.first(WEDNESDAY, 14), 12, sessions=4),
            minutes=120,
            place="The hall by the brook",
            who_comes="The cook, each time",
            more={
                "same_person": "yes",
                "try_first": "yes",
                "requirements_met": ("hot_meal", "step_free", "known_face"),
            },
        ),
        closes=6,
        name=ONE_POT,
        postcode="BS5 6AB",
        purpose_words="Eating together, and not much talk.",
    )
    yield diary.at(-7)
    story_steps.tell_in_person("no-phone", by="social-worker", but=["pool_opened"])
    story_steps.say_yes(pool, "baker", (DIRECT, 1500), relation=NOT_RELATED)
    story_steps.say_yes(pool, "trust-holder", (TRUST, 1400), relation=NOT_RELATED)
    story_steps.say_yes(pool, "company", (COUNCIL, 1400), relation=NOT_RELATED)
    yield diary.at(-5)
    story_steps.office_agrees(pool)
    story_steps.expect(pool, PoolState.OPEN)


def a_day_with_lunch(diary: StoryCalendar) -> Story:
    """Everybody in it waits for an office: one no, one “yes, when”, two without an answer."""
    members = ["carer", "company", "trust-holder", "father", "mothers-carer"]
    pool = yield from story_steps.ask_and_choose(
        diary,
        -13,
        members,
        {
            "what": "A whole day with company, and a lift home",
            "when": "Thursdays",
            "where": "Near BS5",
            "requirements": ["without_carer", "hot_meal", "toilet_help"],
        },
        DemoOffer(
            member="day-place",
            summary="A day with lunch, four Thursdays",
            prices=from_to(4, 8, 18000),
            starts=diary.weekly(diary.first(THURSDAY, 24), 10, sessions=4),
            minutes=300,
            place="The house with the blue door",
            who_comes="Two people who work there",
            more={
                "change_of_mind": "fourteen_days",
                "care_basis": "cqc_registered",
                "cqc_id": "EXAMPLE-1",
                "care_where_words": "At the house with the blue door",
                "is_hands_on": True,
                "hourly_pay_pence": 1350,
                "time_off_minutes": 300,
                "requirements_met": ("without_carer", "hot_meal", "toilet_help"),
            },
        ),
        closes=12,
        name="Thursdays out",
        postcode="BS5 6AD",
        purposes=["company", "need"],
        purpose_words="A day that is not at home.",
    )
    yield diary.at(-5)
    for slug in ("carer", "company", "father"):
        story_steps.say_yes(pool, slug, (COUNCIL, 4500))
    story_steps.say_yes(pool, "trust-holder", (TRUST, 4500))
    story_steps.say_yes(pool, "mothers-carer", (SourceKind.NOT_SURE, 4500))
    yield diary.at(-3)
    answer_lines(
        answers=[
            {
                "commitment_id": story_steps.line_of(pool, "father").pk,
                "answer": "no",
                "refusal_reason": "block_contract",
            },
            {
                "commitment_id": story_steps.line_of(pool, "trust-holder").pk,
                "answer": "yes_when",
                "when_words": "the day place is set up as a supplier",
                "when_owner": "the finance team",
                "when_on": diary.today + timedelta(days=10),
            },
        ],
        by=acting("finance-colleague"),
        now=diary.at(-3),
    )
    story_steps.expect(pool, PoolState.OPEN)
