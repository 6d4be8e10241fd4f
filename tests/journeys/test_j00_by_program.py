"""The main job again, by program alone: bearer tokens, the API, and the card company's page.

Once with Ann's own hands and once with her daughter's, who acts for her in every call.
"""

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from drf_spectacular.generators import SchemaGenerator
from pypdf import PdfReader

from community.people.models import Role
from community.people.states import RepresentationScope, RoleKind
from pooling.ledger.queries import ledger_faults
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.states.provider_accounts import PayoutState
from tests.factories.places import make_postcode
from tests.factories.pools import make_officer
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.browser import served

from .program import Program, not_described, on_hosted_page

HERE = "ZZ1 1AA"
WORKS = "4242424242424242"
STARTS = [datetime(2027, 6, 15, 9, 30, tzinfo=UTC) + timedelta(weeks=week) for week in range(4)]
YEAR = {"from": "2027-04-01", "to": "2028-03-31"}


pytestmark = [pytest.mark.browser, pytest.mark.process]


@pytest.fixture
def site(committed_db):
    """The product on this test's own database; nobody opens a browser here."""
    with served(StaticFilesHandler(get_wsgi_application())) as address:
        yield address


@pytest.fixture
def program(town):
    """program(acting) -> their program; all of them remember together what was called."""
    called: set[tuple[str, str]] = set()

    def of(by=None, **facts) -> Program:
        return Program(town.site, by.login if by else None, called=called, **facts)

    return of


@pytest.fixture(params=["her own hands", "her daughter's"])
def ann(request, program):
    ann = make_someone("ann")
    make_postcode()
    if request.param == "her own hands":
        return program(ann)
    return the_daughter_acts_for(ann, program)


def test_the_main_job_by_program(town, program, ann):
    ben, cas = program(make_someone("ben")), program(make_someone("cas"))
    museum, walkers = program(make_login("museum")), program(make_login("walkers"))
    connie, council = program(make_connector("connie")), program(make_officer("council"))
    anybody = program()

    provider = a_provider_is_listed_and_vetted(museum, connie, "Westsea Museum")
    other = a_provider_is_listed_and_vetted(walkers, connie, "Westsea Walkers", listed=False)
    listing = something_is_found(anybody)
    group = a_group_comes_together(ann, ben, cas)
    sheet = dot_comes_on_paper(connie, ann, group)
    brief = they_write_what_they_want(ann, group, listing)
    the_museum_opens_its_account(museum, provider)
    offer = two_offers_come(museum, provider, walkers, other, brief)
    everybody_chooses(ann, ben, cas, connie, sheet, brief, offer, town)

    pool = the_cost_is_shared(ann, ben, offer)
    ann_says_yes_from_a_card(ann, pool)
    ben_says_too_little_from_what_the_council_keeps(ben, pool)
    cas_says_yes_in_two_parts(cas, pool)
    dot_says_yes_on_paper(connie, sheet, pool, town)
    the_council_answers_all_in_one_call(council)
    ben_is_asked_in_private_and_says_a_little_more(ben, ann, pool, town)
    the_council_says_yes_to_what_waits(council)
    the_day_comes_and_it_goes_ahead(ann, ben, museum, pool, town)

    sessions_are_held(museum, ann, town)
    the_money_has_gone_to_the_museum_and_every_penny_is_known(museum, pool, town)
    each_has_a_statement_that_agrees_three_ways(ann, {"card": 6000})
    each_has_a_statement_that_agrees_three_ways(cas, {"card": 2800, "commitment": 3200})
    nobody_reads_anothers(ben, ann)
    the_council_is_invoiced(museum, council, ben)
    what_was_done_is_said(ann)
    somebody_is_worried(anybody, program)

    assert not_described(ann.called, SchemaGenerator().get_schema(public=True)) == []


def the_daughter_acts_for(mother, program) -> Program:
    """She asks; before her mother agrees she can do nothing; then every call names her mother."""
    daughter = make_someone("daughter")
    hers, mothers = program(daughter), program(mother)
    asked = hers.posts(
        "/representations/",
        reference=mothers.gets("/me/")["person"],
        kind="family_carer",
        scope=RepresentationScope.PAY.value,
        ends_on=date(2028, 1, 1),
    )
    assert asked["called"] == ""
    too_soon = program(daughter, acting_for=str(mother.person_id))
    too_soon.is_refused("GET", "/groups/", 404)
    [waiting] = mothers.gets("/representations/for-me/")
    mothers.posts(f"/representations/{waiting['id']}/agree/")
    [agreed] = hers.gets("/representations/")
    return program(daughter, acting_for=agreed["acts_for"])


