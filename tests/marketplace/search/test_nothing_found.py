"""Where nothing was found, something stands: from any postcode of the country (M128, J14)."""

import re
from itertools import islice

import pytest

from community.common import clock
from community.people.acting import SYSTEM
from community.places.actions.postcodes import save_postcodes
from community.places.models.search_index import OpennessRank
from community.places.postcode_files import embedded
from groups.actions.unmet_needs import report_unmet_need
from groups.models.briefs import UnmetNeed
from marketplace.search.queries.nothing_found import nothing_found
from marketplace.search.queries.search_query import parse_search_query
from providers.states import Engager
from tests.factories.places import (
    HOME,
    make_area,
    make_findable,
    make_home,
    make_postcode,
    north_of,
)

pytestmark = pytest.mark.django_db
MUSIC, GARDENING, ART = 3, 7, 2
EVERY, OUTWARD_CODES = 60, 2862


@pytest.fixture
def westsea():
    make_home()
    return make_area()


def find(client, words="spaceships", postcode=HOME, **asked) -> str:
    answer = client.get("/find/", {"postcode": postcode, "words": words, **asked})
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def by_program(client, words="spaceships", postcode=HOME, **asked):
    asked = {"postcode": postcode, "words": words, **asked}
    return client.get("/api/search/", asked).json()["nothing_found"]


@pytest.mark.holds("M128", "fault:J14")
@pytest.mark.parametrize(
    ("postcode", "why"),
    [
        ("BT1 1AA", "we have no postcodes of Northern Ireland yet"),
        ("JE2 3AB", "we have no postcodes of Jersey yet"),
        ("TR99 9ZZ", "the middle of all postcodes that begin with TR"),
    ],
)
def test_a_postcode_that_nobody_knows_has_what_is_nearest_too(client, westsea, postcode, why):
    make_postcode("TR1", at=north_of(20))
    make_findable(1, "Choir", kinds=[MUSIC], area_id=westsea.pk)

    page = find(client, postcode=postcode)
    asked = {"postcode": postcode, "words": "spaceships"}
    program = client.get("/api/search/", asked)

    assert (cards(page), program.status_code) == (["Choir"], 200)
    assert why in page and why in program.json()["place"]["note"]
    assert "The nearest place where it is open is Westsea" in page
    assert [each["title"] for each in program.json()["nothing_found"]["nearby"]] == ["Choir"]


def test_from_no_place_at_all_it_leads_to_where_it_is_open(client, westsea):
    answer = client.get("/find/", {"postcode": "ZY9 9ZZ", "words": "choir"})

    assert (answer.status_code, 'value="choir"' in answer.text) == (422, True)
    assert "Check it, or try a postcode nearby" in answer.text
    assert re.search(r'href="/find/\?postcode=ZZ1"\s*>Westsea</a>', answer.text)


def test_a_line_from_what_nobody_knows_says_from_where_it_is_missed(client, westsea):
    client.post("/find/missing/", {"words": "a choir", "postcode": "BT1", "searched": "choir"})

    assert UnmetNeed.objects.get().outward_code == "BT1"


def cards(text: str) -> list[str]:
    """The titles of what is shown."""
    found = re.findall(r"<article.*?<a[^>]*>(.*?)</a>", text, re.S)
    return [title.strip() for title in found]


@pytest.mark.holds("M128", "fault:J14")
def test_no_postcode_of_the_country_has_an_empty_page(client, westsea):
    codes = list(islice(embedded(), 0, OUTWARD_CODES, EVERY))
    save_postcodes(rows=codes)
    for number in range(4):
        make_findable(number, f"Choir {number}", km=number, kinds=[MUSIC], area_id=westsea.pk)

    for code, *_place in codes:
        text = find(client, postcode=code)
        assert "We found nothing like that" in text
        assert "Music and singing" in text.split("Could it be one of these?")[1], code
        assert cards(text) == ["Choir 3", "Choir 2", "Choir 1"], code  # all are to the north
        assert "The nearest place where it is open is Westsea, about" in text
        assert "Missing within 5 miles of you, and there in Westsea:" in text
        assert 'id="missing_words"' in text and "Nobody reads this here yet." in text
    assert len(codes) > 40


