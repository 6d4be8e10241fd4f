"""Systems of a team tell places about people and read what came back, by the team's key (P88)."""

import pytest
from django.core.cache import cache
from django.test import Client

from community.people.acting import Acting
from frontend.api.refer.keys import BodyKeyThrottle
from marketplace.referrals.actions.keys import end_body_key
from marketplace.referrals.actions.lines import choose_lines
from marketplace.referrals.models.keys import BodyKey
from marketplace.referrals.models.referrals import Referral
from tests.factories.places import HOME
from tests.factories.referrals import (
    make_body,
    make_body_key_secret,
    make_place,
    make_worker,
    told_by_worker,
)
from tests.factories.supply import NOW
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
TOLD = {
    "referrer_kind": "worker",
    "called": "Trains",
    "postcode": HOME,
    "line": "Trains and a warm meal.",
    "reached_by": "through_sender",
    "agreement": "told_worker",
    "own_reference": "CASE 17",
}


class Calls:
    def __init__(self, secret: str) -> None:
        self.headers = {"Authorization": f"Key {secret}"}

    def get(self, address: str, **headers: str):
        return Client().get(f"/api/referrals/{address}", headers=self.headers | headers)

    def post(self, listing_id: int, /, headers: dict[str, str] | None = None, **told):
        return Client().post(
            f"/api/referrals/listing/{listing_id}/",
            TOLD | told,
            content_type="application/json",
            headers=self.headers | (headers or {}),
        )


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def worker(body):
    return make_worker(body)


@pytest.fixture
def system(body, worker) -> Calls:
    return Calls(make_body_key_secret(body, worker))


@pytest.mark.holds("P88")
def test_it_tells_a_place_as_the_page_does_and_reads_what_came_of_it(system, body, worker):
    place = make_place()

    made = system.post(place.pk)
    assert made.status_code == 201, made.text

    referral = Referral.objects.get()
    assert (referral.body, referral.sent_by) == (body, worker.login)
    assert referral.agreement.person is not None
    assert referral.owners.get().login == worker.login
    [listed] = system.get("").json()["results"]
    assert listed == system.get(f"{referral.pk}/").json()
    assert (listed["own_reference"], listed["state"]) == ("CASE 17", "requested")
    assert worker.login.name not in str(listed)
    assert system.get(f"{referral.pk}/came-back/").json()["lines"][0]["text"]


@pytest.mark.holds("P88")
def test_sent_again_with_its_idempotency_key_it_is_told_once(system):
    place, once = make_place(), {"Idempotency-Key": "case-17"}

    first, again = (system.post(place.pk, headers=once) for _twice in range(2))

    assert (first.status_code, again.status_code) == (201, 208)
    assert again.json()["id"] == first.json()["id"] == Referral.objects.get().pk


@pytest.mark.holds("P88")
def test_the_same_is_refused_as_on_the_page(system):
    place = make_place()

    a_child = system.post(place.pk, is_under_18=True)
    no_line = system.post(place.pk, line="")
    as_a_neighbour = system.post(place.pk, referrer_kind="neighbour")

    assert a_child.status_code == no_line.status_code == 409
    assert as_a_neighbour.json()["errors"]["referrer_kind"]
    assert not Referral.objects.exists()


@pytest.mark.holds("P88")
def test_another_teams_key_and_the_team_of_no_agreement_find_nothing(worker):
    other = make_body("Hospital team", shares=False)
    stranger = Calls(make_body_key_secret(other, make_worker(other, "sam")))
    place = make_place()
    referral = told_by_worker(worker, place)

    assert stranger.get("").json()["results"] == []
    assert stranger.get(f"{referral.pk}/").status_code == 404
    assert stranger.get(f"{referral.pk}/came-back/").status_code == 404
    assert stranger.post(place.pk).status_code == 409
    assert Referral.objects.count() == 1


@pytest.mark.holds("P88")
@pytest.mark.parametrize(
    ("scope", "may_read", "may_tell"), [("read", 200, 409), ("create", 409, 201)]
)
def test_a_key_does_what_it_was_made_for_and_nothing_else(body, worker, scope, may_read, may_tell):
    system = Calls(make_body_key_secret(body, worker, scopes=[scope]))

    assert system.get("").status_code == may_read
    assert system.post(make_place().pk).status_code == may_tell


@pytest.mark.holds("P88")
def test_ended_and_never_made_answer_alike_and_open_nothing(system, body, worker):
    end_body_key(body_id=body.pk, key_id=BodyKey.objects.get().pk, by=worker, now=NOW)
    ended, never = system.get(""), Calls("0" * 64).get("")

    assert (ended.status_code, ended.content) == (401, never.content)
    assert never.status_code == 401


@pytest.mark.holds("P88")
def test_a_key_is_nobody_it_opens_no_other_call_and_acts_for_no_one(system, worker):
    for address in ("me/", "account/", "visits/", "referrals/teams/", "groups/"):
        answer = Client().get(f"/api/{address}", headers=system.headers)
        assert answer.status_code in (401, 404), address
    person = str(told_by_worker(worker, make_place()).agreement.person.pk)
    assert system.get("", **{"X-Acting-For": person}).status_code == 404


@pytest.mark.holds("P88", "P79")
def test_what_the_person_takes_away_it_does_not_read(system, worker):
    referral = told_by_worker(worker, make_place())
    person = Acting(login=worker.login, person=referral.agreement.person, on_paper=True)
    for state in ("accepted", "in_progress", "completed"):
        Referral.objects.filter(pk=referral.pk).update(state=state)
        assert system.get(f"{referral.pk}/").json()["state"] == "accepted"
        assert "what came of it" not in signed_in(worker).get(f"/refer/sent/{referral.pk}/").text
    choose_lines(referral_id=referral.pk, lines=[], by=person, now=NOW)

    assert system.get(f"{referral.pk}/came-back/").json()["lines"] == []


@pytest.mark.holds("P88")
def test_it_has_a_limit_of_its_own(system, monkeypatch):
    cache.clear()
    monkeypatch.setattr(BodyKeyThrottle, "rate", "2/hour")

    assert [system.get("").status_code for _call in range(3)] == [200, 200, 429]
