"""Shared costs that go ahead: two under way, one paid for and about to begin."""

from demo.world import story_steps
from demo.world.cast import acting
from demo.world.story_calendar import THURSDAY, TUESDAY, WEDNESDAY, Story, StoryCalendar
from demo.world.story_steps import DemoOffer
from demo.world.supply.shape import from_to
from pooling.pools.states import PoolState, SourceKind
from providers.actions.session_outcomes import raise_session_dispute

DIRECT, OWN = SourceKind.DIRECT_PAYMENT, SourceKind.OWN
COUNCIL, TRUST, CARER = SourceKind.COUNCIL_MANAGED, SourceKind.ISF, SourceKind.CARER
MUSEUM, CARERS = "Tuesday museum people", "Four hours on Tuesday"


def museum_tuesdays(diary: StoryCalendar) -> Story:
    """Three of four mornings were held; two are certain, so the museum may invoice the council."""
    members = ["company", "carer", "trust-holder", "photographer"]
    one, two, three = diary.weeks_before(diary.first(TUESDAY, 0), 3)
    before = diary.earlier(max(0, -21 - one))
    pool = yield from story_steps.ask_and_choose(
        before,
        -50,
        members,
        {
            "what": "A morning at the museum, just for us",
            "when": "Tuesdays",
            "where": "The museum by the docks",
            "requirements": ["step_free", "quiet", "companion"],
            "good_looks_like": "We hold things and talk, and nobody looks at the clock.",
            "people_about": 4,
        },
        DemoOffer(
            member="museum-officer",
            summary="Four museum mornings with coffee",
            prices=from_to(3, 5, 7500),
            starts=diary.weekly(one, 10, 30, sessions=4),
            minutes=120,
            place="The learning room",
            who_comes="The same two people from the museum",
            more={"same_person": "yes", "requirements_met": ("step_free", "quiet", "companion")},
        ),
        closes=-30,
        name=MUSEUM,
        postcode="BS5 6AA",
        purpose_words="We like the museum before it opens.",
    )
    yield before.at(-43)
    story_steps.say_yes(pool, "company", (COUNCIL, 2000), what_for="getting out once a week")
    story_steps.say_yes(pool, "carer", (COUNCIL, 1500), (OWN, 500))
    story_steps.say_yes(pool, "trust-holder", (TRUST, 1900))
    story_steps.say_yes(pool, "photographer", (DIRECT, 2500))
    yield before.at(-40)
    story_steps.office_agrees(pool)
    for number, day in ((1, one), (2, two)):
        yield diary.at(day, 18)
        story_steps.confirm(story_steps.session_happened(pool, number), "company")
    yield diary.at(three, 18)
    story_steps.session_happened(pool, 3, missing=["carer"])
    story_steps.expect(pool, PoolState.RUNNING)


def carers(diary: StoryCalendar) -> Story:
    """A half day each week with four hours off. One says the second was shorter; a second payment
    is to come; one member was not sure about money, and is in the group all the same."""
    members = ["daughter", "mothers-carer", "carer", "father"]
    one, two = diary.weeks_before(diary.first(TUESDAY, 0), 2)
    before = diary.earlier(max(0, -14 - one))
    pool = yield from story_steps.ask_and_choose(
        before,
        -49,
        members,
        {
            "what": "A half day each week for those we care for, and four hours off for us",
            "when": "Tuesdays, ten to two",
            "where": "Near BS5",
            "requirements": ["without_carer", "memory", "toilet_help", "hot_meal", "time_off"],
            "who_must_be_able": "Two people with memory problems. One uses a wheelchair.",
            "good_looks_like": "He comes home and tells us about it.",
        },
        DemoOffer(
            member="day-place",
            summary="Tuesday half day with lunch",
            prices=from_to(3, 6, 12000),
            starts=diary.weekly(one, 10, sessions=8),
            minutes=240,
            place="The house with the blue door",
            who_comes="The same two people each week",
            more={
                "time_off_minutes": 240,
                "carer_tasks": "Bring them at ten. No forms.",
                "change_of_mind": "fourteen_days",
                "care_basis": "cqc_registered",
                "cqc_id": "EXAMPLE-1",
                "care_where_words": "At the house with the blue door",
                "is_hands_on": True,
                "hourly_pay_pence": 1350,
                "travel_paid": "yes",
                "same_person": "yes",
                "requirements_met": (
                    "without_carer",
                    "memory",
                    "toilet_help",
                    "hot_meal",
                    "time_off",
                ),
            },
        ),
        closes=-22,
        name=CARERS,
        postcode="BS5 6AD",
        purposes=["need", "company"],
        purpose_words="We each care for somebody.",
    )
    yield before.at(-40)
    story_steps.say_yes(pool, "daughter", (CARER, 4500))
    story_steps.say_yes(pool, "mothers-carer", (SourceKind.NOT_SURE, 4000))
    story_steps.say_yes(pool, "carer", (COUNCIL, 4500))
    story_steps.say_yes(
        pool, "father", (COUNCIL, 4500), what_for="company, and he likes the garden"
    )
    story_steps.decided_for("father", pool)
    yield before.at(-39)
    story_steps.office_agrees(pool)
    yield before.at(-22, 18)
    story_steps.transfers_arrive(pool)
    yield diary.at(one, 18)
    story_steps.confirm(story_steps.session_happened(pool, 1), "daughter")
    story_steps.tell_in_person("father", by="daughter")
    yield diary.at(two, 18)
    session = story_steps.session_happened(pool, 2)
    yield diary.at(two, 20)
    raise_session_dispute(
        session_id=session.pk,
        words="It was three hours and not four. The rest was good.",
        by=acting("daughter"),
        now=diary.at(two, 20),
    )
    story_steps.expect(pool, PoolState.RUNNING)


def garden(diary: StoryCalendar) -> Story:
    """Paid for, and the first morning is still to come."""
    members = ["own-money", "carer", "holder", "mother"]
    pool = yield from story_steps.ask_and_choose(
        diary,
        -21,
        members,
        {
            "what": "A bed of our own from now to summer",
            "when": "A weekday morning",
            "where": "A garden with a gate",
            "requirements": ["seat", "toilet"],
        },
        DemoOffer(
            member="gardener",
            summary="One raised bed, four mornings to begin with",
            prices=from_to(4, 8, 4000),
            starts=diary.weekly(diary.first(WEDNESDAY, 4), 10, sessions=4),
            minutes=120,
            place="The garden behind the school",
            who_comes="The gardener",
            more={"requirements_met": ("seat", "toilet")},
        ),
        DemoOffer(
            member="guide",
            summary="Four walks to other people’s gardens",
            prices=from_to(4, 8, 3600),
            starts=diary.weekly(diary.first(THURSDAY, 4), 10, sessions=4),
            minutes=120,
            place="The park café",
            who_comes="One guide",
            more={"requirements_met": ("seat",)},
        ),
        closes=-4,
        name="Spade and kettle",
        postcode="BS4 3AA",
        purposes=["bring", "company"],
        purpose_words="Two of us can dig and two of us can make tea.",
    )
    yield diary.at(-13)
    story_steps.say_yes(pool, "own-money", (OWN, 1500))
    story_steps.say_yes(pool, "carer", (OWN, 1000))
    story_steps.say_yes(pool, "holder", (DIRECT, 1200))
    story_steps.say_yes(pool, "mother", (OWN, 1000))
    yield diary.at(-4, 18)
    story_steps.expect(pool, PoolState.FUNDED)