def a_provider_is_listed_and_vetted(voice, connie, name, listed=True) -> int:
    [where] = voice.gets("/areas/")
    provider = voice.posts("/providers/", name=name, area=where["id"])["id"]
    if listed:
        listing = voice.posts("/my-listings/", provider=provider, title="Museum morning")["id"]
        assert voice.is_refused("POST", f"/my-listings/{listing}/publish/")["field"]
        voice.patches(
            f"/my-listings/{listing}/",
            what_happens="Coffee, old photographs and talk.",
            when_words="Tuesdays at half past ten",
            place_words="The old hall",
            postcode=HERE,
            price_kind="by_group",
            prices={str(people): 6000 for people in range(4, 9)},
        )
        assert voice.posts(f"/my-listings/{listing}/publish/")["state"] == "shown"
    seen = {"provider": provider, "seen_on": NOW.date(), "valid_until": "2028-05-04"}
    voice.is_refused("POST", "/checks/", 404, **seen, kind="identity")
    [waiting] = [row for row in connie.gets("/checks/") if row["provider"]["name"] == name]
    for kind in waiting["to_see"]:
        connie.posts("/checks/", **seen, kind=kind)
    return provider


def something_is_found(anybody) -> int:
    anybody.is_refused("GET", "/search/", 400)
    assert anybody.is_refused("GET", "/search/?postcode=nowhere")["field"] == "postcode"
    found = anybody.gets("/search/", postcode="zz11aa", words="musuem mornings")
    assert found[0]["title"] == "Museum morning"
    read = anybody.gets(f"/listings/{found[0]['id']}/")
    assert (read["smallest_group"], read["provider"]) == (4, "Westsea Museum")
    anybody.is_refused("GET", "/groups/", 401)
    return read["id"]


def a_group_comes_together(ann, ben, cas) -> int:
    start = {"name": "Tuesday people", "postcode": HERE, "how_often": "once a week"}
    start |= {"purposes": ["company"], "known_as": "Ann"}
    assert ann.is_refused("POST", "/groups/", **start)["field"] == "agrees"
    group = ann.posts("/groups/", **start, agrees=True)["group"]["id"]
    ben.is_refused("GET", f"/groups/{group}/", 404)

    link = ann.posts(f"/groups/{group}/invites/")["code"]
    card = ann.posts(f"/groups/{group}/invites/", is_card=True)["code"]
    assert ben.is_refused("POST", "/join/", code="nosuchcode", known_as="Ben", agrees=True)
    assert ben.is_refused("POST", "/join/", code=link, known_as="Ann", agrees=True)["field"]
    ben.posts("/join/", code=link, known_as="Ben", agrees=True)
    inside = cas.posts("/join/", code=card.lower(), known_as="Cas", agrees=True)
    assert (inside["am_in"], inside["members"]) == (True, ["Ann", "Ben", "Cas"])
    return group


def dot_comes_on_paper(connie, ann, group) -> str:
    """She has no phone: her filled-in card is entered. Gives the code of her sheets."""
    card = ann.posts(f"/groups/{group}/invites/", is_card=True)["code"]
    filled_in = {"code": card, "called": "Dot", "known_as": "Dot"}
    filled_in |= {"through_words": "the worker who visits on Thursdays", "agrees": True}
    ann.is_refused("POST", "/paper/join/", 404, **filled_in)
    sheet = connie.posts("/paper/join/", **filled_in)["code"]
    assert "Dot" in ann.gets(f"/groups/{group}/")["members"]
    return sheet.replace(" ", "")


def they_write_what_they_want(ann, group, listing) -> int:
    said = {"what": "A museum morning each week", "when_words": "Tuesday mornings"}
    said |= {"where_words": "Close to the quay", "points": ["step_free", "quiet"]}
    brief = ann.posts("/briefs/", group=group, listing=listing, **said)["id"]
    ann.patches(f"/briefs/{brief}/", good_looks_like="We laugh, and nobody hurries us.")
    assert ann.posts(f"/briefs/{brief}/publish/")["state"] == "asking"
    assert ann.is_refused("PATCH", f"/briefs/{brief}/", what="Another thing")["code"]
    return brief


