"""The main job, end to end: find, gather, ask, choose, pool, pay, go, account for it.

By keyboard, once with scripts and once without. What every page must hold is in looks.py.
"""

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from community.common.dates import format_day
from groups.models import Brief
from pooling.ledger.queries import ledger_faults
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.states.provider_accounts import PayoutState
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

from .steps import adds_money, saves_a_card, says_up_to

pytestmark = [pytest.mark.browser, pytest.mark.process]

FIRST_DAY = date(2027, 6, 15)
BILL = "If yes: does what they pay the council themselves change?"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request):
    return request.param


def test_the_main_job(town, somebody):
    supply_is_there()
    ann, ben, cas = somebody("ann"), somebody("ben"), somebody("cas")
    connie, officer, council = somebody("connie"), somebody("officer"), somebody("council")

    ann_finds_something(ann)
    ann_starts_a_group(ann)
    ben_comes_by_a_link(ben, ann)
    card = cas_comes_by_the_code_on_a_card(cas, ann)
    sheet = dot_comes_on_paper(connie, card)

    they_write_what_they_want(ann)
    the_museum_opens_its_account(officer)
    the_museum_makes_an_offer(officer)
    walkers_make_an_offer_too()
    everybody_chooses(ann, ben, cas, connie, sheet, town)

    the_cost_is_shared(ann)
    ann_says_yes_from_a_card(ann)
    ben_says_too_little_from_what_the_council_keeps(ben)
    cas_says_yes_in_two_parts(cas)
    dot_says_yes_on_paper(connie, sheet, town)
    the_council_answers_all_on_one_screen(council)
    ben_is_asked_in_private_and_says_a_little_more(ben, ann, town)
    the_council_says_yes_to_what_waits(council, "Dot", "ben")
    the_day_comes_and_it_goes_ahead(ann, ben, officer, town)

    sessions_are_held(officer, ann, town)
    the_money_has_gone_to_the_museum_and_every_penny_is_known(town)
    each_has_a_statement_that_agrees_three_ways(ann, cas)
    the_council_is_invoiced(officer, council)


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


def ann_finds_something(ann):
    ann.goes_to("/")
    ann.types("What would be good?", "musuem mornings")
    ann.types("Where are you?", "zz11aa")
    ann.presses("Find")
    ann.reads("Showing things for “museum morning", "Has places")
    ann.presses("Museum morning")
    ann.reads("Each, at most", "The smallest group that works is 4 people.")


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


def ben_comes_by_a_link(ben, ann):
    ann.presses("Invite somebody")
    ann.presses("Make the invitation")
    link = ann.link_to("/join/")
    ben.goes_to(link)
    ben.reads("You are invited to “Tuesday people”")
    ben.presses("I am new here")
    ben.is_new()
    ben.ticks("I agree to this")
    ben.presses("Come in")
    ben.reads("You are in the group.", "Ann", "ben (you)")


def cas_comes_by_the_code_on_a_card(cas, ann) -> str:
    """Gives the code of the card, which is used again on paper."""
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.presses("Invite somebody")
    ann.chooses("How will you invite somebody?", "With a card to print")
    ann.presses("Make the invitation")
    code = ann.page.locator(".cp-sheet__code").inner_text()
    cas.goes_to("/")
    cas.presses("I have a card with a code")
    cas.types("The code on your card", code.lower())
    cas.presses("Go on")
    cas.presses("I am new here")
    cas.is_new()
    cas.ticks("I agree to this")
    cas.presses("Come in")
    return code


def dot_comes_on_paper(connie, code) -> str:
    """She has no e-mail and no phone: a connector enters her card. Gives the code of her sheets."""
    connie.signs_in()
    connie.presses("Enter a sheet of paper")
    connie.types("The code on your card", code)
    connie.presses("Go on")
    connie.types("What do they like to be called?", "Dot")
    connie.types("What shall the others in the group call you?", "Dot")
    connie.ticks("They have ticked that they agree to this")
    connie.types("Who will tell them what happens, and when?", "the worker who visits on Thursdays")
    connie.presses("Enter this")
    connie.reads("They are in the group.")
    return connie.page.locator(".cp-sheet__code").inner_text()


def they_write_what_they_want(ann):
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
    ann.reads("People who run things near you can now make an offer.")


