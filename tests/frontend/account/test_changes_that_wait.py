"""Another postcode, said by whoever acts for somebody; and the press that stops it (P17, P18)."""

import pytest
from django.urls import reverse

from community.people.actions.life_events import say_life_event
from community.people.models.approvals import SlowChange
from community.people.states import RepresentationScope, SlowChangeState
from tests.factories.places import make_postcode, north_of
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
ELSEWHERE = "ZZ2 1AA"
SHOWED = "He packed his things and named the street."
MOVE = {"postcode": ELSEWHERE, "what_they_showed": SHOWED}


@pytest.fixture
def alice_and_rita():
    area()
    make_postcode()
    make_postcode(ELSEWHERE, at=north_of(300), authority_code="E06999998")
    set_clock(NOW)
    alice = make_someone("alice")
    return alice, act_for(alice)


def move_by_page(client, facts):
    return client.post(reverse("where_i_live"), facts)


def move_by_program(client, facts):
    return client.patch("/api/me/", facts, content_type="application/json")


@pytest.mark.holds("fault:A7", "P17")
@pytest.mark.parametrize("move", [move_by_page, move_by_program])
def test_by_page_and_by_program_another_area_waits_and_the_person_stays_in_sight(
    alice_and_rita, move
):
    alice, rita = alice_and_rita

    unsaid = move(signed_in(rita), {"postcode": ELSEWHERE})
    answer = move(signed_in(rita), MOVE)

    assert unsaid.status_code in (409, 422)
    assert answer.status_code in (200, 302)
    alice.person.refresh_from_db()
    assert alice.person.area == area()
    assert SlowChange.objects.get().state == SlowChangeState.WAITING


def test_of_oneself_the_page_asks_for_the_postcode_alone(alice_and_rita):
    alice, rita = alice_and_rita

    assert "what_they_showed" not in signed_in(alice).get(reverse("where_i_live")).text
    assert "what_they_showed" in signed_in(rita).get(reverse("where_i_live")).text


@pytest.mark.holds("P18")
@pytest.mark.parametrize("door", ["page", "program", "worker"])
def test_one_press_stops_it(alice_and_rita, door):
    alice, rita = alice_and_rita
    move_by_page(signed_in(rita), MOVE)
    change = SlowChange.objects.get()
    page = reverse("change_that_waits", args=[change.pk])

    if door == "page":
        opened, done = signed_in(alice).get(page), signed_in(alice).post(page)
        assert (opened.status_code, done.status_code) == (200, 302)
        assert SHOWED in opened.text
    else:
        by = alice if door == "program" else make_connector("connie")
        done = signed_in(by).post(f"/api/changes/{change.pk}/stop/")
        assert done.status_code == 200

    change.refresh_from_db()
    assert change.state == SlowChangeState.NOT_WANTED
    assert "It is over" in signed_in(alice).get(page).text


def test_to_somebody_else_it_is_not_there(alice_and_rita):
    alice, rita = alice_and_rita
    move_by_page(signed_in(rita), MOVE)
    change = SlowChange.objects.get()
    charlie = signed_in(make_someone("charlie"))

    assert charlie.get(reverse("change_that_waits", args=[change.pk])).status_code == 404
    assert charlie.post(reverse("change_that_waits", args=[change.pk])).status_code == 404
    assert charlie.post(f"/api/changes/{change.pk}/stop/").status_code == 404
    assert charlie.get("/api/changes/").json()["results"] == []
    assert len(signed_in(alice).get("/api/changes/").json()["results"]) == 1


@pytest.mark.holds("P12")
@pytest.mark.parametrize(
    ("scope", "status"), [(RepresentationScope.SUGGEST, 409), (RepresentationScope.DECIDE, 200)]
)
def test_what_waits_and_where_they_are_is_read_by_page_and_program_by_who_decides(
    alice_and_rita, scope, status
):
    alice, rita = alice_and_rita
    move_by_page(signed_in(rita), MOVE)
    say_life_event(kind="hospital", since=NOW.date(), words="Ward 4", by=alice, now=NOW)
    rob = act_for(alice, "rob", scope=scope)
    pages = [reverse("life"), reverse("change_that_waits", args=[SlowChange.objects.get().pk])]

    answers = [signed_in(rob).get(each) for each in (*pages, "/api/life-events/", "/api/changes/")]

    assert [each.status_code for each in answers] == [status] * 4
