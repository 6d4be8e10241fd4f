"""The sessions are held, the money arrives, and every penny is accounted for."""

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO

from pypdf import PdfReader

from community.common.dates import format_day
from pooling.ledger.queries import ledger_faults
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.states.provider_accounts import PayoutState
from tests.journeys.story import step


@step
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
        officer.reads("Look at it once more: it happened")
        officer.presses("It happened")
        officer.reads("Thank you. Everybody with a place is told.")
        ann.goes_to("/my-sessions/")
        ann.presses("Yes, it happened")
        ann.reads("Thank you for saying so.")
    town.is_now(datetime(2027, 7, 12, 9, 0, tzinfo=UTC))


@step
def the_money_has_gone_to_the_museum_and_every_penny_is_known(town):
    """Cards: £15 and £7 of each session, at its bank. The council's is for invoices."""
    town.is_now(town.now + timedelta(days=3))
    paid = Payout.objects.values_list("pence", "state")
    assert list(paid) == [(2200, PayoutState.PAID)] * 4
    assert ledger_faults() == []
    assert town.post_to("ann@example.org") != []
    assert town.post_to("dot@example.org") == []


@step
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


@step
def the_museum_says_where_it_is_paid_and_is_asked_another_way(officer, connie):
    officer.goes_to("/provide/transfers/")
    officer.presses("Write it down")
    officer.types("The name on the account", "Westsea Museum Trust")
    officer.types("Sort code", "12-34-56")
    officer.types("Account number", "12345678")
    officer.presses("Write it down")
    officer.reads("It is written down.", "will ask you about it")
    connie.goes_to("/acting/waiting/")
    connie.presses("Other bank details of a provider")
    connie.reads("ending in 5678")
    connie.chooses("How did you ask them?", "I rang a number that we had before")
    connie.types("What did you see?", "Rang the number on our list; they read it out.")
    connie.chooses("Do you agree?", "Yes")
    connie.presses("Enter this")


@step
def the_council_is_invoiced(officer, council):
    officer.goes_to("/provide/pools/")
    officer.presses("Invoices")
    officer.presses("What stands on your invoices")
    officer.types("Your address", "1 Example Street")
    officer.chooses("How is it with VAT?", "Not registered for VAT")
    officer.presses("Save this")
    officer.presses("Make the invoice")
    officer.reads(
        "Invoice",
        "15 June 2027",
        "4 × £8",
        "4 × £15",
        "In all",
        "£152.00",
        "Not registered for VAT",
    )
    council.goes_to("/office/")
    council.presses("Westsea Museum, invoice")
    council.reads("£152.00", "line", "Please pay by", "Account number 12345678")
    council.does_not_read("ben", "Dot")
    assert council.fetches("To print or send (PDF)").startswith(b"%PDF")
