"""Nobody is promised a reader who is not there, each line has one, and a count is of people."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.people.models.logins import Role
from community.people.states import RoleKind
from groups.actions.unmet_needs import report_unmet_need
from groups.models.briefs import UnmetNeed
from marketplace.search.queries.demand import demand_of_area
from tests.factories.places import make_area, make_home, make_postcode
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
CONNECTOR, OPERATOR = "The community connector reads it, and", "Whoever runs this site reads it"
NOBODY = "Nobody reads this here yet."
HERE, ELSEWHERE = "ZZ1 1AA", "ZZ9 9ZZ"


@pytest.fixture(autouse=True)
def places(db):
    cache.clear()
    area()
    make_home()
    make_postcode(ELSEWHERE, authority_code="E06999998")
    yield
    cache.clear()


def make_operator():
    by = make_login("operator")
    Role.objects.create(login=by.login, kind=RoleKind.OPERATOR, area=area(), started_at=NOW)
    return by


def report(words="A choir", postcode=HERE, client=None):
    typed = {"words": words, "postcode": postcode}
    return (client or Client()).post(reverse("report_need"), typed, follow=True)


def by_program(postcode):
    fields = {"words": "A choir", "postcode": postcode}
    return Client().post(reverse("api:missing"), fields, content_type="application/json").json()


def said(postcode) -> list[str]:
    """Before it is written, after it, and to a program."""
    before = Client().get(reverse("find"), {"postcode": postcode, "words": "choir"}).text
    return [before, report(postcode=postcode).text, by_program(postcode)["who_reads"]]


@pytest.mark.holds("fault:F11")
@pytest.mark.parametrize(
    ("postcode", "workers", "promised"),
    [
        (HERE, [make_connector], CONNECTOR),
        (HERE, [make_operator], OPERATOR),
        (HERE, [], NOBODY),
        (ELSEWHERE, [make_connector], NOBODY),
        (ELSEWHERE, [make_connector, make_operator], OPERATOR),
    ],
)
def test_only_who_is_there_is_promised(postcode, workers, promised):
    for make in workers:
        make()

    for text in said(postcode):
        assert promised in " ".join(text.split())
        for other in {CONNECTOR, OPERATOR, NOBODY} - {promised}:
            assert other not in " ".join(text.split())


@pytest.mark.holds("fault:F11")
def test_a_line_of_no_open_area_or_without_a_connector_is_read_by_whoever_runs_the_site():
    make_connector("connie")
    make_area("Eastsea", authority_code="E06999997")
    make_postcode("ZZ8 8ZZ", authority_code="E06999997")
    for words, postcode in [("Ours", HERE), ("Of none", ELSEWHERE), ("Alone", "ZZ8 8ZZ")]:
        report(words, postcode)
    report("Nowhere", "")
    reads = signed_in(make_operator())

    page = reads.get(reverse("needs_elsewhere")).text
    lines = reads.get(reverse("api:needs_elsewhere")).json()["results"]

    assert {line["words"] for line in lines} == {"Of none", "Alone", "Nowhere"}
    assert all(f"“{words}”" in page for words in ("Of none", "Alone", "Nowhere"))
    assert "“Ours”" not in page
    for other in (make_someone(), make_login("nobody")):
        assert signed_in(other).get(reverse("needs_elsewhere")).status_code == 404
        assert signed_in(other).get(reverse("api:needs_elsewhere")).status_code == 404


@pytest.mark.holds("fault:F11")
def test_three_lines_by_one_visitor_are_one_person_and_by_three_a_few():
    for words in ("A choir", "A choir again", "Singing"):
        report(words)
    by_program(HERE)
    assert demand_of_area(area().pk, now=NOW).topics == []

    for number in range(2):
        report("A choir", client=signed_in(make_someone(f"person-{number}")))

    assert [
        (topic.text, topic.how_many) for topic in demand_of_area(area().pk, now=NOW).topics
    ] == [("Choir", "a few people")]


@pytest.mark.holds("fault:F11")
def test_a_person_is_one_from_wherever_they_write():
    ann = make_someone("ann")
    for address in ("10.0.0.1", "10.0.0.2", "10.0.0.3"):
        client = signed_in(ann)
        client.defaults["REMOTE_ADDR"] = address
        report(client=client)

    assert demand_of_area(area().pk, now=NOW).topics == []


@pytest.mark.holds("fault:F11")
def test_nothing_kept_says_who_it_was():
    """256 buckets: of any thousand people several share each, so that none leads back to one."""
    buckets = set()
    for number in range(1000):
        need = report_unmet_need(
            text="A choir", area=area(), asker=f"place:10.0.{number}", by=None, now=NOW
        )
        buckets.add(need.asker_bucket)

    assert len(buckets) <= 256 and max(buckets) < 256
    kept = {field.name for field in UnmetNeed._meta.fields}
    assert kept == {
        *("id", "words", "query_text", "outward_code", "area", "asked_at", "asker_bucket")
    }
