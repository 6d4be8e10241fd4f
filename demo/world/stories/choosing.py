"""Groups before any money: one about to choose, and one of eight that has none."""

from datetime import timedelta

from community.common import clock
from community.messaging.states import Channel
from community.people.how_put import HowPut
from demo.world import story_steps
from demo.world.cast import OFFLINE_PEOPLE, acting
from demo.world.story_calendar import FRIDAY, Story, StoryCalendar
from demo.world.story_steps import DemoOffer
from demo.world.supply.shape import from_to
from groups.actions.invites import make_invite
from groups.actions.membership import join_on_paper

WALKERS, EIGHT = "Friday morning people", "Being with people I know"


def walkers(diary: StoryCalendar) -> Story:
    """Five with five kinds of money. Four have answered; the fifth is whoever sits at the demo."""
    members = ["holder", "own-money", "company", "trust-holder", "baker"]
    friday = diary.first(FRIDAY, 24)
    yield diary.at(-7)
    group = story_steps.start_group(
        members,
        name=WALKERS,
        postcode="BS3 1AA",
        purposes=["company", "goal"],
        purpose_words="Out of the house on Fridays, whatever the weather.",
    )
    brief = story_steps.ask(
        group,
        "holder",
        what="A morning out each week, indoors in winter",
        when="Fridays, late morning",
        where="Where a bus from BS3 goes",
        requirements=["step_free", "seat", "companion", "toilet"],
        who_must_be_able="One of us is slow on stairs. One of us brings a helper.",
        good_looks_like="Something to talk about on the way home.",
        people_about=5,
    )
    yield diary.at(-5)
    museum = story_steps.send(
        brief,
        DemoOffer(
            member="museum-officer",
            summary="Four Friday mornings at the museum",
            prices={**from_to(3, 5, 7500), **from_to(6, 8, 8400)},
            starts=diary.weekly(friday, 10, 30, sessions=4),
            minutes=120,
            place="The learning room and one gallery",
            who_comes="The same two people from the museum",
            more={
                "same_person": "yes",
                "price_for_one_pence": 2600,
                "try_first": "yes",
                "getting_there": "Two buses stop outside.",
                "requirements_met": ("step_free", "seat", "companion", "toilet"),
            },
        ),
    )
    story_steps.send(
        brief,
        DemoOffer(
            member="gardener",
            summary="Four mornings in the garden shed with a stove",
            prices=from_to(4, 8, 4000),
            starts=diary.weekly(friday, 10, sessions=4),
            minutes=120,
            place="The garden behind the school",
            who_comes="The gardener",
            more={"requirements_met": ("seat", "companion")},
        ),
    )
    yield diary.at(-3)
    decision = story_steps.begin_choosing(brief, "holder", days=5)
    for slug in members[1:]:
        story_steps.vote(decision, slug, museum)


def eight(diary: StoryCalendar) -> Story:
    """A group of eight with no money in it: four came by a link, four by a printed card."""
    yield diary.at(-75)
    group = story_steps.start_group(
        ["founder", "reader", "whistler", "knitter"],
        name=EIGHT,
        postcode="BS2 8AG",
        purpose_words="We have met for years. We go on.",
    )
    card = make_invite(group_id=group.pk, is_card=True, by=acting("founder"), now=clock.now())
    yield diary.at(-68)
    for offline in OFFLINE_PEOPLE.values():
        if offline.entered_by == "connector":
            join_on_paper(
                code=card.code,
                preferred_name=offline.called,
                known_as=offline.known_as,
                agrees=True,
                contact={
                    "channel": Channel.IN_PERSON,
                    "through_login_id": acting("connector").login_id,
                    "through_words": "the connector, when the group meets",
                },
                how_put=HowPut("Read aloud when the group met"),
                by=acting("connector"),
                now=clock.now(),
            )
    yield diary.at(-4)
    story_steps.ask(
        group,
        "founder",
        what="A room for the fourth week, to talk among ourselves",
        when="The fourth week of the month, in the evening",
        where="Near BS2",
        requirements=["quiet", "step_free"],
        good_looks_like="Nobody comes in.",
        people_about=8,
        answers_by=diary.today + timedelta(days=9),
    )
