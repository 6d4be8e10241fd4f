"""Each says yes from their own money, the office answers, and on the day it goes ahead."""

from datetime import UTC, datetime

from tests.journeys.program import on_hosted_page
from tests.journeys.story import step

WORKS = "4242424242424242"


@step
def the_cost_is_shared(ann, ben, offer) -> int:
    assert ann.is_refused("POST", "/pools/", offer_id=offer, closes_on="2027-06-20")["field"]
    pool = ann.posts("/pools/", offer_id=offer, closes_on="2027-06-01")
    assert (pool["places_covered"], pool["can_say_yes"], pool["my_pledge"]) == (0, True, None)
    [line] = ben.gets("/pools/")
    assert line["id"] == pool["id"]
    return pool["id"]


@step
def ann_says_yes_from_a_card(ann, pool):
    assert ann.is_refused("POST", "/sources/", kind="own", rail="commitment")["field"] == "rail"
    source = ann.posts("/sources/", kind="own", rail="card")["id"]
    whole = {"max_pence": 2000, "parts": [{"source_id": source, "pence": 2000}]}
    ann.is_refused("PUT", f"/pools/{pool}/pledge/", 400, **whole)
    whole |= what_is_shown(ann, pool) | {
        "shown_words": "Read to her, twice",
        "interpreted_by": "nobody",
    }
    short = whole | {"parts": [{"source_id": source, "pence": 1500}]}
    assert ann.is_refused("PUT", f"/pools/{pool}/pledge/", **short)["code"] == "parts_do_not_add_up"
    ann.puts(f"/pools/{pool}/pledge/", **whole)
    a_card_is_saved(ann, pool, source)
    my_pledge = ann.gets(f"/pools/{pool}/")["my_pledge"]
    assert (my_pledge["max_pence"], my_pledge["parts"][0]["needs_card"]) == (2000, False)


def what_is_shown(person, pool) -> dict[str, str]:
    """A yes is to the terms that were read: it says which."""
    return {"digest": person.gets(f"/pools/{pool}/")["digest"]}


def a_card_is_saved(person, pool, source):
    """On the card company's page, whose address comes back in the answer."""
    looks = f"/sources/{source}/card/look/"
    url = person.posts(f"/pools/{pool}/card/", source_id=source)["url"]
    assert person.posts(looks)["card_last4"] == ""
    assert f"/pools/{pool}/card/{source}/back/" in on_hosted_page(url, card=WORKS)
    assert person.posts(looks)["card_last4"] == "4242"


@step
def ben_says_too_little_from_what_the_council_keeps(ben, pool):
    source = ben.posts("/sources/", kind="council_managed", rail="commitment")["id"]
    parts = [{"source_id": source, "pence": 1100}]
    ben.puts(f"/pools/{pool}/pledge/", max_pence=1100, parts=parts, **what_is_shown(ben, pool))


@step
def cas_says_yes_in_two_parts(cas, pool):
    council = cas.posts("/sources/", kind="council_managed", rail="commitment")["id"]
    own = cas.posts("/sources/", kind="own", rail="card")["id"]
    parts = [{"source_id": council, "pence": 800}, {"source_id": own, "pence": 800}]
    cas.puts(f"/pools/{pool}/pledge/", max_pence=1600, parts=parts, **what_is_shown(cas, pool))
    a_card_is_saved(cas, pool, own)


@step
def dot_says_yes_on_paper(connie, sheet, pool, town):
    """At the visit: what she has to be told is read to her, and her sheet is entered."""
    town.work()
    [visit] = connie.gets("/visits/")
    assert visit["called"] == "Dot"
    assert connie.posts("/visits/told/", lines=[line["id"] for line in visit["lines"]]) == []
    [cost] = connie.gets(f"/paper/{sheet}/")["costs"]
    assert cost["pool"] == pool
    money_answer = connie.posts(f"/paper/{sheet}/costs/{pool}/money/", kind="council_managed")
    [source] = money_answer["sources"]
    parts = [{"source_id": source["id"], "pence": 1600}]
    entered = connie.puts(
        f"/paper/{sheet}/costs/{pool}/yes/",
        max_pence=1600,
        parts=parts,
        digest=money_answer["digest"],
        shown_words="Read aloud at her table",
        interpreted_by="nobody",
    )
    assert entered == {"max_pence": 1600, "is_for_these_terms": True}