def the_museum_opens_its_account(officer):
    """On the card company's page, before any group could pay it with a card."""
    officer.signs_in()
    officer.presses("Being paid by card")
    officer.presses("Open it")
    officer.presses("Go to the card company’s page")
    officer.presses("Finish: open the account")
    officer.reads("People can pay you with a card now.")


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
    officer.types("What if somebody misses a session?", "Tell us two days before.")
    officer.presses("Go on")
    officer.types("Who comes?", "The same two people from the museum")
    officer.presses("Go on")
    officer.ticks("No steps, or a ramp or lift")
    officer.types("How do people get there, and home?", "The 76 stops outside.")
    officer.presses("Go on")
    officer.reads("Look at your offer once more", "Tuesday 6 July 2027 at 10.30 am")
    officer.presses("Send the offer")
    officer.reads("Your offer is with the group.")


def walkers_make_an_offer_too() -> None:
    voice, walkers = make_vetted("walkers")
    offer_to(
        Brief.objects.get(),
        voice,
        walkers,
        summary="A walk on the quay",
        requirements_met=("quiet",),
    )


def everybody_chooses(ann, ben, cas, connie, sheet, town):
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.presses("A museum morning each week")
    ann.reads("There are 2 offers so far.")
    ann.presses("Stop taking answers")
    ann.reads("Museum mornings with coffee", "A walk on the quay", "not met")
    ann.presses("Choose together")
    ann.presses("Ask everybody")
    ann.reads("You see how it stands once you have answered, or when it has closed.")
    for voter in (ann, ben, cas):
        voter.goes_to("/home/")
        voter.presses("Tuesday people is choosing: A museum morning each week")
        voter.does_not_read("How it stands")
        voter.ticks("Museum mornings with coffee (Westsea Museum)")
        voter.presses("This is my answer")
        voter.reads("Your answer is in.", "How it stands")
    connie.goes_to("/paper/")
    connie.types("The code on your card", sheet)
    connie.presses("Go on")
    connie.presses("Enter what they ticked: A museum morning each week")
    connie.does_not_read("How it stands")
    connie.ticks("Museum mornings with coffee (Westsea Museum)")
    connie.presses("Enter this")
    connie.reads("Their answer is in.")
    town.is_now(town.now + timedelta(days=8))
    ann.goes_to("/home/")
    ann.reads("The group chose: Museum mornings with coffee.", "Nothing is paid yet")


def the_cost_is_shared(ann):
    """From the group's choice, through a review, to an open shared cost."""
    ann.presses("Tuesday people")
    ann.presses("A museum morning each week")
    ann.reads("The group chose: Museum mornings with coffee, from Westsea Museum.")
    ann.presses("Share the cost")
    ann.presses("Look it over")
    ann.reads("Look at it once more before you open it", "Tuesday 1 June 2027", "Not now")
    ann.presses("Open it for the group")
    ann.reads("It is open. Each of you can say yes now.", "not yet")


def ann_says_yes_from_a_card(ann):
    ann.presses("I’m in, up to an amount I choose")
    adds_money(ann, "My own money", how="With a card")
    says_up_to(ann, "20", in_all="£80")
    saves_a_card(ann)
    ann.reads("Your card is saved. Nothing has been taken.", "up to £20 a session")


def ben_says_too_little_from_what_the_council_keeps(ben):
    ben.goes_to("/groups/")
    ben.presses("Tuesday people")
    ben.presses("Museum mornings with coffee")
    ben.presses("I’m in, up to an amount I choose")
    adds_money(ben, "Money the council looks after")
    says_up_to(ben, "11", in_all="£44")
    ben.reads("You are in, up to £11 a session.")


def cas_says_yes_in_two_parts(cas):
    cas.goes_to("/money/")
    for kind, how in (("Money the council looks after", None), ("My own money", "With a card")):
        cas.presses("Add")
        adds_money(cas, kind, how=how)
    cas.goes_to("/groups/")
    cas.presses("Tuesday people")
    cas.presses("Museum mornings with coffee")
    cas.presses("I’m in, up to an amount I choose")
    cas.types("Up to this much from “money the council looks after”, each session", "8")
    cas.types("Up to this much from “my own money”, each session", "8")
    says_up_to(cas, "16", in_all="£64")
    saves_a_card(cas)
    cas.reads("Up to £8 from “my own money”", "Up to £8 from “money the council looks after”")


def dot_says_yes_on_paper(connie, sheet, town):
    """At the visit: nothing was sent to her, so the connector reads what to tell her."""
    town.work()
    connie.goes_to("/home/")
    connie.presses("For your next visits")
    connie.reads("Dot", "Your group can share what its choice costs.")
    connie.presses("I have told them all of this")
    connie.reads("Nothing to say just now")
    connie.goes_to("/paper/")
    connie.types("The code on your card", sheet)
    connie.presses("Go on")
    connie.presses("Enter what they said to a shared cost")
    connie.presses("They wrote “I’m in, up to …”")
    connie.chooses("Where does the money come from?", "Money the council looks after")
    connie.presses("Go on")
    connie.types("What is the most you would pay for one session?", "16")
    connie.presses("Look it over")
    connie.presses("Enter their yes")
    connie.reads("Their yes is in.")


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


