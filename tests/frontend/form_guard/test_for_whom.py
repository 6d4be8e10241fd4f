"""A form does what it was opened for, or nothing: two tabs, a switch, an end (fault A6)."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from frontend.middleware import ACTING_FOR_SESSION_KEY
from frontend.shared.form_guard.guards import FormGuard, read_guard
from groups.models.members import Group, Member
from groups.states import MemberState
from tests.factories.supply import make_connector, make_someone
from tests.frontend.family import make_family
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

from .forms_of_pages import browser_of, hidden_of, send

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def family():
    return make_family()


def choose(client: Client, by) -> None:
    """In another tab of the same browser."""
    page = client.get(reverse("choose_person"))
    person = str(by.person_id) if by.representation else ""
    choice = client.post(reverse("choose_person"), hidden_of(page) | {"person": person})
    assert choice.status_code == 302


def who_left(group: Group) -> set[str]:
    left = Member.objects.filter(group=group, state=MemberState.LEFT)
    return set(left.values_list("person__preferred_name", flat=True))


def leave(group: Group) -> str:
    return reverse("leave_group", args=[group.pk])


@pytest.mark.holds("fault:A6")
def test_a_form_opened_for_oneself_does_nothing_for_the_one_chosen_since(family):
    client = browser_of(family.daughter)
    page = client.get(leave(family.group))
    choose(client, family.for_father)

    refused = send(client, leave(family.group), page)

    assert (refused.status_code, who_left(family.group)) == (409, set())
    assert "You opened this page for yourself . Now you act for father ." in words(refused)


@pytest.mark.holds("fault:A6")
def test_a_form_opened_for_somebody_does_nothing_for_oneself(family):
    client = browser_of(family.for_father)
    page = client.get(leave(family.group))
    choose(client, family.daughter)

    refused = send(client, leave(family.group), page)

    assert (refused.status_code, who_left(family.group)) == (409, set())
    assert "You opened this page for father . Now you act for yourself ." in words(refused)


@pytest.mark.parametrize("is_for_father", [True, False])
def test_one_press_acts_again_as_it_was_opened_and_sends_it(family, is_for_father):
    opened, other = (
        (family.for_father, family.daughter)
        if is_for_father
        else (family.daughter, family.for_father)
    )
    client = browser_of(opened)
    page = client.get(leave(family.group))
    choose(client, other)
    between = send(client, leave(family.group), page)

    done = send(client, leave(family.group), between, go_on_as_opened="1")

    assert (done.status_code, who_left(family.group)) == (302, {opened.person.preferred_name})
    acts_for = client.session.get(ACTING_FOR_SESSION_KEY)
    assert acts_for == (str(opened.person_id) if is_for_father else None)


@pytest.mark.holds("fault:A6", "T12")
def test_a_form_sent_after_the_end_never_falls_back_to_ones_own_life(family):
    client = browser_of(family.for_father)
    page = client.get(leave(family.group))
    family.end()

    refused = send(client, leave(family.group), page)

    assert (refused.status_code, who_left(family.group)) == (409, set())
    assert "You may not act for father any more, so it was not sent." in words(refused)
    again = send(client, leave(family.group), page, go_on_as_opened="1")
    assert (again.status_code, who_left(family.group)) == (409, set())


def test_a_page_says_once_that_one_acts_for_nobody_any_more(family):
    client = signed_in(family.for_father)
    family.end()
    sentence = "You do not act for father any more. You are yourself again."

    first, second = client.get(reverse("home")), client.get(reverse("home"))

    assert (sentence in words(first), sentence in words(second)) == (True, False)


def test_a_form_opened_for_oneself_is_sent_though_an_authority_has_ended_since(family):
    client = browser_of(family.daughter)
    page = client.get(leave(family.group))
    choose(client, family.for_father)
    family.end()

    assert send(client, leave(family.group), page).status_code == 302
    assert who_left(family.group) == {"daughter"}


def test_whom_to_act_for_is_chosen_from_a_page_that_was_opened_as_anybody(family):
    client = browser_of(family.daughter)
    page = client.get(reverse("choose_person"))
    choose(client, family.for_father)

    assert send(client, reverse("choose_person"), page, person="").status_code == 302
    assert ACTING_FOR_SESSION_KEY not in client.session


def test_what_was_typed_is_kept_and_shown():
    alice = make_someone("alice")
    client = browser_of(alice)
    page = client.get(reverse("contact_plan"))
    csrf = {"csrfmiddlewaretoken": hidden_of(page)["csrfmiddlewaretoken"]}

    refused = client.post(reverse("contact_plan"), csrf | {"words": "Ring twice & wait"})

    assert refused.status_code == 409
    assert "Ring twice & wait" in words(refused)
    assert hidden_of(refused)["words"] == "Ring twice & wait"


@pytest.mark.parametrize(
    "guard",
    [
        "",
        "nothing",
        "~key~~:forged",
        FormGuard(None, "key").sign(None),
        FormGuard(None, "key").sign(10**9),
    ],
    ids=["none", "no guard", "forged", "of nobody", "of another login"],
)
def test_without_a_guard_of_this_login_nothing_is_done(family, guard):
    client = browser_of(family.daughter)
    page = client.get(leave(family.group))

    refused = send(client, leave(family.group), page, guard=guard)

    assert (refused.status_code, who_left(family.group)) == (409, set())
    assert "We could not see for whom this page was opened" in words(refused)
    assert send(client, leave(family.group), refused).status_code == 302


def test_a_guard_says_what_it_was_given():
    guard = FormGuard(make_someone().person_id, "key", "7", "a1b2")

    assert read_guard(guard.sign(3), 3) == guard
    assert read_guard(guard.sign(3), 4) is None


def test_somebody_at_work_is_asked_no_more_than_anybody():
    client = browser_of(make_connector())
    page = client.get(reverse("api_keys"))

    assert "Nothing was done" not in html.unescape(page.text)
    assert send(client, reverse("api_keys"), page).status_code == 200
