"""The page of five unlike options, and its twin: nothing of a story is kept (M81, P65)."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontend.api.refer import options as calls_of_options
from frontend.pages.refer import options as pages_of_options
from tests.factories.places import HOME
from tests.frontend.refer.rows import all_rows
from tests.journeys.things_to_find import make_things_to_find

pytestmark = pytest.mark.django_db
CANARY = "zanzibarquail"
STORY = f"{CANARY} worked at the docks. Likes swimming and old photographs."
SENT = {"story": STORY, "postcode": HOME, "miles": "5"}


def test_anybody_sees_five_and_why_each_is_there(client: Client):
    make_things_to_find()

    page = client.post("/options/", SENT)

    assert page.status_code == 200
    assert page.content.count(b'<article class="cp-card"') == 5
    assert "Because you said “swimming”" in page.text


def test_the_twin_answers_alike(client: Client):
    make_things_to_find()

    told = client.post("/api/referrals/options/", SENT | {"miles": 5}, "application/json").json()
    page = client.post("/options/", SENT).text

    assert len(told["options"]) == 5
    assert all(each["thing"]["title"] in page for each in told["options"])
    assert told["options"][0]["why"][0] in page


@pytest.mark.holds("P65")
@pytest.mark.parametrize("address", ["/options/", "/api/referrals/options/"])
def test_nothing_of_a_story_is_in_a_table_a_log_an_address_or_kept_by_a_browser(
    client: Client, caplog, address
):
    """Nothing is written for it, not even for the moment of the answer: by program the key of a
    call would be, with a digest of what was sent."""
    make_things_to_find()
    caplog.set_level(logging.DEBUG)
    before = all_rows()

    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, SENT, headers={"Idempotency-Key": "a-key"})

    assert answer.status_code == 200 and "“swimming”" in answer.text
    statements = [each["sql"] for each in asked.captured_queries]
    assert any("swimming" in sql for sql in statements)
    assert not any(sql.startswith(("INSERT", "UPDATE", "DELETE")) for sql in statements)
    assert all_rows() == before
    assert CANARY not in before + caplog.text
    assert CANARY not in str(answer.headers) and answer["Cache-Control"] == "no-store"
    links = answer.text.split("href=")[1:]
    assert not any(CANARY in link.split(">")[0] for link in links)


@pytest.mark.holds("P65")
@pytest.mark.parametrize("address", ["/options/", "/api/referrals/options/"])
def test_nor_in_what_is_logged_and_answered_where_the_answer_breaks(
    client: Client, caplog, monkeypatch, address
):
    def breaks(*_args):
        raise RuntimeError

    make_things_to_find()
    for module in (pages_of_options, calls_of_options):
        monkeypatch.setattr(module, "unlike_options", breaks)
    caplog.set_level(logging.DEBUG)
    client.raise_request_exception = False

    answer = client.post(address, SENT)

    assert answer.status_code == 500 and "RuntimeError" in caplog.text
    assert CANARY not in caplog.text + answer.text


def test_it_is_never_asked_by_an_address(client: Client):
    page = client.get("/options/", SENT)

    assert "cp-card" not in page.text and "Because you said" not in page.text


def test_what_was_typed_is_still_there_where_the_place_is_not_known(client: Client):
    page = client.post("/options/", SENT | {"postcode": "nowhere"})

    assert page.status_code == 422
    assert CANARY in page.text


@pytest.mark.holds("P98")
def test_words_of_danger_are_answered_first_by_where_to_turn(client: Client):
    make_things_to_find()

    text = client.post("/options/", SENT | {"story": "He hits me. Swimming"}).text

    assert 0 < text.index("turn-now") < text.index("cp-card")


def test_it_takes_no_more_statements_where_there_is_more(
    client: Client, django_assert_max_num_queries
):
    make_things_to_find()

    with django_assert_max_num_queries(18):
        client.post("/options/", SENT)


def test_a_browser_says_where_the_form_came_from(client: Client):
    """Told to say nothing of it, a browser sends “null” with the form, which is then refused."""
    page = client.get("/options/")

    assert page.headers["Referrer-Policy"] == "same-origin"
