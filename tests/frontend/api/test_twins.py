"""What a page does, a program does: the same deed, and the same door shut to anybody else."""

import pytest
from django.test import Client
from knox.models import AuthToken

from community.messaging.models import Message
from community.people.models.logins import Role
from community.people.models.persons import Person
from community.people.states import RoleKind
from pooling.payments.models.bank_transfers import BankTransferRefund
from pooling.payments.models.cards import SavedCard
from pooling.payments.states.bank_transfers import BankTransferRefundState
from pooling.payments.states.cards import CardState
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pledge
from pooling.pools.states import SourceKind
from providers.models.sessions import SessionDispute
from standin import inprocess
from tests.factories.cards import WORKS, use_standin
from tests.factories.how_put import READ_ALOUD
from tests.factories.pools import make_source
from tests.factories.shown import pool_digest
from tests.factories.supply import NOW, TODAY, area, make_connector, make_login
from tests.frontend.visiting import set_clock

from .world import World, make_outsider, make_world

# All that whoever enters a sheet is shown of a shared cost: never what was said before.
THE_QUESTION = {
    "pool_id",
    "summary",
    "place",
    "closes_at",
    "starts",
    "prices",
    "sources",
    "office_words",
    "digest",
    "versions",
}


@pytest.fixture
def world(db) -> World:
    set_clock(NOW)
    return make_world()


class Calls:
    """One login's bearer token."""

    def __init__(self, login):
        self.client = Client(
            headers={"Authorization": f"Bearer {AuthToken.objects.create(login)[1]}"}
        )

    def __call__(self, method: str, path: str, **sent):
        call = getattr(self.client, method)
        if method == "get":
            return call(f"/api{path}", sent)
        return call(f"/api{path}", sent, content_type="application/json")


@pytest.fixture
def connie(world) -> Calls:
    return Calls(make_connector().login)


def test_money_that_came_is_written_down_once_and_what_went_back_too(world):
    voice = Calls(world.voice.login)
    [line] = voice("get", "/transfers/").json()["results"]
    assert (line["still_to_come_pence"], line["arrived_pence"]) == (4100, 1900)
    fields = {"pence": 4100, "arrived_on": TODAY, "key": "one"}

    for _twice in range(2):
        came = voice("post", f"/transfers/{line['id']}/arrived/", **fields).json()
        assert (came["state"], came["still_to_come_pence"]) == ("arrived", 0)

    [back] = voice("get", "/transfer-refunds/").json()["results"]
    sent = voice("post", f"/transfer-refunds/{back['id']}/sent/", sent_on=TODAY).json()
    assert (sent["state"], voice("get", "/transfer-refunds/").json()["results"]) == ("sent", [])
    assert BankTransferRefund.objects.get().state == BankTransferRefundState.SENT


def test_more_than_was_asked_for_is_refused_in_words(world):
    voice = Calls(world.voice.login)
    path = f"/transfers/{world.ids['transfer_id']}/arrived/"

    no = voice("post", path, pence=999900, arrived_on=TODAY, key="one")

    assert (no.status_code, set(no.json())) == (409, {"code", "message", "field", "next_step"})


def test_a_card_that_was_saved_is_seen_by_looking_and_can_be_taken_away(world, monkeypatch):
    core = use_standin(monkeypatch)
    ann = Calls(world.ann.login)
    source = make_source(world.ann, SourceKind.OWN, Rail.CARD)
    path = f"/sources/{source.pk}/card/"
    url = ann("post", path).json()["url"]
    assert ann("post", f"{path}look/").json()["card_last4"] == ""

    inprocess.save_card(core, url, WORKS)

    assert ann("post", f"{path}look/").json()["card_last4"] == "4242"
    assert Calls(world.ben.login)("delete", path).status_code == 404
    assert ann("delete", path).json()["card_last4"] == ""
    assert SavedCard.objects.get().state == CardState.REMOVED


def test_a_connector_reads_a_dispute_and_says_what_was_found(world, connie):
    dispute = world.ids["dispute_id"]
    assert [row["id"] for row in connie("get", "/disputes/").json()["results"]] == [dispute]
    read = connie("get", f"/disputes/{dispute}/").json()
    assert (read["person_called"], read["words"]) == ("member-1", "It was shorter.")

    data = connie("post", f"/disputes/{dispute}/", happened=True).json()

    assert data["outcome"] == SessionDispute.objects.get().outcome == "happened"
    assert connie("post", f"/disputes/{dispute}/", happened=False).status_code == 404


