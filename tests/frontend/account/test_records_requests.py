"""Records asked for in writing: a copy by whoever acts (P13), and what an ended one did (P14)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.records_requests import (
    answer_copy_request,
    give_own_deeds,
    request_own_deeds,
)
from community.people.actions.representations import end_representation
from community.people.models.logins import Role
from community.people.models.persons import Consent
from community.people.models.records_requests import RecordsRequest
from community.people.models.representations import Representation
from community.people.states import RepresentationScope, RoleKind
from groups.actions.membership import leave_group
from tests.factories.demand import make_group_of
from tests.factories.places import make_area
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
WHY = "The court asked for it."


def make_contact(name="dot", where=None) -> Acting:
    by = make_login(name)
    Role.objects.create(
        login=by.login, kind=RoleKind.DATA_CONTACT, area=where or area(), started_at=NOW
    )
    return by


def asked_for_alice() -> tuple[Acting, Acting, RecordsRequest]:
    _group, [alice, _ben] = make_group_of("alice", "ben")
    rita = act_for(alice, scope=RepresentationScope.LOOK)
    signed_in(rita).post(reverse("copy"), {"words": WHY})
    return alice, rita, RecordsRequest.objects.get()


@pytest.mark.holds("P13", "T21")
def test_whoever_acts_asks_in_writing_and_reads_what_was_left_in_after_a_review():
    contact = make_contact()
    alice, rita, asked = asked_for_alice()
    waiting = words(signed_in(rita).get(reverse("copy")))
    assert "Agreed" not in waiting
    assert "It is reviewed first, and answered by" in waiting
    assert asked.answer_by == NOW.date() + timedelta(days=30)

    review = signed_in(contact).get(reverse("records_request", args=[asked.pk]))
    assert WHY in review.text
    signed_in(contact).post(
        reverse("records_request", args=[asked.pk]),
        {"left_in": ["consent"], "words": "Others’ names are left out."},
    )

    read = signed_in(rita).get(reverse("copy")).text
    assert Consent.objects.get(person=alice.person).words in read
    assert "Others’ names are left out." in read
    assert alice.required_login.email not in read


@pytest.mark.holds("P13", "T21")
def test_the_person_is_told_that_it_was_asked_and_that_it_was_answered():
    contact = make_contact()
    alice, rita, asked = asked_for_alice()
    answer_copy_request(request_id=asked.pk, left_in=[], by=contact, now=NOW)

    told = Message.objects.filter(person_id=alice.person_id)
    assert told.filter(text__startswith="Rita did this for you: Asked in writing").count() == 1
    answered = told.get(kind="copy_answered")
    assert "Rita asked for a copy" in answered.text
    assert answered.not_told_by_login_id == rita.login_id


@pytest.mark.holds("P13")
def test_the_person_reads_their_own_at_once_and_asks_nobody():
    alice = make_someone("alice")

    assert signed_in(alice).get(reverse("copy")).url == reverse("subject_access")
    by_program = signed_in(alice).post(
        reverse("api:copy_requests"), {"words": WHY}, content_type="application/json"
    )
    assert by_program.json()["code"] == "your_own_copy"


@pytest.mark.holds("P13", "T21")
def test_only_the_contact_of_the_area_reviews_and_never_who_asked():
    alice, rita, asked = asked_for_alice()
    Role.objects.create(login=rita.login, kind=RoleKind.DATA_CONTACT, area=area(), started_at=NOW)
    elsewhere = make_contact("eve", make_area("Elsewhere", authority_code="E06999998"))
    for by in (Acting(login=rita.login), alice, make_connector(), elsewhere, make_someone("bob")):
        page = signed_in(by).get(reverse("records_request", args=[asked.pk]))
        assert page.status_code == 404, by
        with pytest.raises(NotFound):
            answer_copy_request(request_id=asked.pk, left_in=["consent"], by=by, now=NOW)


@pytest.mark.holds("P13", "P14")
def test_a_copy_that_is_asked_for_is_no_statement_of_what_whoever_asked_did():
    _alice, _rita, request = asked_for_alice()

    answer = signed_in(make_contact()).get(f"/api/records/{request.pk}/statement/")

    assert answer.status_code == 404


@pytest.mark.holds("P13")
def test_the_database_lets_nobody_answer_what_they_asked():
    _alice, rita, asked = asked_for_alice()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as sql:
        sql.execute(
            "UPDATE people_recordsrequest SET answered_by_id = %s, answered_at = now()",
            [rita.login_id],
        )


@pytest.mark.holds("P13", "P14")
def test_what_was_answered_is_gone_with_the_authority():
    contact = make_contact()
    _alice, rita, asked = asked_for_alice()
    answer_copy_request(request_id=asked.pk, left_in=["consent"], by=contact, now=NOW)
    for_alice = {"X-Acting-For": str(asked.person_id)}
    client = signed_in(Acting(login=rita.login))
    address = reverse("api:copy_requests")
    assert len(client.get(address, headers=for_alice).json()["categories"]) == 1

    end_representation(representation_id=rita.representation.pk, by=rita, now=NOW)

    assert client.get(address, headers=for_alice).status_code == 404


def ended() -> tuple[Acting, Acting]:
    group, [alice, _ben] = make_group_of("alice", "ben")
    rita = act_for(alice)
    leave_group(group_id=group.pk, by=rita, now=NOW)
    sam = act_for(alice, "sam")
    other, [_cas, _dan] = make_group_of("cas", "dan")
    del other, sam
    end_representation(representation_id=rita.representation.pk, by=alice, now=NOW)
    return alice, Acting(login=rita.login)


@pytest.mark.holds("P14")
def test_an_ended_representative_is_given_what_they_did_themselves_by_a_connector():
    _alice, rita = ended()
    connie = make_connector()
    representation = Representation.objects.get(login=rita.login)
    choose = signed_in(rita).get(reverse("choose_person")).text
    address = reverse("ask_for_own_deeds", args=[representation.pk])
    assert address in choose

    signed_in(rita).post(address)
    records_request = RecordsRequest.objects.get()
    page = words(signed_in(connie).get(reverse("records_request", args=[records_request.pk])))

    assert "Left a group" in page
    assert "Started a group" not in page
    signed_in(connie).post(reverse("records_request", args=[records_request.pk]))
    records_request.refresh_from_db()
    assert records_request.answered_by_id == connie.login_id
    assert (
        signed_in(connie).get(reverse("records_request", args=[records_request.pk])).status_code
        == 404
    )


@pytest.mark.holds("P14", "T12")
def test_an_ended_representative_reads_none_of_it_themselves():
    alice, rita = ended()
    representation = Representation.objects.get(login=rita.login)
    request_own_deeds(representation_id=representation.pk, by=rita, now=NOW)
    records_request = RecordsRequest.objects.get()

    pages = ["records_requests", "history", "messages", "copy", "subject_access"]
    for page in [reverse(name) for name in pages] + [
        reverse("records_request", args=[records_request.pk])
    ]:
        assert "Left a group" not in signed_in(rita).get(page, follow=True).text
    for_alice = {"X-Acting-For": str(alice.person_id)}
    for name in ("api:history-list", "api:message-list", "api:copy_requests"):
        assert signed_in(rita).get(reverse(name), headers=for_alice).status_code == 404
    with pytest.raises(NotFound):
        give_own_deeds(request_id=records_request.pk, by=rita, now=NOW)


@pytest.mark.holds("P14", "P9")
def test_who_was_refused_asks_like_who_was_ended_and_who_acts_today_does_not():
    alice, rita = ended()
    sam = Representation.objects.get(login__name="sam")
    with pytest.raises(NotFound):
        request_own_deeds(representation_id=sam.pk, by=Acting(login=sam.login), now=NOW)
    for by in (alice, make_someone("bob")):
        with pytest.raises(NotFound):
            request_own_deeds(
                representation_id=Representation.objects.get(login=rita.login).pk, by=by, now=NOW
            )
    Representation.objects.filter(pk=sam.pk).update(
        starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1)
    )
    by_program = signed_in(Acting(login=sam.login)).post(
        reverse("api:representation-statement", args=[sam.pk])
    )
    assert by_program.status_code == 204
    assert RecordsRequest.objects.get().requested_by == sam.login


@pytest.mark.holds("P13", "P14")
def test_asked_twice_it_is_asked_once():
    _alice, rita = ended()
    pk = Representation.objects.get(login=rita.login).pk
    for _time in range(2):
        request_own_deeds(representation_id=pk, by=rita, now=NOW)

    assert RecordsRequest.objects.count() == 1
