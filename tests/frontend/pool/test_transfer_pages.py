"""A bank transfer by page and by program: what to send, to whom, by which day, to which account."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from knox.models import AuthToken

from community.people.models.approvals import StaffApproval
from pooling.payments.models.bank_details import PayeeAccount
from tests.factories.cards import use_standin
from tests.factories.pools import AFTER_CLOSE
from tests.factories.shown import approval_digest
from tests.factories.supply import make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in
from tests.pooling.pools.test_by_transfer import WHERE, Five


@pytest.fixture
def five(db, monkeypatch) -> Five:
    use_standin(monkeypatch)
    five = Five(knows_account=False)
    set_clock(AFTER_CLOSE + timedelta(hours=1))
    return five


def test_the_provider_writes_down_its_account_and_the_sender_reads_it(five):
    sender, voice = signed_in(five.sender), signed_in(five.voice)
    pages = [reverse("pool", args=[five.pool.pk]), reverse("money")]
    for page in pages:
        text = words(sender.get(page))
        assert "Send £48.00 by bank transfer" in text
        assert "It should be there by Tuesday 8 June 2027." in text
        assert "There is nothing to send until then." in text
    assert "Not written down yet." in words(voice.get(reverse("provider_transfers")))
    details = reverse("provider_bank_details", args=[five.pool.provider_id])

    refused = voice.post(details, WHERE | {"sort_code": "12"})
    assert (refused.status_code, "six figures, like 12-34-56" in words(refused)) == (422, True)
    voice.post(details, WHERE)

    listed = words(voice.get(reverse("provider_transfers")))
    assert "Westsea Museum Trust, account ending in 5678" in listed
    assert "12345678" not in listed
    for page in pages:
        text = words(sender.get(page))
        assert "Sort code 12-34-56 Account number 12345678" in text
    assert "12345678" not in words(signed_in(five.people[0]).get(pages[0]))


def test_nobody_else_reads_or_writes_down_an_account(five):
    details = reverse("provider_bank_details", args=[five.pool.provider_id])

    for stranger in (five.sender, five.people[0]):
        assert signed_in(stranger).get(details).status_code == 404
        assert signed_in(stranger).post(details, WHERE).status_code == 404
    assert not PayeeAccount.objects.exists()


def test_the_same_by_program(five, client):
    def bearer(by):
        _row, token = AuthToken.objects.create(user=by.login)
        return {"Authorization": f"Bearer {token}"}

    address = f"/api/providers/{five.pool.provider_id}/bank-details/"
    facts = {"content_type": "application/json", "headers": bearer(five.voice)}
    assert client.get(address, headers=bearer(five.voice)).status_code == 404

    given = client.put(address, json.dumps(WHERE), **facts)

    assert (given.status_code, given.json()["account_number"]) == (200, "12345678")
    refused = client.put(address, json.dumps(WHERE | {"sort_code": "1"}), **facts).json()
    assert (refused["code"], refused["field"]) == ("not_an_account", "sort_code")
    [each] = client.get("/api/to-send/", headers=bearer(five.sender)).json()["results"]
    assert each["transfer"]["sort_code"] == "12-34-56"
    assert each["source"] == five.source.called
    assert each["by_day"].startswith("2027-06-08")
    assert client.get(address, headers=bearer(five.sender)).status_code == 404


@pytest.mark.holds("P30")
def test_a_change_is_read_checked_and_stopped_on_pages(five):
    voice, worker = signed_in(five.voice), make_connector("charlie", five.pool.area)
    details = reverse("provider_bank_details", args=[five.pool.provider_id])
    voice.post(details, WHERE)
    assert "used five working days after" in words(voice.get(details))
    voice.post(details, WHERE | {"account_number": "87654321"})
    listed = words(voice.get(reverse("provider_transfers")))
    assert "The account ending in 4321 was written down" in listed
    assert "Westsea Museum Trust, account ending in 5678" in listed

    approval = StaffApproval.objects.latest("pk")
    second, page = signed_in(worker), reverse("second_person", args=[approval.pk])
    text = words(second.get(page))
    assert "on a number you had before" in text
    assert "ending in 4321" in text
    refused = second.post(page, {"agrees": "yes", "seen_words": "rang"})
    assert (refused.status_code, "Say how you asked them" in words(refused)) == (422, True)
    second.post(page, {"agrees": "yes", "seen_words": "rang", "way": "rang"})
    assert "is used from" in words(voice.get(reverse("provider_transfers")))

    stop = reverse("provider_bank_details_stop", args=[five.pool.provider_id])
    assert signed_in(five.sender).get(stop).status_code == 404
    voice.post(stop, {})
    assert "ending in 4321" not in words(voice.get(reverse("provider_transfers")))
    assert voice.get(stop).status_code == 404


@pytest.mark.holds("P30")
def test_the_same_change_by_program(five, client):
    def bearer(by):
        _row, token = AuthToken.objects.create(user=by.login)
        return {
            "headers": {"Authorization": f"Bearer {token}"},
            "content_type": "application/json",
        }

    voice, worker = five.voice, make_connector("charlie", five.pool.area)
    address = f"/api/providers/{five.pool.provider_id}/bank-details/"
    client.put(address, json.dumps(WHERE), **bearer(voice))
    new = client.put(address, json.dumps(WHERE | {"account_number": "87654321"}), **bearer(voice))
    assert (new.json()["account_number"], new.json()["undecided"]["ends_in"]) == (
        "12345678",
        "4321",
    )

    answer = f"/api/approvals/{StaffApproval.objects.latest('pk').pk}/answer/"
    fields = {"agrees": True, "seen_words": "rang"}
    fields["digest"] = approval_digest(StaffApproval.objects.latest("pk"))
    refused = client.post(answer, json.dumps(fields), **bearer(worker)).json()
    assert (refused["code"], refused["field"]) == ("not_asked_another_way", "way")
    assert (
        client.post(answer, json.dumps(fields | {"way": "rang"}), **bearer(worker)).status_code
        == 200
    )
    assert client.get(address, **bearer(voice)).json()["undecided"]["counts_at"]

    stopped = client.post(f"{address}stop/", "{}", **bearer(voice))
    assert stopped.status_code == 204
    assert client.get(address, **bearer(voice)).json()["undecided"] is None
