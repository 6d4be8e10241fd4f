"""A group begins for whoever comes in after a hello, or at once (P44, fault E6)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.queries.acting import acting_on_paper
from community.people.states import RepresentationScope
from groups.actions.hellos import answer_newcomer, ask_connector, say_hello
from groups.actions.membership import leave_group
from groups.message_kinds import GroupMessage
from groups.models.members import Member
from groups.rules.members import (
    NeedsAReason,
    NotYourOwnHello,
    check_greets_another,
    reads_when_and_where,
)
from groups.states import GroupBeginning, MemberState, MotionPurpose
from groups.tasks import ask_about_newcomers
from tests.factories.demand import ask, join, make_group, make_offers, make_people, start_choosing
from tests.factories.motions import change_together
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def a_newcomer():
    """Alice's group begins after a hello; Bob came in, and Charlie is a stranger."""
    alice, bob, charlie = make_people("alice", "bob", "charlie")
    group = make_group(alice, begins=GroupBeginning.HELLO)
    return group, alice, bob, charlie, join(group, bob, "Bobby")


def greet(newcomer, by):
    return say_hello(group_id=newcomer.group_id, newcomer_id=newcomer.pk, by=by, now=NOW)


def told(kind, **whom) -> list[str]:
    return list(Message.objects.filter(kind=kind, **whom).values_list("text", flat=True))


@pytest.mark.holds("P44")
def test_a_group_begins_at_once_unless_it_says_otherwise():
    alice, bob = make_people("alice", "bob")
    member = join(make_group(alice), bob)

    assert (member.group.begins, member.state) == (GroupBeginning.OPEN, MemberState.IN)
    assert not Message.objects.exists()


@pytest.mark.holds("P44", "fault:E6")
def test_before_a_hello_a_newcomer_reads_how_many_there_are_and_no_name_day_or_place():
    group, alice, bob, charlie, _newcomer = a_newcomer()
    brief = ask(group, alice, what="Singing in the mill")
    address, api = reverse("group", args=[group.pk]), f"/api/groups/{group.pk}/"
    page = signed_in(bob).get(address)
    answer = signed_in(bob).get(api).json()

    assert "There are 2 people in it." in words(page)
    for hidden in ("alice", "Singing in the mill"):
        assert hidden not in page.text
        assert hidden not in str(answer)
    assert (answer["members"], answer["people"], answer["newcomers"]) == (["Bobby"], 2, [])
    for hidden in (reverse("brief", args=[brief.pk]), f"/api/briefs/{brief.pk}/"):
        assert signed_in(bob).get(hidden).status_code == 404
        assert signed_in(charlie).get(hidden).status_code == 404
    assert "alice" in words(signed_in(alice).get(address))
    assert "Singing in the mill" in signed_in(charlie).get(f"/wanted/{brief.pk}/").text
    assert "Singing in the mill" in signed_in(bob).get(f"/wanted/{brief.pk}/").text


@pytest.mark.holds("P44")
def test_a_newcomer_reads_by_what_day_they_hear_on_page_api_and_in_a_message():
    make_connector("connie", area())
    group, alice, bob, charlie, _newcomer = a_newcomer()
    before = words(signed_in(charlie).get(reverse("join_group", args=[group.pk])))
    page = words(signed_in(bob).get(reverse("group", args=[group.pk])))
    hears = signed_in(bob).get(f"/api/groups/{group.pk}/").json()["hears_words"]

    assert "After somebody of the group has said hello." in before
    assert "If nobody has by" in hears
    assert hears in page
    assert told(GroupMessage.CAME_IN, person_id=bob.person_id) == [f"{group.name}: {hears}"]
    assert told(GroupMessage.NEWCOMER, person_id=alice.person_id) == [
        f"{group.name}: Bobby came in, and waits for a hello from one of you."
    ]
    assert told(GroupMessage.NEWCOMER, person_id=bob.person_id) == []


