"""“I am worried about someone”: read by two people, seen by nobody else (M140)."""

import logging
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.audit.models import AuditEntry
from community.messaging.models import Message
from community.people.actions.safeguarding import escalate_unread_concern, mark_concern_read
from community.people.message_kinds import PeopleMessage
from community.people.models.logins import Role
from community.people.models.safeguarding import SafeguardingConcern
from community.people.queries.acting import acting_on_paper
from community.people.states import RoleKind
from community.people.tasks import escalate_unread_concerns
from community.places.models.areas import Area, Nation
from groups.actions.membership import leave_group
from tests.factories.demand import make_group_of
from tests.factories.places import make_area
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_role,
    make_someone,
)
from tests.frontend.markup import without_made_anew
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

WORDS = "The canary sings at night."
DAYS = timedelta(days=9)


@pytest.fixture
def lead():
    return make_role("lead", RoleKind.SAFEGUARDING_LEAD)


@pytest.fixture
def deputy():
    return make_role("deputy", RoleKind.SAFEGUARDING_DEPUTY)


def worry(client, **typed):
    return client.post(
        reverse("raise_concern"), {"words": WORDS, "area": str(area().pk)} | typed, follow=True
    )


def read(client):
    """Press "Read it" on the one note there is."""
    concern = SafeguardingConcern.objects.get()
    return client.post(reverse("concern_read", args=[concern.pk]), follow=True)


@pytest.mark.holds("M140")
def test_it_reaches_the_lead_and_the_deputy_without_its_words(lead, deputy):
    worry(Client())

    told = Message.objects.filter(kind=PeopleMessage.CONCERN_RAISED)
    assert {message.login_id for message in told} == {lead.login_id, deputy.login_id}
    assert not any("canary" in message.text + message.subject for message in told)
    assert WORDS in read(signed_in(lead)).text


def test_the_promise_is_said_before_it_is_written(lead):
    area()

    assert (
        "Private, not secret: if someone is in serious danger we may tell the council, "
        "asking you first if that is safe." in Client().get(reverse("raise_concern")).text
    )


def test_every_page_leads_there():
    area()
    for page in ("/how-it-works/", reverse("join"), reverse("account_login"), "/no-such-page/"):
        assert f'href="{reverse("raise_concern")}"' in Client().get(page).text, page


@pytest.mark.holds("M140", "T13", "fault:N1")
def test_somebody_who_watches_everything_a_person_opens_sees_no_trace(lead, deputy):
    group, [alice, bob] = make_group_of("alice", "bob")
    rita = act_for(bob)
    watching, beside = signed_in(rita), signed_in(alice)
    before, before_beside = everything(watching, group), everything(beside, group)

    thanks = worry(signed_in(bob))

    assert thanks.redirect_chain == [("/worried/told/", 302)]
    assert everything(watching, group) == before
    assert everything(beside, group) == before_beside
    assert not AuditEntry.objects.filter(deed__contains="concern").exists()
    assert not Message.objects.filter(person_id__in=[alice.person_id, bob.person_id]).filter(
        kind=PeopleMessage.CONCERN_RAISED
    )


def everything(client, group):
    pages = ["/home/", "/home/history/", "/home/messages/", "/groups/", f"/group/{group.pk}/"]
    pages += ["/acting/", "/acting/for-me/", "/api/me/", "/api/groups/", f"/api/groups/{group.pk}/"]
    return [without_made_anew(client.get(page).text) for page in pages]


@pytest.mark.holds("M140")
def test_nobody_else_opens_it(lead):
    worry(Client())
    page = reverse("concern", args=[SafeguardingConcern.objects.get().pk])
    elsewhere = make_role(
        "elsewhere", RoleKind.SAFEGUARDING_LEAD, make_area("Eastsea", authority_code="E06999998")
    )
    Role.objects.create(login=elsewhere.login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW)

    for other in (make_someone("bob"), make_connector("connie"), elsewhere):
        assert signed_in(other).get(page).status_code == 404
    assert SafeguardingConcern.objects.get().read_at is None


