"""What somebody says of themselves and what they begin, from a sheet: printed, and entered by page
and by program on their word (fault G4, M72)."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import reverse

from community.audit.models import AuditEntry
from community.conversations.models import RelayedMessage
from community.people.actions.adjustments import set_adjustments
from community.people.models.complaints import Complaint
from community.people.models.persons import Person
from groups.models.briefs import Brief
from groups.models.members import Group, Invite, Member
from groups.models.offers import Offer
from groups.states import MemberState
from pooling.pools.models.pledges import MoneySource
from providers.actions.sessions import mark_not_coming
from providers.models.sessions import Session, SessionDispute
from providers.states import BookingState
from tests.factories.how_put import READ_ALOUD
from tests.factories.places import HOME
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import (
    NOW,
    after,
    book,
    deliver,
    make_connector,
    make_login,
    make_session,
)
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import day, set_clock, signed_in

GROUP = {
    **{"name": "Walkers", "postcode": HOME, "how_often": "weekly", "known_as": "Ann"},
    **READ_ALOUD,
}
BRIEF = {"what": "A choir", "when_words": "Fridays", "where_words": "near us"}


@dataclass(frozen=True)
class Entry:
    """What is typed on its page, and what a program sends: (method, path, body)."""

    route: str
    typed: dict[str, Any]
    call: tuple[str, str, dict[str, Any]]
    deed: str
    sheet: str = ""
    args: tuple[str, ...] = field(default=())


ENTRIES = {
    "what helps": Entry(
        "paper_helps",
        {"ticked": ["time", "pictures"], "own": "My sister"},
        ("put", "helps/", {"helps": ["time", "pictures", "My sister"]}),
        deed="set_adjustments",
        sheet="helps",
    ),
    "new money": Entry(
        "paper_new_money",
        {"kind": "own"},
        ("post", "money/", {"kind": "own"}),
        deed="add_source",
        sheet="new-money",
    ),
    "a group": Entry(
        "paper_start_group",
        {**GROUP, "purposes": ["company"], "agrees": "on"},
        ("post", "groups/", {**GROUP, "purposes": ["company"], "agrees": True}),
        deed="start_group",
        sheet="start-group",
    ),
    "what to ask for": Entry(
        "paper_brief",
        {**BRIEF, "requirements": ["toilet_help"]},
        ("post", "briefs/", {**BRIEF, "points": ["toilet_help"]}),
        deed="start_brief",
        sheet="brief",
    ),
    "a question": Entry(
        "paper_ask",
        {"words": "Is there a lift?"},
        ("post", "offers/{offer}/ask/", {"words": "Is there a lift?"}),
        deed="ask_about_offer",
        sheet="ask",
    ),
    "a card to invite": Entry(
        "paper_invite",
        {},
        ("post", "invites/", {}),
        deed="make_invite",
    ),
}


@pytest.fixture
def story(db):
    set_clock(NOW)
    people = make_people(2)
    pool = make_pool(people)
    member = Member.objects.get(group=pool.group, person=people[0].person)
    return people[0], member, make_connector()


def _by_page(entry, member, connie):
    typed = dict(entry.typed)
    if entry.route == "paper_ask":
        typed["about"] = Offer.objects.get().pk
    done = signed_in(connie).post(reverse(entry.route, args=[member.paper_code]), typed)
    assert done.status_code == 302, words(done)


def _by_program(entry, member, connie):
    method, path, body = entry.call
    path = path.format(offer=Offer.objects.get().pk)
    done = Calls(connie.login)(method, f"/paper/{member.paper_code}/{path}", **body)
    assert done.status_code in (200, 201), done.content


@pytest.mark.holds("fault:G4", "M72", "M122")
@pytest.mark.parametrize("how", [_by_page, _by_program])
def test_what_is_on_the_sheet_is_entered_on_their_word(story, how):
    ann, member, connie = story

    for entry in ENTRIES.values():
        how(entry, member, connie)

        deed = AuditEntry.objects.filter(deed=entry.deed, on_paper=True).last()
        assert (deed.login_id, deed.for_person) == (connie.login_id, ann.person_id)
    assert Person.objects.get(pk=ann.person_id).adjustments == ["time", "pictures", "My sister"]
    assert MoneySource.objects.filter(person=ann.person, kind="own").exclude(rail="card").exists()
    assert Member.objects.get(group=Group.objects.get(name="Walkers")).person_id == ann.person_id
    assert Brief.objects.get(what="A choir").requirements == ["toilet_help"]
    assert RelayedMessage.objects.filter(words="Is there a lift?").count() == 1
    assert Invite.objects.filter(group=member.group, is_card=True).count() == 1


@pytest.mark.holds("fault:G4", "P59")
def test_each_has_a_sheet_with_its_code_and_version_and_nothing_of_what_was_said(story):
    ann, member, connie = story
    set_adjustments(adjustments=["A secret that helps"], by=ann, now=NOW)
    browser = signed_in(connie)
    for entry in ENTRIES.values():
        if not entry.sheet:
            continue
        address = reverse(
            "paper_sheets",
            args=[member.paper_code],
            query={"sheet": entry.sheet, "type": "large", "pictures": "yes"},
        )
        page = browser.get(address)
        text = words(page)
        assert page.text.count("cp-sheet--large") == 1
        assert f"Code: {member.paper_code[:4]}" in text and "Version " in text
        assert "secret" not in text
        assert "secret" not in words(browser.get(reverse(entry.route, args=[member.paper_code])))


def test_a_version_is_of_the_words_that_are_asked(story, monkeypatch):
    _ann, member, connie = story
    address = reverse("paper_sheets", args=[member.paper_code], query={"sheet": "start-group"})
    browser = signed_in(connie)
    before = words(browser.get(address)).partition("Version ")[2][:8]

    monkeypatch.setattr("frontend.shared.own_sheets.peer_consent_text", lambda: "They see all.")

    after_change = words(browser.get(address)).partition("Version ")[2][:8]
    assert before != after_change


COMPARED = {
    **{name: entry for name, entry in ENTRIES.items() if entry.sheet},
    "how to reach them": Entry(
        "paper_reach",
        {"channel": "none"},
        (
            "post",
            "reach/",
            {"channel": "none", "said_on": NOW.date().isoformat(), "their_words": "I look myself"},
        ),
        deed="set_contact_plan",
        sheet="reach",
    ),
    "a complaint": Entry(
        "paper_complain",
        {"about": "session", "words": "Nobody opened the door."},
        ("post", "complaint/", {"about": "session", "words": "Nobody opened the door."}),
        deed="",
        sheet="complaint",
    ),
}


@pytest.mark.holds("P25")
def test_from_a_sheet_that_asked_otherwise_nothing_is_entered_by_page_or_program(story):
    _ann, member, connie = story
    browser, call = signed_in(connie), Calls(connie.login)
    paper, before = f"/paper/{member.paper_code}/", AuditEntry.objects.count()
    printed = call("get", f"{paper}sheets/").json()["results"]
    versions = {row["name"]: row["sheet"]["version"] for row in printed}

    for entry in COMPARED.values():
        method, path, body = entry.call
        path = paper + path.format(offer=Offer.objects.get().pk)
        typed = {"about": Offer.objects.get().pk, **entry.typed, **day("said_on", NOW.date())}
        page = reverse(entry.route, args=[member.paper_code])

        refused = browser.post(page, typed | {"version": "ZZZZZZ"})
        by_program = call(method, path, **body, version="ZZZZZZ")

        assert refused.status_code == 422, entry.route
        assert "Their sheet is of another version" in words(refused)
        assert (by_program.status_code, by_program.json()["code"]) == (409, "other_sheet")
        assert AuditEntry.objects.count() == before and not Complaint.objects.exists()
    for entry in COMPARED.values():
        method, path, body = entry.call
        path = paper + path.format(offer=Offer.objects.get().pk)
        done = call(method, path, **body, version=versions[entry.sheet].lower())
        assert done.status_code in (200, 201, 202), done.content


@pytest.mark.holds("fault:G4")
@pytest.mark.parametrize("program", [False, True])
def test_what_helped_before_can_be_had_back_on_paper(story, program):
    ann, member, connie = story
    set_adjustments(adjustments=["time"], by=ann, now=NOW)
    set_adjustments(adjustments=["bsl"], by=ann, now=NOW)

    if program:
        Calls(connie.login)("post", f"/paper/{member.paper_code}/helps/before/")
    else:
        signed_in(connie).post(reverse("paper_helps_before", args=[member.paper_code]))

    assert Person.objects.get(pk=ann.person_id).adjustments == ["time"]


def test_the_group_that_was_started_has_a_sheet_of_its_own_and_a_way_back(story):
    ann, member, connie = story
    entry = ENTRIES["a group"]
    page = reverse(entry.route, args=[member.paper_code])

    opened = signed_in(connie).post(page, entry.typed, follow=True)

    own = Member.objects.get(group__name="Walkers")
    assert opened.request["PATH_INFO"] == reverse("paper_sheet", args=[own.paper_code])
    signed_in(connie).post(reverse("paper_leave", args=[own.paper_code]))
    own.refresh_from_db()
    assert own.state == MemberState.LEFT


def test_the_card_is_printed_and_can_be_stopped(story):
    _ann, member, connie = story
    browser = signed_in(connie)

    card = browser.post(reverse("paper_invite", args=[member.paper_code]), follow=True)

    invite = Invite.objects.get(group=member.group, is_card=True)
    assert "Or fill this in:" in words(card) and "How it was put to me" in words(card)
    assert reverse("paper_sheet", args=[member.paper_code]) in card.text
    browser.post(reverse("paper_invite_stop", args=[member.paper_code, invite.pk]))
    invite.refresh_from_db()
    assert invite.stopped_at is not None


@pytest.mark.holds("fault:G4", "M72")
@pytest.mark.parametrize("program", [False, True])
def test_coming_after_all_on_paper(story, program):
    ann, member, connie = story
    booking = book(make_session(make_login("gym"), days=9), ann)
    mark_not_coming(booking_id=booking.pk, by=ann, now=NOW)
    sheet = reverse("paper_sheets", args=[member.paper_code], query={"sheet": "change"})
    assert "I am coming after all to Museum morning" in words(signed_in(connie).get(sheet))

    if program:
        path = f"/paper/{member.paper_code}/places/{booking.pk}/coming/"
        Calls(connie.login)("post", path)
    else:
        signed_in(connie).post(reverse("paper_coming", args=[member.paper_code, booking.pk]))

    booking.refresh_from_db()
    assert booking.state == BookingState.COMING


@pytest.mark.holds("fault:G4", "M72")
@pytest.mark.parametrize("program", [False, True])
@pytest.mark.parametrize("happened", [False, True])
def test_how_it_was_on_paper(story, program, happened):
    ann, member, connie = story
    gym = make_login("gym")
    booking = book(make_session(gym, days=9), ann)
    session = deliver(booking.session, gym, booking)
    set_clock(after(session, days=1))
    code = member.paper_code
    sheet = reverse("paper_sheets", args=[code], query={"sheet": "how-it-was"})
    text = words(signed_in(connie).get(sheet))
    assert "How it was: Museum morning" in text and "It was different" in text

    if program:
        path, body = ("it-happened/", {}) if happened else ("otherwise/", {"words": "Nobody came"})
        Calls(connie.login)("post", f"/paper/{code}/places/{booking.pk}/{path}", **body)
    else:
        address = reverse("paper_how_it_was", args=[code, booking.pk])
        empty = signed_in(connie).post(address, {"answer": "different", "words": ""})
        assert empty.status_code == 422
        answer = {"answer": "happened"} if happened else {"answer": "different"}
        signed_in(connie).post(address, answer | {"words": "" if happened else "Nobody came"})

    is_confirmed = Session.objects.get(pk=session.pk).confirmed_at is not None
    disputes = [(each.words, each.person_id) for each in SessionDispute.objects.all()]
    assert (is_confirmed, disputes) == (
        (True, []) if happened else (False, [("Nobody came", ann.person_id)])
    )


@pytest.mark.holds("P59", "fault:G4")
def test_ones_own_sheets_all_at_once_and_by_program(story):
    ann, member, _connie = story
    own = signed_in(ann).get(reverse("group_sheets", args=[member.group_id]))

    rows = Calls(ann.login)("get", f"/groups/{member.group_id}/sheets/").json()["results"]

    titles = {row["sheet"]["title"] for row in rows}
    assert {"What helps me", "How to reach me", "I want to start a group"} <= titles
    assert all(title in words(own) for title in titles)
