"""What people asked for near you (M27): topics for everyone, lines for the area's connector."""

import re

import pytest
from django.test import Client

from community.common import clock
from community.common.rough_counts import format_rough_count
from community.people.acting import SYSTEM
from groups.actions.unmet_needs import report_unmet_need
from marketplace.search.rules.topics import topics_in
from tests.factories.places import make_area, make_home
from tests.factories.supply import make_connector, make_login, make_provider, make_someone
from tests.frontend.visiting import signed_in

BACKEND = "django.contrib.auth.backends.ModelBackend"


def ask(area, *lines):
    for line in lines:
        report_unmet_need(text=line, area=area, by=SYSTEM, now=clock.now())


def page(client, area) -> str:
    return client.get(f"/area/{area.pk}/asked/").content.decode()


@pytest.mark.django_db
class TestPage:
    def test_three_people_asking_for_a_tuesday_evening_are_a_few_people(self, client):
        area = make_area()
        ask(area, "a choir on Tuesday evening", "singing, tuesday evenings", "Tuesday evening, any")

        text = page(client, area)

        assert "Tuesdays: a few people" in text and "In the evening: a few people" in text
        assert "Music and singing" not in text

    @pytest.mark.holds("M14")
    def test_somebodys_own_words_are_shown_to_no_provider(self, client):
        area = make_area()
        ask(area, *["a choir for Mum who forgets"] * 5)
        alice = make_login()
        client.force_login(alice.login, backend=BACKEND)

        assert "Mum who forgets" not in page(client, area)

    @pytest.mark.holds("M14")
    def test_a_connector_reads_the_lines_of_their_own_area_only(self, client):
        area, other = make_area(), make_area("Eastsea", authority_code="E06999998")
        ask(area, "a choir")
        ask(other, "a kiln")
        client.force_login(make_connector("connie", area).login, backend=BACKEND)

        assert "“a choir”" in page(client, area)
        assert "“a kiln”" not in page(client, other)

    def test_a_person_reads_no_lines(self, client):
        area = make_area()
        ask(area, "a choir")
        client.force_login(make_someone().login, backend=BACKEND)

        assert "a choir" not in page(client, area)

    def test_an_area_that_is_not_open_is_not_found(self, client):
        area = make_area(is_open=False)

        assert client.get(f"/area/{area.pk}/asked/").status_code == 404
        assert client.get("/area/999999/asked/").status_code == 404

    @pytest.mark.parametrize("lines", [1, 3])
    def test_it_takes_the_same_statements_however_many_lines(
        self, client, django_assert_num_queries, lines
    ):
        area = make_area()
        ask(area, *["a choir"] * lines)

        with django_assert_num_queries(5):
            page(client, area)


@pytest.mark.holds("M14", "M27")
@pytest.mark.django_db
def test_a_search_that_ends_in_nothing_reaches_the_connector_and_the_provider_as_a_rough_number():
    """M14, from door to door: searched, told in one line without an account, read, counted."""
    area, voice = make_area(), make_login()
    make_home()
    provider = make_provider(voice, where=area)
    for visitor in [Client(REMOTE_ADDR=f"10.0.0.{number}") for number in (1, 2, 3)]:
        searched = visitor.get("/find/", {"postcode": "ZZ1", "words": "choir"}).text
        assert "You do not have to say who you are." in searched
        line = {"words": "A choir for my mother", "postcode": "ZZ1", "searched": "choir"}
        assert "Thank you" in visitor.post("/find/missing/", line, follow=True).text

    offers = signed_in(voice)
    at_home = offers.get(f"/provide/{provider.pk}/").text
    [link] = re.findall(r'href="(/area/\d+/asked/)"', at_home)
    demand = offers.get(link).text
    connie = signed_in(make_connector("connie", area))
    [to_read] = re.findall(r'href="(/area/\d+/asked/)"', connie.get("/connect/checks/").text)
    lines = connie.get(to_read).text

    assert "Music and singing: a few people" in demand
    assert "mother" not in demand and ": 3" not in demand
    assert lines.count("“A choir for my mother”") == 3


@pytest.mark.holds("M27")
@pytest.mark.parametrize(
    ("count", "words"),
    [(0, ""), (2, ""), (3, "a few people"), (9, "a few people"), (14, "about 10 people")],
)
def test_numbers_are_rough(count, words):
    assert format_rough_count(count) == words


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (
            "gardening on Saturday mornings",
            {"Gardening and growing", "Saturdays", "In the morning"},
        ),
        ("something for arthritis", set()),
        ("", set()),
        ("🙂 \x00", set()),
    ],
)
def test_topics_are_from_a_fixed_list(text, topics):
    assert {str(topic) for topic in topics_in(text)} == topics