def test_a_worry_is_read_by_its_lead_alone_and_the_reading_is_noted(world, connie):
    concern_id = world.ids["concern_id"]
    lead = make_login("lead")
    kind = RoleKind.SAFEGUARDING_LEAD
    Role.objects.create(login=lead.login, kind=kind, area=area(), started_at=NOW)

    for other in (connie, Calls(world.ann.login)):
        assert other("get", "/concerns/").status_code == 404
        assert other("post", f"/concerns/{concern_id}/read/").status_code == 404
    [line] = Calls(lead.login)("get", "/concerns/").json()["results"]
    assert (line["id"], line["read_at"], "words" in line) == (concern_id, None, False)
    read = Calls(lead.login)("post", f"/concerns/{concern_id}/read/").json()
    assert (read["words"], bool(read["read_at"])) == ("Somebody takes their money.", True)


def test_a_sheet_is_entered_by_who_works_in_the_area_and_by_nobody_else(world, connie):
    code = world.ids["code"]
    pool = f"/paper/{code}/costs/{world.pool.pk}/"
    source = world.ids["source_id"]
    yes = {"max_pence": 1600, "parts": [{"source_id": source, "pence": 1600}]}
    yes |= {"digest": pool_digest(world.pool.pk, world.ann.person_id), **READ_ALOUD}
    elsewhere = make_outsider()
    for by in (world.ann, world.ben, elsewhere):
        assert Calls(by.login)("get", f"/paper/{code}/").status_code == 404
        assert Calls(by.login)("put", f"{pool}yes/", **yes).status_code == 404

    sheet = connie("get", f"/paper/{code}/").json()
    assert [cost["pool"] for cost in sheet["costs"]] == [world.pool.pk]
    assert set(connie("get", pool).json()) == THE_QUESTION
    assert connie("put", f"{pool}yes/", **yes).json() == {
        "max_pence": 1600,
        "is_for_these_terms": True,
    }
    pledge = Pledge.objects.get(pool=world.pool, person=world.ann.person)
    assert (pledge.max_pence, pledge.on_paper) == (1600, True)

    assert connie("post", f"{pool}another-way/").json()["code"]
    assert connie("post", f"{pool}leave/").status_code == 204
    assert connie("post", f"/paper/{code}/leave/").status_code == 204
    assert connie("get", f"/paper/{code}/").status_code == 404


def test_a_sheet_opens_no_shared_cost_of_another_group(world, connie):
    other = make_outsider()
    pool_id = Pledge.objects.get(person=other.person).pool_id

    assert connie("get", f"/paper/{world.ids['code']}/costs/{pool_id}/").status_code == 404


def test_lines_for_a_visit_are_said_once_and_only_ones_own(world, connie):
    assert connie("get", "/visits/").json()["results"] == []
    others = Message.objects.filter(person_id=world.ann.person_id).first()

    assert connie("post", "/visits/told/", lines=[others.pk]).status_code == 404


def test_somebody_who_works_here_begins_a_life_of_their_own(world):
    calls = Calls(world.voice.login)
    assert calls("get", "/me/").json()["person"] is None

    begun = calls("post", "/me/").json()

    assert begun["person"] == calls("post", "/me/").json()["person"]
    assert Person.objects.filter(login=world.voice.login).count() == 1


def test_a_statement_is_a_file_whatever_is_asked_for_and_its_refusal_is_json(world):
    ann, ben = Calls(world.ann.login), Calls(world.ben.login)
    path = f"/statements/{world.ids['source_id']}/"
    for kind, asked in (("csv", "text/csv"), ("pdf", "application/pdf")):
        answer = ann.client.get(f"/api{path}{kind}/", headers={"Accept": asked})
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, asked)
        refused = ben.client.get(f"/api{path}{kind}/", headers={"Accept": asked})
        assert (refused.status_code, refused["Content-Type"]) == (404, "application/json")


def test_areas_and_what_is_asked_for_there_are_for_everybody(world):
    [one] = Client().get("/api/areas/").json()["results"]
    data = Client().get(f"/api/areas/{one['id']}/asked/").json()

    assert (one["council"], data["area"], data["topics"]) == ("Westsea Council", one, [])


def test_a_connector_sees_who_has_asked_to_act(world, connie):
    [asked] = connie("get", "/representations/waiting/").json()["results"]

    assert (asked["id"], asked["called"]) == (world.ids["representation_id"], "member-1")
    assert Calls(world.ben.login)("get", "/representations/waiting/").status_code == 404
