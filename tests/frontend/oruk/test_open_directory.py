"""Open Referral UK 3.0 out: another directory can take what people can find here, and no more."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from providers.models.supply import Listing
from providers.states import PriceKind
from tests.factories.directory import import_feed, row, write
from tests.factories.places import HOME, HOME_AT, make_area, make_postcode, north_of
from tests.factories.supply import NOW, make_listing, make_login, make_provider, make_shown_listing
from tests.frontend.visiting import set_clock

from .checker import BASE, Directory, checked

DATA = Path(__file__).resolve().parents[2] / "data"
FAR, FAR_AT = "ZZ2 2BB", north_of(5.0)


@pytest.fixture
def westsea(db):
    set_clock(NOW)
    make_postcode()
    make_postcode(FAR, FAR_AT)
    return make_area()


@pytest.fixture
def museum(westsea):
    """Three things of every kind of price, and one that nobody may see yet."""
    by = make_login("museum")
    provider = make_provider(by, about="A museum by the old docks.")
    steps = {1: 2600, 4: 7500}
    suits = {"step_free": "yes", "quiet_room": "no"}
    make_shown_listing(by, provider, kinds=[4, 9], suits=suits)
    make_shown_listing(
        by,
        provider,
        title="A tour for your own group",
        price_kind=PriceKind.BY_GROUP,
        prices=steps,
        postcode=FAR,
        kinds=[9],
    )
    make_shown_listing(
        by, provider, title="Old tools", price_kind=PriceKind.ON_THE_DAY, price_words="£2 or so"
    )
    make_listing(by, provider, title="Not yet")
    return provider


def of_name(name: str) -> dict:
    directory = Directory()
    [found] = [each for each in directory.rows("/services") if each["name"] == name]
    return directory.get(f"/services/{found['id']}")[1]


@pytest.mark.holds("fault:I18")
def test_what_people_wrote_here_keeps_to_the_standard(museum):
    directory = checked()

    assert directory.wrong == []
    names = [each["name"] for each in directory.rows("/services")]
    assert names == ["Museum morning", "A tour for your own group", "Old tools"]


@pytest.mark.holds("fault:I18")
@pytest.mark.parametrize("version", ["directory_v1.json", "directory_v3.json"])
def test_what_came_from_a_directory_keeps_to_the_standard(westsea, version):
    import_feed(DATA / version)

    directory = checked()

    assert directory.wrong == []
    assert len(directory.rows("/services")) == Listing.objects.filter(state="shown").count() > 2


@pytest.mark.holds("fault:I18")
def test_with_nothing_in_it_it_keeps_to_the_standard(db):
    directory = checked()

    assert directory.wrong == []
    assert directory.rows("/services") == directory.rows("/organizations") == []


def test_a_service_says_what_its_page_says(museum):
    listing = Listing.objects.get(title="Museum morning")

    service = of_name("Museum morning")

    place = service["service_at_locations"][0]["location"]
    address = place["addresses"][0]
    assert (service["description"], service["fees"]) == (listing.what_happens, "Free.")
    assert (place["latitude"], place["longitude"]) == HOME_AT
    assert (address["address_1"], address["postal_code"]) == ("The old hall", HOME)
    assert [each["description"] for each in service["schedules"]] == [listing.when_words]
    assert service["organization"]["name"] == "Westsea Museum"
    assert service["url"].endswith(f"/find/listing/{listing.pk}/")
    terms = [each["taxonomy_term"]["code"] for each in service["attributes"]]
    assert terms == ["company", "museums-and-heritage", "step_free", "here"]


def test_every_price_goes_out_as_it_is_asked(museum):
    costs = of_name("A tour for your own group")["cost_options"]

    assert [(each["option"], each["amount"]) for each in costs] == [
        ("for one person", 26.0),
        ("for 4 people, in all", 75.0),
    ]
    assert of_name("Old tools").get("cost_options") is None
    assert of_name("Old tools")["fees"] == "£2 or so"


def test_by_distance_only_what_is_near_and_never_what_nobody_placed(museum, tmp_path):
    import_feed(write(tmp_path / "feed.json", [row(name="Somewhere choir")]), middle=HOME)
    directory = Directory()

    def near(metres: int, path: str = "/services") -> list[str]:
        rows = directory.rows(path, postcode="zz11aa", proximity=metres)
        return [(each.get("service") or each)["name"] for each in rows]

    assert near(1000) == ["Museum morning", "Old tools"]
    assert near(4900) == ["Museum morning", "Old tools"]
    assert near(5100) == ["Museum morning", "A tour for your own group", "Old tools"]
    assert near(5100, "/service_at_locations") == near(400_000)
    assert len(directory.rows("/services")) == 4
    assert of_name("Somewhere choir")["service_areas"][0]["name"] == "Westsea"
    assert directory.get("/services", postcode="ZZ99 9ZZ")[0] == 400


def test_ages_that_a_directory_says_are_found_by(westsea, tmp_path):
    rows = [row(1, minimum_age=5, maximum_age=11), row(2, minimum_age=18), row(3)]
    import_feed(write(tmp_path / "feed.json", rows), middle=HOME)
    directory = Directory()

    def found(**asked: int) -> list[str]:
        return [each["name"] for each in directory.rows("/services", **asked)]

    assert found(minimum_age=5) == ["Choir 1", "Choir 2"]
    assert found(minimum_age=6) == ["Choir 2"]
    assert found(maximum_age=11) == found(minimum_age=5, maximum_age=20) == ["Choir 1"]
    assert found(maximum_age=10) == []


def test_what_changed_since(museum):
    later = NOW + timedelta(days=1)
    Listing.objects.filter(title="Old tools").update(changed_at=later)
    directory = Directory()

    def since(moment: str) -> list[str]:
        return [each["name"] for each in directory.rows("/services", modified_after=moment)]

    assert since(later.isoformat()) == since("2027-05-05") == ["Old tools"]
    assert len(since("2027-05-04")) == 3
    assert since("2027-05-06") == []


def test_ids_stay_the_same_when_a_directory_is_read_again(westsea, tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    import_feed(feed, middle=HOME)
    before = Directory().ids("/services"), Directory().ids("/organizations")

    write(feed, [row(2, description="We hum."), row(1)])
    import_feed(feed, middle=HOME)

    assert (Directory().ids("/services"), Directory().ids("/organizations")) == before


def test_imported_rows_say_whose_they_are_and_under_which_licence(westsea, tmp_path):
    import_feed(write(tmp_path / "feed.json", [row(1)]), middle=HOME)

    [source] = [each["taxonomy_term"] for each in of_name("Choir 1")["attributes"]][-1:]

    assert source["name"] == "The directory of Westsea Council"
    assert "Open Government Licence v3.0" in source["description"]
    details = Directory().get("/")[1]
    assert "Contains OS data © Crown copyright" in details["attribution"][0]
    terms = Directory().rows("/taxonomy_terms", taxonomy_id=source["taxonomy_id"])
    assert source in terms


def test_another_page_takes_as_many_statements_however_many_are_on_it(museum):
    def statements(path: str) -> int:
        client = Client()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(BASE + path).status_code == 200
        return len(captured)

    for path in ("/services", "/services?full=true", "/service_at_locations?full=true"):
        join = "&" if "?" in path else "?"
        assert statements(f"{path}{join}per_page=1") == statements(f"{path}{join}per_page=3") == 3
    assert statements("/organizations") == 2
    assert statements("/taxonomy_terms") == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_there(museum, method):
    answer = getattr(Client(), method)(f"{BASE}/services", {}, content_type="application/json")

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (405, "*")


def test_pages_elsewhere_may_read_this_and_nothing_else_of_ours(museum):
    assert "Access-Control-Allow-Origin" not in Client().get("/api/areas/").headers
    assert "Access-Control-Allow-Origin" not in Client().get("/").headers


def test_the_whole_of_it_is_described(museum):
    details = Directory().get("/")[1]

    described = Client().get("/api/schema/", headers={"Accept": "application/json"}).content
    paths = json.loads(described)["paths"]
    assert details["openapi_url"].endswith("/api/schema/")
    assert len([path for path in paths if path.startswith(BASE)]) >= 11
