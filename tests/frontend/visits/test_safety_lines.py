"""Two lines before a first visit at a home, on pages with scripts off and by program (P69)."""

import pytest
from django.urls import reverse

from community.people.states import RepresentationScope
from providers.models.safety_lines import SafetyLines
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login, make_someone
from tests.factories.visits import come, make_visited_listing
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.holds("P69")
def test_they_are_written_from_the_page_of_the_visit_and_read_by_who_comes_alone():
    set_clock(NOW)
    alice, ann = make_login(), make_someone()
    visit = come(ann, make_visited_listing(alice, venue_kind="visits_homes"))
    page, form = reverse("visit", args=[visit.pk]), reverse("visit_safety", args=[visit.pk])
    own, place = signed_in(ann), signed_in(alice)
    assert form in own.get(page).text

    empty = own.post(form, {"first": " ", "second": "Ring first"})
    assert empty.status_code == 422 and "Ring first" in empty.text
    own.post(form, {"first": "The dog is in the kitchen", "second": "Ring first"})

    assert "The dog is in the kitchen" in words(own.get(page))
    for address in ("provider_visits", "provider_visit"):
        args = [visit.pk] if address == "provider_visit" else []
        read = words(place.get(reverse(address, args=args)))
        assert "The dog is in the kitchen" in read and "without their agreement" not in read
    looks = signed_in(act_for(ann, "looks", RepresentationScope.LOOK))
    assert "dog" not in words(looks.get(page))

    own.post(reverse("visit_safety_back", args=[visit.pk]))
    assert not SafetyLines.objects.exists() and form in own.get(page).text


@pytest.mark.holds("P69")
def test_a_program_says_them_and_what_is_told_without_agreement_is_marked():
    set_clock(NOW)
    alice, ann = make_login(), make_someone()
    visit = come(ann, make_visited_listing(alice, venue_kind="visits_homes"))
    decides = act_for(ann, "decides", RepresentationScope.DECIDE)
    own, acting = Calls(ann.login), Calls(decides.login)
    path = f"/my-visits/{visit.pk}/safe/"
    told = {"first": "He may push", "basis": "harm", "why_words": "He hurt somebody"}
    assert own("post", path, **told).status_code == 409

    said = acting.client.post(
        f"/api{path}",
        told,
        content_type="application/json",
        headers={"X-Acting-For": str(ann.person_id)},
    )
    assert said.status_code == 201

    mine = own("get", f"/my-visits/{visit.pk}/").json()["safety_lines"]
    assert (mine["first"], mine["why_words"]) == ("He may push", "He hurt somebody")
    theirs = Calls(alice.login)("get", f"/provider-visits/{visit.pk}/").json()["safety_lines"]
    assert theirs == {"first": "He may push", "second": "", "is_agreed": False}
    assert "without their agreement" in words(signed_in(alice).get(reverse("provider_visits")))
    assert own("delete", path).status_code == 204
