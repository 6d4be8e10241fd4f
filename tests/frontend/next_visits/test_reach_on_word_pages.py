"""How somebody is reached, written down at a visit and from a sheet, by page and program (G5)."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from community.messaging.models import ContactPlan
from community.messaging.states import Channel
from community.people.models.approvals import SlowChange
from community.people.states import RoleKind
from groups.actions.membership import join_on_paper
from tests.factories.demand import make_group, make_invite
from tests.factories.how_put import HOW_PUT
from tests.factories.supply import NOW, TODAY, make_connector, make_role, make_someone
from tests.frontend.visiting import day, signed_in, statements_of

pytestmark = pytest.mark.usefixtures("on_the_day")


def enter_card(world, called: str):
    contact = {"channel": Channel.IN_PERSON, "through_login_id": world.wanda.login_id}
    return join_on_paper(
        code=world.card.code,
        preferred_name=called,
        known_as=called,
        agrees=True,
        contact=contact,
        how_put=HOW_PUT,
        by=world.wanda,
        now=NOW,
    )


@pytest.fixture
def world():
    alice = make_someone("alice")
    group = make_group(alice)
    wanda, connie = make_role("wanda", RoleKind.WORKER), make_connector("connie")
    card = make_invite(group, alice, is_card=True)
    world = SimpleNamespace(wanda=wanda, connie=connie, card=card, client=signed_in(wanda))
    world.member = enter_card(world, "gus")
    return world


def plan_of(world) -> ContactPlan:
    return ContactPlan.objects.get(person_id=world.member.person_id)


@pytest.mark.holds("fault:G5")
def test_who_visits_finds_everybody_and_changes_the_plan_on_their_word(world):
    people = world.client.get(reverse("people_visited"))
    page = reverse("visit_reach", args=[world.member.person_id])
    assert page in people.text
    assert reverse("people_visited") in world.client.get(reverse("next_visits")).text
    typed = {
        "channel": "in_person",
        "through_login_id": world.wanda.login_id,
        "deputy_login_id": world.connie.login_id,
        "days_words": "Mondays",
    }

    undated = world.client.post(page, typed)
    assert (undated.status_code, plan_of(world).days_words) == (422, "")
    answer = world.client.post(page, typed | day("said_on", TODAY))

    assert (answer.status_code, answer.url) == (302, reverse("people_visited"))
    plan = plan_of(world)
    assert (plan.days_words, plan.said_on, plan.said_to_login_id) == (
        "Mondays",
        TODAY,
        world.wanda.login_id,
    )
    assert "So far: as they said to wanda on" in world.client.get(page).text
    assert signed_in(make_someone("sam")).get(page).status_code == 404


@pytest.mark.holds("fault:G5")
def test_from_a_sheet_another_address_waits_and_says_so(world):
    page = reverse("paper_reach", args=[world.member.paper_code])
    assert page in world.client.get(reverse("paper_sheet", args=[world.member.paper_code])).text
    typed = {"channel": "text", "address": "07700 900123", **day("said_on", TODAY)}

    asked = world.client.post(page, typed)
    assert (asked.status_code, SlowChange.objects.count()) == (422, 0)
    answer = world.client.post(page, typed | {"their_words": "I have a telephone."}, follow=True)

    assert "Nothing has changed yet." in answer.text
    assert (plan_of(world).channel, SlowChange.objects.get().purpose) == ("in_person", "reach")


@pytest.mark.holds("fault:G5")
def test_a_program_does_the_same(world):
    visit = f"/api/visits/{world.member.person_id}/reach/"
    [person] = world.client.get("/api/visits/people/").json()["results"]
    assert person["sheets"] == [world.member.paper_code]
    read = world.client.get(visit).json()
    assert "never_told_login_ids" not in read["reach"]
    assert read["reach"]["deputy_login_id"] == world.connie.login_id
    said = {"channel": "in_person", "through_login_id": world.wanda.login_id}
    said |= {"days_words": "Mondays", "said_on": str(TODAY)}
    said["began_from"] = read["reach"]["words_digest"]

    kept = world.client.post(visit, said, "application/json")
    assert (kept.status_code, kept.json()["reach"]["days_words"]) == (200, "Mondays")
    late = world.client.post(visit, said | {"days_words": "Fridays"}, "application/json")
    assert late.status_code == 409
    by_text = {"channel": "text", "address": "07700 900123", "said_on": str(TODAY)}
    by_text |= {
        "their_words": "I have a telephone.",
        "began_from": kept.json()["reach"]["words_digest"],
    }
    paper = f"/api/paper/{world.member.paper_code}/reach/"
    assert world.client.post(paper, by_text, "application/json").status_code == 202
    assert plan_of(world).channel == "in_person"


def test_the_list_of_people_costs_the_same_for_one_and_for_three(world):
    page = reverse("people_visited")
    with_one = statements_of(world.client, page)
    for name in ("hal", "ina"):
        enter_card(world, name)

    assert statements_of(world.client, page) == with_one
