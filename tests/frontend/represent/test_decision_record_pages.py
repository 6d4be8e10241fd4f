"""Decisions written down on pages, by program and from paper: made, looked at, done, not wanted."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from community.people.models.decisions import DecisionRecord
from community.people.states import DecisionRecordState, RepresentationScope
from groups.models.decisions import Ballot
from groups.models.members import Member
from groups.states import MemberState
from pooling.pools.models.pledges import Pledge
from pooling.pools.states import PledgeState
from providers.actions.sessions import mark_not_coming
from providers.states import BookingState
from tests.factories.decision_records import look_at, waiting_look, write_down, write_down_all
from tests.factories.demand import ask, join, make_group, make_offers, start_choosing
from tests.factories.places import make_area
from tests.factories.pools import make_people, make_pool, make_source
from tests.factories.representations import act_for
from tests.factories.shown import group_digest
from tests.factories.supply import (
    NOW,
    area,
    book,
    make_connector,
    make_login,
    make_session,
    make_someone,
)
from tests.frontend.markup import tight
from tests.frontend.visiting import day, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

LINE = {
    "question": "Does she come on Tuesdays?",
    "chosen": "Yes",
    "what_they_showed": "She held on to the programme.",
    "basis": "supported",
    "kind": "ordinary",
    "interpreted_by": "nobody",
}
ALL = (
    LINE
    | {"kind": "careful", "who_was_asked": "the neighbour"}
    | {"least_limiting_words": "One morning; she can leave when she likes."}
)
PUT = {"shown_words": "Read aloud", "interpreted_by": "nobody"}
REVIEW = date(2027, 8, 4)


def suggests(person, name="rita"):
    return act_for(person, name, scope=RepresentationScope.SUGGEST)


def new(**query):
    address = reverse("write_decision_down")
    return address + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def do(record):
    return reverse("do_by_decision", args=[record.pk])


def by_program(by, method, path, body=None, **headers):
    _row, token = AuthToken.objects.create(user=by.login)
    send = getattr(Client(), method)
    headers = {"Authorization": f"Bearer {token}"} | headers
    return send(f"/api{path}", body or {}, content_type="application/json", headers=headers)


@pytest.mark.holds("fault:A16", "P32", "J7")
def test_who_may_suggest_writes_one_line_and_comes_into_the_group_with_them():
    group, alice = make_group(make_someone("ben")), make_someone("alice")
    rita = suggests(alice)
    client = signed_in(rita)
    visiting = client.get(reverse("group", args=[group.pk])).text
    assert f"{new()}?group={group.pk}" in visiting

    form = client.get(new(group=group.pk)).text
    page = client.post(new(group=group.pk), LINE | {"about": f"group:{group.pk}"}, follow=True)
    done = client.post(page.wsgi_request.path, {"known_as": "Alice", "agrees": "on"}, follow=True)

    assert "Coming into the group" in form
    assert "What was decided for alice" in page.text and "It is done" in done.text
    assert Member.objects.get(person=alice.person).state == MemberState.IN
    assert DecisionRecord.objects.get().state == DecisionRecordState.DONE


@pytest.mark.holds("fault:A16", "M70")
def test_left_empty_what_she_showed_cannot_be_saved_all_else_can_be_short():
    client = signed_in(suggests(make_someone("alice")))

    refused = client.post(new(), LINE | {"what_they_showed": ""})
    saved = client.post(new(), LINE)

    assert refused.status_code == 422
    assert "Say what they said or showed, in a line." in refused.text
    assert saved.status_code == 302


@pytest.mark.holds("fault:A16", "P6", "P32")
def test_with_money_a_second_person_reads_it_and_then_the_yes_is_entered():
    alice, *others = make_people(4)
    pool = make_pool([alice, *others])
    make_source(alice, called="What Edith left me")
    client = signed_in(suggests(alice))
    typed = ALL | {"about": f"pool:{pool.pk}", "max_pence": "15"} | day("review_on", REVIEW)

    held = client.post(new(), typed, follow=True)
    record = DecisionRecord.objects.get()
    too_soon = client.post(do(record), {"max_pence": "15", "step": "yes"} | PUT)
    dora = signed_in(make_connector("dora", area()))
    second = reverse("second_person", args=[waiting_look(record).pk])
    read = dora.get(second).text
    dora.post(second, {"agrees": "yes", "seen_words": "I asked her too."})
    text = client.get(do(record)).text
    review = client.post(do(record), {"max_pence": "15"} | PUT)
    too_much = client.post(do(record), {"max_pence": "16", "step": "yes"} | PUT)
    done = client.post(do(record), {"max_pence": "15", "step": "yes"} | PUT, follow=True)

    assert "held until a second person has looked" in tight(held.text)
    assert (too_soon.status_code, too_much.status_code) == (422, 422)
    assert "She held on to the programme." in read and "the neighbour" in read
    assert "Enter their yes" in review.text and "It is done" in done.text
    assert "Edith" not in text + review.text
    assert Pledge.objects.get(person=alice.person).state == PledgeState.IN


@pytest.mark.holds("P6")
def test_its_words_are_read_by_the_second_person_and_the_person_and_by_nobody_else():
    alice, bob = make_someone("alice"), make_someone("bob")
    rita, sam = suggests(alice), suggests(alice, "sam")
    record = write_down_all(rita)
    words = record.what_they_showed
    second = reverse("second_person", args=[waiting_look(record).pk])
    records = reverse("decision_records")
    elsewhere = make_connector("ellie", make_area("Eastsea", authority_code="E06999998"))
    dora = make_connector("dora", area())

    assert words in signed_in(dora).get(second).text
    assert words not in signed_in(dora).get(reverse("authorities_to_agree")).text
    assert words in signed_in(alice).get(records).text
    assert words in signed_in(rita).get(records).text
    assert words not in signed_in(sam).get(records).text
    assert words not in signed_in(bob).get(records).text
    assert words in signed_in(alice).get(reverse("messages")).text
    for other in (rita, sam):
        assert words not in signed_in(other).get(reverse("messages")).text
    for other in (elsewhere, alice, rita):
        assert signed_in(other).get(second).status_code == 404
    for other in (alice, bob, sam, dora):
        assert signed_in(other).get(do(record)).status_code == 404


@pytest.mark.holds("P6", "P32")
def test_the_person_s_own_page_lists_them_with_i_did_not_want_this():
    alice = make_someone("alice")
    rita = suggests(alice)
    record = write_down(rita)
    client = signed_in(alice)

    page = client.get(reverse("decision_records")).text
    stopped = client.post(reverse("decision_not_wanted", args=[record.pk]), follow=True)
    of_rita = signed_in(rita).get(reverse("decision_records")).text

    record.refresh_from_db()
    assert "I did not want this" in page and "Does she come on Tuesdays?" in page
    assert "you did not want this" in stopped.text
    assert record.state == DecisionRecordState.NOT_WANTED
    assert "I did not want this" not in of_rita
    assert "What you said or showed" in client.get(reverse("subject_access")).text


def test_nobody_stops_somebody_else_s():
    alice, bob = make_someone("alice"), make_someone("bob")
    rita = suggests(alice)
    address = reverse("decision_not_wanted", args=[write_down(rita).pk])

    assert signed_in(bob).post(address).status_code == 404
    assert signed_in(rita).post(address).status_code == 409
    assert DecisionRecord.objects.get().state == DecisionRecordState.COUNTS


@pytest.mark.holds("fault:A16", "P32")
def test_a_worker_enters_it_from_paper_and_the_way_to_fill_it_in_is_printed():
    alice, *others = make_people(4)
    pool = make_pool([alice, *others])
    make_source(alice)
    code = Member.objects.get(group=pool.group, person=alice.person).paper_code
    connie = make_connector("connie", area())
    client, page = signed_in(connie), reverse("paper_decision", args=[code])
    sheet = client.get(reverse("paper_decision_sheet", args=[code])).text

    typed = ALL | {"about": f"pool:{pool.pk}", "max_pence": "15"} | day("review_on", REVIEW)
    client.post(page, typed)
    record = look_at(DecisionRecord.objects.get())
    done = client.post(do(record), {"max_pence": "15", "step": "yes"} | PUT, follow=True)

    assert "What did they say or show?" in sheet and code[:5] in sheet
    assert "It is done" in done.text
    assert Pledge.objects.get(person=alice.person).said_by == connie.login
    assert "She held on" not in signed_in(make_connector("dora", area())).get(page).text


@pytest.mark.holds("P32")
def test_said_at_a_visit_that_it_was_not_wanted_any_worker_of_the_area_enters_it():
    alice, *others = make_people(4)
    code = Member.objects.get(
        group=make_pool([alice, *others]).group, person=alice.person
    ).paper_code
    record = write_down(suggests(alice))
    address = reverse("paper_decision_not_wanted", args=[code, record.pk])
    elsewhere = make_connector("ellie", make_area("Eastsea", authority_code="E06999998"))

    assert signed_in(elsewhere).post(address).status_code == 404
    assert signed_in(make_connector("connie", area())).post(address).status_code == 302
    record.refresh_from_db()
    assert record.state == DecisionRecordState.NOT_WANTED


@pytest.mark.holds("P24")
def test_through_whom_they_answered_is_never_left_out():
    rita = suggests(make_someone("alice"))
    unsaid = {name: LINE[name] for name in LINE if name != "interpreted_by"}

    by_page = signed_in(rita).post(reverse("write_decision_down"), unsaid)
    acting = {"X-Acting-For": str(rita.person_id)}
    by_call = by_program(rita, "post", "/decision-records/", unsaid, **acting)

    assert by_page.status_code == 422 and "interpreted_by" in by_page.context["form"].errors
    assert by_call.status_code == 400 and "interpreted_by" in by_call.text
    assert not DecisionRecord.objects.exists()


@pytest.mark.holds("P32", "fault:A16")
def test_the_same_by_program():
    group, alice = make_group(make_someone("ben")), make_someone("alice")
    rita, acting = suggests(alice), {"X-Acting-For": str(alice.person_id)}
    body = LINE | {"about": f"group:{group.pk}"}

    made = by_program(rita, "post", "/decision-records/", body, **acting)
    record_id = made.json()["id"]
    incomplete = by_program(rita, "post", f"/decision-records/{record_id}/do/", {"agrees": True})
    come = {"known_as": "Alice", "agrees": True, "digest": group_digest(group.pk)}
    done = by_program(rita, "post", f"/decision-records/{record_id}/do/", come)
    again = by_program(rita, "post", f"/decision-records/{record_id}/do/", come)
    strangers = by_program(alice, "post", f"/decision-records/{record_id}/do/", come)
    stopped = by_program(alice, "post", f"/decision-records/{record_id}/not-wanted/")
    wrong = by_program(rita, "post", "/decision-records/", body | {"about": "life:1"}, **acting)

    assert (made.status_code, made.json()["state"]) == (201, "counts")
    assert incomplete.status_code == 400 and "known_as" in incomplete.text
    assert done.json()["state"] == "done"
    assert (again.status_code, strangers.status_code, wrong.status_code) == (409, 404, 400)
    assert stopped.json()["state"] == "not_wanted"


@pytest.mark.holds("P32")
def test_the_second_person_reads_and_answers_by_program():
    alice = make_someone("alice")
    record = write_down_all(suggests(alice))
    dora, approval = make_connector("dora", area()), waiting_look(record)

    read = by_program(dora, "get", f"/approvals/{approval.pk}/").json()
    answer = {"agrees": True, "seen_words": "I asked her too.", "digest": read["digest"]}
    by_program(dora, "post", f"/approvals/{approval.pk}/answer/", answer)

    record.refresh_from_db()
    assert read["decision"]["what_they_showed"] == record.what_they_showed
    assert record.what_they_showed not in read["words"]
    assert record.state == DecisionRecordState.COUNTS


def test_a_voice_and_a_place_by_a_record_are_entered_on_its_page():
    ben, alice = make_someone("ben"), make_someone("alice")
    group = make_group(ben)
    join(group, alice)
    brief = ask(group, ben)
    [offer] = make_offers(brief, "museum")
    choice = start_choosing(brief, ben, now=NOW)
    booking = book(make_session(make_login("voice")), alice)
    mark_not_coming(booking_id=booking.pk, by=alice, now=NOW)
    rita = suggests(alice)
    client = signed_in(rita)
    form = client.get(new()).text
    for about, typed in [
        (f"choice:{choice.pk}", {"approves": [str(offer.pk)]}),
        (f"session:{booking.session_id}", {}),
    ]:
        assert f'value="{about}"' in form
        page = client.post(new(), LINE | {"about": about}, follow=True)
        assert page.status_code == 200
        assert client.post(page.wsgi_request.path, typed).status_code == 302

    booking.refresh_from_db()
    assert booking.state == BookingState.COMING
    assert list(Ballot.objects.get().approved_offers.all()) == [offer]
