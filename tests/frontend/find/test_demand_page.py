"""What people asked for near you (M27): topics for everyone, lines for the area's connector."""

import re

import pytest
from django.test import Client

from community.common import clock
from community.common.rough_counts import format_rough_count
from community.people.acting import SYSTEM
from groups.actions.unmet_needs import report_unmet_need
from marketplace.search.queries.vocabulary import known_vocabulary
from marketplace.search.rules.topics import wants_in
from marketplace.search.wording import what_text, when_text
from tests.factories.places import make_area, make_home, make_postcode, north_of
from tests.factories.supply import make_connector, make_login, make_provider, make_someone
from tests.frontend.visiting import signed_in

BACKEND = "django.contrib.auth.backends.ModelBackend"


def ask(area, *lines):
    for line in lines:
        report_unmet_need(text=line, area=area, by=SYSTEM, now=clock.now())


def ask_from(area, outward_code, line):
    report_unmet_need(text=line, outward_code=outward_code, area=area, by=SYSTEM, now=clock.now())


def page(client, area, **asked) -> str:
    return client.get(f"/area/{area.pk}/asked/", asked).content.decode()


def topics(text: str) -> list[str]:
    """The lines of the list of what was asked for."""
    listed = re.search(r"<ul[^>]*list--bullet[^>]*>(.*?)</ul>", text, re.S)
    lines = re.findall(r"<li>(.*?)</li>", listed.group(1), re.S) if listed else []
    return [" ".join(line.split()) for line in lines]


@pytest.mark.django_db
class TestPage:
    @pytest.mark.holds("fault:I19")
    def test_what_and_when_are_told_together_once_several_asked(self, client):
        area = make_area()
        ask(area, *["sewing on Tuesday evening", "to sew, tuesday evenings"])
        two = page(client, area)
        ask(area, "Tuesday evening, sewing with Hezekiah")

        three = page(client, area)

        assert "Nothing yet that several people asked for." in two
        assert topics(three) == ["Sewing, Tuesday evenings: a few people"]
        assert "Hezekiah" not in three

    @pytest.mark.holds("M128")
    @pytest.mark.parametrize(
        ("postcode", "why"),
        [
            ("BT1 1AA", "we have no postcodes of Northern Ireland yet"),
            ("IM1 1AA", "Ask the council there too"),
            ("LD1 5AA", "We do not know where LD1 5AA is"),
        ],
    )
    def test_from_a_postcode_that_nobody_knows_it_says_so_and_whom_to_ask(
        self, client, postcode, why
    ):
        area = make_area()
        make_postcode("LD2", at=north_of(300))

        text = page(client, area, postcode=postcode)
        asked = client.get(f"/api/areas/{area.pk}/asked/", {"postcode": postcode})
        place = client.get("/api/locations/", {"q": postcode}).json()
        near = client.get("/api/oruk/v3/services", {"postcode": postcode})

        assert why in text and "Nothing yet that several people asked for." in text
        assert (asked.status_code, near.status_code) == (200, 200)
        assert place["precision"] == "letters" and why in place["note"]

    @pytest.mark.holds("fault:I19")
    def test_it_is_told_of_the_places_near_and_not_of_the_whole_area(self, client):
        area, here = make_area(), make_home()
        far = make_postcode("ZZ7 7ZZ", at=north_of(12))
        for _visitor in range(3):
            ask_from(area, here.outward_code, "sewing, Tuesday evenings")
            ask_from(area, far.split()[0], "a brass band on Sundays")

        near_home = topics(page(client, area, postcode="ZZ1"))
        near_far = topics(page(client, area, postcode="ZZ7"))

        assert near_home == [
            "Sewing, Tuesday evenings: a few people, within a mile",
            "Music and singing, Sundays: a few people, within 10 miles",
        ]
        assert near_far[0] == "Music and singing, Sundays: a few people, within a mile"

    @pytest.mark.holds("fault:I19")
    def test_nothing_is_told_of_who_is_farther_than_anybody_goes(self, client):
        area = make_area()
        make_home()
        far = make_postcode("ZZ7 7ZZ", at=north_of(60))
        for _visitor in range(3):
            ask_from(area, far.split()[0], "sewing")

        assert topics(page(client, area, postcode="ZZ1")) == []
        assert topics(page(client, area)) == ["Sewing: a few people"]

    def test_a_place_that_nobody_knows_is_said_and_what_was_typed_is_kept(self, client):
        area = make_area()

        answer = client.get(f"/area/{area.pk}/asked/", {"postcode": "ZY9 9ZZ"})

        assert answer.status_code == 422
        assert "We do not know where “ZY9 9ZZ” is." in answer.text
        assert 'value="ZY9 9ZZ"' in answer.text

    def test_by_program_what_and_when_stand_apart_too(self, client):
        area = make_area()
        make_home()
        for _visitor in range(3):
            ask_from(area, "ZZ1", "sewing, Tuesday evenings")

        told = client.get(f"/api/areas/{area.pk}/asked/", {"postcode": "ZZ1"}).json()

        assert (told["near"], told["topics"]) == (
            "ZZ1",
            [
                {
                    "topic": "Sewing, Tuesday evenings",
                    "what": "Sewing",
                    "when": "Tuesday evenings",
                    "asked": "a few people",
                    "miles": 1,
                }
            ],
        )

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

        with django_assert_num_queries(7):
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

    assert topics(demand) == ["Choir: a few people"]
    assert "mother" not in demand and ": 3" not in demand
    assert lines.count("“A choir for my mother”") == 3


@pytest.mark.holds("M27")
@pytest.mark.parametrize(
    ("count", "words"),
    [(0, ""), (2, ""), (3, "a few people"), (9, "a few people"), (14, "about 10 people")],
)
def test_numbers_are_rough(count, words):
    assert format_rough_count(count) == words


@pytest.mark.holds("fault:I19")
@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("gardening on Saturday mornings", {"Gardening, Saturday mornings"}),
        ("to sew, or a choir, on Mondays", {"Sewing, Mondays", "Choir, Mondays"}),
        ("a coffee morning", {"Company, Mornings"}),
        ("Tuesday evening, any", {"Tuesday evenings"}),
        ("breakfast for somebody with dementia", {"A warm meal", "With memory problems in mind"}),
        ("something for my osteoporosis", {"Moving and sport"}),
        ("hiv", {"People who have been there"}),
        ("Hezekiah Featherstonehaugh, 0117 496 0000", set()),
        ("", set()),
        ("🙂 \x00", set()),
    ],
)
def test_what_a_line_asks_for_is_told_in_our_words_and_a_condition_by_its_kind(db, text, wants):
    wanted = wants_in(text, known_vocabulary())
    told = {", ".join(filter(None, [what_text(want), when_text(want)])) for want in wanted}

    assert told == wants
