"""Starting a group, inviting, coming in and leaving, by pages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from community.people.models.persons import Person
from groups.models.members import Group, Invite, Member
from groups.queries.members import groups_of_person
from groups.wording import peer_consent_text
from tests.factories.demand import join, make_group, make_group_of, make_invite
from tests.factories.how_put import READ_ALOUD
from tests.factories.places import HOME, make_area, make_postcode
from tests.factories.supply import area, make_connector, make_someone
from tests.frontend.markup import without_made_anew
from tests.frontend.visiting import signed_in, statements_of

pytestmark = pytest.mark.usefixtures("on_the_day")

STARTED = {
    "name": "Tuesday people",
    "postcode": HOME,
    "how_often": "Once a week",
    "purposes": ["company"],
    "known_as": "Al",
    "agrees": "on",
    "is_findable": "on",
}


def test_a_group_is_started_in_one_page_and_opens_with_its_starter_in_it():
    alice = make_someone("alice")
    make_postcode()

    page = signed_in(alice).post(reverse("start_group"), STARTED, follow=True)

    group = Group.objects.get()
    assert page.redirect_chain == [(f"/group/{group.pk}/", 302)]
    assert "Al (you)" in re.sub(r"\s+", " ", page.text)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"agrees": ""}, "or do not join"),
        ({"purposes": []}, "Choose at least one reason"),
        ({"postcode": "nowhere"}, "is not a postcode."),
        ({"postcode": "ZZ9 9ZZ"}, "We do not know where"),
        ({"name": ""}, "shall we call the group?”"),
    ],
)
def test_what_was_typed_is_kept_beside_what_was_refused(changed, words):
    alice = make_someone("alice")
    make_postcode()

    page = signed_in(alice).post(reverse("start_group"), STARTED | changed)

    assert (page.status_code, Group.objects.count()) == (422, 0)
    assert page.text.count(words) == 2  # in the summary and beside the field
    assert 'value="Once a week"' in page.text


def test_the_sentence_agreed_to_is_on_the_page_word_for_word():
    group, _people = make_group_of("alice")
    page = signed_in(make_someone("bob")).get(reverse("join_group", args=[group.pk]))

    assert peer_consent_text() in page.text
    assert "One person, one voice" in page.text


def test_a_stranger_sees_what_a_group_is_for_and_nobody_in_it():
    group, _people = make_group_of("alicename", "bobname")

    page = Client().get(reverse("group", args=[group.pk]))

    assert (page.status_code, "Once a week" in page.text) == (200, True)
    assert "alicename" not in page.text
    assert "bobname" not in page.text


@pytest.mark.holds("T19")
@pytest.mark.parametrize("name", ["group", "leave_group", "invite", "start_brief"])
def test_a_hidden_group_is_the_same_404_as_none(name):
    group = make_group(make_someone("alice"), is_findable=False)
    charlie = make_someone("charlie")
    make_group(charlie, name="Another")
    for stranger in (make_someone("bob"), charlie):
        client = signed_in(stranger)

        hidden = client.get(reverse(name, args=[group.pk]))
        absent = client.get(reverse(name, args=[group.pk + 999]))

        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert _without_address(hidden.text) == _without_address(absent.text)


def _without_address(text):
    return re.sub(r"/\d+/", "", without_made_anew(text))


def test_an_invitation_shows_the_group_before_anybody_signs_in():
    group, [alice] = make_group_of("alicename")
    invite = make_invite(group, alice)

    page = Client().get(f"/join/{invite.code}/")

    assert "Tuesday people" in page.text
    assert f"/account/signup/?next=/join/{invite.code}/" in page.text
    assert "alicename" not in page.text


def test_a_code_typed_from_a_card_leads_to_the_group():
    group, [alice] = make_group_of("alice")
    invite = make_invite(group, alice, is_card=True)
    bob = signed_in(make_someone("bob"))

    typed = bob.post(reverse("join"), {"code": invite.code.lower().replace("0", "o")}, follow=True)
    came = bob.post(f"/join/{invite.code}/", {"known_as": "Bo", "agrees": "on"}, follow=True)

    assert typed.redirect_chain == [(f"/join/{invite.code}/", 302)]
    assert "Bo (you)" in re.sub(r"\s+", " ", came.text)


@pytest.mark.parametrize("typed", ["", "nonsense", "💥" * 50, "x" * 61, "' OR 1=1 --"])
def test_a_code_that_opens_nothing_says_so_beside_its_box(typed):
    page = Client().post(reverse("join"), {"code": typed})

    assert page.status_code == 422


@pytest.mark.parametrize("code", ["NOSUCHC0DE", "---", "%F0%9F%92%A5", "x" * 300])
def test_an_address_with_a_code_that_opens_nothing_is_never_our_fault(code):
    assert Client().get(f"/join/{code}/", follow=True).status_code in (404, 409)


def test_the_card_has_a_square_a_code_and_the_words_to_agree_to():
    group, [alice] = make_group_of("alice")
    invite = make_invite(group, alice, is_card=True)

    page = signed_in(alice).get(reverse("invite_card", args=[invite.pk]))

    assert "<svg" in page.text
    assert f"{invite.code[:5]} {invite.code[5:]}" in page.text
    assert peer_consent_text() in page.text


def test_an_invitation_is_stopped_from_the_group_page():
    group, [alice] = make_group_of("alice")
    invite = make_invite(group, alice)
    client = signed_in(alice)

    client.post(reverse("stop_invite", args=[invite.pk]))

    assert Invite.objects.get().stopped_at is not None
    assert Client().get(f"/join/{invite.code}/").status_code == 409


@pytest.mark.holds("T13", "M39")
def test_leaving_says_nothing_to_those_who_stay():
    group, [alice, bob] = make_group_of("alice", "bobname")

    signed_in(bob).post(reverse("leave_group", args=[group.pk]), follow=True)
    page = signed_in(alice).get(reverse("group", args=[group.pk]))

    assert "bobname" not in page.text
    assert "left" not in page.text


def test_leaving_on_paper_is_quiet_too():
    group, [alice, bob] = make_group_of("alice", "bob")
    member = Member.objects.get(person=bob.person)
    sheet = signed_in(bob).get(reverse("leave_sheet", args=[group.pk]))
    assert f"{member.paper_code[:5]} {member.paper_code[5:]}" in sheet.text

    connie = signed_in(make_connector("connie", group.area))
    connie.post(reverse("paper_leave", args=[member.paper_code]))

    member.refresh_from_db()
    assert member.state == "left"
    assert "bob" not in signed_in(alice).get(reverse("group", args=[group.pk])).text


def test_a_filled_in_card_is_entered_by_somebody_who_works_in_the_area():
    group, [alice] = make_group_of("alice")
    invite = make_invite(group, alice, is_card=True)
    connie = signed_in(make_connector("connie", group.area))
    words = {"who": "new", "called": "the man with no phone", "known_as": "M", "agrees": "on"}
    words |= READ_ALOUD

    answer = connie.post(reverse("paper"), {"code": invite.code}, follow=True)
    page = connie.post(
        answer.redirect_chain[-1][0], words | {"through_words": "me, on Thursdays"}, follow=True
    )

    member = Member.objects.get(known_as="M")
    assert (page.status_code, member.person.preferred_name) == (200, "the man with no phone")
    assert signed_in(alice).get(reverse("join_on_paper", args=[invite.code])).status_code == 404
    assert Person.objects.filter(preferred_name="the man with no phone").count() == 1


@pytest.mark.holds("T16")
def test_a_sheet_opens_only_to_somebody_who_works_in_its_persons_area():
    group, [alice] = make_group_of("alice")
    member = Member.objects.get()
    elsewhere = make_connector("ellie", make_area("Eastsea", authority_code="E06999998"))
    connie = make_connector("connie", area())
    page = reverse("paper_sheet", args=[member.paper_code])

    assert signed_in(connie).get(page).status_code == 200
    assert signed_in(elsewhere).get(page).status_code == 404
    assert signed_in(alice).get(page).status_code == 404


def test_lists_cost_the_same_for_one_and_for_three():
    alice = make_someone("alice")
    make_group(alice, name="One")
    client, page = signed_in(alice), reverse("groups")
    with_one = statements_of(client, page)
    for name in ("Two", "Three"):
        make_group(alice, name=name)

    assert statements_of(client, page) == with_one
    assert len(groups_of_person(alice.person_id)) == 3


def test_a_group_page_costs_the_same_for_one_member_and_for_three():
    group, [alice] = make_group_of("alice")
    make_invite(group, alice)
    client, page = signed_in(alice), reverse("group", args=[group.pk])
    with_one = statements_of(client, page)
    for name in ("bob", "carol"):
        join(group, make_someone(name))
        make_invite(group, alice)

    assert statements_of(client, page) == with_one


@pytest.mark.holds("fault:E5")
def test_the_box_for_the_group_s_name_starts_empty_on_every_way_in():
    group, [alice] = make_group_of("alice")
    code = make_invite(group, alice).code
    connector = make_connector("connie", area())
    ways = [
        (make_someone("bob"), reverse("start_group")),
        (make_someone("charlie"), reverse("join_group", args=[group.pk])),
        (make_someone("dora"), reverse("join_by_code", args=[code])),
        (connector, reverse("join_on_paper", args=[code])),
    ]

    for who, address in ways:
        page = signed_in(who).get(address)
        [box] = re.findall(r'<input[^>]* name="known_as"[^>]*>', page.text)
        assert "value=" not in box, address
    by_program = signed_in(ways[0][0]).post(
        f"/api/groups/{group.pk}/join/", {"agrees": True}, "application/json"
    )
    assert (by_program.status_code, Member.objects.count()) == (400, 1)


@pytest.mark.holds("fault:E6")
def test_who_comes_in_agrees_to_what_others_read_of_when_and_where_by_each_way():
    group, [alice] = make_group_of("alice")
    invite = make_invite(group, alice, is_card=True)
    tells = "when and where the group does something; whoever comes in after me sees the same"
    bob = signed_in(make_someone("bob"))

    for client, address in (
        (bob, reverse("start_group")),
        (bob, reverse("join_group", args=[group.pk])),
        (bob, reverse("join_by_code", args=[invite.code])),
        (signed_in(alice), reverse("invite_card", args=[invite.pk])),
        (bob, f"/api/groups/{group.pk}/"),
    ):
        assert tells in client.get(address).text, address