def test_what_was_done_is_kept_with_it(lead, deputy):
    worry(Client(), reach_me="07000 000000 after six")
    client, page = signed_in(lead), reverse("concern", args=[SafeguardingConcern.objects.get().pk])

    assert "07000 000000 after six" in read(client).text
    client.post(page, {"words": "I rang her. All is well."})

    concern = SafeguardingConcern.objects.get()
    assert (concern.read_by, concern.answer) == (lead.login, "I rang her. All is well.")
    assert "I rang her." in signed_in(deputy).get(page).text


@pytest.mark.holds("M140")
def test_unread_for_a_working_day_it_alarms_once(lead, deputy):
    operator = make_role("operator", RoleKind.OPERATOR)
    worry(Client())
    set_clock(NOW + timedelta(hours=23))
    escalate_unread_concerns()
    assert not Message.objects.filter(login_id=operator.login_id).exists()

    set_clock(NOW + timedelta(hours=24, minutes=30))
    escalate_unread_concerns()
    newcomer = make_role("newcomer", RoleKind.OPERATOR)
    escalate_unread_concerns()
    escalate_unread_concern(concern_id=SafeguardingConcern.objects.get().pk, now=NOW + DAYS)

    assert Message.objects.filter(login_id=operator.login_id).count() == 1
    assert Message.objects.filter(login_id=deputy.login_id).count() == 2
    assert Message.objects.filter(login_id=lead.login_id).count() == 2
    assert not Message.objects.filter(login_id=newcomer.login_id).exists()


@pytest.mark.holds("fault:N6", "fault:F10")
def test_one_whole_working_day_has_no_weekend_and_no_bank_holiday_in_it(lead):
    operator = make_role("operator", RoleKind.OPERATOR)
    friday = datetime(2027, 5, 28, 11, 0, tzinfo=NOW.tzinfo)  # before a bank holiday of England
    set_clock(friday)
    worry(Client())
    alarmed = Message.objects.filter(login_id=operator.login_id)

    for days in (1, 2, 3):
        set_clock(friday + timedelta(days=days, hours=1))
        escalate_unread_concerns()
        assert not alarmed.exists(), days
    set_clock(friday + timedelta(days=4, minutes=1))
    escalate_unread_concerns()

    assert alarmed.count() == 1


@pytest.mark.holds("M140")
def test_read_in_time_it_never_alarms(lead):
    operator = make_role("operator", RoleKind.OPERATOR)
    worry(Client())
    mark_concern_read(concern_id=SafeguardingConcern.objects.get().pk, by=lead, now=NOW)
    set_clock(NOW + DAYS)

    escalate_unread_concerns()
    escalate_unread_concern(concern_id=SafeguardingConcern.objects.get().pk, now=NOW + DAYS)

    assert not Message.objects.filter(login_id=operator.login_id).exists()


@pytest.mark.holds("M140")
def test_with_nobody_to_tell_it_is_loud_and_tried_again(caplog):
    SafeguardingConcern.objects.create(area=area(), words="I am worried", written_at=NOW)
    set_clock(NOW + DAYS)

    with caplog.at_level(logging.ERROR):
        escalate_unread_concerns()

    assert "expected 1, did 0" in caplog.text
    assert SafeguardingConcern.objects.get().escalated_at is None


# Never fewer than a whole working day, by the bank holidays of the area's nation.
@pytest.mark.holds("M140")
@pytest.mark.parametrize(
    ("nation", "written", "due"),
    [
        (Nation.ENGLAND, "2027-05-08T05:00:00+01:00", "2027-05-11T00:00:00+01:00"),  # Saturday
        (Nation.ENGLAND, "2027-04-30T17:00:00+01:00", "2027-05-04T17:00:00+01:00"),  # May Day
        (Nation.ENGLAND, "2027-11-29T09:00:00+00:00", "2027-11-30T09:00:00+00:00"),
        (Nation.SCOTLAND, "2027-11-29T09:00:00+00:00", "2027-12-01T09:00:00+00:00"),  # St Andrew
    ],
)
def test_it_alarms_when_a_whole_working_day_has_gone(nation, written, due):
    operator = make_role("operator", RoleKind.OPERATOR)
    Area.objects.filter(pk=area().pk).update(nation=nation)
    SafeguardingConcern.objects.create(
        area=area(), words="I am worried", written_at=datetime.fromisoformat(written)
    )

    set_clock(datetime.fromisoformat(due) - timedelta(minutes=1))
    escalate_unread_concerns()
    was_told = Message.objects.filter(login_id=operator.login_id).exists()
    set_clock(datetime.fromisoformat(due))
    escalate_unread_concerns()

    assert not was_told
    assert Message.objects.filter(login_id=operator.login_id).exists()


