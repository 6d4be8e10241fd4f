"""A worry always reaches somebody: it is read by a press, refused where nobody would read it, and
many from one place lose none (F9, F10, P134)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.areas import open_area
from community.people.actions.roles import end_role
from community.people.actions.safeguarding import raise_concern
from community.people.message_kinds import PeopleMessage
from community.people.models.logins import Role
from community.people.models.safeguarding import SafeguardingConcern
from community.people.rules.areas import NotReadyToOpen, StillNeeded, missing_to_open
from community.people.rules.safeguarding import NobodyReads
from community.people.states import RoleKind
from community.people.tasks import escalate_unread_concerns
from community.places.models.areas import Area
from tests.factories.places import make_area
from tests.factories.supply import (
    NOW,
    area,
    make_role,
)
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
WORDS = "The canary sings at night."
NUMBERS = ["1", "2", "3"]


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def lead():
    return make_role("lead", RoleKind.SAFEGUARDING_LEAD)


@pytest.fixture
def deputy():
    return make_role("deputy", RoleKind.SAFEGUARDING_DEPUTY)


@pytest.fixture
def operator():
    return make_role("operator", RoleKind.OPERATOR)


def worry(words=WORDS, client=None, **typed):
    fields = {"words": words, "area": str(area().pk)} | typed
    return (client or Client()).post(reverse("raise_concern"), fields, follow=True)


def by_program(words=WORDS):
    return Client().post(
        reverse("api:concerns"),
        {"words": words, "area": area().pk},
        content_type="application/json",
    )


@pytest.mark.holds("fault:F10")
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_look_marks_nothing_and_it_still_alarms(method, lead, deputy, operator):
    worry()
    concern = SafeguardingConcern.objects.get()
    for by in (lead, deputy):
        for page in (reverse("concern", args=[concern.pk]), reverse("concerns")):
            looked = getattr(signed_in(by), method)(page)
            assert looked.status_code == 200 and WORDS not in looked.text
    assert signed_in(lead).get(reverse("concern_read", args=[concern.pk])).status_code == 405

    set_clock(NOW + timedelta(days=9))
    escalate_unread_concerns()

    concern.refresh_from_db()
    assert (concern.read_at, concern.escalated_at is None) == (None, False)


@pytest.mark.holds("fault:F10")
def test_reading_is_a_press_and_then_both_read_it(lead, deputy):
    worry()
    concern = SafeguardingConcern.objects.get()

    pressed = signed_in(lead).post(reverse("concern_read", args=[concern.pk]), follow=True)

    concern.refresh_from_db()
    assert (concern.read_by, WORDS in pressed.text) == (lead.login, True)
    assert WORDS in signed_in(deputy).get(reverse("concern", args=[concern.pk])).text


@pytest.mark.holds("fault:F10", "P134")
def test_several_are_read_on_one_page_and_many_from_one_place_by_one_press(lead):
    for number in range(7):
        set_clock(NOW + timedelta(minutes=number))
        worry(f"Note {number}")
    client, door = signed_in(lead), reverse("concerns_read")
    first, second, *_three, sixth, seventh = SafeguardingConcern.objects.order_by("pk")
    shown = client.get(reverse("concerns")).text
    assert "Note" not in shown.split("<main")[1].replace("Notes from", "")
    assert "Read these 2 together" in shown

    by_turn = client.post(door, {"concern": second.pk}, follow=True)
    client.post(door, {"concern": first.pk})
    together = client.post(door, {"concern": [seventh.pk, sixth.pk]}, follow=True).text

    assert by_turn.redirect_chain == [(f"/worries/#concern-{second.pk}", 302)]
    assert "Note 1" in by_turn.text and "Note 0" not in by_turn.text
    words = ["Note 0", "Note 1", "Note 5", "Note 6"]
    assert sorted(words, key=together.index) == words
    assert SafeguardingConcern.objects.filter(read_at=None).count() == 3
    client.post(reverse("concern", args=[first.pk]), {"words": "She was rung."})
    assert "Note 0" not in client.get(reverse("concerns")).text
    for not_theirs in ([], [first.pk, 0]):
        assert client.post(door, {"concern": not_theirs}).status_code == 404


@pytest.mark.holds("fault:F10")
def test_a_program_reads_several_in_one_answer_in_order_and_nobody_else_does(lead):
    numbers = [by_program(f"Note {number}").status_code for number in range(3)]
    ids = list(SafeguardingConcern.objects.order_by("-pk").values_list("pk", flat=True))
    elsewhere = make_area("Eastsea", authority_code="E06999998")
    other = make_role("other", RoleKind.SAFEGUARDING_LEAD, elsewhere)
    call = {
        "path": reverse("api:read_concerns"),
        "data": {"concerns": ids},
        "content_type": "application/json",
    }

    refused, answer = signed_in(other).post(**call), signed_in(lead).post(**call)

    assert (numbers, refused.status_code) == ([201] * 3, 404)
    words = [each["words"] for each in answer.json()["concerns"]]
    assert words == ["Note 0", "Note 1", "Note 2"]
    assert not SafeguardingConcern.objects.exclude(read_by=lead.login).exists()


@pytest.mark.holds("fault:F10")
def test_the_operator_reads_whom_to_ring_and_the_link_opens(lead, deputy, operator):
    worry()
    set_clock(NOW + timedelta(days=9))
    escalate_unread_concerns()

    mail = Message.objects.get(login_id=operator.login_id)
    assert "A note in Westsea was not read for a working day. Please ring lead" in mail.text
    assert "deputy (safeguarding deputy), or 0300 000 0001" in mail.text
    page = signed_in(operator).get(mail.link)
    assert page.status_code == 200
    assert "One note from somebody who is worried was not read" in " ".join(page.text.split())
    assert WORDS not in page.text + mail.text
    for by in (lead, deputy):
        last = Message.objects.filter(login_id=by.login_id).latest("pk")
        assert "nobody has read for a working day" in last.text
        assert signed_in(by).get(last.link).status_code == 200


@pytest.mark.holds("fault:F10", "P134")
def test_where_nobody_reads_the_page_says_so_before_it_is_typed_and_program_and_page_refuse():
    area()

    page = " ".join(Client().get(reverse("raise_concern")).text.split())

    assert "In Westsea nobody reads notes just now. Please ring 0300 000 0001" in page
    assert "<textarea" not in page and "They read it within one working day" not in page
    assert worry().status_code == 422
    refused = by_program()
    assert (refused.status_code, refused.json()["code"]) == (409, "nobody_reads")
    assert "0300 000 0002" in refused.text
    assert not SafeguardingConcern.objects.exists()


@pytest.mark.holds("fault:F10", "P134")
def test_another_area_still_takes_notes_where_one_has_nobody(lead):
    make_area("Eastsea", authority_code="E06999998")

    page = " ".join(Client().get(reverse("raise_concern")).text.split())

    assert "In Eastsea nobody reads notes just now" in page and "<textarea" in page
    assert "In Westsea nobody" not in page


def test_a_login_that_was_closed_reads_nothing(lead):
    lead.login.is_active = False
    lead.login.save()
    with pytest.raises(NobodyReads):
        raise_concern(area=area(), words=WORDS, by=Acting(), now=NOW)


@pytest.mark.holds("fault:F9", "P134")
def test_sixty_from_one_place_are_all_kept_and_told_of_in_one_message(lead, deputy):
    pages = [worry(f"Note {number}") for number in range(60)]

    kept = SafeguardingConcern.objects.all()
    assert kept.count() == 60
    assert kept.filter(is_one_of_many=True).count() == 55
    assert Message.objects.filter(login_id=lead.login_id).count() == 5 + 1
    many = Message.objects.filter(login_id=lead.login_id).latest("pk")
    assert "Many notes came from one place" in many.text
    listed = signed_in(lead).get(many.link).text
    assert listed.count("One of many from one place") == 55
    last = " ".join(pages[-1].text.split())
    assert "Yours is kept, and they are read together" in last
    assert "Westsea: 0300 000 0001 (by relay: 18001 first) in office hours, 0300 000 0002" in last
    assert "Yours is kept" not in pages[0].text


@pytest.mark.holds("fault:F9", "P134")
def test_the_api_counts_with_the_page_keeps_all_and_says_the_number(lead):
    for number in range(3):
        worry(f"Note {number}")
    answers = [by_program(f"By program {number}") for number in range(3)]

    assert [answer.status_code for answer in answers] == [201] * 3
    assert [answer.json()["many_from_one_place"] for answer in answers] == [False, False, True]
    assert answers[-1].json()["safeguarding_phone"] == "0300 000 0001"
    assert SafeguardingConcern.objects.count() == 6


@pytest.mark.holds("fault:F9")
@pytest.mark.parametrize(
    ("proxies", "address"), [({}, "{0}.{0}.{0}.{0}"), ({"NUM_PROXIES": 1}, "{0}.1.1.1, 10.0.0.9")]
)
def test_no_address_that_a_visitor_makes_up_passes_the_limit(lead, settings, proxies, address):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | proxies

    for number in range(8):
        client = Client(headers={"X-Forwarded-For": address.format(number)})
        worry(f"Note {number}", client)

    assert SafeguardingConcern.objects.filter(is_one_of_many=True).count() == 3


@pytest.mark.holds("P134")
def test_many_unread_alarm_once_together_and_one_alone_for_itself(lead, operator):
    for number in range(20):
        worry(f"Note {number}")
    set_clock(NOW + timedelta(days=9))

    escalate_unread_concerns()

    assert not SafeguardingConcern.objects.filter(escalated_at=None).exists()
    assert Message.objects.filter(login_id=operator.login_id).count() == 5 + 1


@pytest.mark.holds("fault:F9")
def test_the_same_words_again_are_the_same_note(lead):
    for words in (WORDS, WORDS, f"  {WORDS.upper()} "):
        worry(words)
    by_program()

    assert SafeguardingConcern.objects.count() == 1
    assert Message.objects.filter(kind=PeopleMessage.CONCERN_RAISED).count() == 1
    worry(reach_me="07000 000000")
    worry("Other words")
    assert SafeguardingConcern.objects.count() == 3


def test_the_same_words_of_another_month_are_a_new_note(lead):
    worry()
    signed_in(lead).post(reverse("concern_read", args=[SafeguardingConcern.objects.get().pk]))
    set_clock(NOW + timedelta(days=30))

    worry()

    assert SafeguardingConcern.objects.count() == 2


@pytest.mark.parametrize(
    ("leads", "deputies", "answerable", "numbers", "missing"),
    [
        ({1}, {2}, {1}, NUMBERS, 0),
        (set(), {2}, {1}, NUMBERS, 1),
        ({1}, set(), {1}, NUMBERS, 1),
        (set(), set(), {1}, NUMBERS, 2),
        ({1}, {1}, {1}, NUMBERS, 1),
        ({1}, {1, 2}, {3}, NUMBERS, 0),
        ({1}, {2}, {1}, ["1", "", "3"], 1),
        ({1}, {2}, set(), NUMBERS, 1),
    ],
)
def test_what_an_area_needs_to_open(leads, deputies, answerable, numbers, missing):
    needs = missing_to_open(leads=leads, deputies=deputies, answerable=answerable, numbers=numbers)
    assert len(needs) == missing


@pytest.fixture
def closed(operator):
    where = area()
    make_role("answers", RoleKind.ONLINE_SAFETY)
    Area.objects.filter(pk=where.pk).update(is_open=False)
    return where


@pytest.mark.holds("fault:F10")
def test_an_area_opens_only_with_a_lead_and_a_deputy(closed, operator):
    client, door = signed_in(operator), reverse("area_open", args=[closed.pk])
    call = reverse("api:area_open", args=[closed.pk])
    with pytest.raises(NotReadyToOpen):
        open_area(area_id=closed.pk, by=operator, now=NOW)
    assert "a safeguarding deputy" in client.get(reverse("run_areas")).text
    assert client.post(call).json()["code"] == "not_ready_to_open"
    make_role("lead", RoleKind.SAFEGUARDING_LEAD)
    assert client.post(door).status_code == 409
    with pytest.raises(IntegrityError, match="lead and a deputy"), transaction.atomic():
        Area.objects.filter(pk=closed.pk).update(is_open=True)
    make_role("deputy", RoleKind.SAFEGUARDING_DEPUTY)
    [before] = client.get(reverse("api:areas_run")).json()["results"]
    assert (before["is_open"], before["needs"]) == (False, [])

    page = client.post(door, follow=True)

    assert "Westsea is open." in page.text
    assert client.post(call).json()["is_open"] is True  # twice is once


@pytest.mark.holds("P124")
def test_an_area_opens_only_with_somebody_answerable_for_online_safety(
    closed, lead, deputy, operator
):
    answers = Role.objects.get(kind=RoleKind.ONLINE_SAFETY)
    end_role(role_id=answers.pk, by=operator, now=NOW)
    with pytest.raises(NotReadyToOpen, match="somebody answerable for online safety"):
        open_area(area_id=closed.pk, by=operator, now=NOW)
    with pytest.raises(IntegrityError, match="answerable"), transaction.atomic():
        Area.objects.filter(pk=closed.pk).update(is_open=True)
    named = Role.objects.get(pk=make_role("nia", RoleKind.ONLINE_SAFETY).login.roles.get().pk)

    open_area(area_id=closed.pk, by=operator, now=NOW)

    with pytest.raises(StillNeeded):
        end_role(role_id=named.pk, by=operator, now=NOW)
    assert "Answerable for online safety here: nia." in Client().get(
        reverse("how_to_report")
    ).text.replace("\n", " ")


@pytest.mark.holds("fault:F10")
def test_nobody_but_its_operator_opens_an_area(closed, lead, deputy):
    for by in (lead, make_role("else", RoleKind.OPERATOR, make_area("E", authority_code="E1"))):
        assert signed_in(by).post(reverse("area_open", args=[closed.pk])).status_code == 404
        assert signed_in(by).post(reverse("api:area_open", args=[closed.pk])).status_code == 404


@pytest.mark.holds("fault:F10")
@pytest.mark.parametrize("kind", [RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY])
def test_of_an_open_area_the_last_lead_and_deputy_stay_until_another_is_there(
    kind, lead, deputy, operator
):
    role = Role.objects.get(kind=kind)
    with pytest.raises(StillNeeded):
        end_role(role_id=role.pk, by=operator, now=NOW)

    make_role("another", kind)

    assert end_role(role_id=role.pk, by=operator, now=NOW).ended_at == NOW
    other = Role.objects.get(kind=RoleKind.OPERATOR)
    assert end_role(role_id=other.pk, by=lead, now=NOW).ended_at == NOW
