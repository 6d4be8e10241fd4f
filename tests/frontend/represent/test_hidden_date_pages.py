"""A date is hidden from one's own page, from paper and by program; and of a shared cost its day."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from community.common import clock
from groups.models.members import Member
from providers.actions.hidden_dates import hide_date
from tests.factories.demand import make_group_of
from tests.factories.representations import act_for
from tests.factories.supply import book, make_connector, make_login, make_session
from tests.frontend.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def place():
    """(alice, her place, somebody who acts for her)."""
    _group, [alice, _ben] = make_group_of("alice", "ben")
    session = make_session(make_login("hall"))
    session.title = "Singing"
    session.save(update_fields=["title"])
    return alice, book(session, alice), act_for(alice)


def api(by) -> APIClient:
    client = APIClient()
    client.force_authenticate(by.login)
    if by.representation:
        client.credentials(HTTP_X_ACTING_FOR=str(by.person_id))
    return client


@pytest.mark.holds("P12")
@pytest.mark.parametrize("door", ["page", "paper", "program"])
def test_it_is_hidden_and_shown_again(place, door):
    alice, booking, rita = place
    code = Member.objects.get(person=alice.person).paper_code
    connector = make_connector()

    def press(hides: bool) -> int:
        name = "hide" if hides else "show"
        if door == "page":
            return signed_in(alice).post(reverse(f"booking_{name}", args=[booking.pk])).status_code
        if door == "program":
            return api(alice).post(f"/api/my-places/{booking.pk}/{name}/").status_code
        page = reverse("paper_hidden_date", args=[code, booking.pk])
        worker = signed_in(connector)
        assert "Singing" in worker.get(page).text
        return worker.post(page).status_code

    def found_by_who_acts() -> tuple[bool, int]:
        text = signed_in(rita).get(reverse("my_sessions")).text
        assert not any(words in text for words in ("Hide this date", "see this date", "sees this"))
        return "Singing" in text, api(rita).get("/api/my-places/").json()["count"]

    assert "Hide this date" in signed_in(alice).get(reverse("my_sessions")).text
    assert press(hides=True) in (200, 302)
    assert found_by_who_acts() == (False, 0)
    assert "Nobody who acts for you sees this" in signed_in(alice).get(reverse("my_sessions")).text
    assert press(hides=False) in (200, 302)
    assert found_by_who_acts() == (True, 1)


def test_by_program_from_paper_and_never_by_who_acts(place):
    alice, booking, rita = place
    code = Member.objects.get(person=alice.person).paper_code

    entered = api(make_connector()).put(
        f"/api/paper/{code}/stops/hidden/{booking.pk}/", {"is_hidden": True}, format="json"
    )
    tried = api(rita).post(f"/api/my-places/{booking.pk}/show/")

    booking.refresh_from_db()
    assert (entered.status_code, tried.status_code) == (204, 404)
    assert booking.hidden_at is not None


@pytest.mark.holds("P12")
def test_the_next_place_stands_first_and_not_for_whoever_does_not_find_it(place):
    alice, booking, rita = place
    own, acting = signed_in(alice), signed_in(rita)
    assert "Next for you" in own.get(reverse("home")).text
    assert "Singing" in acting.get(reverse("home")).text

    hide_date(booking_id=booking.pk, by=alice, now=clock.now())

    assert "Singing" in own.get(reverse("home")).text
    assert "Singing" not in acting.get(reverse("home")).text
