"""Each says yes from their own money, the office answers, and on the day it goes ahead."""

from datetime import UTC, date, datetime

from tests.journeys.steps import adds_money, saves_a_card, says_up_to, yes_on_paper
from tests.journeys.story import step

BILL = "If yes: does what they pay the council themselves change?"


@step
def the_cost_is_shared(ann):
    """From the group's choice, through a review, to an open shared cost."""
    ann.presses("Tuesday people")
    ann.presses("A museum morning each week")
    ann.reads("The group chose: Museum mornings with coffee, from Westsea Museum.")
    ann.presses("Share the cost")
    ann.presses("Look it over")
    ann.reads("Look at it once more before you open it", "Tuesday 1 June 2027", "Not now")
    ann.presses("Open it for the group")
    ann.reads("It is open. Each of you can say yes now.", "Not yet.")


@step
def ann_says_yes_from_a_card(ann):
    ann.presses("I’m in, up to an amount I choose")
    adds_money(ann, "My own money", how="With a card")
    says_up_to(ann, "20", in_all="£80")
    saves_a_card(ann)
    ann.reads("Your card is saved. Nothing has been taken.", "up to £20 a session")


@step
def ben_says_too_little_from_what_the_council_keeps(ben):
    ben.goes_to("/groups/")
    ben.presses("Tuesday people")
    ben.presses("Museum mornings with coffee")
    ben.presses("I’m in, up to an amount I choose")
    adds_money(ben, "Money the council looks after")
    says_up_to(ben, "11", in_all="£44")
    ben.reads("You are in, up to £11 a session.")


@step
def cas_says_yes_in_two_parts(cas):
    cas.goes_to("/money/")
    for kind, how in (("Money the council looks after", None), ("My own money", "With a card")):
        cas.presses("Add")
        adds_money(cas, kind, how=how)
    cas.goes_to("/groups/")
    cas.presses("Tuesday people")
    cas.presses("Museum mornings with coffee")
    cas.presses("I’m in, up to an amount I choose")
    cas.picks("When is “money the council looks after” used?", "First")
    cas.types("No more than this from “money the council looks after”, each session", "8")
    cas.picks("When is “my own money” used?", "Second")
    says_up_to(cas, "16", in_all="£64")
    saves_a_card(cas)
    cas.reads("Up to £8 from “my own money”", "Up to £8 from “money the council looks after”")


@step
def dot_says_yes_on_paper(connie, sheet, town):
    """At the visit: nothing was sent to her, so the connector reads what to tell her."""
    town.work()
    connie.goes_to("/home/")
    connie.presses("For your next visits")
    connie.reads("Dot", "Your group can share what its choice costs.")
    connie.presses("I have told them all of this")
    connie.reads("Nothing to say just now")
    yes_on_paper(connie, sheet, "16")


@step
def the_council_answers_all_on_one_screen(council):
    """Yes to two; to Dot's, yes when the plan says so; the day comes, and then yes."""
    council.signs_in()
    council.presses("Payments waiting for your answer")
    council.does_not_read("Tuesday people", "Ann")
    for called in ("ben", "cas"):
        line = f"{called}, Westsea Museum"
        council.picks("Your answer", "Yes", within=line)
        council.picks(BILL, "their bill stays the same", within=line)
    line = "Dot, Westsea Museum"
    council.picks("Your answer", "Yes, when something is done first", within=line)
    council.opens("If yes, when something is done first", within=line)
    council.types("What has to be done first?", "The plan says museum mornings", within=line)
    council.types("Who does it?", "the worker who visits", within=line)
    council.types_day("By which day?", date(2027, 5, 20), within=line)
    council.presses("Look over my answers")
    council.reads("Look at your answers once more", "Yes: at most £11 a session, £44 in all")
    council.presses("Send these answers")
    council.reads("3 lines are answered.", "You said yes, when")


@step
def the_council_says_yes_to_what_waits(council, *called):
    council.goes_to("/office/")
    for name in called:
        line = f"{name}, Westsea Museum"
        council.picks("Your answer", "Yes", within=line)
        council.picks(BILL, "their bill stays the same", within=line)
    council.presses("Look over my answers")
    council.presses("Send these answers")
    council.reads("Nothing is waiting")


@step
def ben_is_asked_in_private_and_says_a_little_more(ben, ann, town):
    """A week before the day; nobody else reads that he was asked."""
    town.is_now(datetime(2027, 5, 26, 9, 0, tzinfo=UTC))
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.presses("Museum mornings with coffee")
    ann.reads("Not yet.")
    ann.does_not_read("A question to you alone", "£11", "below the share")
    ben.goes_to("/home/")
    ben.presses("A question for you alone")
    ben.reads("You said up to £11 a session. The share is £15 a session if all 4 who said yes come")
    ben.types("The most you would pay for one session", "16")
    ben.presses("Look it over")
    ben.reads("Look at it once more before you say yes", "You said before", "Up to £11 a session")
    ben.presses("I’m in, and I pay up to £16 a session")
    ben.reads("Thank you. Your yes counts.")


@step
def the_day_comes_and_it_goes_ahead(ann, ben, officer, town):
    town.is_now(datetime(2027, 6, 1, 18, 0, tzinfo=UTC))
    for person in (ann, ben):
        person.goes_to("/groups/")
        person.presses("Tuesday people")
        person.presses("Museum mornings with coffee")
        person.reads("Going ahead", "for 4 people.", "Your share is £15 a session.")
    officer.goes_to("/provide/pools/")
    officer.presses("Museum mornings with coffee")
    officer.reads("Who comes", "Ann", "ben", "cas", "Dot")
    officer.does_not_read("£16", "£20", "council", "4242")
