"""A complaint, on a screen and on paper: who answers, by when, and whom to turn to who is not us
(P60)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.audit.models import AuditEntry
from community.common.dates import format_day
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.actions.complaints import answer_complaint, complain
from community.people.models.complaints import Complaint
from community.people.queries.complaints import late_complaint_ids
from community.people.rules.authority import NotYours
from community.people.rules.complaints import NobodyAnswers
from community.people.states import ComplaintAbout, RoleKind
from community.people.tasks import tell_of_late_complaints
from groups.models.members import Member
from tests.factories.demand import make_group
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_role, make_someone
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

OMBUDSMAN = "Local Government and Social Care Ombudsman"
TYPED = {"about": "session", "words": "Nobody opened the door."}


@pytest.fixture
def story(db):
    set_clock(NOW)
    ann = make_someone("ann")
    member = Member.objects.get(group=make_group(ann))
    return ann, member, make_connector(), make_role("olive", RoleKind.OPERATOR)


def make(by, about=ComplaintAbout.SESSION):
    return complain(about=about, words="Nobody opened the door.", by=by, now=NOW)


def read_by(login) -> set[str]:
    return set(Message.objects.filter(login_id=login.pk).values_list("kind", flat=True))


@pytest.mark.holds("P60", "fault:G4")
def test_page_and_sheet_say_who_answers_by_when_and_whom_to_turn_to_besides(story):
    ann, member, connie, _olive = story
    sheet = reverse("paper_sheets", args=[member.paper_code], query={"sheet": "complaint"})

    # Where it is said today the day is known; a sheet lies until somebody enters it.
    day = (NOW + timedelta(days=14)).date()
    for text, by_when in (
        (
            words(signed_in(ann).get(reverse("complain"))),
            f"you have an answer by {format_day(day)}",
        ),
        (words(signed_in(connie).get(sheet)), "within 10 working days of when somebody enters it"),
    ):
        assert by_when in text
        assert "A connector answers" in text and OMBUDSMAN in text
    assert reverse("complain") in signed_in(ann).get(reverse("complaints")).text
    assert reverse("complain") in signed_in(ann).get(reverse("home")).text


@pytest.mark.holds("P60")
@pytest.mark.parametrize("program", [False, True])
def test_a_complaint_reaches_somebody_and_its_answer_the_person(story, program):
    ann, _member, connie, olive = story
    client = signed_in(connie)

    if program:
        made = Calls(ann.login)("post", "/complaints/", **TYPED).json()
    else:
        signed_in(ann).post(reverse("complain"), TYPED)
        signed_in(ann).post(reverse("complain"), TYPED)  # pressed twice
    complaint = Complaint.objects.get()
    assert complaint.answer_by == (NOW + timedelta(days=14)).date()
    assert read_by(connie.login) == {"complaint_to_answer"} and read_by(olive.login) == set()
    assert "door" not in "".join(Message.objects.values_list("text", "subject").first())
    page = reverse("complaint_to_answer", args=[complaint.pk])
    assert "Nobody opened the door." in words(client.get(page))
    if program:
        assert OMBUDSMAN in made["outside"]
        listed = Calls(connie.login)("get", "/complaints-to-answer/").json()["results"]
        assert [each["words"] for each in listed] == ["Nobody opened the door."]
        path = f"/complaints-to-answer/{complaint.pk}/answer/"
        Calls(connie.login)("post", path, words="The key was lost. We are sorry.")
        own = Calls(ann.login)("get", "/complaints/").json()["results"]
        assert own[0]["answer"] == "The key was lost. We are sorry."
    else:
        client.post(page, {"words": "The key was lost. We are sorry."})
        own = words(signed_in(ann).get(reverse("complain")))
        assert "connie answered" in own and "The key was lost." in own
    told = Message.objects.get(kind="complaint_answered", person_id=ann.person_id)
    assert "Connie answers: The key was lost." in told.text and OMBUDSMAN in told.text
    assert client.get(page).status_code == 404  # it is answered


@pytest.mark.holds("P60", "fault:G4")
@pytest.mark.parametrize("program", [False, True])
def test_on_paper_it_is_answered_by_somebody_else_than_wrote_it_down(story, program):
    ann, member, connie, olive = story
    if program:
        Calls(connie.login)("post", f"/paper/{member.paper_code}/complaint/", **TYPED)
    else:
        signed_in(connie).post(reverse("paper_complain", args=[member.paper_code]), TYPED)

    complaint = Complaint.objects.get()
    page = reverse("complaint_to_answer", args=[complaint.pk])
    assert (complaint.on_paper, complaint.made_by_id) == (True, connie.login_id)
    assert read_by(connie.login) == set() and read_by(olive.login) == {"complaint_to_answer"}
    assert signed_in(connie).get(page).status_code == 404
    assert signed_in(olive).get(page).status_code == 200
    taken = Message.objects.get(kind="complaint_taken", person_id=ann.person_id)
    assert taken.not_told_by_login_id == connie.login_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(answered_at=NOW, answer="All well", answered_by=connie.login)


@pytest.mark.holds("P60")
def test_what_is_about_somebody_who_works_here_is_the_operators(story):
    ann, _member, connie, olive = story
    complaint = make(ann, ComplaintAbout.WORKER)
    page = reverse("complaint_to_answer", args=[complaint.pk])

    assert read_by(connie.login) == set() and read_by(olive.login) == {"complaint_to_answer"}
    assert signed_in(connie).get(page).status_code == 404


@pytest.mark.holds("P60")
def test_where_nobody_could_answer_it_is_not_taken(db):
    set_clock(NOW)
    ann = make_someone("ann")

    with pytest.raises(NobodyAnswers):
        make(ann)
    refused = signed_in(ann).post(reverse("complain"), TYPED)

    assert (refused.status_code, Complaint.objects.count()) == (422, 0)
    assert "Nobody opened the door." in refused.text  # what was typed is kept


@pytest.mark.holds("P60")
def test_nobody_who_acts_for_them_reads_it_or_complains_in_their_name(story):
    ann, _member, connie, _olive = story
    answered = make(ann)
    answer_complaint(complaint_id=answered.pk, words="Sorry.", by=connie, now=NOW)
    rita = act_for(ann)
    browser = signed_in(rita)

    assert browser.get(reverse("complain")).status_code == 409
    assert not AuditEntry.objects.filter(for_person=ann.person_id, deed__contains="compl").exists()
    assert "Sorry." in words(signed_in(ann).get(reverse("messages")))
    assert "Sorry." not in words(browser.get(reverse("messages")))
    assert browser.post(reverse("complain"), TYPED).status_code == 409
    with pytest.raises(NotYours):
        make(rita, ComplaintAbout.GROUP)
    assert Complaint.objects.count() == 1


@pytest.mark.holds("P60")
def test_without_an_answer_by_its_day_the_operator_is_told_once(story):
    ann, _member, _connie, olive = story
    complaint = make(ann)
    set_clock(NOW + timedelta(days=14))
    tell_of_late_complaints()
    assert read_by(olive.login) == set()

    set_clock(NOW + timedelta(days=15))
    tell_of_late_complaints()
    tell_of_late_complaints()

    late = Message.objects.get(kind="complaint_late")
    assert (late.login_id, late.urgent) == (olive.login_id, True)
    assert late_complaint_ids((NOW + timedelta(days=20)).date()) == []
    answer_complaint(
        complaint_id=complaint.pk, words="Sorry.", by=Acting(login=olive.login), now=NOW
    )
