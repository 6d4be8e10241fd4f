from datetime import date

import pytest

from community.places.queries import Precision, distance_km, find_location
from community.places.rules import NotAPostcode, PostcodeNotKnown
from tests.factories.places import make_area, make_postcode, north_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["ZZ1 1AA", "zz1 1aa", "ZZ11AA", "  zz1   1aA ", "ZZ1-1AA", "ZZ1.1AA", "z z11aa"]
)
def test_a_postcode_is_found_however_it_is_spaced_or_cased(typed):
    make_postcode("ZZ1 1AA")

    place = find_location(typed)

    assert (place.label, place.outward_code, place.precision, place.ended, place.note) == (
        "ZZ1 1AA",
        "ZZ1",
        Precision.UNIT,
        False,
        "",
    )


def test_an_outward_code_is_the_middle_of_its_units():
    make_postcode("ZZ10 1SL", at=(50.1, -6.0))

    place = find_location("zz10")

    assert (place.label, place.precision, place.latitude) == ("ZZ10", Precision.OUTWARD, 50.1)


def test_an_ended_postcode_is_answered_and_marked():
    make_postcode("ZZ1 1AA", ended_on=date(1996, 6, 1))

    place = find_location("ZZ1 1AA")

    assert place.ended
    assert place.note == "ZZ1 1AA is no longer used, since 1996. This is from where it was."


def test_a_postcode_without_a_location_is_answered_by_its_first_half():
    make_postcode("ZZ1 1AA")
    make_postcode("ZZ1 1AB", at=None)

    place = find_location("ZZ1 1AB")

    assert (place.label, place.precision) == ("ZZ1", Precision.OUTWARD)
    assert place.note == "Nobody has said where ZZ1 1AB is. This is from the middle of ZZ1."


def test_an_unknown_unit_is_answered_by_its_first_half():
    make_postcode("ZZ1 1AA")

    place = find_location("ZZ1 9XX")

    assert place.label == "ZZ1"
    assert place.note == "We do not know ZZ1 9XX. This is from the middle of ZZ1."


@pytest.mark.parametrize(
    "typed",
    ["", " ", "Bristol", "ZZ1 1", "123", "' OR 1=1 --", "🙂", "ZZ1\x00", "x" * 5000, "ZZ1 1AAA"],
)
def test_what_is_no_postcode_is_refused_in_a_sentence(typed):
    make_postcode("ZZ1 1AA")
    if typed == "ZZ1\x00":
        assert find_location(typed).label == "ZZ1"
        return

    with pytest.raises(NotAPostcode) as refused:
        find_location(typed)

    assert (refused.value.code, refused.value.field) == ("not_a_postcode", "postcode")
    assert len(refused.value.message) < 60
    assert refused.value.next_step == "Type it like BS3 1AB, or just its first half, like BS3."


def test_a_postcode_nobody_knows_is_refused_with_what_to_try():
    with pytest.raises(PostcodeNotKnown) as refused:
        find_location("ZY9 9ZZ")

    assert refused.value.message == "We do not know where “ZY9 9ZZ” is."
    assert refused.value.next_step


def test_a_place_is_found_in_one_statement(django_assert_num_queries):
    make_postcode("ZZ1 1AA")

    with django_assert_num_queries(1):
        find_location("ZZ1 9XX")


def test_distance_is_along_the_ellipsoid():
    here = find_location(make_postcode("ZZ1 1AA", at=(50.1, -6.0)))
    there = find_location(make_postcode("ZZ2 1AA", at=north_of(10)))

    assert distance_km(here, there) == pytest.approx(10, rel=0.01)


def test_the_area_of_a_place_is_by_its_councils_code():
    from community.places.queries import area_of_location

    area = make_area()

    assert area_of_location(find_location(make_postcode())) == area