@step
def the_council_answers_all_in_one_call(council):
    """Yes to two; to Dot's, yes when the plan says so; a no without a reason holds up nobody."""
    lines = {line["person_called"]: line for line in council.gets("/office/lines/")}
    assert set(lines) == {"ben", "cas", "Dot"}
    assert "Tuesday people" not in str(lines)
    ids = {called: line["commitment_id"] for called, line in lines.items()}
    digests = {called: line["digest"] for called, line in lines.items()}
    when = {"when_words": "The plan says museum mornings", "when_owner": "the worker who visits"}
    answered = council.posts(
        "/office/lines/",
        answers=[
            {"commitment_id": ids["ben"], "answer": "no"},
            {
                "commitment_id": ids["cas"],
                "digest": digests["cas"],
                "answer": "yes",
                "bill_change": "no",
            },
            {
                "commitment_id": ids["Dot"],
                "digest": digests["Dot"],
                "answer": "yes_when",
                **when,
                "when_on": "2027-05-20",
            },
        ],
    )
    assert sorted(answered["answered"]) == sorted([ids["cas"], ids["Dot"]])
    [refused] = answered["refused"]
    assert (refused["commitment_id"], refused["field"]) == (ids["ben"], "refusal_reason")
    the_council_says_yes_to_what_waits(council, "ben")


@step
def the_council_says_yes_to_what_waits(council, *called):
    waiting = [
        {
            "commitment_id": line["commitment_id"],
            "digest": line["digest"],
            "answer": "yes",
            "bill_change": "no",
        }
        for line in council.gets("/office/lines/")
        if not called or line["person_called"] in called
    ]
    assert council.posts("/office/lines/", answers=waiting)["refused"] == []


@step
def ben_is_asked_in_private_and_says_a_little_more(ben, ann, pool, town):
    town.is_now(datetime(2027, 5, 26, 9, 0, tzinfo=UTC))
    assert ann.gets("/questions/") == []
    assert "1100" not in str(ann.gets(f"/pools/{pool}/"))
    [question] = ben.gets("/questions/")
    assert (question["pool_id"], question["pence"]) == (pool, 1500)
    answer = f"/questions/{question['id']}/answer/"
    yes = {"yes": True, "digest": question["digest"]}
    ann.is_refused("POST", answer, 404, **yes, max_pence=1600)
    ben.is_refused("POST", answer, **yes, max_pence=1200)
    assert ben.posts(answer, **yes, max_pence=1600)["state"] == "yes"


@step
def the_day_comes_and_it_goes_ahead(ann, ben, museum, pool, town):
    [before] = museum.gets("/provider-pools/")
    assert (before["is_going_ahead"], before["people"]) == (False, None)
    assert museum.gets(f"/provider-pools/{pool}/people/") == []
    town.is_now(datetime(2027, 6, 1, 18, 0, tzinfo=UTC))
    for person in (ann, ben):
        pool_answer = person.gets(f"/pools/{pool}/")
        assert (pool_answer["state"], pool_answer["my_pledge"]["share_pence"]) == (
            "funded",
            1500,
        ), pool_answer["status_text"]
    after = museum.gets(f"/provider-pools/{pool}/")
    assert (after["is_going_ahead"], after["people"]) == (True, 4)
    known = [each["known_as"] for each in museum.gets(f"/provider-pools/{pool}/people/")]
    assert known == ["Ann", "Ben", "Cas", "Dot"]
    late = {"max_pence": 2500, "parts": [{"source_id": 1, "pence": 2500}]} | what_is_shown(
        ben, pool
    )
    assert ben.is_refused("PUT", f"/pools/{pool}/pledge/", **late)["code"] == "pledges_closed"
