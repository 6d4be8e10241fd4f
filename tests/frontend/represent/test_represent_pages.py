"""Choosing whom to act for, asking to, agreeing, and ending it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.references import make_reference
from community.people.actions.representations import agree_to_representation
from community.people.models.representations import Representation
from community.people.states import RepresentationScope, RepresentationState
from tests.factories.how_put import READ_ALOUD
from tests.factories.places import make_area
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.markup import tight
from tests.frontend.reading import words
from tests.frontend.visiting import BY_CODE, day, set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

ASKED = {
    "kind": "family_carer",
    "is_paid": "no",
    "scope": str(RepresentationScope.DECIDE.value),
} | day("ends_on", date(2028, 1, 1))


def only_signed_in(by):
    client = Client()
    client.force_login(by.login, backend=BY_CODE)
    return client


def asked(by, person, **changed):
    client = only_signed_in(by)
    code = changed.get("reference") or make_reference(by=person, now=NOW).code
    typed = ASKED | {"reference": code} | changed
    return client, client.post(reverse("ask_to_act"), typed, follow=True)


@pytest.mark.holds("M144")
def test_asking_gives_nothing_before_it_is_agreed():
    alice, rita = make_someone("alicename"), make_login("rita")

    client, page = asked(rita, alice)
    told = Message.objects.get(person_id=alice.person_id)
    chosen = client.post(reverse("choose_person"), {"person": str(alice.person_id)})

    assert "Asked for, not yet agreed" in page.text
    assert "alicename" not in page.text
    assert (told.link, chosen.status_code) == ("/acting/for-me/", 404)


def test_the_person_s_own_yes_is_enough_to_decide():
    alice, rita = make_someone("alice"), make_login("rita")
    client, _page = asked(rita, alice)
    grant = Representation.objects.get()

    signed_in(alice).post(reverse("agree_to_act", args=[grant.pk]))
    home = client.post(reverse("choose_person"), {"person": str(alice.person_id)}, follow=True)
    assert "The page of alice" in home.text and "Hello" not in home.text

    grant.refresh_from_db()
    assert (grant.state, grant.basis) == (RepresentationState.ACTIVE, "own_word")
    assert "You are acting for <strong>alice</strong>" in home.text


@pytest.mark.holds("M144")
def test_a_connector_of_the_area_who_saw_no_paper_agrees_only_to_suggesting():
    alice, rita = make_someone("alice"), make_login("rita")
    asked(rita, alice)
    grant = Representation.objects.get()
    connie = signed_in(make_connector("connie", area()))
    page = reverse("authority_seen", args=[grant.pk])

    nothing = connie.post(page, {"basis": "seen_by_worker", "seen_words": ""})
    answer = connie.post(page, {"basis": "seen_by_worker", "seen_words": "We spoke.", **READ_ALOUD})

    grant.refresh_from_db()
    assert (nothing.status_code, answer.status_code) == (422, 302)
    assert (grant.state, grant.basis) == (RepresentationState.ACTIVE, "seen_by_worker")
    assert grant.scope == RepresentationScope.SUGGEST


@pytest.mark.holds("M144")
def test_whoever_asked_a_stranger_and_a_connector_elsewhere_cannot_agree():
    alice, rita = make_someone("alice"), make_login("rita")
    asked(rita, alice)
    grant = Representation.objects.get()
    elsewhere = make_connector("ellie", make_area("Eastsea", authority_code="E06999998"))

    for other in (rita, make_someone("bob"), elsewhere):
        client = only_signed_in(other)
        assert client.post(reverse("agree_to_act", args=[grant.pk])).status_code == 404
        assert client.get(reverse("authority_seen", args=[grant.pk])).status_code == 404
        if other is not rita:
            assert client.post(reverse("end_acting", args=[grant.pk])).status_code == 404
    grant.refresh_from_db()
    assert grant.state == RepresentationState.ASKED


@pytest.mark.holds("M144")
def test_nobody_agrees_through_another_s_hands():
    alice, sam = make_someone("alice"), make_login("sam")
    rita = act_for(alice, scope=RepresentationScope.PAY)
    asked(sam, alice)
    grant = Representation.objects.get(login=sam.login)

    assert signed_in(rita).post(reverse("agree_to_act", args=[grant.pk])).status_code == 404
    assert "Yes, they may" not in signed_in(rita).get(reverse("my_representatives")).text


@pytest.mark.holds("T12", "M144")
def test_ended_it_bites_at_the_next_request():
    alice = make_someone("alice")
    rita = act_for(alice)
    client = signed_in(rita)
    assert "You are acting for" in client.get(reverse("home")).text

    signed_in(alice).post(reverse("end_acting", args=[rita.representation_id]))

    assert "You are acting for" not in client.get(reverse("home")).text
    assert client.get(reverse("what_helps")).url == reverse("choose_person")
    named = {"X-Acting-For": str(alice.person_id)}
    assert client.get("/api/me/", headers=named).status_code == 404


@pytest.mark.holds("T12", "M144", "I10")
def test_past_its_last_day_it_has_ended():
    alice = make_someone("alice")
    client = signed_in(act_for(alice))

    set_clock(NOW + timedelta(days=400))
    client.force_login(client.get(reverse("home")).wsgi_request.user, backend=BY_CODE)

    assert "You are acting for" not in client.get(reverse("home")).text


def test_going_back_to_oneself():
    alice = make_someone("alice")
    rita = act_for(alice)
    client = signed_in(rita)

    client.post(reverse("choose_person"), {"person": ""})

    assert "You are acting for" not in client.get(reverse("home")).text


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example"])
def test_choosing_leads_nowhere_but_here(next_page):
    alice = make_someone("alice")

    page = signed_in(alice).post(reverse("choose_person"), {"person": "", "next": next_page})

    assert page.url == reverse("home")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reference": "not one"}, "We cannot find that number."),
        ({"reference": "00000 00000"}, "We cannot find that number."),
        ({"is_paid": ""}, "Are you paid to support them?"),
        ({"limit_pence": "20"}, "you would not pay for them"),
        ({"scope": ""}, "What would you do for them?"),
    ],
)
def test_asking_keeps_what_was_typed_when_it_is_refused(changed, words):
    alice, rita = make_someone("alice"), make_login("rita")

    _client, page = asked(rita, alice, **changed)

    assert (page.status_code, words in page.text) == (422, True)
    assert 'value="family_carer" checked' in tight(page.text)


def test_asking_twice_is_asking_once():
    alice, rita = make_someone("alice"), make_login("rita")
    asked(rita, alice)

    _client, page = asked(rita, alice)

    assert "You have already asked" in page.text
    assert Representation.objects.count() == 1


@pytest.mark.parametrize("ends_on", [date(2027, 5, 3), date(1999, 1, 1)])
def test_a_last_day_that_has_passed_is_refused(ends_on):
    alice, rita = make_someone("alice"), make_login("rita")

    _client, page = asked(rita, alice, **day("ends_on", ends_on))

    assert (page.status_code, Representation.objects.count()) == (422, 0)


def test_waiting_is_a_page_for_those_who_see_authority():
    alice, rita = make_someone("alice"), make_login("rita")
    asked(rita, alice)

    connie = signed_in(make_connector("connie", area())).get(reverse("authorities_to_agree"))

    assert "rita, for alice" in connie.text
    assert signed_in(alice).get(reverse("authorities_to_agree")).status_code == 404


@pytest.mark.holds("P9")
def test_past_its_last_day_it_reads_as_over_before_any_job_ran():
    ann = make_someone("ann")
    rita = act_for(ann)
    Representation.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))

    theirs = signed_in(Acting(login=rita.login)).get(reverse("choose_person")).text
    own = signed_in(ann).get(reverse("my_representatives")).text

    assert "This is not in force. The connector can tell you more." in theirs
    assert "End this" not in theirs
    assert "Ended on its last day" in own
    assert "End this now" not in own


@pytest.mark.holds("P1")
def test_what_waits_is_not_said_to_be_there_already():
    alice, rita, connie = (
        make_someone("alice"),
        make_login("rita"),
        make_connector("connie", area()),
    )
    row = ask_for(alice, rita)
    agree_to_representation(
        representation_id=row.pk,
        basis="nominated_person",
        seen_words="The letter.",
        by=connie,
        now=NOW,
    )

    page = words(only_signed_in(rita).get(reverse("choose_person")))

    assert "You can suggest, until Saturday 1 January 2028." in page
    assert "You can decide, until" not in page


@pytest.mark.holds("P9", "P10")
@pytest.mark.parametrize("door", ["page", "program", "worker"])
def test_it_is_chosen_on_which_day_it_ends_and_whether_they_hear(door):
    set_clock(NOW)
    alice = make_someone("alice")
    rita = act_for(alice)
    last = NOW.date() + timedelta(days=20)
    own, worker = signed_in(alice), signed_in(make_connector("connie"))

    page = reverse("end_acting", args=[rita.representation_id])
    client, address, facts = {
        "page": (own, page, day("ends_on", last) | {"when": "day", "is_end_told": "no"}),
        "program": (
            own,
            f"/api/representations/{rita.representation_id}/end/",
            {"ends_on": last.isoformat(), "is_end_told": "false"},
        ),
        "worker": (
            worker,
            reverse("authority_end", args=[rita.representation_id]),
            day("ends_on", last) | {"is_end_told": "no"},
        ),
    }[door]
    answer = client.post(address, facts)

    assert answer.status_code in (200, 302), answer.text
    row = Representation.objects.get(pk=rita.representation_id)
    assert (row.state, row.ends_on, row.is_end_told) == (RepresentationState.ACTIVE, last, False)
    unsaid = own.post(page, {"when": "day", "is_end_told": "yes"})
    assert unsaid.status_code == 422 and "Say the day" in unsaid.text
