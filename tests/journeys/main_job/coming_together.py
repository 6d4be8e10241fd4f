"""They find something, gather a group, ask for offers and choose one."""

from datetime import date, timedelta

from groups.models.briefs import Brief
from providers.states import PriceKind
from tests.factories.demand import make_vetted, offer_to
from tests.factories.pools import make_officer
from tests.factories.supply import (
    make_connector,
    make_login,
    make_provider,
    make_shown_listing,
    vet,
)
from tests.journeys.steps import comes_on_paper, says_how_it_was_put
from tests.journeys.story import step

FIRST_DAY = date(2027, 6, 15)


@step
def supply_is_there() -> None:
    """A museum with something listed and its checks seen; a connector; a council's officer."""
    connector = make_connector()
    officer = make_login("officer")
    museum = make_provider(officer, name="Westsea Museum")
    vet(museum, connector)
    make_officer("council")
    make_shown_listing(
        officer,
        museum,
        kinds=[9],
        price_kind=PriceKind.BY_GROUP,
        price_steps=[(1, 1, 2500), (4, 8, 6000)],
    )


@step
def ann_finds_something(ann):
    ann.goes_to("/")
    ann.types("What would be good?", "musuem mornings")
    ann.types("Where are you?", "zz11aa")
    ann.presses("Find")
    ann.reads("Nothing has “musuem”. Showing “museum”.", "Has places")
    ann.presses("Museum morning")
    ann.reads("Each, at most", "The smallest group that works is 4 people.")


@step
def ann_starts_a_group(ann):
    ann.presses("Ask them for a group price")
    ann.presses("I am new here")
    ann.is_new()
    ann.presses("Start a group")
    ann.types("What shall we call the group?", "Tuesday people")
    ann.types("Where?", "ZZ1 1AA")
    ann.types("How often?", "Once a week")
    ann.ticks("Company: being with people is enough")
    ann.types("What shall the others in the group call you?", "Ann")
    ann.ticks("I agree to this")
    ann.presses("Start the group")
    ann.reads("Tuesday people", "Ann (you)")


@step
def ben_comes_by_a_link(ben, ann):
    ann.presses("Invite somebody")
    ann.presses("Make the invitation")
    link = ann.link_to("/join/")
    ben.goes_to(link)
    ben.reads("You are invited to “Tuesday people”")
    ben.presses("I am new here")
    ben.is_new()
    ben.types("What shall the others in the group call you?", "ben")
    ben.ticks("I agree to this")
    ben.presses("Come in")
    ben.reads("You are in the group.", "Ann", "ben (you)")


@step
def cas_comes_by_the_code_on_a_card(cas, ann) -> str:
    """Gives the code of the card, which is used again on paper."""
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.presses("Invite somebody")
    ann.chooses("How will you invite somebody?", "With a card to print")
    ann.presses("Make the invitation")
    code = ann.text_in("cp-sheet__code")
    cas.goes_to("/")
    cas.presses("I have a card with a code")
    cas.types("The code on your card", code.lower())
    cas.presses("Go on")
    cas.presses("I am new here")
    cas.is_new()
    cas.types("What shall the others in the group call you?", "cas")
    cas.ticks("I agree to this")
    cas.presses("Come in")
    return code


@step
def dot_comes_on_paper(connie, code) -> str:
    """She has no e-mail and no phone: a connector enters her card. Gives the code of her sheets."""
    connie.signs_in()
    return comes_on_paper(connie, code, "Dot")


@step
def they_write_what_they_want(ann, ben):
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.reads("Ann (you)", "ben", "cas", "Dot")
    ann.presses("Write down what you want")
    ann.types("What would you like?", "A museum morning each week")
    ann.types("When?", "Tuesday mornings, from June")
    ann.types("Where?", "Close to the quay")
    ann.presses("Keep this and go on")
    ann.ticks("No steps, or a ramp or lift")
    ann.ticks("A quiet room to go to")
    ann.presses("Keep this and go on")
    ann.types("What would make it good?", "We laugh, and nobody hurries us.")
    ann.presses("Keep this and go on")
    ann.presses("Ask for offers")
    ann.reads("It waits for a second person.")
    agrees(ben, "Send what we want, and ask for offers")


