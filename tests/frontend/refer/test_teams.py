"""Teams that refer: made by the council's officer, by page and by program, and read by who works
for one."""

import re

import pytest
from django.test import Client

from community.people.states import RoleKind
from marketplace.referrals.models.bodies import BodyWorker, ReferringBody
from marketplace.referrals.models.keys import BodyKey
from marketplace.referrals.queries.bodies import agreement_with
from marketplace.referrals.queries.keys import body_key_of
from tests.factories.referrals import make_body, make_body_key, make_officer, make_worker
from tests.factories.supply import NEXT_YEAR, NOW, TODAY, area, make_role
from tests.frontend.visiting import day, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
TEAM = {
    "name": "Access team",
    "works_days": ["0", "1", "2"],
    "works_from": "9.30",
    "works_until": "4 pm",
    "duty_desk_words": "the duty desk",
    "duty_desk_phone": "0117 496 0123",
}
AGREED = {"words": "The paper of May.", **day("starts_on", TODAY), **day("ends_on", NEXT_YEAR)}


@pytest.fixture
def officer() -> Client:
    return signed_in(make_officer())


@pytest.mark.holds("M83", "P84", "P88")
def test_from_nothing_to_a_team_with_a_key(officer: Client):
    worker = make_role("wendy", RoleKind.WORKER)
    assert "There is none yet." in officer.get("/refer/teams/").text

    added = officer.post("/refer/teams/add/", {"area_id": area().pk, **TEAM})
    body = ReferringBody.objects.get()
    address = f"/refer/teams/{body.pk}/"
    assert added["Location"] == address
    assert "ask places about nobody by name" in " ".join(officer.get(address).text.split())
    officer.post(f"{address}worker/", {"login_id": worker.login_id})
    officer.post(f"{address}deputy/", {"login_id": worker.login_id})
    officer.post(f"{address}agreement/", AGREED)
    made = officer.post(
        f"{address}key/",
        {"name": "Records", "scopes": ["read"], "answers_for_it": worker.login_id},
    )

    [secret] = re.findall(r"<code[^>]*>([0-9a-f]{60,})</code>", made.text)
    key = body_key_of(secret, NOW)
    assert (key.body_id, key.scopes, key.answers_for_it) == (body.pk, ["read"], worker.login)
    team = officer.get(address).text
    for words in ("wendy stands in first.", "The paper of May.", key.prefix):
        assert words in team
    assert secret not in team


def test_what_is_wrong_is_said_beside_its_box_and_nothing_is_lost(officer: Client):
    wrong = {"area_id": area().pk, **TEAM, "works_until": "8 am", "duty_desk_phone": "ask Jo"}

    page = officer.post("/refer/teams/add/", wrong)

    assert page.status_code == 422
    assert page.context["form"].errors["works_until"] == ["It closes after it opens."]
    assert 'value="the duty desk"' in page.text
    assert not ReferringBody.objects.exists()


@pytest.mark.holds("P84")
def test_who_has_left_works_there_no_more_and_an_agreement_ends_in_one_press(officer: Client):
    body = make_body()
    worker, address = make_worker(body), f"/refer/teams/{body.pk}/"

    for _twice in range(2):
        officer.post(f"{address}worker/{worker.login_id}/end/")
        officer.post(f"{address}agreement/end/")

    assert not BodyWorker.objects.filter(ended_at=None).exists()
    assert agreement_with(body.pk, body.area_id, TODAY) is None


@pytest.mark.holds("P88")
def test_whoever_works_for_it_reads_it_and_ends_a_key_and_changes_nothing_else():
    body = make_body()
    worker = make_worker(body)
    key, mine = make_body_key(body, worker), signed_in(worker)
    address = f"/refer/teams/{body.pk}/"

    team = mine.get(address)
    assert team.status_code == 200
    assert "Record what was agreed" not in team.text
    assert mine.post(f"{address}worker/{worker.login_id}/end/").status_code == 404
    assert mine.get(f"{address}key/").status_code == 404

    mine.post(f"{address}key/{key.pk}/end/")
    assert BodyKey.objects.get().ended_at


@pytest.mark.holds("P88")
def test_nobody_else_learns_of_it():
    body = make_body()
    key = make_body_key(body, make_worker(body))
    other = make_body("Hospital team")
    strangers = [
        signed_in(make_worker(other, "sam")),
        signed_in(make_role("connie", RoleKind.CONNECTOR)),
    ]

    for stranger in strangers:
        assert stranger.get(f"/refer/teams/{body.pk}/").status_code == 404
        assert stranger.get(f"/api/referrals/teams/{body.pk}/").status_code == 404
        assert stranger.post(f"/refer/teams/{body.pk}/key/{key.pk}/end/").status_code == 404
    # A key of one team is not there under another's address.
    officer = signed_in(make_officer())
    assert officer.post(f"/refer/teams/{other.pk}/key/{key.pk}/end/").status_code == 404
    assert BodyKey.objects.get().ended_at is None


@pytest.mark.holds("P88")
def test_the_same_by_program(officer: Client):
    worker, walt = make_role("wendy", RoleKind.WORKER), make_role("walt", RoleKind.WORKER)
    sent = {**TEAM, "area_id": area().pk, "works_from": "09:30", "works_until": "16:00"}

    def send(method: str, address: str, **data) -> dict:
        answer = getattr(officer, method)(address, data, content_type="application/json")
        assert answer.status_code < 300, answer.text
        return answer.json()

    team = send("post", "/api/referrals/teams/", **(sent | {"works_days": [0, 1]}))
    address = f"/api/referrals/teams/{team['id']}/"
    for login in (worker, walt):
        send("post", f"{address}workers/", login_id=login.login_id)
    send("put", f"{address}deputy/", login_id=worker.login_id)
    dates = {"starts_on": str(TODAY), "ends_on": str(NEXT_YEAR)}
    send("put", f"{address}agreement/", words="The paper of May.", **dates)
    key = {"name": "Records", "scopes": ["create"], "answers_for_it": worker.login_id}
    secret = send("post", f"{address}keys/", **key)["secret"]
    key_id = body_key_of(secret, NOW).pk
    send("put", f"{address}keys/{key_id}/answers/", login_id=walt.login_id)
    detail = send("post", f"{address}workers/{worker.login_id}/end/")

    assert [each["name"] for each in detail["workers"]] == ["walt"]
    assert detail["deputy_id"] is None
    assert detail["agreement"]["words"] == "The paper of May."
    assert [each["answers_for_it"] for each in detail["keys"]] == [walt.login_id]
    assert secret not in str(detail)
    assert send("post", f"{address}keys/{key_id}/end/")["keys"] == []
    assert send("post", f"{address}agreement/end/")["agreement"] is None
    [listed] = officer.get("/api/referrals/teams/").json()["results"]
    assert listed["id"] == team["id"]
