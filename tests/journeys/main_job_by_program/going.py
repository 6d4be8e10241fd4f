"""The sessions are held, the money arrives, and every penny is accounted for."""

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO

from pypdf import PdfReader

from community.people.states import RoleKind
from pooling.ledger.queries import ledger_faults
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.states.provider_accounts import PayoutState
from tests.factories.supply import make_role
from tests.journeys.story import step

from .coming_together import STARTS

YEAR = {"from": "2027-04-01", "to": "2028-03-31"}


@step
def sessions_are_held(museum, ann, town):
    """Four Tuesdays: everybody comes, and Ann says of each that it happened."""
    for start in STARTS:
        town.is_now(start + timedelta(hours=4, minutes=30))
        [session] = [
            each
            for each in museum.gets("/sessions/")
            if datetime.fromisoformat(each["starts_at"]) == start
        ]
        places = museum.gets(f"/sessions/{session['id']}/")["places"]
        came = [place["id"] for place in places]
        assert len(came) == 4
        assert museum.posts(f"/sessions/{session['id']}/delivered/", came=came)
        own_place = next(
            place for place in ann.gets("/my-places/") if place["session"]["id"] == session["id"]
        )
        assert ann.posts(f"/my-places/{own_place['id']}/it-happened/")["confirmed_at"]
    town.is_now(datetime(2027, 7, 12, 9, 0, tzinfo=UTC))


@step
def the_money_has_gone_to_the_museum_and_every_penny_is_known(museum, pool, town):
    town.is_now(town.now + timedelta(days=3))
    assert list(Payout.objects.values_list("pence", "state")) == [(2200, PayoutState.PAID)] * 4
    assert ledger_faults() == []
    museum.is_refused("GET", f"/pools/{pool}/", 404)


@step
def each_has_a_statement_that_agrees_three_ways(person, spent: dict[str, int]):
    sources = {source["rail"]: source["id"] for source in person.gets("/sources/")}
    assert set(sources) == set(spent)
    for rail, pence in spent.items():
        path = f"/statements/{sources[rail]}/"
        statement = person.gets(path, **YEAR)
        assert (statement["paid_in_pence"], statement["spent_pence"]) == (pence, pence)
        assert statement["closing_pence"] == statement["opening_pence"] == 0
        table = person.fetches(f"{path}csv/", **YEAR).decode("utf-8-sig")
        rows = [row for row in csv.DictReader(table.splitlines()) if row["Spent"]]
        assert sum(round(float(row["Spent"]) * 100) for row in rows) == pence
        assert len(rows) == 4
        paper = PdfReader(BytesIO(person.fetches(f"{path}pdf/", **YEAR)))
        printed = " ".join(page.extract_text() for page in paper.pages)
        assert f"£{pence / 100:.2f}" in printed


@step
def nobody_reads_anothers(ben, ann):
    [source] = ann.gets("/sources/")
    for path in (f"/statements/{source['id']}/", f"/statements/{source['id']}/csv/"):
        ben.is_refused("GET", path, 404)


@step
def the_museum_says_where_it_is_paid_and_is_asked_another_way(museum, connie):
    [waiting] = museum.gets("/invoices/to-make/")
    here = f"/providers/{waiting['provider_id']}"
    account = {"sort_code": "12-34-56", "account_number": "12345678"}
    museum.puts(f"{here}/bank-details/", account_name="Westsea Museum Trust", **account)
    museum.puts(f"{here}/billing/", address="1 Example Street", vat_status="not_registered")
    [asked] = [each for each in connie.gets("/approvals/") if each["purpose"] == "bank_details"]
    digest = connie.gets(f"/approvals/{asked['id']}/")["digest"]
    answer = {"agrees": True, "way": "rang", "seen_words": "They read it out.", "digest": digest}
    connie.posts(f"/approvals/{asked['id']}/answer/", **answer)
    assert museum.gets(f"{here}/bank-details/")["checked_at"]


@step
def the_council_is_invoiced(museum, council, ben):
    [waiting] = museum.gets("/invoices/to-make/")
    assert waiting["pence"] == 15200
    what = {"provider_id": waiting["provider_id"], "area_id": waiting["area_id"]}
    made = museum.posts("/invoices/", **what)
    assert (made["pence"], [line["units"] for line in made["lines"]]) == (15200, [4, 4, 4])
    assert museum.is_refused("POST", "/invoices/", **what)["code"] == "nothing_to_invoice"
    [line] = council.gets("/office/invoices/")
    assert council.gets(f"/invoices/{line['id']}/") == made
    assert council.fetches(f"/invoices/{line['id']}/pdf/").startswith(b"%PDF")
    ben.is_refused("GET", f"/invoices/{line['id']}/", 404)
    ben.is_refused("GET", "/office/invoices/", 404)


@step
def what_was_done_is_said(ann):
    deeds = ann.gets("/history/")
    by = {deed["by"] for deed in deeds if "I’m in" in deed["what"]}
    assert by == {"by daughter, for you" if ann.acting_for else "by you"}
    assert ann.gets("/messages/")


@step
def somebody_is_worried(anybody, program):
    lead = make_role("lead", RoleKind.SAFEGUARDING_LEAD)
    [where] = anybody.gets("/areas/")
    anybody.is_refused("POST", "/concerns/", 400, area=where["id"])
    anybody.posts("/concerns/", words="Somebody takes their money.", area=where["id"])
    reads = program(lead)
    [worry] = reads.gets("/concerns/")
    assert "words" not in worry
    assert reads.posts(f"/concerns/{worry['id']}/read/")["words"] == "Somebody takes their money."
    answered = reads.posts(f"/concerns/{worry['id']}/answer/", words="We rang them.")
    assert answered["answer"] == "We rang them."