@pytest.mark.parametrize("typed", [{"words": ""}, {"area": "99999"}, {"words": "x" * 5001}])
def test_what_was_typed_is_kept_when_it_is_refused(typed, lead):
    page = worry(Client(), reach_me="by the back door", **typed)

    assert (page.status_code, SafeguardingConcern.objects.count()) == (422, 0)
    assert "by the back door" in page.text


def left_by_rita():
    group, [alice, _ben] = make_group_of("alice", "ben")
    rita = act_for(alice)
    leave_group(group_id=group.pk, by=rita, now=NOW)
    return alice, group, AuditEntry.objects.get(deed="leave_group")


def not_wanted(page) -> str:
    """Where the link beside the line of leaving goes."""
    links = re.findall(r'href="(/worried/[^"]+)"', page.text)
    return next(link for link in links if f"deed={left().pk}" in link).replace("&amp;", "&")


def left() -> AuditEntry:
    return AuditEntry.objects.get(deed="leave_group")


@pytest.mark.holds("fault:A14")
def test_what_was_not_wanted_names_the_deed_and_the_hands_to_the_lead(lead):
    alice, group, _entry = left_by_rita()
    client = signed_in(alice)

    address = not_wanted(client.get(reverse("history")))
    opened = client.get(address)
    client.post(address, {"words": "I did not want this.", "area": area().pk})

    what = f"Left a group: {group.name}"
    assert what in opened.text
    assert "by rita, for you" in opened.text
    page = read(signed_in(lead)).text
    assert f"They did not want this: {what}. For alice, by rita, " in " ".join(page.split())


@pytest.mark.holds("fault:A14")
def test_what_was_entered_from_paper_says_so_to_the_lead(lead):
    group, [alice, _ben] = make_group_of("alice", "ben")
    on_paper = acting_on_paper(login=make_connector().login, person=alice.person)
    leave_group(group_id=group.pk, by=on_paper, now=NOW)
    client = signed_in(alice)
    client.post(not_wanted(client.get(reverse("history"))), {"words": "No.", "area": area().pk})

    page = read(signed_in(lead)).text
    assert "For alice, from paper, entered by connie, " in " ".join(page.split())


@pytest.mark.holds("fault:A14")
def test_nobody_names_a_line_of_another_s_history(lead):
    _alice, _group, entry = left_by_rita()
    address = f"{reverse('raise_concern')}?deed={entry.pk}"
    for client in (Client(), signed_in(make_someone("bob")), signed_in(lead)):
        typed = {"words": WORDS, "area": area().pk}
        assert client.get(address).status_code == 404
        assert client.post(address, typed).status_code == 404
        by_program = client.post(
            reverse("api:concerns"), typed | {"deed": entry.pk}, content_type="application/json"
        )
        assert by_program.status_code == 404
    assert SafeguardingConcern.objects.count() == 0


@pytest.mark.holds("fault:A14")
def test_a_program_says_which_line_and_the_lead_s_program_reads_it(lead):
    alice, group, _entry = left_by_rita()
    client = signed_in(alice)
    lines = client.get(reverse("api:history-list")).json()["results"]
    line = next(line for line in lines if line["what"].startswith("Left a group"))
    fields = {"words": "I did not want this.", "area": area().pk, "deed": line["id"]}

    client.post(reverse("api:concerns"), fields, content_type="application/json")

    answer = signed_in(lead).post(
        reverse("api:read_concern", args=[SafeguardingConcern.objects.get().pk])
    )
    assert answer.json()["deed"].startswith(f"Left a group: {group.name}. For alice, by rita, ")
