"""Getting back in, by page, program and paper; looking and no more until it counts (P48)."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.models.logins import Login
from community.people.models.representations import Representation
from community.people.rules.representations import WAIT_BEFORE_DECIDING
from community.people.states import SlowChangeState
from community.people.tasks import sweep_slow_changes
from groups.models.members import Member
from tests.factories.places import HOME, make_area, make_postcode
from tests.factories.pools import make_group
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
NEW = "alice-again@example.org"
ASKED = {
    "email": NEW,
    "what_they_showed": "She came with the empty box of her telephone.",
    "has_met": "on",
}


@pytest.fixture
def alice():
    set_clock(NOW)
    alice = make_someone("alice")
    make_group([alice])
    set_contact_plan(
        person_id=alice.person_id, channel=Channel.TEXT, address="07700 900123", by=alice, now=NOW
    )
    return alice


def code_of(person: Acting) -> str:
    return Member.objects.get(person=person.person).paper_code


def the_change() -> SlowChange:
    return SlowChange.objects.get()


def looks_only(person: Acting) -> bool:
    return Login.objects.get(pk=person.login_id).looks_only_since is not None


def asked_and_seen(person: Acting) -> SlowChange:
    """By two, on the pages."""
    bob, charlie = make_connector("bob"), make_connector("charlie")
    response = signed_in(bob).post(reverse("paper_back_in", args=[code_of(person)]), ASKED)
    assert response.status_code == 302
    page = reverse("second_person", args=[StaffApproval.objects.get().pk])
    assert NEW in signed_in(charlie).get(page).text
    answer = {"agrees": "yes", "seen_words": "It was her."}
    assert signed_in(charlie).post(page, answer).status_code == 302
    return the_change()


def sign_in_by_code(email: str) -> Client:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": email})
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body)
    assert code and mail.outbox[-1].to == [email]
    client.post(reverse("account_confirm_login_code"), {"code": code[0]})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def time_passes(change: SlowChange) -> None:
    messages = Message.objects.filter(key__startswith=f"slow_change:{change.pk}:")
    messages.update(state="sent", sent_at=NOW)
    sweep_slow_changes.func()
    set_clock(NOW + timedelta(hours=72, seconds=5))
    sweep_slow_changes.func()


@pytest.mark.holds("P48")
def test_she_looks_by_the_new_address_and_after_three_days_signs_in_by_it_alone(alice):
    old = signed_in(alice)
    change = asked_and_seen(alice)

    new = sign_in_by_code(NEW)
    assert "you can look" in new.get(reverse("home")).text
    time_passes(change)

    assert not is_signed_in(old)
    assert not is_signed_in(new)
    assert is_signed_in(sign_in_by_code(NEW))
    with pytest.raises(AssertionError):
        sign_in_by_code("alice@example.org")


@pytest.mark.holds("P48")
@pytest.mark.parametrize("by", ["the old browser", "the new address", "a program"])
def test_until_then_nothing_is_done_by_any_sign_in(alice, by):
    make_postcode()
    _row, token = AuthToken.objects.create(user=alice.login)
    headers = {"Authorization": f"Bearer {token}"} if by == "a program" else {}
    old = Client() if headers else signed_in(alice)
    asked_and_seen(alice)
    client = sign_in_by_code(NEW) if by == "the new address" else old

    looked = client.get("/api/me/", headers=headers)
    moved = client.patch(
        "/api/me/", {"postcode": HOME}, content_type="application/json", headers=headers
    )

    assert looked.status_code == 200
    assert (moved.status_code, moved.json()["code"]) == (409, "look_only_for_now")
    if not headers:
        for page, sent in (
            ("where_i_live", {"postcode": HOME}),
            ("account_email", {"email": "third@example.org", "action_add": ""}),
            ("mfa_activate_totp", {"code": "123456"}),
        ):
            assert "you can look" in client.post(reverse(page), sent).text
    assert not EmailAddress.objects.filter(email="third@example.org").exists()


@pytest.mark.holds("P48")
def test_whom_she_acts_for_is_looked_at_and_no_more(alice):
    make_postcode()
    zoe = make_someone("zoe")
    acting = act_for(zoe, "ada")
    acting.login.looks_only_since = NOW
    acting.login.save()

    answer = signed_in(acting).post(reverse("what_helps"), {"adjustments": ["quiet"]})

    assert "look" in answer.text and answer.status_code in (409, 422)


@pytest.mark.holds("P48")
def test_meanwhile_everything_goes_on_on_paper(alice):
    asked_and_seen(alice)
    bob = Login.objects.get(name="bob")

    rested = signed_in(Acting(login=bob)).post(
        reverse("paper_rest", args=[code_of(alice)]), {"rests": "yes"}
    )

    assert rested.status_code == 302
    assert Member.objects.get(person=alice.person).is_resting


@pytest.mark.holds("P48")
@pytest.mark.parametrize("door", ["link", "link by program", "own page", "worker", "program"])
def test_this_was_not_me_is_one_press(alice, door):
    change = asked_and_seen(alice)
    link = Message.objects.get(kind="way_back_requested").link
    token = link.split("/")[2]
    own, worker = signed_in(alice), signed_in(make_connector("dora"))

    client, address, body = {
        "link": (Client(), link, {}),
        "link by program": (Client(), "/api/back-in/not-me/", {"token": token}),
        "own page": (own, reverse("change_that_waits", args=[change.pk]), {}),
        "worker": (worker, reverse("back_in_stop", args=[change.pk]), {}),
        "program": (worker, f"/api/changes/{change.pk}/stop/", {}),
    }[door]
    if not address.startswith("/api/"):
        assert client.get(address).status_code == 200
        assert the_change().state == SlowChangeState.WAITING
    answer = client.post(address, body)

    assert answer.status_code in (200, 204, 302)
    assert (the_change().state, looks_only(alice)) == (SlowChangeState.NOT_WANTED, False)


def test_a_link_that_is_not_ours_is_not_there(alice):
    link = Message.objects.filter(kind="way_back_requested")
    assert Client().get("/back-in/12:nonsense/").status_code == 404
    assert Client().post("/api/back-in/not-me/", {"token": "12:nonsense"}).status_code == 404
    assert not link.exists()


@pytest.mark.holds("P12", "P48")
def test_who_acts_for_her_reads_nothing_of_it(alice):
    rita = act_for(alice, "rita")
    long_told = NOW - WAIT_BEFORE_DECIDING
    Representation.objects.update(told_at=long_told, deciding_starts_at=NOW)
    change = asked_and_seen(alice)
    client = signed_in(rita)

    assert client.get(reverse("change_that_waits", args=[change.pk])).status_code == 404
    assert client.get("/api/changes/").json()["results"] == []
    assert client.post(f"/api/changes/{change.pk}/stop/").status_code == 404
    for page in ("home", "messages", "history"):
        assert "sign in" not in client.get(reverse(page)).text.replace("signed in", "")


@pytest.mark.holds("P48")
@pytest.mark.parametrize("door", ["page", "program"])
@pytest.mark.parametrize("place", ["paper", "visit"])
def test_it_is_asked_for_at_a_visit_or_from_a_sheet(alice, door, place):
    bob = make_connector("bob")
    arg = code_of(alice) if place == "paper" else alice.person_id
    page = reverse(f"{place}_back_in", args=[arg])
    call = f"/api/{'paper' if place == 'paper' else 'visits'}/{arg}/back-in/"
    address = page if door == "page" else call
    far = make_connector("far", make_area("Northsea", authority_code="E06999998"))

    assert signed_in(far).post(address, ASKED).status_code == 404
    assert signed_in(bob).post(address, ASKED).status_code in (201, 302)
    assert the_change().values == {"email": NEW, "has_first_met": True}
    rows = signed_in(bob).get("/api/back-in/").json()["results"]
    assert [row["called"] for row in rows] == ["alice"]
    assert NEW not in str(rows)


@pytest.mark.holds("P48")
def test_a_program_answers_as_the_second_person_and_reads_the_address(alice):
    signed_in(make_connector("bob")).post(
        reverse("paper_back_in", args=[code_of(alice)]), ASKED | {"has_met": ""}
    )
    approval = StaffApproval.objects.get()
    second = signed_in(make_connector("charlie"))
    detail = second.get(f"/api/approvals/{approval.pk}/").json()
    body = {
        "agrees": True,
        "seen_words": "It was her.",
        "told_on": str(NOW.date()),
        "digest": detail["digest"],
    }
    address = f"/api/approvals/{approval.pk}/answer/"
    far = make_connector("far", make_area("Northsea", authority_code="E06999998"))

    without_digest = {"agrees": True}
    nothing = signed_in(far).post(address, without_digest, content_type="application/json")
    assert nothing.status_code == 404
    refused = second.post(address, body, content_type="application/json")
    agreed = second.post(address, body | {"has_met": True}, content_type="application/json")

    assert detail["new_address"] == NEW
    assert (refused.status_code, refused.json()["code"]) == (409, "nobody_met_them")
    assert (agreed.status_code, looks_only(alice)) == (200, True)
