"""A provider is listed, a group gathers, asks, and chooses: by program."""

from datetime import UTC, date, datetime, timedelta

from community.people.states import RepresentationScope
from tests.factories.how_put import READ_ALOUD
from tests.factories.pools import make_officer
from tests.factories.supply import NOW, TODAY, make_someone
from tests.journeys.program import Program, on_hosted_page
from tests.journeys.story import step

HERE = "ZZ1 1AA"
STARTS = [datetime(2027, 6, 15, 9, 30, tzinfo=UTC) + timedelta(weeks=week) for week in range(4)]


@step
def the_daughter_acts_for(mother, program) -> Program:
    """She asks; before her mother agrees she can do nothing; then every call names her mother."""
    daughter = make_someone("daughter")
    hers, mothers = program(daughter), program(mother)
    representation = hers.posts(
        "/representations/",
        reference=mothers.posts("/representations/reference/")["code"],
        kind="family_carer",
        is_paid=False,
        scope=RepresentationScope.PAY.value,
        ends_on=date(2028, 1, 1),
    )
    assert representation["called"] == ""
    too_soon = program(daughter, acting_for=str(mother.person_id))
    too_soon.is_refused("GET", "/groups/", 404)
    [waiting] = mothers.gets("/representations/for-me/")
    mothers.posts(f"/representations/{waiting['id']}/agree/", digest=waiting["digest"])
    a_second_person_spoke_with_her(program(make_officer("second")))
    [agreed] = hers.gets("/representations/")
    return program(daughter, acting_for=agreed["acts_for"])


def a_second_person_spoke_with_her(second: Program) -> None:
    """An officer, who neither asked nor agreed first: only then anything is paid for her."""
    [approval] = second.gets("/approvals/")
    second.posts(
        f"/approvals/{approval['id']}/answer/",
        digest=second.gets(f"/approvals/{approval['id']}/")["digest"],
        agrees=True,
        seen_words="She said so herself.",
        told_on=TODAY,
        shown_words="Read aloud at her table",
        interpreted_by="nobody",
    )


@step
def a_provider_is_listed_and_vetted(voice, connie, name, listed=True) -> int:
    [where] = voice.gets("/areas/")
    provider = voice.posts("/providers/", name=name, is_one_person=False, area=where["id"])["id"]
    if listed:
        listing = voice.posts("/my-listings/", provider=provider, title="Museum morning")["id"]
        assert voice.is_refused("POST", f"/my-listings/{listing}/publish/")["field"]
        voice.patches(
            f"/my-listings/{listing}/",
            what_happens="Coffee, old photographs and talk.",
            when_words="Tuesdays at half past ten",
            place_words="The old hall",
            postcode=HERE,
            venue_kind="public_place",
            attending_access="say_coming",
            price_kind="by_group",
            prices={str(people): 6000 for people in range(4, 9)},
        )
        assert voice.posts(f"/my-listings/{listing}/publish/")["state"] == "shown"
    check = {"provider": provider, "seen_on": NOW.date(), "valid_until": "2028-05-04"}
    voice.is_refused("POST", "/checks/", 404, **check, kind="identity")
    [waiting] = [row for row in connie.gets("/checks/") if row["provider"]["name"] == name]
    for kind in waiting["to_see"]:
        connie.posts("/checks/", **check, kind=kind)
    return provider


@step
def something_is_found(anybody) -> int:
    anybody.is_refused("GET", "/search/", 400)
    assert anybody.is_refused("GET", "/search/?postcode=nowhere")["field"] == "postcode"
    results = anybody.gets("/search/", postcode="zz11aa", words="musuem mornings")
    assert results[0]["title"] == "Museum morning"
    read = anybody.gets(f"/listings/{results[0]['id']}/")
    assert (read["smallest_group"], read["provider"]) == (4, "Westsea Museum")
    anybody.is_refused("GET", "/groups/", 401)
    return read["id"]


@step
def a_group_comes_together(ann, ben, cas) -> int:
    start = {"name": "Tuesday people", "postcode": HERE, "how_often": "once a week"}
    start |= {"purposes": ["company"], "known_as": "Ann"}
    assert ann.is_refused("POST", "/groups/", **start)["field"] == "agrees"
    group = ann.posts("/groups/", **start, **READ_ALOUD, agrees=True)["group"]["id"]
    ben.is_refused("GET", f"/groups/{group}/", 404)

    link = ann.posts(f"/groups/{group}/invites/")["code"]
    card = ann.posts(f"/groups/{group}/invites/", is_card=True)["code"]
    assert ben.is_refused("GET", "/join/?code=nosuchcode")
    agrees = {"agrees": True, "digest": ben.gets("/join/", code=link)["digest"]}
    assert ben.is_refused("POST", "/join/", code="nosuchcode", known_as="Ben", **agrees)
    assert ben.is_refused("POST", "/join/", code=link, known_as="Ann", **agrees)["field"]
    ben.posts("/join/", code=link, known_as="Ben", **agrees)
    inside = cas.posts("/join/", code=card.lower(), known_as="Cas", **agrees)
    assert (inside["am_in"], inside["members"]) == (True, ["Ann", "Ben", "Cas"])
    return group