@pytest.mark.holds("P44")
@pytest.mark.parametrize("way", ["page", "api", "paper", "paper_api"])
def test_after_a_hello_from_any_member_the_group_has_begun(way):
    group, alice, bob, _charlie, newcomer = a_newcomer()
    code = Member.objects.get(person=alice.person).paper_code
    connector = make_connector("connie", area())
    client, address, field = {
        "page": (signed_in(alice), reverse("say_hello", args=[group.pk]), "newcomer"),
        "api": (signed_in(alice), f"/api/groups/{group.pk}/hello/", "newcomer_id"),
        "paper": (signed_in(connector), reverse("paper_hello", args=[code]), "newcomer"),
        "paper_api": (signed_in(connector), f"/api/paper/{code}/hello/", "newcomer_id"),
    }[way]

    assert client.post(address, {field: newcomer.pk}).status_code in (200, 302)

    newcomer.refresh_from_db()
    by = connector if "paper" in way else alice
    assert (newcomer.state, newcomer.greeted_by) == (MemberState.IN, by.login)
    assert newcomer.greeted_at is not None
    assert "alice" in words(signed_in(bob).get(reverse("group", args=[group.pk])))
    [text] = told(GroupMessage.HELLO, person_id=bob.person_id)
    assert text.startswith(f"{group.name}: Alice says hello.")


@pytest.mark.holds("P44")
def test_nobody_outside_nor_a_newcomer_nor_one_login_for_itself_says_hello():
    group, _alice, bob, charlie, newcomer = a_newcomer()
    for by in (bob, charlie):
        with pytest.raises(NotFound):
            greet(newcomer, by)
        address = reverse("say_hello", args=[group.pk])
        assert signed_in(by).post(address, {"newcomer": newcomer.pk}).status_code == 404
    other = join(make_group(charlie, name="Others", begins=GroupBeginning.HELLO), bob)
    with pytest.raises(NotFound):
        say_hello(group_id=group.pk, newcomer_id=other.pk, by=_alice, now=NOW)
    with pytest.raises(NotYourOwnHello):
        check_greets_another(1, 1)
    newcomer.refresh_from_db()
    assert newcomer.is_newcomer


@pytest.mark.holds("P44")
def test_who_waits_for_a_hello_is_asked_nothing_and_told_nothing_of_the_group():
    group, alice, bob, _charlie, newcomer = a_newcomer()
    brief = ask(group, alice)
    make_offers(brief, "museum")
    decision = start_choosing(brief, alice)

    assert newcomer not in decision.voters.all()
    kinds = set(Message.objects.filter(person_id=bob.person_id).values_list("kind", flat=True))
    assert kinds == {GroupMessage.CAME_IN}
    leave_group(group_id=group.pk, by=bob, now=NOW)
    assert join(group, bob, "Bobby").is_newcomer


@pytest.mark.holds("P44")
def test_after_seven_days_the_connector_hears_once_and_introduces_them():
    group, _alice, bob, charlie, newcomer = a_newcomer()
    connector = make_connector("connie", area())
    list_of, answer = "/api/newcomers/", f"/api/newcomers/{newcomer.pk}/answer/"
    set_clock(NOW + WEEK - timedelta(hours=1))
    ask_about_newcomers()
    assert signed_in(connector).get(list_of).json()["count"] == 0
    assert signed_in(connector).post(answer, {"introduces": True}).status_code == 404

    set_clock(NOW + WEEK)
    for _again in range(2):
        ask_about_newcomers()

    assert len(told(GroupMessage.HELLO_DUE)) == 1
    page = reverse("connector_newcomers")
    assert "Bobby came in on" in words(signed_in(connector).get(page))
    assert signed_in(charlie).post(answer, {"introduces": True}).status_code in (403, 404)
    pressed = reverse("connector_newcomer", args=[newcomer.pk])
    signed_in(connector).post(pressed, {"introduces": "on"})
    newcomer.refresh_from_db()
    assert (newcomer.state, newcomer.greeted_by) == (MemberState.IN, connector.login)
    assert "introduces you" in told(GroupMessage.HELLO, person_id=bob.person_id)[0]
    assert group.pk == newcomer.group_id