def agrees(second, what):
    """Somebody else of the group says yes to what was proposed."""
    second.goes_to("/groups/")
    second.presses("Tuesday people")
    second.reads(what)
    second.presses("I agree to this")
    second.reads("Two have agreed, so it is done.")


@step
def the_connector_looks_at_their_words(connie):
    """Strangers read them only then."""
    connie.goes_to("/home/")
    connie.presses("Words that strangers will read")
    connie.reads("A museum morning each week")
    connie.presses("Let these words through")
    connie.reads("They may be read now.", "Nothing is waiting.")


@step
def the_museum_opens_its_account(officer):
    """On the card company's page, before any group could pay it with a card."""
    officer.signs_in()
    officer.presses("Being paid by card")
    officer.presses("Open it")
    officer.presses("Go to the card company’s page")
    officer.presses("Finish: open the account")
    officer.reads("People can pay you with a card now.")


@step
def the_museum_makes_an_offer(officer):
    officer.goes_to("/home/")
    officer.presses("What groups near you want")
    officer.presses("A museum morning each week")
    officer.does_not_read("Tuesday people", "Ann", "Dot")
    officer.presses("Make an offer as Westsea Museum")
    officer.types("In a line: what do you offer?", "Museum mornings with coffee")
    officer.types_day("The day of the first session", FIRST_DAY)
    officer.types("When does it begin?", "10.30 am")
    officer.types("How many minutes does a session take?", "120")
    officer.types("How many sessions?", "4")
    officer.chooses("How often?", "Every week")
    officer.types("Where is it?", "The old hall")
    officer.types("The smallest number of people it works with", "4")
    officer.types("The largest number of people", "8")
    officer.types_day("Until which day does your offer stand?", date(2027, 7, 1))
    officer.presses("Go on")
    officer.types("4 people together, a session", "60")
    officer.chooses("What does somebody pay who misses a session and tells you in time?", "Nothing")
    officer.chooses(
        "Once it goes ahead, can somebody change their mind?", "No, because it is for a fixed day"
    )
    officer.types("At which address can you be written to?", "1 Quay Road, Westsea")
    officer.presses("Go on")
    officer.types("Who comes?", "The same two people from the museum")
    officer.presses("Go on")
    officer.ticks("No steps, or a ramp or lift")
    officer.types("How do people get there, and home?", "The 76 stops outside.")
    officer.presses("Go on")
    officer.reads("Look at your offer once more", "Tuesday 6 July 2027 at 10.30 am")
    officer.presses("Send the offer")
    officer.reads("Your offer is with the group.")


@step
def walkers_make_an_offer_too() -> None:
    voice, walkers = make_vetted("walkers")
    offer_to(
        Brief.objects.get(),
        voice,
        walkers,
        summary="A walk on the quay",
        requirements_met=("quiet",),
    )


@step
def everybody_chooses(ann, ben, cas, connie, sheet, town):
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.presses("A museum morning each week")
    ann.reads("There are 2 offers so far.")
    ann.presses("Stop taking answers")
    agrees(ben, "Stop taking answers, and compare those there are")
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.presses("A museum morning each week")
    ann.presses("Look at the offers side by side")
    ann.reads("Museum mornings with coffee", "A walk on the quay", "not met")
    ann.presses("Choose together")
    ann.presses("Ask everybody")
    agrees(ben, "Choose together now")
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.presses("A museum morning each week")
    ann.presses("Say what you would be happy with")
    ann.reads("You see how it ended when it has closed.")
    for voter in (ann, ben, cas):
        voter.goes_to("/home/")
        voter.presses("Tuesday people is choosing: A museum morning each week")
        voter.ticks("Museum mornings with coffee (Westsea Museum)")
        voter.presses("This is my answer")
        voter.reads("Your answer is in.")
        voter.does_not_read("How it stands")
    connie.goes_to("/paper/")
    connie.types("The code on your card", sheet)
    connie.presses("Go on")
    connie.presses("Enter what they ticked: A museum morning each week")
    connie.does_not_read("How it stands")
    connie.ticks("Museum mornings with coffee (Westsea Museum)")
    says_how_it_was_put(connie, "Read aloud at the table")
    connie.presses("Enter this")
    connie.reads("Their answer is in.")
    town.is_now(town.now + timedelta(days=8))
    ann.goes_to("/home/")
    ann.reads("The group chose: Museum mornings with coffee.", "Nothing is paid yet")