def the_council_says_yes_to_what_waits(council, *called):
    council.goes_to("/office/")
    for name in called:
        line = f"{name}, Westsea Museum"
        council.picks("Your answer", "Yes", within=line)
        council.picks(BILL, "their bill stays the same", within=line)
    council.presses("Look over my answers")
    council.presses("Send these answers")
    council.reads("Nothing is waiting")


def ben_is_asked_in_private_and_says_a_little_more(ben, ann, town):
    """A week before the day; nobody else reads that he was asked."""
    town.is_now(datetime(2027, 5, 26, 9, 0, tzinfo=UTC))
    ann.goes_to("/groups/")
    ann.presses("Tuesday people")
    ann.presses("Museum mornings with coffee")
    ann.reads("not yet")
    ann.does_not_read("A question to you alone", "£11", "below the share")
    ben.goes_to("/home/")
    ben.presses("A question for you alone")
    ben.reads("You said up to £11 a session. If everybody comes, the share is £15.")
    ben.types("The most you would pay for one session", "16")
    ben.presses("Look it over")
    ben.reads("Look at it once more before you say yes", "You said before", "Up to £11 a session")
    ben.presses("I’m in, up to £16 a session")
    ben.reads("Thank you. Your yes counts.")


def the_day_comes_and_it_goes_ahead(ann, ben, officer, town):
    town.is_now(datetime(2027, 6, 1, 18, 0, tzinfo=UTC))
    for person in (ann, ben):
        person.goes_to("/groups/")
        person.presses("Tuesday people")
        person.presses("Museum mornings with coffee")
        person.reads("Going ahead", "All 4 places are covered.", "Your share is £15 a session.")
    officer.goes_to("/provide/pools/")
    officer.presses("Museum mornings with coffee")
    officer.reads("Who comes", "Ann", "ben", "cas", "Dot")
    officer.does_not_read("£16", "£20", "council", "4242")


def sessions_are_held(officer, ann, town):
    """Four Tuesdays: everybody comes, and Ann says of each that it happened."""
    for week in range(4):
        day = datetime(2027, 6, 15, 14, 0, tzinfo=UTC) + timedelta(weeks=week)
        town.is_now(day)
        officer.goes_to("/provide/sessions/")
        officer.presses("Museum mornings with coffee", within=format_day(day))
        for called in ("Ann", "ben", "cas", "Dot"):
            officer.ticks(called)
        officer.presses("It happened")
        officer.reads("Thank you. Everybody with a place is told.")
        ann.goes_to("/my-sessions/")
        ann.presses("Yes, it happened")
        ann.reads("Thank you for saying so.")
    town.is_now(datetime(2027, 7, 12, 9, 0, tzinfo=UTC))


def the_money_has_gone_to_the_museum_and_every_penny_is_known(town):
    """Cards: £15 and £7 of each session, at its bank. The council's is for invoices."""
    town.is_now(town.now + timedelta(days=3))
    paid = Payout.objects.values_list("pence", "state")
    assert list(paid) == [(2200, PayoutState.PAID)] * 4
    assert ledger_faults() == []
    assert town.post_to("ann@example.org") != []
    assert town.post_to("dot@example.org") == []


def each_has_a_statement_that_agrees_three_ways(ann, cas):
    for person, called, sum_of_all in (
        (ann, "my own money", "60.00"),
        (cas, "my own money", "28.00"),
        (cas, "money the council looks after", "32.00"),
    ):
        person.goes_to("/money/")
        person.presses(f"Statement {called}")
        person.reads("Westsea Museum", f"£{sum_of_all}")
        person.does_not_read("ben", "Dot")
        rows = list(csv.DictReader(person.fetches("As a table").decode("utf-8-sig").splitlines()))
        assert rows
        paper = PdfReader(BytesIO(person.fetches("To print or send (PDF)")))
        printed = " ".join(page.extract_text() for page in paper.pages)
        assert f"£{sum_of_all}" in printed


def the_council_is_invoiced(officer, council):
    officer.goes_to("/provide/pools/")
    officer.presses("Invoices")
    officer.presses("Make the invoice")
    officer.reads("Invoice", "Tuesday 15 June 2027", "In all", "£152.00")
    council.goes_to("/office/")
    council.presses("Westsea Museum, invoice")
    council.reads("£152.00", "ben", "cas", "Dot")
    assert council.fetches("To print or send (PDF)").startswith(b"%PDF")