def the_museum_opens_its_account(museum, provider):
    assert museum.gets(f"/providers/{provider}/card-account/") == {"is_open": False}
    url = museum.posts(f"/providers/{provider}/card-account/")["url"]
    on_hosted_page(url, how="finished")
    assert museum.posts(f"/providers/{provider}/card-account/look/") == {"is_open": True}


def two_offers_come(museum, provider, walkers, other, brief) -> int:
    [seen] = museum.gets("/briefs-near/")
    assert "Tuesday people" not in str(seen) and "Ann" not in str(seen)
    terms = {
        "summary": "Museum mornings with coffee",
        "prices": {str(people): 6000 for people in range(4, 9)},
        "smallest": 4,
        "largest": 8,
        "starts": [start.isoformat() for start in STARTS],
        "minutes": 120,
        "place_words": "The old hall",
        "who_comes": "The same two people from the museum",
        "missed_words": "Tell us two days before.",
        "good_until": "2027-08-01",
        "meets": ["step_free"],
    }
    too_late = terms | {"starts": [(NOW - timedelta(days=1)).isoformat()]}
    assert museum.is_refused("POST", "/offers/", brief=brief, provider=provider, **too_late)
    museum.is_refused("POST", "/offers/", 404, brief=brief, provider=other, **terms)
    offer = museum.posts("/offers/", brief=brief, provider=provider, **terms)["id"]
    assert museum.is_refused("POST", "/offers/", brief=brief, provider=provider, **terms)["code"]
    walk = terms | {"summary": "A walk on the quay", "meets": ["quiet"]}
    walkers.posts("/offers/", brief=brief, provider=other, **walk)
    walkers.is_refused("GET", f"/offers/{offer}/", 404)
    return offer


def everybody_chooses(ann, ben, cas, connie, sheet, brief, offer, town):
    ann.posts(f"/briefs/{brief}/stop/")
    museum, walk = ann.gets(f"/briefs/{brief}/offers/")
    assert (museum["id"], walk["summary"]) == (offer, "A walk on the quay")
    ann.posts(f"/briefs/{brief}/choose/")
    for voter in (ann, ben, cas):
        [choice] = voter.gets("/decisions/")
        assert voter.gets(f"/decisions/{choice['id']}/")["standing"] is None
        voter.is_refused("POST", f"/decisions/{choice['id']}/ballot/", approves=[987654321])
        voter.posts(f"/decisions/{choice['id']}/ballot/", approves=[offer])
    [on_sheet] = connie.gets(f"/paper/{sheet}/")["choices"]
    connie.posts(f"/paper/{sheet}/choose/{on_sheet['decision']}/", approves=[offer])
    town.is_now(town.now + timedelta(days=8))
    ended = ann.gets(f"/decisions/{choice['id']}/")
    assert (ended["chosen"], ended["standing"]["answered"]) == (offer, 4)
    late = ann.is_refused("POST", f"/decisions/{choice['id']}/ballot/", approves=[])
    assert late["code"] == "choice_is_closed"


def the_cost_is_shared(ann, ben, offer) -> int:
    assert ann.is_refused("POST", "/pools/", offer_id=offer, closes_on="2027-06-20")["field"]
    pool = ann.posts("/pools/", offer_id=offer, closes_on="2027-06-01")
    assert (pool["places_covered"], pool["can_say_yes"], pool["my_pledge"]) == (0, True, None)
    [line] = ben.gets("/pools/")
    assert line["id"] == pool["id"]
    return pool["id"]


def ann_says_yes_from_a_card(ann, pool):
    assert ann.is_refused("POST", "/sources/", kind="own", rail="commitment")["field"] == "rail"
    source = ann.posts("/sources/", kind="own", rail="card")["id"]
    whole = {"max_pence": 2000, "parts": [{"source_id": source, "pence": 2000}]}
    short = {"max_pence": 2000, "parts": [{"source_id": source, "pence": 1500}]}
    assert ann.is_refused("PUT", f"/pools/{pool}/pledge/", **short)["code"] == "parts_do_not_add_up"
    ann.puts(f"/pools/{pool}/pledge/", **whole)
    a_card_is_saved(ann, pool, source)
    mine = ann.gets(f"/pools/{pool}/")["my_pledge"]
    assert (mine["max_pence"], mine["parts"][0]["needs_card"]) == (2000, False)