@pytest.mark.holds("fault:J14")
def test_the_kind_that_was_meant_leads_to_the_nearest_of_it(client, westsea):
    make_findable(1, "Brass band", km=12, kinds=[MUSIC])
    make_findable(2, "Allotment", km=0.5, kinds=[GARDENING])

    text = find(client, words="singalong")
    [way_on] = re.findall(r'<a class="govuk-link" href="([^"]*kind=[^"]*)">Music and singing', text)

    assert "kind=gardening" not in text
    assert cards(client.get(way_on.replace("&amp;", "&")).text)[0] == "Brass band"


@pytest.mark.parametrize(
    ("words", "kind"), [("pottary", "art-and-making"), ("spaceship choirs", "music")]
)
def test_a_kind_is_meant_also_by_words_misspelt_or_beside_what_nobody_knows(
    client, westsea, words, kind
):
    for code in (MUSIC, GARDENING, ART):
        make_findable(code, f"Thing {code}", km=30, kinds=[code])

    meant = by_program(client, words=words)["kinds"]

    assert [(each["kind"], each["miles"]) for each in meant] == [(kind, 25)]


@pytest.mark.holds("M128", "fault:J14")
def test_what_several_people_around_asked_for_stands_with_when(client, westsea):
    for _visitor in range(3):
        report_unmet_need(
            text="sewing on Tuesday evenings",
            outward_code="ZZ1",
            area=westsea,
            by=SYSTEM,
            now=clock.now(),
        )

    assert "Sewing, Tuesday evenings: a few people, within a mile" in find(client)


def test_nearby_is_nothing_that_is_known_not_to_be_as_it_must_and_what_is_full_comes_last(
    client, westsea
):
    make_findable(1, "No meal", km=0.1, suits={"hot_meal": "no"})
    make_findable(2, "Employs you", km=0.2, engager=Engager.YOU)
    make_findable(3, "Full", km=0.3, openness=OpennessRank.FULL)
    make_findable(4, "Far", km=300)

    assert cards(find(client, suits="hot_meal", no_employer="on")) == ["Far", "Full"]


def test_things_at_one_distance_keep_their_places_whichever_was_written_last(client, westsea):
    for number in (3, 1, 2):
        make_findable(number, f"Choir {number}", km=4, kinds=[MUSIC])

    assert cards(find(client)) == ["Choir 1", "Choir 2", "Choir 3"]


@pytest.mark.holds("M128")
def test_what_is_missing_is_told_against_like_areas(client, westsea):
    make_postcode("ZZ8 8AA", at=north_of(50), authority_code="E06999998")
    eastsea = make_area("Eastsea", authority_code="E06999998")
    make_findable(1, "Choir", km=50, kinds=[MUSIC, ART], area_id=eastsea.pk)
    make_findable(2, "Paint", km=1, kinds=[ART], area_id=westsea.pk)

    told = by_program(client)

    assert told["open_here"]["name"] == "Westsea"
    assert [(each["area"]["name"], each["km"]) for each in told["open_elsewhere"]] == [
        ("Eastsea", 50)
    ]
    assert [kind["kind"] for kind in told["missing"]] == ["music"]
    assert [area["name"] for area in told["like_areas"]] == ["Eastsea"]
    assert "Westsea is open, and ZZ1 1AA is in it." in find(client)


def test_nothing_is_offered_for_words_of_danger_and_nothing_more_where_something_was_found(
    client, westsea
):
    make_findable(1, "Shed mornings")

    for words in ("i want to die", "shed"):
        assert by_program(client, words=words) is None
        assert "Could it be one of these?" not in find(client, words=words)


@pytest.mark.holds("M128", "fault:J14")
def test_by_program_the_same(client, westsea):
    for number in range(5):
        make_findable(number, f"Choir {number}", km=number, kinds=[MUSIC])

    told = by_program(client)

    assert [hit["title"] for hit in told["nearby"]] == ["Choir 0", "Choir 1", "Choir 2"]
    assert told["kinds"] == [{"kind": "music", "name": "Music and singing", "miles": 1}]
    assert told["who_reads"] in find(client)


@pytest.mark.parametrize("things", [0, 1, 3])
def test_it_takes_the_same_statements_however_much_there_is(
    client, westsea, django_assert_num_queries, things
):
    for number in range(things):
        make_findable(number, f"Choir {number}", km=number, kinds=[MUSIC], area_id=westsea.pk)
        report_unmet_need(
            text="sewing", outward_code="ZZ1", area=westsea, by=SYSTEM, now=clock.now()
        )

    query, now = parse_search_query(postcode=HOME, words="spaceships"), clock.now()
    with django_assert_num_queries(10):
        nothing_found(query, now=now)