@step
def dot_comes_on_paper(connie, ann, group) -> str:
    """She has no phone: her filled-in card is entered. Gives the code of her sheets."""
    card = ann.posts(f"/groups/{group}/invites/", is_card=True)["code"]
    filled_in = {"code": card, "called": "Dot", "known_as": "Dot"}
    filled_in |= {"through_words": "the worker who visits on Thursdays", "agrees": True}
    filled_in |= {"shown_words": "Read aloud at her table", "interpreted_by": "nobody"}
    filled_in |= {"digest": connie.gets("/join/", code=card)["digest"]}
    ann.is_refused("POST", "/paper/join/", 404, **filled_in)
    sheet = connie.posts("/paper/join/", **filled_in)["code"]
    assert "Dot" in ann.gets(f"/groups/{group}/")["members"]
    return sheet.replace(" ", "")


@step
def they_write_what_they_want(ann, ben, group, listing) -> int:
    wish = {"what": "A museum morning each week", "when_words": "Tuesday mornings"}
    wish |= {"where_words": "Close to the quay", "points": ["step_free", "quiet"]}
    brief = ann.posts("/briefs/", group=group, listing=listing, **wish)["id"]
    ann.patches(f"/briefs/{brief}/", good_looks_like="We laugh, and nobody hurries us.")
    assert ann.posts(f"/briefs/{brief}/publish/", **READ_ALOUD)["state"] == "draft"
    [proposed] = ben.gets("/motions/")
    assert (proposed["proposed_by"], proposed["purpose"]) == ("Ann", "send_brief")
    ben.posts(f"/motions/{proposed['id']}/answer/", agrees=True, digest=proposed["digest"])
    assert ann.gets(f"/briefs/{brief}/")["state"] == "asking"
    return brief


@step
def the_museum_opens_its_account(museum, provider):
    assert museum.gets(f"/providers/{provider}/card-account/") == {"is_open": False}
    url = museum.posts(f"/providers/{provider}/card-account/")["url"]
    on_hosted_page(url, how="finished")
    assert museum.posts(f"/providers/{provider}/card-account/look/") == {"is_open": True}


@step
def two_offers_come(museum, provider, walkers, other, brief) -> int:
    [brief_row] = museum.gets("/briefs-near/")
    assert "Tuesday people" not in str(brief_row) and "Ann" not in str(brief_row)
    terms = {
        "summary": "Museum mornings with coffee",
        "prices": {str(people): 6000 for people in range(4, 9)},
        "smallest": 4,
        "largest": 8,
        "starts": [start.isoformat() for start in STARTS],
        "minutes": 120,
        "place_words": "The old hall",
        "who_comes": "The same two people from the museum",
        "missed_rule": "free",
        "change_of_mind": "fixed_day",
        "address_words": "1 Quay Road, Westsea",
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


def digest_of_step(reader) -> str:
    """Of the one step that waits for a second person."""
    [waits] = [one for one in reader.gets("/motions/") if one["state"] == "waiting"]
    return waits["digest"]


@step
def everybody_chooses(ann, ben, cas, connie, sheet, brief, offer, town):
    ann.posts(f"/briefs/{brief}/stop/", **READ_ALOUD)
    ben.posts(f"/briefs/{brief}/stop/", digest=digest_of_step(ben))
    museum, walk = ann.gets(f"/briefs/{brief}/offers/")
    assert (museum["id"], walk["summary"]) == (offer, "A walk on the quay")
    ann.posts(f"/briefs/{brief}/choose/", **READ_ALOUD)
    ben.posts(f"/briefs/{brief}/choose/", digest=digest_of_step(ben))
    for voter in (ann, ben, cas):
        [choice] = voter.gets("/decisions/")
        assert voter.gets(f"/decisions/{choice['id']}/")["standing"] is None
        voter.is_refused("POST", f"/decisions/{choice['id']}/ballot/", approves=[987654321])
        voter.posts(f"/decisions/{choice['id']}/ballot/", approves=[offer], **READ_ALOUD)
    [on_sheet] = connie.gets(f"/paper/{sheet}/")["choices"]
    connie.posts(f"/paper/{sheet}/choose/{on_sheet['decision']}/", approves=[offer], **READ_ALOUD)
    town.is_now(town.now + timedelta(days=8))
    ended = ann.gets(f"/decisions/{choice['id']}/")
    assert (ended["chosen"], ended["standing"]) == (offer, None)
    late = ann.is_refused("POST", f"/decisions/{choice['id']}/ballot/", approves=[])
    assert late["code"] == "choice_is_closed"
