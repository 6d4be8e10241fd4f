"""Steps that more than one journey takes."""

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
    person.chooses("Through whom did they answer?", "nobody: they said or showed it themselves")


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
    person.presses(f"I’m in, up to £{pounds} a session")


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
    worker.presses("They wrote “I’m in, up to …”")
    worker.chooses("Where does the money come from?", kind)
    worker.presses("Go on")
    worker.types("What is the most you would pay for one session?", pounds)
    if kind == OFFICE_KEEPS_IT:
        worker.chooses(OF_THE_OFFICE, "Something else, or nothing")
    says_how_it_was_put(worker, "Read aloud at the table")
    worker.presses("Look it over")
    worker.presses("Enter their yes")
    worker.reads("Their yes is in.")
