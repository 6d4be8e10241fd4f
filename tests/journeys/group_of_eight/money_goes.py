"""All eight budgets are withdrawn, one after another; the group, its dates and words remain."""

from datetime import UTC, date, datetime, timedelta

from groups.models.members import Member
from pooling.pools.actions.opening import open_pool
from pooling.pools.models.pledges import Pledge, Pool
from tests.factories.pools import make_chosen_offer, make_officer, office_agrees, say_yes
from tests.factories.supply import NOW, make_login
from tests.journeys.steps import enters_from_sheet
from tests.journeys.story import step

from .a_month import FREE_THING, room_on

NEXT_ROOM_DAY = datetime(2027, 7, 13, 9, 30, tzinfo=UTC)
NAMES = ["founder", *(f"member-{number}" for number in range(1, 7)), "Dot"]


@step
def the_next_room_is_covered_by_all_eight(everybody, town) -> Pool:
    room = room_on(NEXT_ROOM_DAY)
    offer = make_chosen_offer(
        everybody,
        group=room.group,
        gathering=room,
        sessions=1,
        first_in_days=42,
        voice=make_login("keeper-2"),
        provider_name="Meeting house, upstairs",
    )
    pool = open_pool(offer_id=offer.pk, closes_on=date(2027, 6, 29), by=everybody[0], now=NOW)
    office_agrees([say_yes(pool, each, 800) for each in everybody], make_officer("officer-2"))
    town.work()
    return pool


@step
def their_money_has_changed_and_they_owe_nothing(leaver):
    """And what they read is that they stay."""
    leaver.goes_to("/money/")
    leaver.presses("My money has changed")
    leaver.presses("It has ended")
    leaver.reads("You stay in the group. You owe nothing.")
    leaver.goes_to("/groups/")
    leaver.presses("Tuesday people")
    leaver.reads(*NAMES, "Next times", "(you)")
    leaver.does_not_read("inactive", "owe", "removed")


@step
def dots_has_ended_too_and_she_says_so_on_paper(connie, sheet):
    enters_from_sheet(connie, sheet)
    connie.presses("Something stops: money that ended, or not coming")
    connie.presses("“money the council looks after” has ended or changed")
    connie.presses("Enter this")
    connie.reads("It is entered.")


@step
def the_others_read_no_name_and_no_reason(other, pool):
    other.goes_to(f"/pools/{pool.pk}/")
    other.reads("Not yet")
    other.does_not_read("founder", "member-1", "ended", "council keeps")


@step
def the_group_stands_with_all_eight_and_nobody_owes(pool):
    assert Member.objects.filter(group=pool.group, left_at=None).count() == len(NAMES)
    assert not Pledge.objects.filter(pool=pool, state="in").exists()


@step
def beside_the_room_stands_what_is_free(other, town):
    other.goes_to(f"/date/{room_on(NEXT_ROOM_DAY).pk}/")
    other.reads("It costs something, and is not covered.", "Free things near you", FREE_THING)
    other.does_not_read("member-1", "budget")


@step
def they_take_the_free_thing_for_that_week(other, town):
    """Nobody but they decides it; the room is called off in one press."""
    other.presses(FREE_THING)
    other.presses("Make this our group’s next time")
    other.types_day("On which day?", NEXT_ROOM_DAY.date())
    other.types("When does it begin?", "11 am")
    other.presses("Add this")
    other.reads(FREE_THING, "No cost is planned.")
    other.presses("I’m coming")
    other.reads("Good. The others read that you come.")
    other.goes_to(f"/date/{room_on(NEXT_ROOM_DAY).pk}/")
    other.presses("Call it off")
    other.presses("Call it off")
    other.reads("It is called off.")


@step
def the_weeks_go_on_and_nobody_is_asked_to_come_back(leaver, town):
    town.is_now(NEXT_ROOM_DAY + timedelta(hours=5))
    leaver.goes_to("/home/messages/")
    leaver.does_not_read("inactive", "come back", "miss you")
    leaver.goes_to("/groups/")
    leaver.presses("Tuesday people")
    leaver.reads(*NAMES)
