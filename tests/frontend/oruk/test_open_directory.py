"""Open Referral UK 3.0 out: another directory can take what people can find here, and no more."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.people.acting import Acting
from marketplace.search.queries import directory
from providers.actions.listings import pause_listing
from providers.actions.private_places import mend_private_place
from providers.models.imports import DirectorySource
from providers.models.supply import Listing
from providers.states import PriceKind
from tests.factories.directory import LICENCE, LICENCE_URL, import_feed, row, write
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
    provider = make_provider(by)
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
    read = Directory()
    [found] = [each for each in read.rows("/services") if each["name"] == name]
    return read.get(f"/services/{found['id']}")[1]


@pytest.mark.holds("fault:I18")
def test_what_people_wrote_here_keeps_to_the_standard(museum):
    read = checked()

    assert read.wrong == []
    names = [each["name"] for each in read.rows("/services")]
    assert names == ["Museum morning", "A tour for your own group", "Old tools"]


@pytest.mark.holds("fault:I18")
@pytest.mark.parametrize("version", ["directory_v1.json", "directory_v3.json"])
def test_what_came_from_a_directory_keeps_to_the_standard(westsea, version):
    import_feed(DATA / version)

    read = checked()

    assert read.wrong == []
    assert len(read.rows("/services")) == Listing.objects.filter(state="shown").count() > 1


@pytest.mark.holds("fault:I18")
def test_with_nothing_in_it_it_keeps_to_the_standard(db):
    read = checked()

    assert read.wrong == []
    assert read.rows("/services") == read.rows("/organizations") == []


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
    read = Directory()

    def near(metres: int, path: str = "/services") -> list[str]:
        rows = read.rows(path, postcode="zz11aa", proximity=metres)
        return [(each.get("service") or each)["name"] for each in rows]

    assert near(1000) == ["Museum morning", "Old tools"]
    assert near(4900) == ["Museum morning", "Old tools"]
    assert near(5100) == ["Museum morning", "A tour for your own group", "Old tools"]
    assert near(5100, "/service_at_locations") == near(400_000)
    assert len(read.rows("/services")) == 4
    assert of_name("Somewhere choir")["service_areas"][0]["name"] == "Westsea"
    assert read.get("/services", postcode="ZZ99 9ZZ")[0] == 400


def test_ages_that_a_directory_says_are_found_by(westsea, tmp_path):
    rows = [row(1, minimum_age=5, maximum_age=11), row(2, minimum_age=18), row(3)]
    import_feed(write(tmp_path / "feed.json", rows), middle=HOME)
    read = Directory()

    def found(**asked: int) -> list[str]:
        return [each["name"] for each in read.rows("/services", **asked)]

    assert found(minimum_age=5) == ["Choir 1", "Choir 2"]
    assert found(minimum_age=6) == ["Choir 2"]
    assert found(maximum_age=11) == found(minimum_age=5, maximum_age=20) == ["Choir 1"]
    assert found(maximum_age=10) == []


def test_what_changed_since(museum):
    later = NOW + timedelta(days=1)
    Listing.objects.filter(title="Old tools").update(changed_at=later)
    read = Directory()

    def since(moment: str) -> list[str]:
        return [each["name"] for each in read.rows("/services", modified_after=moment)]

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


@pytest.mark.holds("P104")
def test_imported_rows_say_whose_they_are_and_under_which_licence(westsea, tmp_path):
    import_feed(write(tmp_path / "feed.json", [row(1)]), middle=HOME)

    [source] = [each["taxonomy_term"] for each in of_name("Choir 1")["attributes"]][-1:]

    kept = DirectorySource.objects.get()
    assert (source["name"], source["code"]) == (kept.name, kept.feed)
    assert LICENCE in source["description"] and LICENCE_URL in source["description"]
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

    # To count, to read, where each is, and the clock.
    for path in ("/services", "/services?full=true", "/service_at_locations?full=true"):
        join = "&" if "?" in path else "?"
        assert statements(f"{path}{join}per_page=1") == statements(f"{path}{join}per_page=3") == 4
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


def export(**asked: str) -> list[dict]:
    text = Client().get(f"{BASE}/export", asked).getvalue().decode()
    return [json.loads(line) for line in text.splitlines()]


def test_one_file_has_every_service_as_its_own_address_has_it(museum, monkeypatch):
    monkeypatch.setattr(directory, "ROWS_AT_ONCE", 2)

    lines = export()

    services = [Directory().get(f"/services/{line['id']}")[1] for line in lines]
    assert lines == services
    assert [line["name"] for line in lines] == [
        "Museum morning",
        "A tour for your own group",
        "Old tools",
    ]
    assert Client().get(f"{BASE}/export")["Access-Control-Allow-Origin"] == "*"


def test_what_is_not_shown_any_more_is_told_by_its_number_alone(museum):
    later = NOW + timedelta(days=1)
    by = Acting(login=museum.members.get().login)
    tour = Listing.objects.get(title="A tour for your own group")
    pause_listing(listing_id=tour.pk, by=by, now=later)

    assert export(modified_after="2027-05-05") == [
        {
            "id": str(tour.public_id),
            "status": "inactive",
            "last_modified": "2027-05-05T10:00:00Z",
        }
    ]
    assert len(export()) == 2


def test_who_has_a_place_that_is_kept_back_later_is_told(museum):
    later = NOW + timedelta(days=1)
    tools = Listing.objects.get(title="Old tools")
    Listing.objects.filter(pk=tools.pk).update(title="Old tools refuge")
    mend_private_place(listing_id=tools.pk, now=later)

    [line] = export(modified_after="2027-05-05")

    assert "addresses" not in line["service_at_locations"][0]["location"]


def test_a_file_of_many_takes_three_statements_for_every_five_hundred(museum):
    with CaptureQueriesContext(connection) as captured:
        assert len(export()) == 3
    assert len(captured) == 3 + 1  # the clock


def test_by_day_and_time_only_what_is_certain(westsea, tmp_path):
    times = {"freq": "WEEKLY", "byday": "TU", "opens_at": "10:30", "closes_at": "12:00"}
    rows = [row(1, schedules=[times]), row(2, schedules=[{"description": "Ask when"}])]
    import_feed(write(tmp_path / "feed.json", rows), middle=HOME)
    read = Directory()

    def found(**asked: str) -> list[str]:
        return [each["name"] for each in read.rows("/services", **asked)]

    assert found(day="TU") == found(start_time="10:30:00") == found(end_time="12:00:00")
    assert found(day="TU", start_time="10:00:00", end_time="13:00:00") == ["Choir 1"]
    assert found(day="WE") == found(start_time="10:31:00") == found(end_time="11:59:00") == []
    [schedule] = of_name("Choir 1")["schedules"]
    assert {name: schedule[name] for name in ("freq", "interval", "byday")} == {
        "freq": "WEEKLY",
        "interval": 1,
        "byday": "TU",
    }
    assert (schedule["opens_at"], schedule["closes_at"]) == ("10:30:00", "12:00:00")
    assert "freq" not in of_name("Choir 2")["schedules"][0]