def a_card_is_saved(person, pool, source):
    """On the card company's page, whose address comes back in the answer."""
    looks = f"/sources/{source}/card/look/"
    url = person.posts(f"/pools/{pool}/card/", source_id=source)["url"]
    assert person.posts(looks)["card_last4"] == ""
    assert f"/pools/{pool}/card/{source}/back/" in on_hosted_page(url, card=WORKS)
    assert person.posts(looks)["card_last4"] == "4242"


def ben_says_too_little_from_what_the_council_keeps(ben, pool):
    source = ben.posts("/sources/", kind="council_managed", rail="commitment")["id"]
    parts = [{"source_id": source, "pence": 1100}]
    ben.puts(f"/pools/{pool}/pledge/", max_pence=1100, parts=parts)


def cas_says_yes_in_two_parts(cas, pool):
    council = cas.posts("/sources/", kind="council_managed", rail="commitment")["id"]
    own = cas.posts("/sources/", kind="own", rail="card")["id"]
    parts = [{"source_id": council, "pence": 800}, {"source_id": own, "pence": 800}]
    cas.puts(f"/pools/{pool}/pledge/", max_pence=1600, parts=parts)
    a_card_is_saved(cas, pool, own)


def dot_says_yes_on_paper(connie, sheet, pool, town):
    """At the visit: what she has to be told is read to her, and her sheet is entered."""
    town.work()
    [visit] = connie.gets("/visits/")
    assert visit["called"] == "Dot"
    assert connie.posts("/visits/told/", lines=[line["id"] for line in visit["lines"]]) == []
    [cost] = connie.gets(f"/paper/{sheet}/")["costs"]
    assert cost["pool"] == pool
    asked = connie.posts(f"/paper/{sheet}/costs/{pool}/money/", kind="council_managed")
    [source] = asked["sources"]
    parts = [{"source_id": source["id"], "pence": 1600}]
    entered = connie.puts(f"/paper/{sheet}/costs/{pool}/yes/", max_pence=1600, parts=parts)
    assert entered == {"max_pence": 1600}


def the_council_answers_all_in_one_call(council):
    """Yes to two; to Dot's, yes when the plan says so; a no without a reason holds up nobody."""
    lines = {line["person_called"]: line for line in council.gets("/office/lines/")}
    assert set(lines) == {"ben", "cas", "Dot"}
    assert "Tuesday people" not in str(lines)
    ids = {called: line["commitment_id"] for called, line in lines.items()}
    when = {"when_words": "The plan says museum mornings", "when_owner": "the worker who visits"}
    answered = council.posts(
        "/office/lines/",
        answers=[
            {"commitment_id": ids["ben"], "answer": "no"},
            {"commitment_id": ids["cas"], "answer": "yes", "bill_change": "no"},
            {"commitment_id": ids["Dot"], "answer": "yes_when", **when, "when_on": "2027-05-20"},
        ],
    )
    assert sorted(answered["answered"]) == sorted([ids["cas"], ids["Dot"]])
    [refused] = answered["refused"]
    assert (refused["commitment_id"], refused["field"]) == (ids["ben"], "refusal_reason")
    the_council_says_yes_to_what_waits(council, "ben")


def the_council_says_yes_to_what_waits(council, *called):
    waiting = [
        {"commitment_id": line["commitment_id"], "answer": "yes", "bill_change": "no"}
        for line in council.gets("/office/lines/")
        if not called or line["person_called"] in called
    ]
    assert council.posts("/office/lines/", answers=waiting)["refused"] == []


def ben_is_asked_in_private_and_says_a_little_more(ben, ann, pool, town):
    town.is_now(datetime(2027, 5, 26, 9, 0, tzinfo=UTC))
    assert ann.gets("/questions/") == []
    assert "1100" not in str(ann.gets(f"/pools/{pool}/"))
    [asked] = ben.gets("/questions/")
    assert (asked["pool_id"], asked["pence"]) == (pool, 1500)
    answer = f"/questions/{asked['id']}/answer/"
    ann.is_refused("POST", answer, 404, yes=True, max_pence=1600)
    ben.is_refused("POST", answer, yes=True, max_pence=1200)
    assert ben.posts(answer, yes=True, max_pence=1600)["state"] == "yes"


