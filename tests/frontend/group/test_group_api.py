"""The same deeds by program: the same refusals in the same words, and the same 404."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from community.people.acting import Acting
from community.people.states import RepresentationScope
from groups.models.decisions import Ballot
from groups.models.members import Group, Member
from groups.models.offers import Offer
from tests.factories.demand import (
    AFTER_ANSWERS,
    ANSWERS_BY,
    FIRST_SESSION,
    ask,
    join,
    make_brief,
    make_group,
    make_group_of,
    make_offers,
    make_vetted,
    offer_to,
    start_choosing,
)
from tests.factories.how_put import READ_ALOUD
from tests.factories.places import HOME, make_postcode
from tests.factories.representations import act_for
from tests.factories.shown import group_digest
from tests.factories.supply import area, make_login, make_provider, make_someone
from tests.frontend.visiting import day, set_clock, signed_in, statements_of

pytestmark = pytest.mark.usefixtures("on_the_day")

JSON = "application/json"
STARTED = {
    "name": "Tuesday people",
    "postcode": HOME,
    "how_often": "Once a week",
    "purposes": ["company"],
    "known_as": "Al",
    "agrees": True,
}


def digest_for(client) -> dict[str, str]:
    """What a call that agrees sends back, of the one step that waits."""
    [waits] = [
        one for one in client.get("/api/motions/").json()["results"] if one["state"] == "waiting"
    ]
    return {"digest": waits["digest"]}


def test_the_main_job_up_to_a_choice_is_done_by_calls_alone():
    area()
    make_postcode()
    alice, bob = (signed_in(make_someone(name)) for name in ("alice", "bob"))
    voice, provider = make_vetted()
    museum = signed_in(voice)

    group = alice.post("/api/groups/", STARTED, JSON).json()["group"]["id"]
    invite = alice.post(f"/api/groups/{group}/invites/", {"is_card": True}, JSON).json()
    shown = bob.get("/api/join/", {"code": invite["code"]}).json()
    naming = {"known_as": "B", "agrees": True, "digest": shown["digest"]}
    came = bob.post("/api/join/", naming | {"code": invite["code"]}, JSON)
    assert came.json()["members"] == ["Al", "B"]
    words = {"group": group, "what": "A morning out", "when_words": "Tuesdays"}
    words |= {"where_words": "Near ZZ1", "points": ["hot_meal"], "answers_by": str(ANSWERS_BY)}
    brief = alice.post("/api/briefs/", words, JSON).json()["id"]
    assert alice.post(f"/api/briefs/{brief}/publish/", {}, JSON).json()["state"] == "draft"
    unseen = bob.post(f"/api/briefs/{brief}/publish/", {}, JSON)
    assert (unseen.status_code, unseen.json()["code"]) == (409, "digest_needed")
    again = alice.post(f"/api/briefs/{brief}/publish/", {}, JSON)
    assert again.json()["state"] == "draft"
    sent = bob.post(f"/api/briefs/{brief}/publish/", digest_for(bob), JSON)
    assert sent.json()["state"] == "asking"

    assert [near["id"] for near in museum.get("/api/briefs-near/").json()["results"]] == [brief]
    sent = museum.post("/api/offers/", an_offer(brief, provider), JSON)
    assert (sent.status_code, sent.json()["prices"]) == (201, {"3": 7500, "4": 7500, "5": 7500})

    alice.post(f"/api/briefs/{brief}/stop/", {}, JSON)
    bob.post(f"/api/briefs/{brief}/stop/", digest_for(bob), JSON)
    last_day = {"closes_on": "2027-05-12"}
    bob.post(f"/api/briefs/{brief}/choose/", last_day, JSON)
    [waits] = alice.get("/api/motions/").json()["results"]
    assert (waits["proposed_by"], alice.get("/api/decisions/").json()["results"]) == ("B", [])
    alice.post(f"/api/briefs/{brief}/choose/", last_day | digest_for(alice), JSON)
    [choice] = alice.get("/api/decisions/").json()["results"]
    choice = alice.get(f"/api/decisions/{choice['id']}/").json()
    for client in (alice, bob):
        ballot = {"approves": choice["offers"]}
        client.post(f"/api/decisions/{choice['id']}/ballot/", ballot, JSON)
    set_clock(AFTER_ANSWERS)
    ended = bob.get(f"/api/decisions/{choice['id']}/").json()

    assert (ended["outcome"], ended["chosen"]) == ("chosen", sent.json()["id"])


def an_offer(brief, provider, **changed) -> dict:
    return {
        "brief": getattr(brief, "pk", brief),
        "provider": provider.pk,
        "summary": "Museum mornings",
        "prices": {"3": 7500, "4": 7500, "5": 7500},
        "smallest": 3,
        "largest": 5,
        "starts": [(FIRST_SESSION + timedelta(weeks=week)).isoformat() for week in range(4)],
        "minutes": 120,
        "place_words": "The learning room",
        "who_comes": "One of two people",
        "missed_rule": "free",
        "change_of_mind": "fixed_day",
        "address_words": "1 Quay Road, Westsea",
        "good_until": "2027-07-01",
        **changed,
    }


# --- the same words by page and by call -------------------------------------------------------


def _consent():
    make_postcode()
    area()
    by = make_someone("alice")
    typed = STARTED | {"agrees": ""}
    return by, reverse("start_group"), typed, "/api/groups/", STARTED | {"agrees": False}


def _name_taken():
    group, _people = make_group_of("sam")
    by, naming = make_someone("other"), {"known_as": "Sam", "agrees": True}
    naming["digest"] = group_digest(group.pk)
    page = reverse("join_group", args=[group.pk])
    return by, page, naming, f"/api/groups/{group.pk}/join/", naming


def _wrong_code():
    by, said = make_someone("bob"), {"code": "NOSUCHC0DE", "known_as": "B", "agrees": True}
    said["digest"] = "x"
    return by, reverse("join"), {"code": "NOSUCHC0DE"}, "/api/join/", said


def _answers_by():
    group, [alice] = make_group_of("alice")
    brief = make_brief(group, alice)
    page = reverse("brief_answers", args=[brief.pk])
    said = {"answers_by": "2027-05-01"}
    return alice, page, day("answers_by", date(2027, 5, 1)), f"/api/briefs/{brief.pk}/", said


def _not_yours():
    group, [alice] = make_group_of("alice")
    brief = make_brief(group, alice)
    by = act_for(alice, scope=RepresentationScope.SUGGEST)
    return by, reverse("brief_send", args=[brief.pk]), {}, f"/api/briefs/{brief.pk}/publish/", {}


@pytest.mark.parametrize("case", [_consent, _name_taken, _wrong_code, _answers_by, _not_yours])
def test_a_refusal_is_in_the_same_words_by_page_and_by_call(case):
    by, page, typed, call, said = case()
    client = signed_in(by)
    send = client.patch if re.fullmatch(r"/api/briefs/\d+/", call) else client.post

    shown = unescape(client.post(page, typed).text)
    told = send(call, said, JSON)

    assert told.status_code == 409
    answer = told.json()
    assert set(answer) == {"code", "message", "field", "next_step"}
    assert shown.count(answer["message"]) >= 1
    if answer["next_step"]:
        assert answer["next_step"] in shown


def test_an_offer_is_refused_by_call_in_the_page_s_words():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    voice, provider = make_vetted()

    under = signed_in(voice).post(
        "/api/offers/", an_offer(brief, provider, hourly_pay_pence=1299), JSON
    )

    assert (under.status_code, under.json()["field"]) == (409, "hourly_pay_pence")
    assert "£13" in under.json()["message"]
    assert not Offer.objects.exists()


def test_an_unvetted_provider_is_refused_by_call():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    voice = make_login("newcomer")

    told = signed_in(voice).post("/api/offers/", an_offer(brief, make_provider(voice)), JSON)

    assert (told.status_code, told.json()["code"]) == (409, "not_vetted")


# --- whose is it ------------------------------------------------------------------------------


@pytest.mark.holds("T19")
def test_unknown_and_forbidden_are_the_same_404():
    group = make_group(make_someone("alice"), is_findable=False)
    alice = Member.objects.get().person
    brief = ask(group, _acting(alice))
    [offer] = make_offers(brief, "museum")
    decision = start_choosing(brief, _acting(alice))
    charlie = make_someone("charlie")
    make_group(charlie, name="Another")
    other_voice, _provider = make_vetted("other")
    gone = 999999
    calls = [
        (f"/api/groups/{group.pk}/", f"/api/groups/{gone}/"),
        (f"/api/groups/{group.pk}/invites/", f"/api/groups/{gone}/invites/"),
        (f"/api/briefs/{brief.pk}/", f"/api/briefs/{gone}/"),
        (f"/api/briefs/{brief.pk}/offers/", f"/api/briefs/{gone}/offers/"),
        (f"/api/decisions/{decision.pk}/", f"/api/decisions/{gone}/"),
        (f"/api/offers/{offer.pk}/", f"/api/offers/{gone}/"),
    ]
    for stranger in (make_someone("bob"), charlie, other_voice):
        client = signed_in(stranger)
        for real, absent in calls:
            forbidden, unknown = client.get(real), client.get(absent)
            assert (forbidden.status_code, unknown.status_code) == (404, 404), real
            assert forbidden.json() == unknown.json()


def _acting(person):
    return Acting(login=person.login, person=person)


def test_nothing_is_done_without_signing_in():
    group, _people = make_group_of("alice")
    for call in ("/api/groups/", "/api/briefs/", "/api/offers/", "/api/me/", "/api/join/"):
        client = Client()
        assert client.get(call).status_code in (401, 403, 405, 409)
        assert client.post(call, {}, JSON).status_code in (401, 403)
    assert Client().get(f"/api/groups/{group.pk}/").status_code == 200


def test_the_header_says_for_whom_and_only_while_it_holds():
    bob = make_someone("bob")
    group, _people = make_group_of("alice")
    rita = act_for(bob)
    client = Client()
    client.force_login(rita.login, backend="django.contrib.auth.backends.ModelBackend")
    for_bob = {"X-Acting-For": str(bob.person_id)}
    naming = {"known_as": "B", "agrees": True, "digest": group_digest(group.pk), **READ_ALOUD}

    came = client.post(f"/api/groups/{group.pk}/join/", naming, JSON, headers=for_bob)
    for stranger in (str(make_someone("eve").person_id), "nobody", "0" * 36):
        told = client.get("/api/groups/", headers={"X-Acting-For": stranger})
        assert (told.status_code, told.json()["code"]) == (404, "not_found")
    rita.representation.state = "ended"
    rita.representation.ended_at = rita.representation.agreed_at
    rita.representation.save()
    ended = client.get("/api/groups/", headers=for_bob)

    assert (came.status_code, ended.status_code) == (200, 404)
    assert Member.objects.filter(person=bob.person).count() == 1


def test_sending_the_same_ballot_twice_is_one_voice():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    [offer] = make_offers(brief, "museum")
    decision = start_choosing(brief, alice)
    set_clock(AFTER_ANSWERS)
    client = signed_in(alice)

    for _send in range(2):
        client.post(f"/api/decisions/{decision.pk}/ballot/", {"approves": [offer.pk]}, JSON)

    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": "x" * 81},
        {"purposes": ["money"]},
        {"agrees": "perhaps"},
        {"name": {"a": 1}},
    ],
)
def test_what_has_no_shape_is_answered_with_its_field(said):
    make_postcode()
    area()
    client = signed_in(make_someone("alice"))

    told = client.post("/api/groups/", said and STARTED | said, JSON)

    assert (told.status_code, told.json()["code"]) == (400, "invalid")
    assert told.json()["field"]
    assert Group.objects.count() == 0


@pytest.mark.parametrize("prices", [{"x": 1}, {"3": -1}, {"3": "a"}, {"99999": 1}, []])
def test_prices_that_are_none_are_refused(prices):
    group, [alice] = make_group_of("alice")
    voice, provider = make_vetted()

    told = signed_in(voice).post(
        "/api/offers/", an_offer(ask(group, alice), provider, prices=prices), JSON
    )

    assert (told.status_code, told.json()["field"]) == (400, "prices")


@pytest.mark.holds("M36")
def test_another_provider_reads_nothing_of_an_offer_by_any_call():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    offer = offer_to(brief, *make_vetted("bob"), summary="A sealed summary")
    charlie, _provider = make_vetted("charlie")
    client = signed_in(charlie)

    calls = ["/api/offers/", "/api/briefs-near/", f"/api/briefs-near/{brief.pk}/", "/api/me/"]
    seen = [client.get(call) for call in calls]

    assert {call.status_code for call in seen} == {200}
    assert not any("sealed" in call.text for call in seen)
    assert not any("offers" in call.text for call in seen)
    assert client.get(f"/api/offers/{offer.pk}/").status_code == 404


def test_lists_cost_the_same_for_one_and_for_three():
    group, [alice] = make_group_of("alice")
    ask(group, alice)
    client = signed_in(alice)
    calls = ("/api/groups/", "/api/briefs/")
    with_one = [statements_of(client, call) for call in calls]
    for name in ("Two", "Three"):
        make_group(alice, name=name)
        ask(group, alice)
    join(group, make_someone("bob"))

    assert [statements_of(client, call) for call in calls] == with_one
    assert [len(client.get(call).json()["results"]) for call in calls] == [3, 3]


def test_every_call_is_documented():
    schema = Client().get("/api/schema/").text
    for call in ("groups/{id}/join", "briefs/{id}/publish", "decisions/{id}/ballot", "/me/"):
        assert re.search(re.escape(call), schema), call
