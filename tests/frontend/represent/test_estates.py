"""Whoever settles the estate of somebody who died is given a dated statement (P22)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from rest_framework.test import APIClient

from community.audit.queries import entries_of_person
from community.messaging.models import Message
from community.people.actions.approvals import answer_approval
from community.people.actions.life_events import (
    record_settler,
    record_told_of_death,
    say_life_event,
)
from community.people.models.approvals import StaffApproval
from community.people.models.life_events import LifeEvent
from community.people.models.logins import Role
from community.people.queries.acting import acting_on_paper
from pooling.payments.actions.card_refunds import record_refund, request_card_refund
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.processor.client import ProcessorRefused
from pooling.payments.sync import refunds
from pooling.payments.sync.refunds import sync_refund
from tests.factories.cards import Cards, use_standin
from tests.factories.places import make_area
from tests.factories.pools import make_source
from tests.factories.representations import act_for
from tests.factories.supply import NOW, TODAY, make_connector, make_someone
from tests.frontend.visiting import day, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
SETTLER = {"settler_words": "Her son, a grant of probate."}


def api(by) -> APIClient:
    client = APIClient()
    client.force_authenticate(by.login)
    return client


@pytest.fixture
def death():
    """(a death that one person said, its person's money, whoever acted for her)."""
    alice, first = make_someone("alice"), make_connector("first")
    source, rita = make_source(alice), act_for(alice)
    by = acting_on_paper(login=first.login, person=alice.person)
    return say_life_event(kind="died", since=TODAY, by=by, now=NOW), source, rita


def see(by) -> None:
    approval = StaffApproval.objects.get(purpose="death")
    answer_approval(approval_id=approval.pk, agrees=True, seen_words="Her son.", by=by, now=NOW)


@pytest.mark.holds("P22")
@pytest.mark.parametrize("door", ["page", "program"])
def test_the_settler_asks_where_they_lived_and_is_given_a_dated_statement(death, door):
    event, source, rita = death
    second = make_connector("second")
    address = f"/api/life-events/{event.pk}/estate/"

    def asks(by, words=SETTLER) -> int:
        if door == "page":
            return signed_in(by).post(reverse("estate", args=[event.pk]), words).status_code
        return api(by).post(address, words).status_code

    assert asks(second) == 404  # said by one, and seen by nobody
    see(second)
    assert signed_in(second).get(reverse("estate_statements", args=[event.pk])).status_code == 404
    assert asks(second, {"settler_words": " "}) in (400, 422)
    afar = make_connector("afar", make_area("Eastsea", authority_code="E06999998"))
    assert {asks(by) for by in (rita, make_someone("eve"), afar)} <= {403, 404}
    assert asks(second) in (204, 302)

    page = signed_in(second).get(reverse("estate_statements", args=[event.pk])).text
    paper = signed_in(second).get(reverse("estate_statement_file", args=[event.pk, source.pk]))
    [row] = api(second).get(address).json()["results"]
    event.refresh_from_db()
    assert source.called in page and SETTLER["settler_words"] in page
    assert paper["Content-Type"] == "application/pdf"
    assert (row["source"], row["end"]) == (source.called, TODAY.isoformat())
    assert (event.settler_by, event.settler_at.date()) == (second.login, TODAY)


@pytest.mark.holds("P22")
def test_the_database_keeps_an_estate_from_being_settled_before_a_death_was_seen(death):
    event, _source, _rita = death

    with pytest.raises(IntegrityError, match="estate"), transaction.atomic():
        LifeEvent.objects.filter(pk=event.pk).update(settler_words="x", settler_at=NOW)


def could_not_go_back(payment, pence: int) -> None:
    refund = request_card_refund(
        charge_ref=payment.charge_ref, pence=pence, key=f"back:{pence}", now=NOW
    )
    record_refund(
        refund_id=refund.pk, processor_refund_id=refund.key, done=False, failed=True, now=NOW
    )


REACHED = {"reached_words": "By bank transfer to her son."}


@pytest.mark.holds("P22")
@pytest.mark.parametrize("door", ["page", "program"])
def test_a_worker_there_notes_when_and_how_the_money_reached_the_estate(death, door):
    event, source, _rita = death
    second, afar = (
        make_connector("second"),
        make_connector("afar", make_area("Eastsea", authority_code="E06999998")),
    )
    settled = {"by": second, "now": NOW, "life_event_id": event.pk, **SETTLER}

    def says(by, on=TODAY, pence=350) -> int:
        if door == "page":
            typed = REACHED | day("reached_on", on) | {"reached_pence": f"{pence / 100:.2f}"}
            return signed_in(by).post(reverse("estate_reached", args=[event.pk]), typed).status_code
        sent = REACHED | {"reached_on": on.isoformat(), "reached_pence": pence}
        return api(by).post(f"/api/life-events/{event.pk}/estate/reached/", sent).status_code

    see(second)
    assert says(second) == 404  # nobody settles it
    record_settler(**settled)
    assert says(afar) == 404
    refused = [says(second, on=TODAY + timedelta(days=1)), says(second, pence=0)]
    assert set(refused) <= {400, 409, 422}
    assert says(second) in (204, 302)

    event.refresh_from_db()
    assert (event.reached_pence, event.reached_on, event.reached_by) == (350, TODAY, second.login)
    [line] = entries_of_person(event.person_id).filter(deed="note_estate_reached")
    assert line.login_id == second.login_id
    page = " ".join(signed_in(second).get(reverse("connect_life")).text.split())
    assert "£3.50 reached them on Tuesday 4 May 2027: By bank transfer to her son." in page


@pytest.mark.holds("P22")
def test_the_database_keeps_money_from_reaching_an_estate_that_nobody_settles(death):
    event, _source, _rita = death
    reached = {"reached_pence": 1, "reached_on": TODAY, "reached_at": NOW, **REACHED}

    with pytest.raises(IntegrityError, match="reached_an_estate"), transaction.atomic():
        LifeEvent.objects.filter(pk=event.pk).update(**reached)


@pytest.mark.holds("P22")
def test_what_the_card_company_refuses_outright_is_a_workers_too_by_page_and_program(
    db, monkeypatch
):
    payment = Cards(use_standin(monkeypatch)).capture(pence=1000)
    person, first, second = payment.saved_card.person, *map(make_connector, ("first", "second"))
    by = acting_on_paper(login=first.login, person=person)
    say_life_event(kind="died", since=TODAY, by=by, now=NOW)
    see(second)
    refund = request_card_refund(charge_ref=payment.charge_ref, pence=200, key="back", now=NOW)

    def refuse(**_asked):
        raise ProcessorRefused("charge_expired_for_refund")

    monkeypatch.setattr(refunds, "create_refund", refuse)
    for _again in range(2):
        sync_refund(refund.pk, now=NOW)

    refund.refresh_from_db()
    assert (refund.state, refund.parked_at) == ("asked", NOW)
    assert told() == {first.login_id, second.login_id}
    page = signed_in(second).get(reverse("connect_life")).text
    [row] = api(second).get("/api/life-events/in-my-areas/").json()["results"]
    assert "£2.00 could not go back to their card" in " ".join(page.split())
    assert row["not_taken_pence"] == 200


def told() -> set[int | None]:
    notes = Message.objects.filter(kind=PaymentMessage.REFUND_FOR_ESTATE)
    return set(notes.values_list("login_id", flat=True))


@pytest.mark.holds("P22")
def test_what_a_card_takes_back_no_more_is_a_named_workers_to_settle(db, monkeypatch):
    payment = Cards(use_standin(monkeypatch)).capture(pence=1000)
    person = payment.saved_card.person
    could_not_go_back(payment, 100)
    assert told() == set()  # of the living, nothing of it goes to a worker

    first, second = make_connector("first"), make_connector("second")
    by = acting_on_paper(login=first.login, person=person)
    event = say_life_event(kind="died", since=TODAY, by=by, now=NOW)
    see(second)
    could_not_go_back(payment, 200)
    assert told() == {first.login_id, second.login_id}

    Message.objects.all().delete()
    record_told_of_death(life_event_id=event.pk, family_words="At home.", by=second, now=NOW)
    could_not_go_back(payment, 50)
    assert told() == {second.login_id}

    page = signed_in(second).get(reverse("connect_life")).text
    [row] = api(second).get("/api/life-events/in-my-areas/").json()["results"]
    assert "£3.50 could not go back to their card" in " ".join(page.split())
    assert (row["called"], row["not_taken_pence"]) == (person.preferred_name, 350)
    assert signed_in(make_someone("eve")).get(reverse("connect_life")).status_code == 404


@pytest.mark.holds("P22")
def test_whoever_no_longer_works_there_is_told_nothing_of_an_estate(db, monkeypatch):
    payment = Cards(use_standin(monkeypatch)).capture(pence=1000)
    first, second = make_connector("first"), make_connector("second")
    by = acting_on_paper(login=first.login, person=payment.saved_card.person)
    event = say_life_event(kind="died", since=TODAY, by=by, now=NOW)
    see(second)
    record_told_of_death(life_event_id=event.pk, family_words="At home.", by=second, now=NOW)
    Role.objects.filter(login=second.login).update(ended_at=NOW)

    could_not_go_back(payment, 200)

    assert told() == {first.login_id}
