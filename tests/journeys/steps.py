"""Steps that more than one journey takes."""

from community.common.dates import format_day

from .story import step


@step
def adds_money(person, kind, how=None):
    person.chooses("Where does the money come from?", kind)
    person.presses("Go on")
    if person.here.startswith("/home/where/"):
        person.types("What is your postcode?", "ZZ1 1AA")
        person.presses("Keep this")
        person.reads("Your council is Westsea Council.")
    if how:
        person.chooses("How does it pay?", how)
    person.presses("Keep this")


OFFICE_KEEPS_IT = "Money the council looks after"
OF_THE_OFFICE = "What does the sheet say of the office that keeps their money?"


def says_how_it_was_put(person, put):
    """Where something is agreed to for somebody."""
    person.types("How was it put to them?", put)
    person.chooses("Through whom did they answer?", "Nobody: they said or showed it themselves")


@step
def says_up_to(person, pounds, in_all, put=""):
    """With the review that stands before every yes, and its ways back. `put`: where it is said for
    somebody, how it was put to them."""
    person.types("What is the most you would pay for one session?", pounds)
    if put:
        says_how_it_was_put(person, put)
    person.presses("Look it over")
    if put:
        person.reads("How it was put to them", put)
    person.reads(
        "Look at it once more before you say yes",
        f"{in_all}, for 4 sessions",
        "never more than you say here",
        "Not now",
        "Talk to someone first",
        "Before you say yes",
    )
    person.presses(f"I’m in, and I pay up to £{pounds} a session")


@step
def saves_a_card(person):
    person.presses("Go to the card company’s page")
    person.chooses("Choose a pretend card", "A card that works 4242 4242 4242 4242")
    person.presses("Save this card")


@step
def goes_to_the_shared_cost(person, summary="Museum mornings with coffee"):
    person.goes_to("/groups/")
    person.presses("Tuesday people")
    person.presses(summary)


@step
def comes_on_paper(worker, card, called, told="the worker who visits on Thursdays") -> str:
    """A filled-in card of somebody with no login, entered. Gives the code of their own sheets."""
    worker.goes_to("/home/")
    worker.presses("Enter a sheet of paper")
    worker.types("The code on your card", card)
    worker.presses("Go on")
    worker.chooses("Whose card is it?", "Somebody new")
    worker.types("What do they like to be called?", called)
    worker.types("What shall the others in the group call you?", called)
    worker.ticks("They have ticked that they agree to this")
    worker.types("Who will tell them what happens, and when?", told)
    says_how_it_was_put(worker, "Read aloud at the table")
    worker.presses("Enter this")
    worker.reads("They are in the group.")
    return worker.text_in("cp-sheet__code")


@step
def yes_on_paper(worker, sheet, pounds, kind=OFFICE_KEEPS_IT):
    worker.goes_to("/paper/")
    worker.types("The code on your card", sheet)
    worker.presses("Go on")
    worker.presses("Enter what they said to a shared cost")
    worker.presses("They wrote “I’m in, and I pay up to …”")
    worker.chooses("Where does the money come from?", kind)
    worker.presses("Go on")
    worker.types("What is the most you would pay for one session?", pounds)
    if kind == OFFICE_KEEPS_IT:
        worker.chooses(OF_THE_OFFICE, "Something else, or nothing")
    says_how_it_was_put(worker, "Read aloud at the table")
    worker.presses("Look it over")
    worker.presses("Enter their yes")
    worker.reads("Their yes is in.")


@step
def enters_from_sheet(worker, sheet):
    """Opens the page of somebody's sheets by the code that they bear."""
    worker.goes_to("/paper/")
    worker.types("The code on your card", sheet)
    worker.presses("Go on")


@step
def writes_which_money(worker, sheet, kind):
    """What stands on the sheet and is not known here yet."""
    enters_from_sheet(worker, sheet)
    worker.presses("Enter what they said to a shared cost")
    worker.presses("They wrote money that is not known here yet")
    worker.chooses("Where does the money come from?", kind)
    worker.presses("Go on")


@step
def tells_all_at_a_visit(worker):
    worker.goes_to("/visits/")
    worker.presses("I have told them all of this")
    worker.reads("It is noted, with today’s date and your name.")


@step
def the_office_changes_the_bill(council, called, pounds):
    """It agrees to pay, and what the person pays the council themselves changes."""
    council.signs_in()
    council.goes_to("/office/")
    line = f"{called}, Westsea Museum"
    council.picks("Your answer", "Yes", within=line)
    council.picks(
        "If yes: does what they pay the council themselves change?",
        "their bill changes",
        within=line,
    )
    council.types("If it changes: by how much?", pounds, within=line)
    council.presses("Look over my answers")
    council.reads(f"Their bill changes by £{pounds} a week")
    council.presses("Send these answers")
    council.town.work()


@step
def it_happened(officer, town, title, moment, *came):
    """A session is over, and the provider says who came."""
    town.is_now(moment)
    officer.goes_to("/provide/sessions/")
    officer.presses(title, within=format_day(moment))
    for called in came:
        officer.ticks(called)
    officer.presses("It happened")
    officer.presses("It happened")
    officer.reads("Thank you. Everybody with a place is told.")
