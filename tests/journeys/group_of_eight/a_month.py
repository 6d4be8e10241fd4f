"""They come together for company alone, and meet: three weeks free, in the fourth a hired room."""

from datetime import UTC, date, datetime, timedelta

from community.common.codes import format_code
from community.common.dates import format_day
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.models.persons import Person
from groups.actions.gatherings import say_attendance
from groups.actions.invites import make_invite
from groups.actions.membership import join_by_code
from groups.models.gatherings import Gathering
from groups.models.members import Group
from pooling.pools.actions.opening import open_pool
from pooling.pools.models.pledges import Pool
from providers.states import PriceKind
from tests.factories.pools import make_chosen_offer, make_people, office_agrees, say_yes
from tests.factories.supply import NOW, make_connector, make_login, make_shown_listing
from tests.journeys.steps import (
    OFFICE_KEEPS_IT,
    adds_money,
    comes_on_paper,
    enters_from_sheet,
    goes_to_the_shared_cost,
    it_happened,
    yes_on_paper,
)
from tests.journeys.story import step

FREE_THING = "Library knitting"
FIRST_DAY = date(2027, 5, 25)
ROOM = "The hired room"
ROOM_DAY = datetime(2027, 6, 15, 9, 30, tzinfo=UTC)
CLOSES_ON = date(2027, 6, 1)
EIGHT_POUNDS = 800


@step
def what_there_is_near() -> Acting:
    """And who works there."""
    connector = make_connector()
    make_shown_listing(make_login("library"), title=FREE_THING, price_kind=PriceKind.FREE)
    return connector


@step
def the_founder_starts_it_for_company_alone(founder):
    founder.is_new()
    founder.presses("Start a group")
    founder.types("What shall we call the group?", "Tuesday people")
    founder.types("Where?", "ZZ1")
    founder.types("How often?", "Once a week")
    founder.ticks("Company: being with people is enough")
    founder.types("What shall the others in the group call you?", "founder")
    founder.ticks("I agree to this")
    founder.presses("Start the group")
    founder.reads("You need not ask anybody for anything: meeting is enough.")
    founder.does_not_read("£", "budget", "payment")


@step
def six_come_by_a_link_and_one_on_paper(connie) -> tuple[list[Acting], str]:
    """Each gives only a name to be called by. The seven with a login, and the code of Dot's
    sheets."""
    group = Group.objects.get()
    person = group.members.get().person
    people = [Acting(login=person.login, person=person), *make_people(6)]
    link = make_invite(group_id=group.pk, is_card=False, by=people[0], now=NOW)
    for each in people[1:]:
        called = each.person.preferred_name
        join_by_code(code=link.code, known_as=called, agrees=True, by=each, now=NOW)
    card = make_invite(group_id=group.pk, is_card=True, by=people[0], now=NOW)
    connie.signs_in()
    return people, comes_on_paper(connie, format_code(card.code), "Dot", told="connie, at a visit")


@step
def eight_weeks_are_planned_on_one_page(founder):
    """Three free and one in a room, twice; what is free asks nobody for money."""
    _to_the_group(founder)
    founder.presses("Add dates that repeat")
    founder.types("What shall we do?", "A walk by the river")
    founder.types_day("On which day?", FIRST_DAY)
    founder.types("When does it begin?", "10.30 am")
    founder.types("Where do we meet?", "At the old bridge")
    founder.chooses("How often?", "Every week")
    founder.types("How many times in all?", "8")
    founder.types("Is it something else every so many times?", "4")
    founder.types("What is it those times?", ROOM)
    founder.types("Where do we meet those times?", "The meeting house")
    founder.ticks("Those times it costs something")
    founder.presses("Add this")
    founder.reads("It is there. The others in the group hear of it.", "No cost is planned.")
    founder.does_not_read("£", "budget", "Ask for a price")


