"""Hospital, moved, died: from one's own page, a visit, a register, a sheet, and by program."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from community.messaging.models import ContactPlan
from community.people.models.approvals import StaffApproval
from community.people.models.life_events import LifeEvent
from groups.models.members import Member
from tests.factories.demand import make_group_of
from tests.factories.shown import approval_digest
from tests.factories.supply import (
    TODAY,
    book,
    make_connector,
    make_login,
    make_provider,
    make_session,
    make_someone,
)
from tests.frontend.visiting import day, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def line(kind="hospital") -> dict[str, str]:
    return {"kind": kind, "words": "", **day("since", TODAY)}


def api(by) -> APIClient:
    client = APIClient()
    client.force_authenticate(by.login)
    return client


def said() -> list[tuple[str, str]]:
    return list(LifeEvent.objects.values_list("kind", "state"))


def test_the_person_says_it_and_is_back_in_one_press_and_the_group_reads_not_here():
    group, [alice, ben] = make_group_of("alice", "ben")
    page = reverse("group", args=[group.pk])

    done = signed_in(alice).post(reverse("life"), line(), follow=True)

    assert "You are in hospital" in done.text and "They are" not in done.text
    text = signed_in(ben).get(page).text
    assert "(not here for now)" in text and "hospital" not in text
    signed_in(alice).post(reverse("life_event_over", args=[LifeEvent.objects.get().pk]))
    assert said() == [("hospital", "over")]
    assert "(not here for now)" not in signed_in(ben).get(page).text


@pytest.mark.holds("P20")
def test_from_a_sheet_a_visit_and_the_register_of_a_session():
    _group, [alice, ben, cara] = make_group_of("alice", "ben", "cara")
    connector, provider = make_connector(), make_login("museum")
    teller = make_login("teller")
    ContactPlan.objects.update_or_create(
        person_id=ben.person_id,
        defaults={"channel": "in_person", "address": "", "through_login_id": teller.login_id},
    )
    booking = book(make_session(provider, make_provider(provider)), cara)
    code = Member.objects.get(person=alice.person).paper_code
    pages = [
        (connector, reverse("paper_life", args=[code])),
        (teller, reverse("visit_life", args=[ben.person_id])),
        (provider, reverse("booking_life", args=[booking.pk])),
    ]

    for stranger in (make_login("charlie"), make_someone("dora")):
        for _by, page in pages:
            assert signed_in(stranger).post(page, line()).status_code == 404
    for by, page in pages:
        assert signed_in(by).get(page).status_code == 200
        assert signed_in(by).post(page, line()).status_code == 302

    people = {alice.person_id, ben.person_id, cara.person_id}
    assert set(LifeEvent.objects.values_list("person_id", flat=True)) == people


def test_a_connector_reads_who_is_to_be_told_and_says_that_they_were():
    group, [alice, _ben] = make_group_of("alice", "ben")
    connector, second = make_connector(), make_connector("second")
    code = Member.objects.get(person=alice.person).paper_code
    signed_in(connector).post(reverse("paper_life", args=[code]), line("died"))
    approval = StaffApproval.objects.get(purpose="death")
    answer = api(second).post(
        f"/api/approvals/{approval.pk}/answer/",
        {"agrees": True, "seen_words": "Her son.", "digest": approval_digest(approval)},
    )
    assert (answer.status_code, said()) == (200, [("died", "seen")])

    event = LifeEvent.objects.get()
    assert "Who is to be told" in signed_in(second).get(reverse("connect_life")).text
    page = reverse("death_told", args=[event.pk])
    assert group.name in signed_in(second).get(page).text
    assert signed_in(make_someone("eve")).get(page).status_code == 404
    signed_in(second).post(page, {"family_words": "She died at home."})
    event.refresh_from_db()
    assert (event.told_by, event.family_words) == (second.login, "She died at home.")


def test_by_program_the_same():
    _group, [alice, _ben] = make_group_of("alice", "ben")
    connector = make_connector()
    code = Member.objects.get(person=alice.person).paper_code
    body = {"kind": "hospital", "since": TODAY.isoformat()}

    own = api(alice).post("/api/life-events/", body)
    again = api(connector).post(f"/api/paper/{code}/life-events/", body)
    listed = api(connector).get("/api/life-events/in-my-areas/").json()["results"]
    over = api(alice).post(f"/api/life-events/{own.json()['id']}/over/")

    assert (own.status_code, again.json()["id"]) == (201, own.json()["id"])
    assert [each["called"] for each in listed] == ["alice"]
    assert over.json()["state"] == "over"