def the_day_comes_and_it_goes_ahead(ann, ben, museum, pool, town):
    [before] = museum.gets("/provider-pools/")
    assert (before["is_going_ahead"], before["people"]) == (False, None)
    assert museum.gets(f"/provider-pools/{pool}/people/") == []
    town.is_now(datetime(2027, 6, 1, 18, 0, tzinfo=UTC))
    for person in (ann, ben):
        seen = person.gets(f"/pools/{pool}/")
        assert (seen["state"], seen["my_pledge"]["share_pence"]) == ("funded", 1500), seen[
            "status_text"
        ]
    after = museum.gets(f"/provider-pools/{pool}/")
    assert (after["is_going_ahead"], after["people"]) == (True, 4)
    known = [each["known_as"] for each in museum.gets(f"/provider-pools/{pool}/people/")]
    assert known == ["Ann", "Ben", "Cas", "Dot"]
    late = {"max_pence": 2500, "parts": [{"source_id": 1, "pence": 2500}]}
    assert ben.is_refused("PUT", f"/pools/{pool}/pledge/", **late)["code"] == "pledges_closed"


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
        mine = next(
            place for place in ann.gets("/my-places/") if place["session"]["id"] == session["id"]
        )
        assert ann.posts(f"/my-places/{mine['id']}/it-happened/")["confirmed_at"]
    town.is_now(datetime(2027, 7, 12, 9, 0, tzinfo=UTC))


def the_money_has_gone_to_the_museum_and_every_penny_is_known(museum, pool, town):
    town.is_now(town.now + timedelta(days=3))
    assert list(Payout.objects.values_list("pence", "state")) == [(2200, PayoutState.PAID)] * 4
    assert ledger_faults() == []
    museum.is_refused("GET", f"/pools/{pool}/", 404)


def each_has_a_statement_that_agrees_three_ways(person, spent: dict[str, int]):
    sources = {source["rail"]: source["id"] for source in person.gets("/sources/")}
    assert set(sources) == set(spent)
    for rail, pence in spent.items():
        path = f"/statements/{sources[rail]}/"
        said = person.gets(path, **YEAR)
        assert (said["paid_in_pence"], said["spent_pence"]) == (pence, pence)
        assert said["closing_pence"] == said["opening_pence"] == 0
        table = person.fetches(f"{path}csv/", **YEAR).decode("utf-8-sig")
        rows = [row for row in csv.DictReader(table.splitlines()) if row["Spent"]]
        assert sum(round(float(row["Spent"]) * 100) for row in rows) == pence
        assert len(rows) == 4
        paper = PdfReader(BytesIO(person.fetches(f"{path}pdf/", **YEAR)))
        printed = " ".join(page.extract_text() for page in paper.pages)
        assert f"£{pence / 100:.2f}" in printed


def nobody_reads_anothers(ben, ann):
    [source] = ann.gets("/sources/")
    for path in (f"/statements/{source['id']}/", f"/statements/{source['id']}/csv/"):
        ben.is_refused("GET", path, 404)


def the_council_is_invoiced(museum, council, ben):
    [waiting] = museum.gets("/invoices/to-make/")
    assert waiting["pence"] == 15200
    what = {"provider_id": waiting["provider_id"], "area_id": waiting["area_id"]}
    made = museum.posts("/invoices/", **what)
    assert (made["pence"], len(made["lines"])) == (15200, 12)
    assert museum.is_refused("POST", "/invoices/", **what)["code"] == "nothing_to_invoice"
    [line] = council.gets("/office/invoices/")
    assert council.gets(f"/invoices/{line['id']}/") == made
    assert council.fetches(f"/invoices/{line['id']}/pdf/").startswith(b"%PDF")
    ben.is_refused("GET", f"/invoices/{line['id']}/", 404)
    ben.is_refused("GET", "/office/invoices/", 404)


def what_was_done_is_said(ann):
    deeds = ann.gets("/history/")
    by = {deed["by"] for deed in deeds if "I’m in" in deed["what"]}
    assert by == {"by daughter, for you" if ann.acting_for else "by you"}
    assert ann.gets("/messages/")


def somebody_is_worried(anybody, program):
    [where] = anybody.gets("/areas/")
    anybody.is_refused("POST", "/concerns/", 400, area=where["id"])
    anybody.posts("/concerns/", words="Somebody takes their money.", area=where["id"])
    lead = make_login("lead")
    Role.objects.create(
        login=lead.login, kind=RoleKind.SAFEGUARDING_LEAD, area=area(), started_at=NOW
    )
    reads = program(lead)
    [worry] = reads.gets("/concerns/")
    assert "words" not in worry
    assert reads.posts(f"/concerns/{worry['id']}/read/")["words"] == "Somebody takes their money."
    answered = reads.posts(f"/concerns/{worry['id']}/answer/", words="We rang them.")
    assert answered["answer"] == "We rang them."