@step
def they_say_that_they_come_and_dot_on_paper(founder, connie, people, sheet):
    """One press each; who has not said is shown to nobody."""
    founder.presses("A walk by the river", within=format_day(FIRST_DAY))
    founder.types("I bring, if anything", "Tea in a flask")
    founder.presses("I’m coming")
    founder.reads("Good. The others read that you come.", "Tea in a flask")
    founder.does_not_read("£", "member-6", "Free things near you")
    founder.presses("Change this date")
    founder.presses("Not now")
    first = Gathering.objects.order_by("starts_at")[0]
    for each in people[1:4]:
        say_attendance(gathering_id=first.pk, coming=True, by=each, now=NOW)
    enters_from_sheet(connie, sheet)
    connie.presses("Enter whether they come to the next times")
    connie.presses("They are coming", within=format_day(FIRST_DAY))
    connie.reads("It is entered.")
    founder.goes_to(f"/date/{first.pk}/")
    founder.reads("Dot", "member-2")
    founder.does_not_read("member-6", "paper")


@step
def three_weeks_cost_nothing_and_nobody_is_asked_for_anything(founder, town):
    for week in range(3):
        town.is_now(datetime(2027, 5, 25, 12, 0, tzinfo=UTC) + timedelta(weeks=week))
    assert not Pool.objects.exclude(state="funded").exists()
    assert not any("pay" in subject.lower() for subject in town.post_to("member-6@example.org"))
    _to_the_group(founder)
    founder.reads(ROOM)


@step
def the_room_is_chosen_by_one_voice_each(founder, everybody, town) -> Pool:
    """Its cost is shared for that date alone. (How a choice is made is walked in the main job.)"""
    town.work()
    room = room_on(ROOM_DAY)
    founder.goes_to(f"/date/{room.pk}/")
    founder.reads("It costs something, and is not covered.", "Free things near you", FREE_THING)
    offer = make_chosen_offer(
        everybody,
        group=room.group,
        gathering=room,
        sessions=1,
        voice=make_login("keeper"),
        provider_name="Meeting house",
    )
    return open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=everybody[0], now=NOW)


def by_paper(called: str, login: Login) -> Acting:
    """What somebody without a login wrote on paper, and somebody enters."""
    return Acting(login=login, person=Person.objects.get(preferred_name=called), on_paper=True)


def room_on(moment: datetime) -> Gathering:
    return Gathering.objects.get(starts_at=moment)


@step
def the_founder_says_yes_herself(founder):
    goes_to_the_shared_cost(founder)
    founder.presses("I’m in, up to an amount I choose")
    adds_money(founder, OFFICE_KEEPS_IT)
    founder.types("What is the most you would pay for one session?", "8")
    founder.presses("Look it over")
    founder.reads("Look at it once more before you say yes", "never more than you say here")
    founder.presses("I’m in, and I pay up to £8 a session")
    founder.reads("You are in, up to £8 a session.")


@step
def each_says_yes_in_their_own_way_and_dot_on_paper(connie, other, people, sheet, pool, town):
    """Nobody sees who pays how."""
    town.work()
    connie.goes_to("/home/")
    connie.presses("For your next visits")
    connie.presses("I have told them all of this")
    yes_on_paper(connie, sheet, "8")
    for each in people[1:]:
        say_yes(pool, each, EIGHT_POUNDS)
    office_agrees(list(pool.pledges.all()))
    town.work()
    other.signs_in()
    goes_to_the_shared_cost(other)
    other.reads("All 8 places are covered. Nothing has been taken.")
    other.does_not_read("member-2", "£64")


@step
def in_the_fourth_week_all_eight_are_in_the_room(keeper, other, people, town):
    for each in people:
        say_attendance(gathering_id=room_on(ROOM_DAY).pk, coming=True, by=each, now=town.now)
    town.is_now(datetime(2027, 6, 1, 18, 0, tzinfo=UTC))
    other.goes_to(f"/date/{room_on(ROOM_DAY).pk}/")
    other.reads("It is covered.", "Where", "member-6")
    other.does_not_read("Free things near you")
    keeper.signs_in()
    names = [each.person.preferred_name for each in people]
    it_happened(
        keeper, town, "Museum mornings with coffee", ROOM_DAY + timedelta(hours=3), *names, "Dot"
    )


def _to_the_group(who):
    who.goes_to("/groups/")
    who.presses("Tuesday people")
