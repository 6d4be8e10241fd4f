"""Who has no page has all that is kept about them on paper, closed, and nobody else reads it (P13,
M72)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.records_requests import give_own_copy, request_own_copy
from community.people.models.logins import Role
from community.people.models.persons import Consent
from community.people.models.records_requests import RecordsRequest
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import NotYours
from community.people.states import RecordsRequestKind, RepresentationScope, RoleKind
from tests.factories.places import make_area
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_role, make_someone
from tests.frontend.account.test_records_requests import make_contact
from tests.frontend.api.test_twins import Calls
from tests.frontend.next_visits.test_same_person import make_world
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


def texts_to(person_id) -> list[str]:
    told = Message.objects.filter(person_id=person_id, kind="own_copy").order_by("pk")
    return list(told.values_list("text", flat=True))


@pytest.mark.holds("P13", "M72", "T21")
@pytest.mark.parametrize("program", [False, True])
def test_it_is_asked_for_at_a_visit_printed_by_the_contact_and_comes_closed(program):
    world, contact = make_world(), make_contact()
    member = world.first
    kept = Consent.objects.filter(person=member.person).first().words
    page = reverse("paper_own_copy", args=[member.paper_code])
    assert page in world.client.get(reverse("paper_sheet", args=[member.paper_code])).text
    assert "you do not read it" in words(world.client.get(page))

    for _twice in range(2):  # asked twice, it is asked once
        if program:
            calls = Calls(world.wanda.login)
            asked = calls("post", f"/paper/{member.paper_code}/own-copy/")
            assert asked.status_code == 201
        else:
            assert world.client.post(page).status_code == 302
    request = RecordsRequest.objects.get()
    assert (request.kind, request.person) == (RecordsRequestKind.OWN_COPY, member.person)
    deed = AuditEntry.objects.get(deed="request_own_copy")
    assert (deed.login_id, deed.for_person, deed.on_paper) == (
        world.wanda.login_id, member.person_id, True,
    )  # fmt: skip

    address = reverse("records_request", args=[request.pk])
    assert world.client.get(address).status_code == 404  # who visits reads nothing of it
    of_contact = signed_in(contact)
    assert address in of_contact.get(reverse("records_requests")).text
    if program:
        calls = Calls(contact.login)
        rows = calls("get", f"/records/{request.pk}/own-copy/").json()
        assert kept in str(rows) and "What was said to you" in str(rows)
        assert calls("post", f"/records/{request.pk}/sent/").status_code == 204
        assert calls("post", f"/records/{request.pk}/sent/").status_code == 404
    else:
        printed = words(of_contact.get(address))
        assert kept in printed
        # What their page would show beside it.
        assert "If you did not ask for it" in printed
        assert "Asked for your own copy of what is kept, on paper" in printed
        assert of_contact.post(address).status_code == 302
        assert of_contact.get(address).status_code == 404

    asked_text, sent_text = texts_to(member.person_id)
    assert "If you did not ask for it, say so" in asked_text
    assert "on its way, closed" in sent_text
    given = AuditEntry.objects.get(deed="give_own_copy")
    assert (given.login_id, given.for_person) == (contact.login_id, member.person_id)
    request.refresh_from_db()
    assert (request.answered_by, request.left_in) == (contact.login, [])


@pytest.mark.holds("P13", "T21")
def test_nobody_else_reads_or_sends_it_or_asks_for_it():
    world = make_world()
    person = world.first.person
    entered = acting_on_paper(login=world.wanda.login, person=person)
    request = request_own_copy(by=entered, now=NOW)
    Role.objects.create(
        login=world.wanda.login, kind=RoleKind.DATA_CONTACT, area=area(), started_at=NOW
    )
    elsewhere = make_area("Elsewhere", authority_code="E06999998")
    others = (
        Acting(login=world.wanda.login),  # who entered it, though they are the contact too
        make_contact("eve", elsewhere),
        make_connector("carl"),
        make_role("olive", RoleKind.OPERATOR),
        make_someone("bob"),
    )
    for by in others:
        assert signed_in(by).get(reverse("records_request", args=[request.pk])).status_code == 404
        assert Calls(by.login)("get", f"/records/{request.pk}/own-copy/").status_code in (403, 404)
        with pytest.raises(NotFound):
            give_own_copy(request_id=request.pk, by=by, now=NOW)
    rita = act_for(world.alice, scope=RepresentationScope.DECIDE)
    with pytest.raises(NotYours):
        request_own_copy(by=rita, now=NOW)
    far = make_role("fay", RoleKind.WORKER, elsewhere)
    page = reverse("paper_own_copy", args=[world.first.paper_code])
    for by in (far, make_someone("mallory")):
        assert signed_in(by).post(page).status_code in (302, 403, 404)
    assert RecordsRequest.objects.count() == 1


@pytest.mark.holds("P13")
def test_the_database_keeps_ones_own_copy_apart_from_what_others_ask_for():
    world = make_world()
    entered = acting_on_paper(login=world.wanda.login, person=world.first.person)
    request = request_own_copy(by=entered, now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        RecordsRequest.objects.filter(pk=request.pk).update(kind=RecordsRequestKind.COPY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordsRequest.objects.filter(pk=request.pk).update(
            answered_by=world.wanda.login, answered_at=NOW
        )
    request.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        request.save(force_insert=True)
