"""A statement is for the days that were asked for, or for none: by page, by program, as a file."""

import pytest
from django.urls import reverse

from pooling.payments.states.charges import Rail
from pooling.pools.states import SourceKind
from tests.factories.pools import make_source
from tests.factories.supply import make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

NO_DAYS = [
    ("?from=2028-01-01&to=2027-01-01", "The last day comes before the first.", "to"),
    ("?from=01/04/2026&to=31/03/2027", "The date also needs a month and a year.", "from"),
    ("?from=2026-04-01&to=31-03-2027", "The day is a number from 1 to 31.", "to"),
    ("?from=2027-02-30&to=2027-03-01", "There is no 30 February in 2027.", "from"),
    ("?from=2027-04-02", "", "to"),
    ("?to=2027-04-02", "", "from"),
    ("?from=2027-04-02&to=", "", "to"),
    ("?from=0001-01-01&to=2027-01-01", "The year has four numbers", "from"),
    ("?from=2027-01-01T00:00&to=2027-01-01", "The day is a number from 1 to 31.", "from"),
    ("?from=%00&to=2027-01-01", "", "from"),
]
FILES = ("csv", "pdf")


@pytest.fixture
def ann(on_the_day):
    return make_someone("ann")


@pytest.fixture
def source_id(ann):
    return make_source(ann, SourceKind.OWN, Rail.TRANSFER).pk


@pytest.mark.holds("fault:H16")
@pytest.mark.parametrize(("asked", "said", "_field"), NO_DAYS)
def test_days_that_make_no_sense_are_asked_again_beside_their_box(
    ann, source_id, asked, said, _field
):
    page = signed_in(ann).get(reverse("statement", args=[source_id]) + asked)

    assert (page.status_code, "In all" in words(page)) == (422, False)
    assert said in words(page)
    assert page.context["form"].errors


@pytest.mark.holds("fault:H16")
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(("asked", "said", "_field"), NO_DAYS)
def test_no_file_comes_of_days_that_make_no_sense(ann, source_id, kind, asked, said, _field):
    answer = signed_in(ann).get(reverse(f"statement_{kind}", args=[source_id]) + asked)

    assert (answer.status_code, answer["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert said in words(answer)
    assert f'action="{reverse("statement", args=[source_id])}"' in answer.text


@pytest.mark.holds("fault:H16")
@pytest.mark.parametrize("kind", ("", *(f"{kind}/" for kind in FILES)))
@pytest.mark.parametrize(("asked", "_said", "field"), NO_DAYS)
def test_a_program_is_refused_them_and_told_which(ann, source_id, kind, asked, _said, field):
    answer = signed_in(ann).get(f"/api/statements/{source_id}/{kind}{asked}")

    assert (answer.status_code, answer.json()["field"]) == (400, field)


@pytest.mark.holds("fault:H16")
@pytest.mark.parametrize("asked", ["?form=2026-04-01&to=2026-05-01", "?year=2026"])
def test_a_name_that_is_not_read_is_refused_and_not_passed_over(ann, source_id, asked):
    answer = signed_in(ann).get(f"/api/statements/{source_id}/{asked}")

    assert (answer.status_code, set(answer.json()["errors"]) <= {"form", "year", "from"}) == (
        400,
        True,
    )


def test_what_was_typed_as_no_day_stands_in_the_box_to_be_corrected(ann, source_id):
    page = signed_in(ann).get(reverse("statement", args=[source_id]) + "?from=01/04/2026&to=x")

    assert 'value="01/04/2026"' in page.text


@pytest.mark.parametrize("asked", ["", "?from=2027-04-01&to=2028-03-31"])
def test_asked_for_no_days_it_is_the_year_from_april(ann, source_id, asked):
    browser = signed_in(ann)

    page = browser.get(reverse("statement", args=[source_id]) + asked)
    data = browser.get(f"/api/statements/{source_id}/{asked}").json()

    assert "1 April 2027" in words(page)
    assert (data["start"], data["end"]) == ("2027-04-01", "2028-03-31")