@pytest.mark.holds("P44")
def test_a_connector_who_does_not_introduce_says_why_and_the_newcomer_reads_it():
    group, alice, bob, _charlie, newcomer = a_newcomer()
    connector = make_connector("connie", area())
    ask_connector(newcomer_id=newcomer.pk, now=NOW + WEEK)
    answer = {"newcomer_id": newcomer.pk, "introduces": False, "now": NOW + WEEK}
    by = Acting(login=connector.login)

    with pytest.raises(NeedsAReason):
        answer_newcomer(**answer, why_not=" ", by=by)
    pressed = reverse("connector_newcomer", args=[newcomer.pk])
    assert "Say in one line why not." in words(signed_in(connector).post(pressed, {}))
    answer_newcomer(**answer, why_not="The group meets again in May.", by=by)

    page = words(signed_in(bob).get(reverse("group", args=[group.pk])))
    assert "The group meets again in May." in page
    assert len(told(GroupMessage.NOT_INTRODUCED, person_id=bob.person_id)) == 1
    assert "alice" not in page
    assert greet(newcomer, alice).state == MemberState.IN


@pytest.mark.holds("P44")
def test_a_change_holds_for_who_comes_in_afterwards():
    group, alice, bob, charlie, newcomer = a_newcomer()
    change_together(MotionPurpose.BEGIN_AT_ONCE, group, alice)
    newcomer.refresh_from_db()

    assert newcomer.is_newcomer
    assert join(group, charlie).state == MemberState.IN
    answer = signed_in(bob).post(f"/api/groups/{group.pk}/beginning/", {"begins": "hello"})
    assert answer.status_code == 404


@pytest.mark.holds("P44")
def test_a_representative_who_may_decide_says_hello_and_one_who_may_not_reads_no_newcomer():
    group, alice, _bob, _charlie, newcomer = a_newcomer()
    looker = act_for(alice, "lena", scope=RepresentationScope.LOOK)
    page = reverse("group", args=[group.pk])

    assert "Bobby" not in signed_in(looker).get(page).text
    assert greet(newcomer, act_for(alice, "dan", scope=RepresentationScope.DECIDE)).greeted_at


@pytest.mark.holds("P44")
def test_a_sheet_of_a_newcomer_opens_nothing_of_the_group():
    group, alice, bob, _charlie, newcomer = a_newcomer()
    ask(group, alice, what="Singing in the mill")
    connector = signed_in(make_connector("connie", area()))
    sheet = connector.get(reverse("paper_sheet", args=[newcomer.paper_code]))

    assert "begins for them when somebody of it has said hello" in words(sheet)
    assert "Singing" not in sheet.text
    assert connector.get(reverse("paper_costs", args=[newcomer.paper_code])).status_code == 404
    answer = connector.get(f"/api/paper/{newcomer.paper_code}/").json()
    assert (answer["costs"], answer["newcomers"], answer["choices"]) == ([], [], [])
    on_paper = acting_on_paper(login=make_connector("cora", area()).login, person=bob.person)
    assert leave_group(group_id=group.pk, by=on_paper, now=NOW).state == MemberState.LEFT


@pytest.mark.holds("P44")
def test_the_database_keeps_no_newcomer_who_was_greeted():
    *_others, newcomer = a_newcomer()

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=newcomer.pk).update(greeted_at=NOW)


@pytest.mark.holds("fault:E6")
@pytest.mark.parametrize(
    ("comes", "greeted", "reads"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)]
)
def test_who_reads_day_and_place_of_something_is_one_rule(comes, greeted, reads):
    assert reads_when_and_where(comes_to_it=bool(comes), is_greeted=bool(greeted)) == bool(reads)
