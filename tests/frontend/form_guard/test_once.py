"""A deed is done once, however often its form is sent."""

from secrets import token_hex

import pytest
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from community.common import actions
from community.common.models import DeedKey
from groups.models.members import Group
from pooling.pools.models.pledges import MoneySource
from tests.factories.at_once import at_once
from tests.factories.places import HOME, make_postcode
from tests.factories.supply import make_someone
from tests.frontend.reading import words

from .forms_of_pages import browser_of, hidden_of, send

STARTED = {
    "name": "Tuesday people",
    "postcode": HOME,
    "how_often": "Once a week",
    "purposes": ["company"],
    "known_as": "Al",
    "agrees": "on",
    "is_findable": "on",
}
CLIENTS = 8
START = reverse("start_group")
ADD = reverse("add_source_of", args=["own"])
SAVINGS = {"called": "Savings", "rail": "transfer"}


@pytest.fixture
def alice(on_the_day):
    make_postcode()
    return make_someone("alice")


def test_pressed_again_it_is_done_once_and_answered_the_same(alice):
    client = browser_of(alice)
    page = client.get(START)

    first, second = (send(client, START, page, **STARTED) for _turn in range(2))

    group = Group.objects.get()
    assert first.url == second.url == reverse("group", args=[group.pk])


def test_from_a_new_page_it_is_a_new_deed(alice):
    client = browser_of(alice)

    for _turn in range(2):
        send(client, ADD, **SAVINGS)

    assert MoneySource.objects.count() == 2


def test_with_something_else_in_it_one_is_led_to_what_was_made_and_may_send_it_as_new(alice):
    client = browser_of(alice)
    page = client.get(START)
    send(client, START, page, **STARTED)
    group = Group.objects.get()

    answer = send(client, START, page, **STARTED | {"name": "Thursday people"})

    assert (answer.status_code, Group.objects.count()) == (409, 1)
    assert "You sent this already" in words(answer)
    assert f'href="{reverse("group", args=[group.pk])}"' in answer.text
    client.post(START, hidden_of(answer))
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Tuesday people",
        "Thursday people",
    }


def test_what_was_refused_may_be_sent_again_from_the_same_page(alice):
    client = browser_of(alice)
    page = client.get(START)

    refused = send(client, START, page, **STARTED | {"name": ""})
    done = send(client, START, page, **STARTED)

    assert (refused.status_code, done.status_code, Group.objects.count()) == (422, 302, 1)


def test_somebody_else_with_the_same_key_does_their_own(alice):
    client, other = browser_of(alice), browser_of(make_someone("bob"))
    page = client.get(START)
    send(client, START, page, **STARTED)

    refused = send(other, START, other.get(START), **STARTED, guard=hidden_of(page)["guard"])

    assert (refused.status_code, Group.objects.count()) == (409, 1)


def test_what_is_shown_once_is_made_once_and_shown_once(alice):
    client, address = browser_of(alice), reverse("api_keys")
    page = client.get(address)

    first, second = (send(client, address, page) for _turn in range(2))

    assert (first.status_code, second.status_code) == (200, 409)
    assert AuthToken.objects.count() == 1
    assert "What it showed is shown once only." in words(second)


def test_who_sent_what_is_not_in_the_table(alice):
    client = browser_of(alice)
    send(client, START, **STARTED)

    row = DeedKey.objects.values("name", "body_digest", "status", "answer").get()
    name, body_digest = row.pop("name"), row.pop("body_digest")
    assert row == {"status": 302, "answer": reverse("group", args=[Group.objects.get().pk])}
    assert {len(name), len(body_digest)} == {64}


def presses_of_one_browser(alice):
    """Eight connections of one browser, which send the form of one page."""
    client = browser_of(alice)
    page = client.get(ADD)

    def press():
        connection_of_it = Client(enforce_csrf_checks=True)
        connection_of_it.cookies = client.cookies.copy()
        return send(connection_of_it, ADD, page, **SAVINGS)

    return [press] * CLIENTS


@pytest.fixture
def racing_alice(committed_db):
    return make_someone("alice")


@pytest.mark.holds("fault:H14")
def test_eight_presses_at_once_are_one_deed_with_one_answer(racing_alice):
    answers = at_once(*presses_of_one_browser(racing_alice))

    assert MoneySource.objects.count() == 1
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, reverse("money"))}


def test_the_control_without_the_unique_row_does_it_more_than_once(racing_alice, monkeypatch):
    def row_of_each(deed, now):
        row = DeedKey(name=token_hex(32), body_digest=deed.body_digest, made_at=now)
        row.save()
        return row, True

    monkeypatch.setattr(actions, "_own_row", row_of_each)

    at_once(*presses_of_one_browser(racing_alice))

    assert MoneySource.objects.count() == CLIENTS


def test_where_the_process_dies_before_the_end_neither_the_deed_nor_its_key_is_there(
    racing_alice, monkeypatch
):
    client = browser_of(racing_alice)
    page = client.get(ADD)

    def die(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(actions, "_keep", die)
        send(client, ADD, page, **SAVINGS)

    assert (MoneySource.objects.count(), DeedKey.objects.count()) == (0, 0)
    assert send(client, ADD, page, **SAVINGS).status_code == 302
    assert MoneySource.objects.count() == 1
