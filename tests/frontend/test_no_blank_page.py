"""No page answers with nothing, whatever is sent to it; and no deed that is done is a fault."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.supply import make_postcode, make_someone
from tests.frontend.visiting import signed_in

POST_ONLY = ["/home/begin/", "/brief/1/stop/", "/group/1/open/", "/invite/1/stop/"]


@pytest.fixture
def alice(db) -> Client:
    return signed_in(make_someone("alice"))


@pytest.mark.holds("fault:H12")
@pytest.mark.parametrize("next_page", ["foo", "//evil.example", "https://evil.example", "\x00", ""])
def test_next_is_a_page_of_ours_or_the_usual_one(alice, next_page):
    code = make_postcode()

    told = alice.post(f"{reverse('where_i_live')}?next={next_page}", {"postcode": code})

    assert (told.status_code, told["Location"]) == (302, reverse("home"))


@pytest.mark.holds("fault:H12")
def test_an_id_that_is_none_is_not_there(alice):
    assert alice.post("/acting/", {"person": "garbage"}).status_code == 404
    assert alice.get("/money/1/card/back/?session=%00").status_code == 404


@pytest.mark.holds("fault:H13")
@pytest.mark.parametrize("address", POST_ONLY)
def test_an_address_of_a_button_asked_for_by_itself_is_a_page_with_a_way_on(alice, address):
    told = alice.get(address, headers={"referer": "http://testserver/groups/?a=1"})

    assert told.status_code == 405
    assert "POST" in told.headers["Allow"]
    assert "Nothing was done" in told.text
    assert 'href="/groups/?a=1"' in told.text


@pytest.mark.holds("fault:H13")
@pytest.mark.parametrize("address", POST_ONLY)
def test_whoever_signs_in_after_a_button_is_on_the_page_it_stood_on(db, address):
    told = Client().post(address, headers={"referer": "http://testserver/groups/"})

    assert told["Location"] == "/account/login/?next=/groups/"


@pytest.mark.parametrize(
    "before", ["https://evil.example/x", "", "http://testserver/account/login/"]
)
def test_a_page_before_that_is_not_ours_is_the_first_one(db, before):
    told = Client().post("/home/begin/", headers={"referer": before})

    assert told["Location"] == "/account/login/?next=/home/"
